import { readFileSync } from 'node:fs'
import { type Cell, type FieldTable, put, type Row as TableRow } from '../../scripts/access-fields.ts'
import { personal, sampleOf } from '../../scripts/contract-sample.ts'
import type { Operation } from '../../src/contract/contract.ts'
import { recordSchemas, type ResourceName, resourceNames } from '../../src/contract/resources.ts'
import { toWib } from '../../src/kit/indonesia/calendar.ts'
import { contract } from './core/hub.ts'
import { createLegacy, type Legacy, type Row } from './core/legacy.ts'

export const text = readFileSync('docs/access-fields.md', 'utf8')

const [, together = '', ...sections] = text.split('\n## ')

/** The tables of docs/access-fields.md, as people read them. */
export const tables: readonly FieldTable[] = [
  ...together.split('\n').flatMap(line => {
    const [, number, schema = '', by = '', fields = ''] = /^- \[(\d+)\] (\w+), by (.*?): (.*)$/.exec(line) ?? []
    if (number === undefined) return []
    const cells = together.split(`\n| [${number}] |`)[1]?.split('\n')[0]?.split('|').map(cell => cell.trim()) ?? []
    return { schema, operations: operationsIn(by),
      rows: [{ fields: namesIn(fields), privacy: undefined, when: undefined, cells: cells.slice(0, -1) as Cell[] }] }
  }),
  ...sections.map(section => {
    const below = new Map(
      [...section.matchAll(/^\[(\d+)\] (.*)$/gm)].map(([, number = '', fields = '']) => [number, fields])
    )
    return { schema: section.split('\n')[0] ?? '', operations: operationsIn(/\nBy (.*)\.\n/.exec(section)?.[1] ?? ''),
      rows: section.split('\n').flatMap(line => readRow(line, below) ?? []) }
  })
]

function operationsIn(names: string): Operation[] {
  return [...names.matchAll(/`([A-Z]+) (\S+)`/g)].map(([, method, path]) => {
    const found = contract.operations.find(one => one.method === method && one.path === path)
    if (found === undefined) throw new Error(`the contract has no ${method} ${path}`)
    return found
  })
}

function namesIn(listed: string): string[] {
  return [...listed.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name)
}

function readRow(line: string, below: ReadonlyMap<string, string>): TableRow | undefined {
  const [, names = '', privacy = '', ...cells] = line.split('|').map(cell => cell.trim())
  const [start = '', field, is = ''] = /^where `([\w.]+)` is `(\w+)`: /.exec(names) ?? []
  const listed = below.get(/fields of \[(\d+)\]$/.exec(names)?.[1] ?? '') ?? names.slice(start.length)
  const fields = namesIn(listed)
  if (fields.length === 0) return undefined
  const when = field === undefined
    ? undefined
    : { field: field.split('.'), is: is === 'true' ? true : is === 'false' ? false : is }
  return { fields, privacy: privacy === '' ? undefined : privacy, when, cells: cells.slice(0, -1) as Cell[] }
}

const NOW = toWib(new Date())
const NOP = '327399900100200030'
export const NIK = String(personal['nik'])

type Condition = NonNullable<TableRow['when']>

/** Under which some fields of a resource are hidden, each once. The first record is under none. */
export function conditionsOf(resource: ResourceName): readonly (Condition | undefined)[] {
  const all = tables.filter(({ schema }) => schema === recordSchemas[resource]).flatMap(({ rows }) =>
    rows.flatMap(({ when }) => when ?? [])
  )
  return [undefined, ...new Map(all.map(condition => [condition.field.join(), condition])).values()]
}

/** A record with every field, and one for each condition. What the hub adds itself is not in it. */
export function recordsOf(resource: ResourceName): Record<string, unknown>[] {
  return conditionsOf(resource).map(condition => {
    const { id: _id, source: _source, quality: _quality, clock: _clock, ...record } = sampleOf(contract,
      recordSchemas[resource]) as Record<string, unknown>
    if (condition !== undefined) put(record, condition.field, condition.is)
    return 'nop' in record ? { ...record, nop: NOP } : record
  })
}

/** What mapping each of them notes. */
export const notes = sampleOf(contract, 'Quality') as NonNullable<Row['notes']>

function rowsOf(resource: ResourceName): Row[] {
  return recordsOf(resource).map((record, number) => ({
    key: resource === 'residents'
      ? NIK
      : resource === 'tax-objects'
      ? NOP
      : resource === 'tax-bills'
      ? `${NOP}-2026`
      : `whole-${number}`,
    // Before everything that the demo city has.
    updatedAt: NOW,
    record,
    notes
  }))
}

/** A system for each resource, which has its whole records. */
export const wholes: readonly Legacy[] = resourceNames.map((resource, i) =>
  createLegacy({
    id: `whole-${resource}`,
    prefix: `WHO${String.fromCharCode(65 + i)}`,
    resource,
    rows: rowsOf(resource),
    carriesNik: true,
    freshness: { fresh: 600, revalidate: 0, on_error: 0 }
  })
)

export const idOf = (resource: ResourceName, number: number): string =>
  `${wholes.find(one => one.resource === resource)?.prefix}-whole-${number}`

/** The path of an operation about the record of a number, or about what the caller has of its own. */
export function pathOf(
  path: string,
  resource: string,
  number: number,
  { submission, subscription, message }: { submission: string; subscription: string; message: string }
): string {
  const own = path.startsWith('/v1/systems')
    ? 'whole-complaints'
    : path.startsWith('/v1/subscriptions')
    ? subscription
    : submission
  const overviewed = path.startsWith('/v1/businesses') ? idOf('licences', 0) : idOf('residents', 0)
  const id = resource === 'overview'
    ? overviewed
    : resource in recordSchemas
    ? idOf(resource as ResourceName, number)
    : own
  return path.replace('{nop}', NOP).replace('{year}', '2026').replace('{id}', id).replace('{number}', NOP).replace(
    '{delivery}',
    message
  )
}

/** Whether an item of a list is the one that was asked for. */
export function isRecord(item: { id?: string; nop?: string }, resource: ResourceName, number: number): boolean {
  return resource.startsWith('tax-') ? item.nop === NOP : item.id === idOf(resource, number)
}
