/** Random values that are the same in every run, so that a failing one can be found again. */
export interface Seeded {
  /** A whole number, both bounds included. */
  int(min: number, max: number): number
  pick<T>(values: readonly T[]): T
  digits(count: number): string
  text(alphabet: string, minLength: number, maxLength: number): string
}

export function seeded(seed: number): Seeded {
  let state = seed
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(values: readonly T[]): T => {
    const value = values[int(0, values.length - 1)]
    if (value === undefined) throw new Error('nothing to pick from')
    return value
  }
  const text = (alphabet: string, minLength: number, maxLength: number): string => {
    const chars = Array.from(alphabet)
    return Array.from({ length: int(minLength, maxLength) }, () => pick(chars)).join('')
  }
  return { int, pick, digits: count => text('0123456789', count, count), text }
}
