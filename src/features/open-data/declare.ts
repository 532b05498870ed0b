import { createHash } from 'node:crypto'
import type { Contract } from '../../contract/contract.ts'
import type { ResourceName } from '../../contract/resources.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { City, Filters } from '../../kit/adapter.ts'
import type { Config } from '../../platform/config/schema.ts'
import { bldsDatasets } from './blds.ts'
import { SUPPRESSED } from './check-settings.ts'
import { at, type MadeColumn, makeColumn } from './columns.ts'
import type { Column, Dataset, FormatName, Frequency } from './model.ts'
import { type GroupPlan, LAYOUT, type Plan } from './plan.ts'
import type { RowSource, Standard } from './row-source.ts'
import { type ColumnConfig, type DatasetConfig, licences } from './settings.ts'

/** A dataset, and how it is made. */
export interface Declared {
  dataset: Dataset
  plan: Plan
  sources: readonly RowSource[]
  /** Changes when its rows would be others though the records are the same. */
  version: string
  minShare: number
  /** In place of what the hub keeps editions for. */
  historyDays: number | undefined
}

export interface DeclareOptions {
  contract: Contract
  city: City
}

/**
 * The datasets of a configuration, in its order.
 * @throws Error for one whose columns are not there, or personal
 */
export function declareDatasets(
  { datasets, hub }: Pick<Config, 'datasets' | 'hub'>,
  options: DeclareOptions
): Declared[] {
  return Object.entries(datasets).map(([name, config]) => {
    const made = config.standard === undefined
      ? fromColumns(config, hub.open_data.min_count, options)
      : fromStandard(bldsDatasets(options.city)[config.standard])
    const { columns, plan: { arriving, groups, position }, sources, resource, conformsTo } = made
    const fitting: FormatName[] = conformsTo !== undefined
      ? ['csv']
      : position === undefined
      ? ['csv', 'json', 'xlsx', 'parquet']
      : ['csv', 'json', 'xlsx', 'geojson', 'parquet']
    const plan: Plan = {
      dataset: name,
      arriving,
      columns: columns.map(({ name, type }) => ({ name, type })),
      formats: config.formats ?? fitting,
      ...(groups && { groups }),
      ...(position && { position })
    }
    const { title, description, agency, steward, contact, licence, theme, tags, refresh_seconds: refreshSeconds, sdi } =
      config
    const dataset: Dataset = {
      name,
      title,
      description,
      agency,
      steward,
      theme,
      tags,
      refreshSeconds,
      sdi,
      columns,
      resource,
      licence: { id: licence, ...licences[licence] },
      frequency: frequencyOf(refreshSeconds),
      formats: plan.formats,
      kind: groups === undefined ? 'records' : 'counts',
      ...(contact && { contact }),
      ...(position &&
        { position: { lat: columns[position.lat]?.name ?? '', long: columns[position.long]?.name ?? '' } }),
      ...(conformsTo !== undefined && { conformsTo })
    }
    const { resource: _resource, columns: how, where, standard } = config
    return {
      dataset,
      plan,
      sources,
      minShare: config.min_share,
      historyDays: config.history_days,
      version: createHash('sha256').update(JSON.stringify([LAYOUT, resource, plan, how, where, standard])).digest('hex')
        .slice(0, 16)
    }
  })
}

interface Made {
  resource: ResourceName
  columns: readonly Column[]
  plan: Pick<Plan, 'arriving' | 'groups' | 'position'>
  sources: readonly RowSource[]
  conformsTo?: string
}

function fromStandard({ conformsTo, resource, columns, sources }: Standard): Made {
  return { resource, columns, sources, conformsTo, plan: { arriving: columns.length } }
}

function fromColumns(
  { resource, columns = [], where }: DatasetConfig,
  minCount: number,
  options: DeclareOptions
): Made {
  if (resource === undefined) throw new Error('a dataset has no resource')
  const made = columns.map(column => makeColumn(column, resource, options))
  const isCounted = columns.some(({ aggregate }) => aggregate !== undefined)
  const used = made.flatMap(({ valueOf }, i) => (columns[i]?.aggregate === 'count' ? [] : [valueOf]))
  const keeps = filterOf(where)
  const source: RowSource = {
    resource,
    filters: askedOf(where),
    rows: record => (keeps(record) ? [{ key: record.id, layer: 0, values: used.map(valueOf => valueOf(record)) }] : [])
  }
  const groups = isCounted ? groupsOf(columns, minCount) : undefined
  const position = isCounted ? undefined : positionOf(columns)
  return {
    resource,
    sources: [source],
    columns: [...made.map(({ column }: MadeColumn) => column), ...(isCounted ? [suppressedColumn(minCount)] : [])],
    plan: { arriving: used.length, ...(groups && { groups }), ...(position && { position }) }
  }
}

function groupsOf(columns: readonly ColumnConfig[], minCount: number): GroupPlan {
  let from = 0
  const keys: { from: number; to: number }[] = []
  const numbers: { aggregate: 'count' | 'sum' | 'average'; from?: number; to: number; round?: number }[] = []
  for (const [to, { aggregate, round }] of columns.entries()) {
    if (aggregate === undefined) keys.push({ from: from++, to })
    else if (aggregate === 'count') numbers.push({ aggregate, to })
    else numbers.push({ aggregate, from: from++, to, ...(round !== undefined && { round }) })
  }
  return { keys, numbers, suppressed: columns.length, minCount }
}

function suppressedColumn(minCount: number): Column {
  return {
    name: SUPPRESSED,
    type: 'boolean',
    isOptional: false,
    title: { id: 'Disamarkan', en: 'Suppressed' },
    definition: {
      id: `Angka tidak dimuat karena menyangkut kurang dari ${minCount} catatan, atau karena angka demikian dapat ` +
        'dihitung darinya.',
      en: `The numbers are left out: they are about fewer than ${minCount} records, or such numbers could be worked ` +
        'out from them.'
    }
  }
}

function positionOf(columns: readonly ColumnConfig[]): { lat: number; long: number } | undefined {
  const [lat, long] = ['location.lat', 'location.long'].map(path => columns.findIndex(({ field }) => field === path))
  return lat === undefined || long === undefined || lat < 0 || long < 0 ? undefined : { lat, long }
}

type Where = DatasetConfig['where']

function filterOf(where: Where): (record: CanonicalRecord) => boolean {
  const tests = Object.entries(where).map(([path, values]) => ({ path: path.split('.'),
    values: new Set<unknown>(values) })
  )
  return record =>
    tests.every(({ path, values }) => {
      const found = at(record, path)
      return Array.isArray(found) ? found.some(one => values.has(one)) : values.has(found)
    })
}

/** The part of it that systems may know how to answer. */
function askedOf(where: Where): Filters {
  const words = (path: string): string[] | undefined => where[path]?.map(String)
  const [status, agency, districts] = ['status.code', 'agency_id', 'location.district_code'].map(words)
  return { ...(status && { status }), ...(agency && { agency }), ...(districts && { district_code: districts }) }
}

const HOUR = 3_600
const DAY = 86_400
const longest: readonly (readonly [seconds: number, frequency: Frequency])[] = [
  [HOUR / 2, 'UPDATE_CONT'],
  [12 * HOUR, 'HOURLY'],
  [3 * DAY, 'DAILY'],
  [14 * DAY, 'WEEKLY'],
  [45 * DAY, 'MONTHLY'],
  [180 * DAY, 'QUARTERLY']
]

function frequencyOf(seconds: number): Frequency {
  return longest.find(([most]) => seconds <= most)?.[1] ?? 'ANNUAL'
}
