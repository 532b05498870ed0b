import { LRUCache } from 'lru-cache'
import type { Shown } from '../../platform/privacy/shown.ts'
import { type KeptSize, sizeOf } from './kept.ts'
import type { Basis, Purges } from './purges.ts'

/** A whole answer, encoded: what a hit sends as it stands. */
export interface Answer extends Basis {
  body: string
  etag: string
  /** When the oldest part was given by its system, ms since 1970. */
  asOf: number
  /** ms since 1970 */
  madeAt: number
  /** Until when it may be sent without looking again, ms since 1970. */
  freshUntil: number
  /** `partial`: a system is missing; `stale`: a system's last known records stand in. */
  outcome: 'ok' | 'stale' | 'partial'
  /** Headers of this answer alone. */
  headers: Readonly<Record<string, string>>
  /** The systems whose records it holds. */
  systems: readonly string[]
}

/** An answer just made, and what it took. */
export interface Made {
  answer: Answer
  /** Some of it came from another process of the hub. */
  shared: boolean
  /** Some system was asked for it. */
  asked: boolean
  /** Milliseconds waited for each system. */
  waits: Readonly<Record<string, number>>
  /** What it shows of people, where it shows more than masks. Such an answer is kept nowhere. */
  shown?: Shown
}

/** Nobody can have a system asked more often than this for the same, whatever is asked of an answer's age. */
export const LEAST_AGE_MS = 5_000

/** What this caller asks of the age of an answer. */
export interface Tolerance {
  /** Nothing older than this (ms since 1970) while the system can be asked. */
  notBefore?: number
  /** For how many more seconds than this it must stay fresh. */
  minFresh?: number
  /** Seconds for which what is stale may stand in for a failing system. */
  onError?: number
  /** It sees what everybody sees: what is only remembered may stand in when nothing else is known. */
  lastResort?: boolean
  /** Nobody waits: what is soon to be stale is made anew. */
  ahead?: boolean
}

export interface Answers {
  /** The answer kept under the key if it is fresh, else a new one; many who ask at once share one. */
  read(key: string, tolerance: Tolerance, make: (seq: number) => Promise<Made>): Promise<Made & { hit: boolean }>
  size(): KeptSize
}

export function createAnswers(
  { maxBytes, purges, now = Date.now }: { maxBytes: number; purges: Purges; now?: () => number }
): Answers {
  const kept = new LRUCache<string, Answer>({ maxSize: maxBytes, maxEntrySize: Math.ceil(maxBytes / 2) })
  const making = new Map<string, { seq: number; work: Promise<Made> }>()

  function start(flight: string, make: (seq: number) => Promise<Made>): Promise<Made> {
    const running = making.get(flight)
    // What it is made of is known only at its end, so any purge since it began sets it aside.
    if (running?.seq === purges.seq) return running.work
    const { seq } = purges
    const work = make(seq).finally(() => {
      if (making.get(flight)?.work === work) making.delete(flight)
    })
    making.set(flight, { seq, work })
    return work
  }

  return {
    size: () => sizeOf(kept),
    async read(key, { notBefore = 0, minFresh = 0, onError, ahead = false }, make) {
      const found = kept.get(key)
      // Whoever says how stale it may be is not given what another one took as it was.
      const mayBe = onError === undefined || found?.outcome === 'ok'
      const isGood = found !== undefined && mayBe && !ahead && now() < found.freshUntil - minFresh * 1_000 &&
        found.asOf >= notBefore && purges.holds(found)
      if (isGood) return { answer: found, hit: true, asked: false, shared: false, waits: {} }
      const isUsual = notBefore === 0 && onError === undefined && minFresh === 0 && !ahead
      const made = await start(isUsual ? key : `${key} ${notBefore} ${minFresh} ${onError} ${ahead}`, make)
      // Two bytes a character, and the same again for what surrounds it.
      if (purges.holds(made.answer))
        kept.set(key, made.answer, { size: made.answer.body.length * 2 + key.length + 1_000 })
      return { ...made, hit: false }
    }
  }
}
