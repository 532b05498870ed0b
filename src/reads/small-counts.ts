/** Fewer than this are not told: they might be somebody. Nobody at all is told. */
export const SMALLEST = 5

/** A count as it may be published; null stands for 1 to 4, or for what would tell such a count. */
export type Shown = number | null

/** A count that stands alone. */
export function shownCount(count: number): Shown {
  return isSmall(count) ? null : count
}

/**
 * The counts of the parts of a whole that is published too. Where one part alone is small the whole less the others would
 * tell it: the smallest of the others goes as well (complementary suppression).
 */
export function shownParts<Part>(counts: ReadonlyMap<Part, number>): Map<Part, Shown> {
  const hidden = new Set([...counts].filter(([, count]) => isSmall(count)).map(([part]) => part))
  if (hidden.size === 1) {
    const [next] = [...counts].filter(([part, count]) => count > 0 && !hidden.has(part)).sort(([, a], [, b]) => a - b)
    if (next !== undefined) hidden.add(next[0])
  }
  return new Map([...counts].map(([part, count]) => [part, hidden.has(part) ? null : count]))
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST
}
