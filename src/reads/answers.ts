import { LRUCache } from 'lru-cache'

/** A whole answer, encoded: what a hit sends as it stands. */
export interface Answer {
  body: string
  etag: string
  /** When the oldest part was given by its system, ms since 1970. */
  asOf: number
  /** Until when it may be sent without looking again, ms since 1970. */
  freshUntil: number
  /** `partial`: a system is missing; `stale`: a system's last known records stand in. */
  outcome: 'ok' | 'stale' | 'partial'
  /** Headers of this answer alone. */
  headers: Readonly<Record<string, string>>
}

/** An answer just made, and what it took. */
export interface Made {
  answer: Answer
  /** Some system was asked for it. */
  asked: boolean
  /** Milliseconds waited for each system. */
  waits: Readonly<Record<string, number>>
}

export interface Answers {
  /** The answer kept under the key if it is fresh, else a new one; many who ask at once share one. */
  read(key: string, make: () => Promise<Made>): Promise<Made & { hit: boolean }>
  clear(): void
}

export function createAnswers({ maxBytes, now = Date.now }: { maxBytes: number; now?: () => number }): Answers {
  const kept = new LRUCache<string, Answer>({ maxSize: maxBytes, maxEntrySize: Math.ceil(maxBytes / 2) })
  const making = new Map<string, Promise<Made>>()
  return {
    async read(key, make) {
      const found = kept.get(key)
      if (found !== undefined && now() < found.freshUntil) return { answer: found, hit: true, asked: false, waits: {} }
      let work = making.get(key)
      if (work === undefined) {
        work = make().finally(() => making.delete(key))
        making.set(key, work)
      }
      const made = await work
      // Two bytes a character, and the same again for what surrounds it.
      kept.set(key, made.answer, { size: made.answer.body.length * 2 + key.length + 1_000 })
      return { ...made, hit: false }
    },
    clear() {
      kept.clear()
    }
  }
}
