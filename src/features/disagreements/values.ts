import { createHash } from 'node:crypto'

/** What stands at a path of a record; undefined where nothing does. */
export function valueAt(record: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, name) => (typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined),
    record
  )
}

/** Without regard to case, accents, blanks and signs: `Jl. Asia-Afrika 8` and `JL ASIA AFRIKA 8` are the same. */
export function normalForm(text: string): string {
  return text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/**
 * How much of two texts is the same, from 0 to 1: the pairs of letters that they share, twice, among all that they have
 * (Dice's coefficient over bigrams of the normal forms).
 */
export function likenessOfTexts(one: string, other: string): number {
  const [a, b] = [normalForm(one), normalForm(other)]
  if (a === b) return 1
  if (a.length < 2 || b.length < 2) return 0
  const pairs = new Map<string, number>()
  for (let i = 1; i < a.length; i++) pairs.set(a.slice(i - 1, i + 1), (pairs.get(a.slice(i - 1, i + 1)) ?? 0) + 1)
  let shared = 0
  for (let i = 1; i < b.length; i++) {
    const pair = b.slice(i - 1, i + 1)
    const left = pairs.get(pair) ?? 0
    if (left > 0) {
      shared++
      pairs.set(pair, left - 1)
    }
  }
  return (2 * shared) / (a.length + b.length - 2)
}
