/** A number about a group of records, by the values that they share. */
export interface Cell {
  keys: readonly unknown[]
  count: number
}

export interface SuppressOptions {
  /** A cell about fewer records than this is left out. */
  minCount: number
  /** Keys, as `keyText` writes them, of the cells that were left out the last time: they are so again before others. */
  before?: ReadonlySet<string>
}

/**
 * Which cells of a table are left out, by index: those about too few records, and as many others as keep these from
 * being worked out. Whoever knows the total of some cells - all that agree in some of the keys, or all of the table -
 * takes the cells shown from it: what is left must be about two cells or more, and about enough records. Totals are
 * taken as known whether or not they are published here. (Cell suppression, as in Hundepool et al., Statistical
 * Disclosure Control, 4.2; the smallest cells that do are chosen, those that were left out before first, so that two
 * editions do not tell together what neither tells alone.)
 */
export function suppress(cells: readonly Cell[], { minCount, before = new Set() }: SuppressOptions): Set<number> {
  const left = new Set<number>()
  for (const [i, { count }] of cells.entries()) if (count < minCount) left.add(i)
  if (left.size === 0) return left
  const lines = linesOf(cells)
  // The most fitting first: what was left out before, then the smallest, then by place, so that the choice is always
  // the same.
  const texts = cells.map(({ keys }) => keyText(keys))
  const rank = (a: number, b: number): number =>
    Number(before.has(texts[b] ?? '')) - Number(before.has(texts[a] ?? '')) ||
    (cells[a]?.count ?? 0) - (cells[b]?.count ?? 0) || a - b

  // What protects one line may need protection in another.
  for (let isSafe = false; !isSafe;) {
    isSafe = true
    for (const line of lines) {
      const hidden = line.filter(i => left.has(i))
      if (hidden.length === 0) continue
      const shown = line.filter(i => !left.has(i)).sort(rank)
      let records = hidden.reduce((sum, i) => sum + (cells[i]?.count ?? 0), 0)
      for (let inDoubt = hidden.length; shown.length > 0 && (inDoubt < 2 || records < minCount); inDoubt++) {
        const next = shown.shift() as number
        left.add(next)
        records += cells[next]?.count ?? 0
        isSafe = false
      }
    }
  }
  return left
}

/** Cells whose sum somebody may know: those that agree in some of the keys, for every choice of them but all. */
function linesOf(cells: readonly Cell[]): number[][] {
  const width = cells[0]?.keys.length ?? 0
  const all: number[][] = []
  for (let kept = 0; kept < 2 ** width - 1; kept++) {
    const lines = new Map<string, number[]>()
    for (const [i, { keys }] of cells.entries()) {
      const name = keyText(keys.filter((_key, place) => (kept & (1 << place)) !== 0))
      const line = lines.get(name)
      if (line === undefined) lines.set(name, [i])
      else line.push(i)
    }
    all.push(...lines.values())
  }
  return all
}

export function keyText(keys: readonly unknown[]): string {
  return JSON.stringify(keys)
}
