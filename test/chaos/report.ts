import type { CloudEvent } from '../../src/gateway/events/cloud-event.ts'
import type { Sending } from './sending.ts'

/** A write that the hub has acknowledged with 201 or 202. */
export interface Acknowledged {
  id: string
  sending: Pick<Sending, 'marker' | 'path' | 'md5'>
}

/** What came of it. */
export interface ChaosReport {
  kills: number
  acknowledged: number
  /** Files among them. */
  files: number
  /** By the state in which they ended. */
  states: Record<string, number>
  events: number
  /** How often the stream of events was taken up again, and messages that a receiver got more than once. */
  returns: number
  repeated: number
  seconds: number
  /** What must not be. */
  wrong: Wrong
}

export interface Wrong {
  /** Acknowledged, and neither in the legacy system, nor on its way, nor ended with a reason. */
  lost: number
  /** Still on their way when the run ended. */
  waiting: number
  /** More than once in the legacy system. */
  doubled: number
  /** Refused, and in the legacy system all the same. */
  refusedAndWritten: number
  /** Files that arrived with other bytes, or behind one that came later for the same record. */
  altered: number
  disordered: number
  /** Requests that were answered with 500. */
  internal: number
  /** Ends of which the log tells not, or twice. */
  untold: number
  toldTwice: number
  /** Events that the stream left out, gave twice, or gave in another order. */
  streamLost: number
  streamDoubled: number
  /** Events that the receiver never got. */
  unsent: number
}

export interface Evidence {
  acknowledged: readonly Acknowledged[]
  states: ReadonlyMap<string, string>
  /** What the legacy systems keep. */
  records: readonly unknown[]
  log: readonly CloudEvent[]
  streamed: readonly string[]
  received: ReadonlyMap<string, number>
  internal: number
}

const MARKER = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
const withReason = new Set(['rejected', 'parked', 'abandoned'])
const onItsWay = new Set(['accepted', 'delivering', 'uncertain', 'unknown'])
export const ended = new Set(['delivered', 'rejected', 'parked', 'abandoned'])

export function countWrong({ acknowledged, states, records, log, streamed, received, internal }: Evidence): Wrong {
  const stored = records.map(record => ({ text: JSON.stringify(record), md5: (record as { md5?: string }).md5 }))
  const copies = new Map<string, { at: number; md5: string | undefined }[]>()
  for (const [at, { text, md5 }] of stored.entries()) {
    for (const [marker = ''] of text.matchAll(MARKER)) copies.set(marker, [...(copies.get(marker) ?? []), { at, md5 }])
  }
  const wrong: Wrong = {
    lost: 0,
    waiting: 0,
    doubled: 0,
    refusedAndWritten: 0,
    altered: 0,
    disordered: 0,
    internal,
    untold: 0,
    toldTwice: 0,
    streamLost: 0,
    streamDoubled: 0,
    unsent: log.filter(({ id }) => !received.has(id)).length
  }
  const told = new Map<string, number>()
  for (const { type, subject } of log)
    told.set(`${type.split('.').slice(-2).join('.')} ${subject}`,
      (told.get(`${type.split('.').slice(-2).join('.')} ${subject}`) ?? 0) + 1)
  const last = new Map<string, number>()
  for (const { id, sending: { marker, path, md5 } } of acknowledged) {
    const state = states.get(id) ?? 'unknown'
    const [copy] = copies.get(marker) ?? []
    if (onItsWay.has(state)) wrong.waiting++
    else if (copy === undefined && !withReason.has(state)) wrong.lost++
    if (state === 'rejected' && copy !== undefined) wrong.refusedAndWritten++
    if (ended.has(state)) {
      const times = told.get(`submission.${state} ${id}`) ?? 0
      if (times === 0) wrong.untold++
      if (times > 1) wrong.toldTwice++
    }
    if (md5 !== undefined && copy !== undefined) {
      if (copy.md5 !== md5) wrong.altered++
      if (copy.at < (last.get(path) ?? -1)) wrong.disordered++
      last.set(path, copy.at)
    }
  }
  // Also of what was never acknowledged.
  for (const all of copies.values()) if (all.length > 1) wrong.doubled++
  const seen = new Set(streamed)
  wrong.streamDoubled = streamed.length - seen.size
  wrong.streamLost = log.filter(({ id }) => !seen.has(id)).length
  return wrong
}
