import type { Operation } from '../../src/contract/contract.ts'
import { seeded } from '../kit/seeded.ts'
import { type Draft, goodRequest, type Ground, render } from './draft.ts'
import { faceRequest, open311Errors } from './faces.ts'
import { createJudge, type Judge } from './judge.ts'
import { mutations } from './mutations.ts'
import { createWire, type Exchange, type Wire } from './wire.ts'

/** One request, and how it came about. */
export interface FuzzCase {
  number: number
  operation: Operation | undefined
  draft: Draft
  /** What was done to a good request, in order. */
  done: readonly string[]
}

export interface Failure {
  case: FuzzCase
  errors: readonly string[]
  exchange: Exchange
}

export interface Tally {
  requests: number
  answers: number
  statuses: Map<number, number>
  operations: Set<string>
  mutations: Map<string, number>
  failures: Failure[]
}

const CONNECTIONS = 16
const MOST_FAILURES = 200
const names = Object.keys(mutations)

/**
 * The request of a number: the same for the same seed and the same city. @param kept only these of its mutations, by
 * their places
 */
export function caseOf(ground: Ground, seed: number, number: number, kept?: readonly number[]): FuzzCase {
  const random = (part: number) =>
    seeded(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b) ^ Math.imul(part + 1, 0xc2b2ae35))
  const choice = random(0)
  const operation = choice.int(0, 99) < 85 ? choice.pick(ground.contract.operations) : undefined
  const id = `fz-${seed}-${number}`
  const draft = operation === undefined
    ? faceRequest(ground, random(1), id)
    : goodRequest(ground, operation, random(1), id)
  const count = choice.pick([0, 0, 1, 1, 1, 1, 1, 2, 2, 3])
  const chosen = Array.from({ length: count }, (_, i) => ({ name: choice.pick(names), random: random(2 + i), i }))
    .filter(({ i }) => kept === undefined || kept.includes(i))
  for (const { name, random: own } of chosen) mutations[name]?.(draft, own)
  return { number, operation, draft, done: chosen.map(({ name }) => name) }
}

/** Sends requests from one number to another, over several connections, and judges every answer. */
export async function fuzz(
  { ground, port, seed, from = 0, count, onProgress = () => {} }: { ground: Ground; port: number; seed: number;
    from?: number; count: number; onProgress?: (tally: Tally) => void }
): Promise<Tally> {
  const judge = createJudge(ground.contract)
  const tally: Tally = { requests: 0, answers: 0, statuses: new Map(), operations: new Set(), mutations: new Map(),
    failures: [] }
  let next = from
  const work = async (): Promise<void> => {
    const wire = createWire(port)
    while (next < from + count && tally.failures.length < MOST_FAILURES) {
      const one = caseOf(ground, seed, next++)
      const { exchange, errors } = await send(wire, judge, one)
      tally.requests++
      tally.answers += exchange.answers.length
      if (one.operation !== undefined) tally.operations.add(one.operation.id)
      for (const { status } of exchange.answers) tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
      for (const name of one.done) tally.mutations.set(name, (tally.mutations.get(name) ?? 0) + 1)
      if (errors.length > 0) tally.failures.push({ case: one, errors, exchange })
      if (tally.requests % 5_000 === 0) onProgress(tally)
    }
    wire.close()
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  return tally
}

async function send(wire: Wire, judge: Judge, one: FuzzCase): Promise<{ exchange: Exchange; errors: string[] }> {
  const { draft } = one
  const exchange = await wire.exchange(render(draft), draft.method, draft.alone)
  return { exchange, errors: judged(judge, one, exchange) }
}

/** Refusals of the transport, which no operation knows of: the request was no request. */
const ofTransport = new Set([408, 417, 431])

function judged(judge: Judge, { draft, done }: FuzzCase, { answers, end }: Exchange): string[] {
  const [first, ...more] = answers
  if (first === undefined) return [end === 'silent' ? 'no answer' : 'closed without an answer']
  if (end === 'silent') return ['an answer without an end']
  if (more.length > 0 && !draft.raw && !done.includes('more behind the request'))
    return [`${answers.length} answers to one request`]
  const isHead = draft.method === 'HEAD'
  // What was no HTTP, or took the hub for a proxy, met no operation and no face.
  const wasNone = first.headers['connection'] === 'close' && /is not valid HTTP|is no proxy/.test(first.body.toString())
  const [target = ''] = draft.path.split('?')
  if (draft.raw || wasNone || ofTransport.has(first.status))
    return answers.flatMap(answer => (isOpen311(target) && !wasNone ? [] : judge.ofAnything(answer, isHead)))
  if (isOpen311(target)) return open311Errors(first)
  // A system's own words.
  if (target.includes('/raw/')) return first.status === 500 ? ['a 500'] : []
  const operation = judge.operationAt(draft.method, target)
  return operation === undefined ? judge.ofAnything(first, isHead) : judge.ofOperation(operation, first)
}

const isOpen311 = (path: string): boolean => path.replace(/^https?:\/\/[^/]*/, '').startsWith('/open311/v2/')

/** Leaves out what has no part in a failure: the fewest mutations with which it still fails in the same way. */
export async function shrink(ground: Ground, port: number, seed: number, failure: Failure): Promise<Failure> {
  const judge = createJudge(ground.contract)
  const wire = createWire(port)
  let smallest = failure
  let kept = failure.case.done.map((_, i) => i)
  for (const place of kept) {
    const fewer = kept.filter(i => i !== place)
    const one = caseOf(ground, seed, failure.case.number, fewer)
    const { exchange, errors } = await send(wire, judge, one)
    if (errors[0] === failure.errors[0]) [kept, smallest] = [fewer, { case: one, errors, exchange }]
  }
  wire.close()
  return smallest
}

/** A failure in a few lines: what was done, what was sent, what came, and how to see it again. */
export function describeFailure(
  seed: number,
  { case: { number, operation, draft, done }, errors, exchange }: Failure
): string {
  const shown = (bytes: Buffer, most: number): string => JSON.stringify(bytes.toString('latin1').slice(0, most))
  return [
    `${errors.join('; ')} (${operation?.id ?? draft.path}; ${done.join(', ') || 'as it should be'})`,
    `  sent ${shown(render(draft), 700)}`,
    ...exchange.answers.map(({ status, headers, body }) =>
      `  came ${status} ${headers['content-type'] ?? ''} ${shown(body, 400)}`
    ),
    `  again: npm run fuzz -- --seed ${seed} --only ${number}`
  ].join('\n')
}
