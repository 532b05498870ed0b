import { suppress } from '../../platform/privacy/suppress.ts'

/** Fewer than this are not told: they might be somebody. Nobody at all is told. */
export const SMALLEST = 5

/** A count as it may be published; null stands for 1 to 4, or for what would tell such a count. */
export type Shown = number | null

/** A count that stands alone. */
export function shownCount(count: number): Shown {
  return isSmall(count) ? null : count
}

/**
 * The counts of the parts of a whole that is published too. Where the whole less the others would tell a small part,
 * the smallest of the others go as well (complementary suppression: see `suppress`).
 */
export function shownParts<Part>(counts: ReadonlyMap<Part, number>): Map<Part, Shown> {
  // That there was nobody is told, and so hides nobody else.
  const parts = [...counts].filter(([, count]) => count > 0)
  const left = suppress(parts.map(([part, count]) => ({ keys: [part], count })), { minCount: SMALLEST })
  const hidden = new Set([...left].map(index => parts[index]?.[0]))
  return new Map([...counts].map(([part, count]) => [part, hidden.has(part) ? null : count]))
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST
}
