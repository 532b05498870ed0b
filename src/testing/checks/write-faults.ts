import type { ServerResponse } from 'node:http'
import { type FaultKind, SystemFault } from '../../kit/faults.ts'
import type { Write } from '../../kit/writer.ts'
import { addressesOf } from '../addresses.ts'
import type { Barrier } from '../barrier.ts'
import { messageOf } from '../collection.ts'
import type { HttpExchange, HttpFault } from '../http-proxy.ts'
import { type Check, count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import { type Writing, writingsOf } from '../writing.ts'
import { type Bench, type Group, prepareOnce } from './bench.ts'
import { PASS_CALL } from './faults.ts'
import { raiseHttp } from './http-faults.ts'
import { waitForEver } from './http-obstacles.ts'
import { countOf, findOf, kindOf, sendOf } from './writes.ts'

interface Ground {
  barrier: Barrier<HttpFault>
  client: unknown
}

/**
 * Whether a write is doubled or lost when its end is not clear. Every connector that writes does so over HTTP, where
 * the suite can stand in the way.
 */
export const writeFaults: Group = bench => {
  const { subject } = bench
  if (addressesOf(subject.standIn, 'http').length === 0) {
    return writingsOf(subject).map(({ resource, action }) => ({
      name: `${resource}: ${action} whose end is unclear is found, and is there once`,
      run: async () => skipped('it is not written over HTTP: the suite cannot stand in its way')
    }))
  }
  const onGround = prepareOnce(async (): Promise<Ground> => {
    const { barrier, wiring } = await raiseHttp(subject.standIn)
    subject.atEnd(() => barrier.close())
    return { barrier, client: subject.connect(wiring) }
  })
  return writingsOf(subject).filter(({ body }) => body !== undefined && subject.standIn.written !== undefined).flatMap(
    (writing): Check[] => {
      const named = (name: string, run: (ground: Ground) => Promise<Verdict>): Check =>
        onGround(`${writing.resource}: ${writing.action} ${name}`, run)
      return [
        named('that was kept and never answered is found', ground => endsUnclear(bench, ground, writing, [silence])),
        named('that was kept and answered badly is found', ground => endsUnclear(bench, ground, writing, badAnswers)),
        named('that never arrived is not found, and can be sent again', ground => neverArrives(bench, ground, writing)),
        named('that its caller leaves lets go of the system', ground => letsGo(bench, ground, writing))
      ]
    }
  )
}

/** What becomes of an answer, once the system has kept what it answers. */
interface BadEnd {
  name: string
  /** Ends with the guard's time-out alone. */
  isSilent?: true
  end(response: ServerResponse, answer: HttpExchange['answer']): void | Promise<void>
}

const silence: BadEnd = { name: 'silence', isSilent: true, end: response => waitForEver(response) }
const badAnswers: readonly BadEnd[] = [
  { name: 'the connection cut', end: response => {
    response.destroy()
  } },
  { name: 'half an answer', end: (response, { status, headers, body }) => {
    response.writeHead(status, { ...headers, 'content-length': body.length + 2 })
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy())
  } },
  { name: 'an empty body', end: (response, { headers }) => {
    response.writeHead(200, withoutWay(headers)).end()
  } },
  { name: 'an empty object', end: (response, { headers }) => {
    response.writeHead(200, withoutWay(headers)).end('{}')
  } },
  { name: 'a page', end: response => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(
      '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Sedang dalam perbaikan</h1></body></html>'
    )
  } },
  { name: 'HTTP 500', end: response => {
    response.writeHead(500, { 'content-type': 'text/html' }).end('<html><h1>500</h1></html>')
  } },
  { name: 'HTTP 502', end: response => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502</h1></html>')
  } },
  { name: 'HTTP 503', end: response => {
    response.writeHead(503, { 'content-type': 'text/html', 'retry-after': '7' }).end('<html><h1>503</h1></html>')
  } },
  { name: 'HTTP 504', end: response => {
    response.writeHead(504, { 'content-type': 'text/html' }).end('<html><h1>504</h1></html>')
  } }
]

/** Of these the hub believes that nothing was written: it sends again without a look, or tells the caller. */
const sureKinds: readonly FaultKind[] = ['unreachable', 'denied', 'throttled', 'rejected']

async function endsUnclear(bench: Bench, ground: Ground, writing: Writing, ends: readonly BadEnd[]): Promise<Verdict> {
  const { writer } = writing
  const failures: Failure[] = []
  let met = 0
  for (const end of ends) {
    const { write, attempt, isKept } = await sendInto(bench, ground, writing, end)
    // It needs longer on this machine than any patience, or says itself that it is written.
    if (!isKept) continue
    met++
    const where = end.name
    if (attempt.error === undefined) {
      if (attempt.value === undefined)
        failures.push({ what: 'ends without a word', where, fix: 'Give what the system made of it, or throw.' })
      // An answer that holds nothing but the status may be enough for this system: then the key must be right.
    } else if (!(attempt.fault instanceof SystemFault) && attempt.error.code !== 'system_timeout') {
      failures.push({ what: `breaks: ${messageOf(attempt.fault)}`, where,
        fix: 'Let the faults of the connector pass, and check the answer before you use it.' })
    } else if (attempt.fault instanceof SystemFault && sureKinds.includes(attempt.fault.kind)) {
      failures.push({ what: `is told as ${kindOf(attempt.fault)}, and it was kept`, where,
        fix: 'Keep `unreachable`, `denied`, `throttled` and `rejected` for what surely was not written; ' +
          '`writeStatusFault` judges a status.' })
    }
    if (writer.find !== undefined) {
      const { value: found, error, fault } = await findOf(bench, writing, ground.client, write)
      if (error !== undefined)
        failures.push({ what: `cannot be looked for afterwards: ${messageOf(fault ?? error)}`, where,
          fix: 'Keep nothing that a broken answer has left behind.' })
      // The hub would send it a second time.
      else if (found === undefined)
        failures.push({ what: 'is not found, and would be sent again', where,
          fix: '`find` gives undefined only when it is surely not there.' })
      else if (attempt.value !== undefined && attempt.value.key !== found.key)
        failures.push({ what: 'has another key than was said', where,
          fix: 'Check the answer before you take a key from it.' })
    } else if (writer.idempotent) await sendOf(bench, writing, ground.client, write)
    const times = countOf(bench, write)
    if (times !== 1)
      failures.push({ what: `is there ${count(times, 'time')}`, where,
        fix: 'Send it once: after a fault the hub looks first, and the adapter never sends again by itself.' })
  }
  if (met === 0)
    return verdict([{ what: 'was never kept while the suite stood in the way',
      fix: 'Look at `written` of the stand-in: it counts what carries the receipt.' }])
  const note = writer.find === undefined && !writer.idempotent
    ? 'each is for a person: there is no `find`'
    : count(met, 'end')
  return verdict(failures.slice(0, 6), note)
}

/** Sends a fresh write; as soon as the system has kept it, its answer comes to a bad end. */
async function sendInto(bench: Bench, { barrier, client }: Ground, writing: Writing, end: BadEnd) {
  for (const timeoutMs of end.isSilent ? [500, 5_000, 30_000] : [60_000]) {
    const write = await bench.pen.fresh(writing)
    let isKept = false
    barrier.set(async (response, ask) => {
      const { answer } = await ask()
      isKept ||= countOf(bench, write) > 0
      if (isKept) await end.end(response, answer)
      else response.writeHead(answer.status, answer.headers).end(answer.body)
    })
    const attempt = await sendOf(bench, writing, client, write, { timeoutMs })
    barrier.set(undefined)
    if (isKept || timeoutMs >= 30_000) return { write, attempt, isKept }
  }
  throw new Error('unreachable: the last patience returns')
}

async function neverArrives(bench: Bench, { barrier, client }: Ground, writing: Writing): Promise<Verdict> {
  const { writer } = writing
  const failures: Failure[] = []
  const obstacles: readonly { name: string; fault?: HttpFault }[] = [
    { name: 'a refused connection' },
    { name: 'a connection that breaks', fault: response => {
      response.destroy()
    } },
    { name: 'HTTP 500', fault: response => {
      response.writeHead(500).end()
    } },
    { name: 'HTTP 503', fault: response => {
      response.writeHead(503).end()
    } },
    { name: 'a page in place of the answer', fault: response => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(
        '<!DOCTYPE html><html><body><h1>Sedang dalam perbaikan</h1></body></html>'
      )
    } }
  ]
  for (const { name: where, fault } of obstacles) {
    const write = await bench.pen.fresh(writing)
    if (fault === undefined) await barrier.down()
    else barrier.set(fault)
    const attempt = await sendOf(bench, writing, client, write)
    barrier.set(undefined)
    await barrier.up()
    const { error, fault: own } = attempt
    if (error === undefined)
      failures.push({ what: 'is taken for written', where, fix: 'Check the answer before you take it for one.' })
    else if (!(own instanceof SystemFault))
      failures.push({ what: `breaks: ${messageOf(own)}`, where, fix: 'Let the faults of the connector pass.' })
    else if (own.kind === 'rejected')
      failures.push({ what: `is told as ${kindOf(own)}, and would never be sent again`, where,
        fix: 'Keep `rejected` for what the system itself says no to.' })
    const looked = await findOf(bench, writing, client, write)
    if (writer.find !== undefined && (looked.error !== undefined || looked.value !== undefined))
      failures.push({ what: looked.error === undefined
        ? 'is found, and was never there'
        : `cannot be looked for afterwards: ${messageOf(looked.fault ?? looked.error)}`, where,
        fix: '`find` gives undefined when it is surely not there.' })
    const again = await sendOf(bench, writing, client, write)
    if (again.error !== undefined)
      failures.push({ what: `cannot be sent again when the system is well: ${messageOf(again.fault ?? again.error)}`,
        where, fix: 'Keep nothing that a fault has left behind.' })
    else if (countOf(bench, write) !== 1)
      failures.push({ what: `is there ${count(countOf(bench, write), 'time')} after it was sent again`, where,
        fix: 'Send it once.' })
  }
  return verdict(failures.slice(0, 6), count(obstacles.length, 'obstacle'))
}

async function letsGo(bench: Bench, { barrier, client }: Ground, writing: Writing): Promise<Verdict> {
  const write: Write<unknown> = await bench.pen.fresh(writing)
  barrier.set(waitForEver)
  const arrived = barrier.nextArrival()
  let cancel = (): void => {}
  const attempt = sendOf(bench, writing, client, write, { onStart: (stop: () => void) => {
    cancel = stop
  } })
  await Promise.race([arrived, attempt])
  cancel()
  const { hangs } = await attempt
  const isReleased = hangs || (await barrier.isReleased(1_000))
  barrier.set(undefined)
  if (hangs) return verdict([{ what: 'goes on waiting', fix: PASS_CALL }])
  return isReleased ? verdict([]) : verdict([{ what: 'has ended, and the system still works for it', fix: PASS_CALL }])
}

/** Headers that speak of a body, or of the way to the next page, are not those of another. */
function withoutWay(headers: HttpExchange['answer']['headers']): HttpExchange['answer']['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'location' && name !== 'set-cookie'))
}
