import type { ServerResponse } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { SystemFault } from '../../kit/faults.ts'
import { messageOf, placeOf } from '../collection.ts'
import type { HttpExchange, HttpFault } from '../http-proxy.ts'
import { count, type Failure, skipped, type Verdict, verdict } from '../verdict.ts'
import type { Bench } from './bench.ts'
import type { Ground } from './faults.ts'
import { rowsIn } from './ways.ts'

/** Whether a record is looked at before it is taken for the one asked for: caches and sessions mix answers up. */
export async function tellsRecordsApart(
  { subject, collection }: Bench,
  { barrier, client }: Ground<HttpFault>
): Promise<Verdict> {
  const failures: Failure[] = []
  let compared = 0
  /** What the system says while this is asked, to be said again to the next. */
  const replay = async (ask: () => Promise<unknown>): Promise<void> => {
    const answers: HttpExchange['answer'][] = []
    barrier.set(async (response, pass) => {
      const { answer } = await pass()
      answers.push(answer)
      send(response, answer)
    })
    await ask()
    let turn = 0
    barrier.set(response => {
      send(response, answers[Math.min(turn++, answers.length - 1)])
    })
  }
  for (const [resource, reader] of subject.readers) {
    const { get, list } = reader
    if (get === undefined) continue
    const named = (await collection(resource, reader)).made.filter(({ record }) => record !== undefined)
    const make = subject.maker(resource, client)
    for (const [one, other] of [named.slice(0, 2), named.slice(-2)]) {
      if (one === undefined || other === undefined || one.key === other.key) continue
      const ask = (key: string) => subject.ask(`get ${resource}`, call => get(client, key, call))
      const right = make((await ask(other.key!)).value, other.index).record
      await replay(() => ask(one.key!))
      const { value, error, fault } = await ask(other.key!)
      barrier.set(undefined)
      compared++
      const where = placeOf(resource, other)
      if (error !== undefined && !(fault instanceof SystemFault))
        failures.push({ what: `breaks: ${messageOf(fault)}`, where,
          fix: 'Compare the key of the answer with the one asked for, and throw SystemFault `unreadable`.' })
      else if (value !== undefined && !isDeepStrictEqual(make(value, other.index).record, right))
        failures.push({ what: 'is another record when the system answers with another', where,
          fix: 'Compare the key of the answer with the one asked for, and throw SystemFault `unreadable`.' })
    }
    const [first] = named
    if (list === undefined || first === undefined) continue
    await replay(() =>
      subject.ask(`list ${resource}`, call =>
        list(client, { offset: 0, limit: Math.min(20, reader.pageSize), filters: {} }, call))
    )
    const { value, error } = await subject.ask(`get ${resource}`, call => get(client, first.key!, call))
    barrier.set(undefined)
    compared++
    if (error === undefined && value === undefined)
      failures.push({ what: 'is said not to exist when the system answers with something else',
        where: placeOf(resource, first),
        fix:
          'Only what the system says when there is none is undefined: throw SystemFault `unreadable` for all else.' })
  }
  return compared === 0
    ? skipped('there are no two records that can be looked up')
    : verdict(failures, count(compared, 'look-up'))
}

/** Whether trouble with one of several requests gets lost among those that went well. */
export async function tellsLastRequest(
  { subject }: Bench,
  { barrier, client, ways }: Ground<HttpFault>
): Promise<Verdict> {
  const failures: Failure[] = []
  let met = 0
  for (const { name, run } of ways) {
    const ask = () => subject.ask(name, call => run(client, call))
    const before = barrier.arrived
    const { value: good } = await ask()
    const requests = barrier.arrived - before
    if (requests < 2) continue
    met++
    let turn = 0
    barrier.set(async (response, pass) => {
      if (++turn === requests) response.writeHead(500).end()
      else send(response, (await pass()).answer)
    })
    const { value, error, fault } = await ask()
    barrier.set(undefined)
    const isSame = name.startsWith('get ') ? isDeepStrictEqual(value, good) : rowsIn(value) === rowsIn(good)
    if (error !== undefined && !(fault instanceof SystemFault))
      failures.push({ what: `breaks: ${messageOf(fault)}`, where: name, fix: 'Let the faults of the connector pass.' })
    else if (error === undefined && !isSame)
      failures.push({ what: `takes what is left for an answer: ${count(rowsIn(value), 'row')}`,
        where: `${name}, its last of ${requests} requests`,
        fix: 'What is missing for a fault must be told: as a fault, or as a row that `map` refuses with the reason.' })
  }
  return met === 0 ? skipped('each call makes one request') : verdict(failures, count(met, 'call'))
}

function send(response: ServerResponse, answer: HttpExchange['answer'] | undefined): void {
  response.writeHead(answer?.status ?? 500, answer?.headers).end(answer?.body)
}
