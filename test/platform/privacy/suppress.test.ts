import t from 'tap'
import { type Cell, keyText, suppress } from '../../../src/platform/privacy/suppress.ts'
import { seeded } from '../../kit/seeded.ts'

const cell = (count: number, ...keys: (string | number | null)[]): Cell => ({ keys, count })
const left = (cells: readonly Cell[], minCount = 5, before?: ReadonlySet<string>): string[] =>
  [...suppress(cells, { minCount, ...(before && { before }) })].sort((a, b) => a - b).map(i =>
    cells[i]?.keys.join(' ') ?? ''
  )

/**
 * What somebody learns who knows every total: of each group of cells the number of those left out, and what they sum up
 * to.
 */
function learnt(cells: readonly Cell[], hidden: ReadonlySet<number>): { cells: number; records: number }[] {
  const width = cells[0]?.keys.length ?? 0
  const groups = new Map<string, { cells: number; records: number; all: number }>()
  for (let kept = 0; kept < 2 ** width - 1; kept++) {
    for (const [i, { keys, count }] of cells.entries()) {
      const name = `${kept} ${keyText(keys.filter((_key, place) => (kept & (1 << place)) !== 0))}`
      const group = groups.get(name) ?? { cells: 0, records: 0, all: 0 }
      groups.set(name, group)
      group.all++
      if (!hidden.has(i)) continue
      group.cells++
      group.records += count
    }
  }
  // Of a group that is one cell alone nothing else could be left out: its total is not to be told either.
  return [...groups.values()].filter(({ cells: some, all }) => some > 0 && some < all)
}

t.test('numbers that are large enough are all told', async t => {
  t.same(left([cell(5, 'a'), cell(9, 'b')]), [])
  t.same(left([]), [])
})

t.test('a small number takes the smallest other with it, so that the total does not tell it', async t => {
  t.same(left([cell(3, 'a'), cell(40, 'b'), cell(7, 'c')]), ['a', 'c'])
})

t.test('two small numbers protect each other when they are about enough records', async t => {
  t.same(left([cell(3, 'a'), cell(2, 'b'), cell(7, 'c')]), ['a', 'b'])
  t.same(left([cell(1, 'a'), cell(2, 'b'), cell(7, 'c')]), ['a', 'b', 'c'], 'three records are too few together')
})

t.test('in a table each row and each column is protected', async t => {
  const cells = [
    cell(3, 'north', 2025),
    cell(20, 'north', 2026),
    cell(30, 'south', 2025),
    cell(10, 'south', 2026),
    cell(50, 'west', 2025),
    cell(60, 'west', 2026)
  ]
  const hidden = suppress(cells, { minCount: 5 })
  t.same(left(cells), ['north 2025', 'north 2026', 'south 2025', 'south 2026'])
  t.ok(learnt(cells, hidden).every(({ cells: some, records }) => some >= 2 && records >= 5))
})

t.test('what was left out before is left out again before others', async t => {
  const cells = [cell(3, 'a'), cell(9, 'b'), cell(7, 'c')]
  t.same(left(cells), ['a', 'c'])
  t.same(left(cells, 5, new Set([keyText(['a']), keyText(['b'])])), ['a', 'b'])
})

t.test('a table about too few records tells nothing', async t => {
  t.same(left([cell(1, 'a'), cell(2, 'b')]), ['a', 'b'])
  t.same(left([cell(2)]), [''], 'without any key it is one number')
})

t.test('what is unknown is a group like any other', async t => {
  t.same(left([cell(2, null), cell(9, 'a'), cell(8, 'b')]), ['', 'b'])
})

t.test('no table lets a small number be worked out from its totals', async t => {
  const random = seeded(20_261_128)
  const below = (limit: number): number => random.int(0, limit - 1)
  let tables = 0
  for (let round = 0; round < 300; round++) {
    const width = random.int(1, 3)
    const cells = new Map<string, Cell>()
    for (let i = 0; i < 2 + below(40); i++) {
      const keys = Array.from({ length: width }, () => below(4))
      cells.set(keyText(keys), { keys, count: random.int(1, random.pick([8, 60])) })
    }
    const all = [...cells.values()]
    const minCount = random.int(2, 9)
    const hidden = suppress(all, { minCount })
    for (const [i, { count }] of all.entries())
      if (count < minCount && !hidden.has(i)) t.fail(`a number of ${count} is told`)
    const known = learnt(all, hidden)
    if (known.some(({ cells: some, records }) => some < 2 || records < minCount))
      t.fail(`round ${round}: ${JSON.stringify(all)}`)
    if (known.length > 0) tables++
  }
  t.ok(tables > 100, 'many of them had something to protect')
})
