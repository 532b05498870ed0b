export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number between `min` and `max`, both included. */
  integer(min: number, max: number): number
  pick<T>(list: readonly T[]): T
  /** True with probability `p`. */
  chance(p: number): boolean
  /** An instant between two days (YYYY-MM-DD or RFC 3339), whole seconds. */
  date(from: string, to: string): Date
}

/** The same seed gives the same numbers on every machine: FNV-1a seeds mulberry32. */
export function createRandom(seed: string): Random {
  let state = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193)

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))

  return {
    next,
    integer,
    pick: list => list[Math.floor(next() * list.length)] as (typeof list)[number],
    chance: p => next() < p,
    date: (from, to) => {
      const start = Date.parse(from) / 1000
      const end = Date.parse(to) / 1000
      return new Date(integer(start, end) * 1000)
    }
  }
}
