import type { Inbox, PushedMessage, ResourceName } from '../../kit/adapter.ts'
import { SystemFault } from '../../kit/faults.ts'
import { messageOf } from '../collection.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Bench, forEachResource } from './bench.ts'
import { CANARY } from './http-obstacles.ts'

type Receive = NonNullable<Inbox<unknown, unknown>['receive']>

/** Whether a system that pushes is understood, and nobody else is. */
export const inboxes = forEachResource((bench, resource, { inbox }) => {
  const { receive, repeat } = inbox ?? {}
  if (receive === undefined) return []
  const pushes = bench.subject.standIn.pushes?.[resource] ?? []
  return [
    { name: 'a message that is none of its own is refused',
      run: async () => refusesOthers(bench, resource, receive, pushes) },
    ...(repeat === undefined
      ? []
      : [{ name: 'a message that is said again is known',
        run: async () => knowsRepeats(bench, receive, repeat.of, pushes) }])
  ]
})

async function refusesOthers(
  { subject }: Bench,
  resource: ResourceName,
  receive: Receive,
  pushes: readonly PushedMessage[]
): Promise<Verdict> {
  const [good] = pushes
  if (good === undefined) return skipped('the stand-in declares no `pushes`')
  const client = subject.connect()
  const make = subject.maker(resource, client)
  const failures: Failure[] = []
  const { sign = (message: PushedMessage): PushedMessage => message } = subject.standIn
  const others = othersThan(good, sign)
  for (const { name, message, mustRefuse } of others) {
    const { value, error, fault } = await subject.ask(`receive ${resource}`, async () => receive(client, message))
    const where = `${resource}, ${name}`
    if (error !== undefined && !(fault instanceof SystemFault))
      failures.push({ what: `breaks: ${messageOf(fault)}`, where,
        fix: 'Check the shape of the message before you use it, and throw SystemFault `rejected`.' })
    else if (error === undefined && mustRefuse && (value?.rows.length ?? 0) > 0)
      failures.push({ what: 'is taken', where,
        fix: 'Anybody can send to the push address: check the key or the signature first, then the shape.' })
    const broken = value?.rows.map(make).find(({ refusal }) =>
      refusal !== undefined && (refusal as Error).constructor !== Error
    )
    if (broken !== undefined)
      failures.push({ what: `is taken, and breaks the mapping: ${messageOf(broken.refusal)}`, where,
        fix: 'Refuse in `receive` what `map` cannot read.' })
  }
  return verdict(failures.slice(0, 6), count(others.length, 'message'))
}

interface Other {
  name: string
  message: PushedMessage
  mustRefuse: boolean
}

const noise = Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 167 + 29) & 0xff))

function othersThan(good: PushedMessage, sign: (message: PushedMessage) => PushedMessage): Other[] {
  const bodies: Record<string, string | Buffer> = {
    'half a body': good.body.subarray(0, Math.floor(good.body.length / 2)),
    'bytes without meaning': noise,
    'NUL bytes': Buffer.alloc(good.body.length),
    'an empty object': '{}',
    'null': 'null',
    'a number': '42',
    'nested without end': '['.repeat(100_000),
    'a page': `<html>${CANARY}</html>`,
    'entities that multiply': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
  }
  const withQuery = (change: (query: URLSearchParams) => void): PushedMessage => {
    const query = new URLSearchParams(good.query)
    change(query)
    return { ...good, query }
  }
  return [
    { name: 'nothing at all', mustRefuse: true,
      message: { ...good, query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) } },
    { name: 'another path', mustRefuse: false, message: { ...good, path: 'x/../y' } },
    ...(good.body.length === 0
      ? []
      : Object.entries(bodies).map(([name, body]) => ({ name, mustRefuse: true,
        message: sign({ ...good, body: Buffer.from(body as string) }) })
      )),
    ...[...good.query.keys()].flatMap(name => [
      { name: `${name} left out`, mustRefuse: false, message: withQuery(query => {
        query.delete(name)
      }) },
      { name: `${name} twice`, mustRefuse: false, message: withQuery(query => {
        query.append(name, 'x')
      }) },
      { name: `${name} of ten thousand letters`, mustRefuse: false, message: withQuery(query => {
        query.set(name, 'x\u0000ж'.repeat(3_334))
      }) }
    ])
  ]
}

async function knowsRepeats(
  { subject }: Bench,
  receive: Receive,
  of: (row: unknown) => string,
  pushes: readonly PushedMessage[]
): Promise<Verdict> {
  if (pushes.length === 0) return skipped('the stand-in declares no `pushes`')
  const client = subject.connect()
  const failures: Failure[] = []
  const texts = new Set<string>()
  for (const [index, message] of pushes.entries()) {
    const where = `push ${index + 1} of the stand-in`
    const { value, error, fault } = await subject.ask('receive twice', async () =>
      [message, { ...message, receivedAt: secondLater(message.receivedAt) }].map(one =>
        receive(client, one).rows.map(of).join('\n')
      ))
    if (error !== undefined)
      failures.push({ what: `is refused: ${messageOf(fault)}`, where,
        fix: 'The second time differs in nothing but when it came.' })
    else if (value?.[0] !== value?.[1])
      failures.push({ what: 'has another text of repeat the second time', where,
        fix: 'Make it of what the message says, and not of when it came.' })
    texts.add(value?.[0] ?? '')
  }
  if (texts.size === 1 && pushes.length > 1)
    failures.push({ what: 'all pushes of the stand-in have the same text of repeat',
      fix: 'What tells one message from another must be in it.' })
  return verdict(failures, count(pushes.length, 'message'))
}

function secondLater(time: string): string {
  return new Date(Date.parse(time) + 1_000 + 7 * 3_600_000).toISOString().slice(0, 19) + '+07:00'
}
