import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { keyText, suppress } from '../../../platform/privacy/suppress.ts'
import type { ColumnType, Value } from '../model.ts'
import type { ArrivingRow, GroupPlan, Plan } from '../plan.ts'

/** Rows on their way into an edition, on disk, in no order. */
export interface Staging {
  add(rows: readonly ArrivingRow[]): void
  /**
   * Makes the rows of the edition of them, in a file of their own: each key once, in the order of the keys, or counted.
   * @param before keys of what was left out the last time
   * @returns how many there are
   */
  settle(path: string, before: ReadonlySet<string>): number
  close(): void
}

const PAGE_BYTES = 16_384
const CACHE_KIB = 2_000

/** What a column of the rows' file can hold. SQLite has no true and false. */
const sqlTypes: Readonly<Record<ColumnType, string>> = { text: 'text', integer: 'integer', number: 'real',
  boolean: 'integer', date: 'text', timestamp: 'text' }

export function createStaging(plan: Plan): Staging {
  // A temporary file that SQLite unlinks at once: a crash leaves nothing of it.
  const db = new DatabaseSync('')
  const arriving = Array.from({ length: plan.arriving }, (_, i) => `v${i}`)
  db.exec(`
    pragma page_size = ${PAGE_BYTES};
    pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -${CACHE_KIB}; pragma temp_store = file;
    create table arriving (${['key text', 'layer integer', ...arriving].join(', ')});
    begin
  `)
  const insert = db.prepare(`insert into arriving values (?, ?${', ?'.repeat(arriving.length)})`)

  return {
    add(rows) {
      for (const { key, layer, values } of rows) insert.run(key, layer, ...values.map(toSql))
    },
    settle(path, before) {
      db.exec('commit')
      closeSync(openSync(path, 'w', 0o600))
      db.prepare('attach ? as edition').run(path)
      const columns = plan.columns.map((_column, i) => `c${i}`)
      db.exec(`
        pragma edition.page_size = ${PAGE_BYTES};
        pragma edition.journal_mode = off; pragma edition.synchronous = off; pragma edition.cache_size = -${CACHE_KIB};
        create table edition.rows (number integer primary key${
        plan.columns.map(({ type }, i) => `, c${i} ${sqlTypes[type]}`).join('')
      });
        begin
      `)
      const put = `insert into edition.rows (${columns.join(', ')})`
      if (plan.groups === undefined)
        db.exec(`${put} select ${arriving.join(', ')} from (${merged(db, arriving)}) order by key`)
      else count(db, plan, plan.groups, { arriving, columns, put, before })
      db.exec('commit')
      const { rows } = db.prepare('select count(*) as rows from edition.rows').get() as { rows: number }
      db.exec('detach edition')
      return rows
    },
    close() {
      db.close()
    }
  }
}

/**
 * A query for each key once. Of several rows with a key and a layer the last that came counts; of several layers, for
 * each value, the highest that has it.
 */
function merged(db: DatabaseSync, arriving: readonly string[]): string {
  const { layers, keys, all } = db.prepare(
    'select count(distinct layer) as layers, count(distinct key) as keys, count(*) as "all" from arriving'
  ).get() as Record<'layers' | 'keys' | 'all', number>
  if (keys === all) return 'select * from arriving'
  // With one maximum alone SQLite takes the other columns from the row that has it.
  const newest = `select key, layer, max(rowid) as came${
    arriving.map(name => `, ${name}`).join('')
  } from arriving group by key, layer`
  if (layers < 2) return newest
  const numbers = (db.prepare('select distinct layer from arriving order by layer desc').all() as { layer: number }[])
    .map(({ layer }) => layer)
  const best = arriving.map(name =>
    `coalesce(${numbers.map(layer => `max(case when layer = ${layer} then ${name} end)`).join(', ')}) as ${name}`
  )
  return `select key, ${best.join(', ')} from (${newest}) group by key`
}

interface CountOptions {
  arriving: readonly string[]
  columns: readonly string[]
  put: string
  before: ReadonlySet<string>
}

function count(
  db: DatabaseSync,
  { columns: { length: width }, columns: kinds }: Plan,
  { keys, numbers, suppressed, minCount }: GroupPlan,
  { arriving, columns, put, before }: CountOptions
): void {
  const by = keys.map(({ from }) => `v${from}`)
  const made = numbers.map(({ aggregate, from }, i) =>
    `${aggregate === 'count' ? 'count(*)' : `${aggregate === 'sum' ? 'total' : 'avg'}(v${from})`} as n${i}`
  )
  // How many have the number at all: what is unknown of most must not tell what it is of few.
  const known = numbers.map(({ aggregate, from }, i) =>
    `${aggregate === 'count' ? 'count(*)' : `count(v${from})`} as k${i}`
  )
  const found = db.prepare(`
    select ${[...by, 'count(*) as records', ...made, ...known].join(', ')} from (${merged(db, arriving)})
    ${
    by.length === 0 ? '' : `group by ${by.join(', ')} order by ${by.map(name => `${name} is null, ${name}`).join(', ')}`
  }
  `).all().filter(row => Number(row['records']) > 0) as Record<string, Value>[]
  const cells = found.map(row => ({ keys: by.map(name => row[name] ?? null), count: Number(row['records']) }))
  const left = suppress(cells, { minCount, before })
  const insert = db.prepare(`${put} values (${columns.map(() => '?').join(', ')})`)
  for (const [i, { keys: values }] of cells.entries()) {
    const row: Value[] = Array.from({ length: width }, () => null)
    for (const [place, { to }] of keys.entries()) row[to] = values[place] ?? null
    for (const [place, { to, round }] of numbers.entries()) {
      const [number, records] = [found[i]?.[`n${place}`], Number(found[i]?.[`k${place}`])]
      const isShown = !left.has(i) && records >= minCount && typeof number === 'number'
      row[to] = isShown ? rounded(number, kinds[to]?.type === 'integer' ? 0 : round ?? 2) : null
    }
    row[suppressed] = left.has(i)
    insert.run(...row.map(toSql))
  }
}

function rounded(value: number, places: number): number {
  return Number(value.toFixed(places)) + 0
}

function toSql(value: Value): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value
}

/** The rows of an edition, from the file that `settle` wrote. */
export function* settledRows(db: DatabaseSync, columns: Plan['columns']): Generator<Value[]> {
  const statement = rowStatement(db, columns)
  const flags = flagsOf(columns)
  for (const row of statement.iterate() as unknown as Iterable<Value[]>) yield withFlags(row, flags)
}

function rowStatement(db: DatabaseSync, columns: Plan['columns']): StatementSync {
  const statement = db.prepare(`select ${columns.map((_column, i) => `c${i}`).join(', ')} from rows order by number`)
  statement.setReturnArrays(true)
  return statement
}

/** Places of the columns that are true or false. */
export function flagsOf(columns: Plan['columns']): number[] {
  return columns.flatMap(({ type }, i) => (type === 'boolean' ? [i] : []))
}

export function withFlags(row: Value[], flags: readonly number[]): Value[] {
  for (const i of flags) if (row[i] !== null) row[i] = row[i] === 1
  return row
}

/** Keys of what an edition left out, so that the next one leaves it out again where it can choose. */
export function suppressedKeys(path: string, plan: Plan): Set<string> {
  const { groups } = plan
  if (groups === undefined) return new Set()
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const names = groups.keys.map(({ to }) => `c${to}`)
    const statement = db.prepare(`select ${['number', ...names].join(', ')} from rows where c${groups.suppressed} = 1`)
    return new Set(
      (statement.all() as Record<string, Value>[]).map(row => keyText(names.map(name => row[name] ?? null)))
    )
  } catch {
    // Of other columns.
    return new Set()
  } finally {
    db.close()
  }
}
