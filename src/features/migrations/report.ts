import type { ResourceName } from '../../contract/resources.ts'
import type { Pair } from '../../gateway/systems/pair.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import { toWibDate } from '../../kit/indonesia/calendar.ts'
import { type WritableResource, writeActions } from '../../kit/writer.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Counted, Counts } from './counts.ts'
import type { Differences, FieldSummary } from './differences.ts'
import type { IdMap, Side } from './id-map.ts'
import type { Passes } from './pass.ts'
import type { SuccessionConfig } from './settings.ts'
import type { SuccessionPassesTable } from './tables.ts'

/** Why the old system cannot be switched off yet, or what to look at before. */
export interface Finding {
  code: 'not_switched' | 'writes_go_to_old' | 'writes_waiting' | 'operations_lacking' | 'other_resources'
    | 'records_missing' | 'fields_lacking' | 'differences_open' | 'never_compared' | 'comparison_incomplete'
    | 'answered_by_old' | 'fell_back' | 'unknown_ids' | 'filters_lacking' | 'records_only_new'
  /** It stands in the way of switching the old system off; others are to be looked at. */
  isBlocking: boolean
  count: number
  what: string
  action: string
}

export interface SuccessionReport {
  entry: SuccessionConfig
  at: number
  /** Since this day, as the counts. */
  since: string
  counts: Record<Counted, number>
  consumers: { what: Counted; consumer: string; count: number }[]
  records: Record<Side | 'both', number>
  pass: SuccessionPassesTable | undefined
  differences: FieldSummary[]
  findings: Finding[]
}

export interface ReportOptions {
  store: Store
  registry: Registry
  counts: Counts
  differences: Differences
  ids: IdMap
  passes: Passes
}

const DAYS = 7
const DAY_MS = 86_400_000
const waitingStates = ['accepted', 'delivering', 'uncertain', 'parked'] as const

/** What still stands in the way of switching the old system off. @throws SatuError store_unavailable */
export async function reportOn(
  pair: Pair,
  entry: SuccessionConfig,
  { store, registry, counts, differences, ids, passes }: ReportOptions
): Promise<SuccessionReport> {
  const at = Date.now()
  const today = toWibDate(new Date(at))
  const since = toWibDate(new Date(at - (DAYS - 1) * DAY_MS))
  const [consumers, ofToday, records, pass, open, waiting] = await Promise.all([
    counts.read(pair.id, since),
    counts.read(pair.id, today),
    ids.alone(pair.id),
    passes.last(pair.id),
    differences.summary(pair.id),
    waitingAt(store, pair.old.id)
  ])
  const totals = totalsOf(consumers)
  const findings: Finding[] = []
  const add = (code: Finding['code'], isBlocking: boolean, count: number, what: string, action: string): void => {
    if (count > 0) findings.push({ code, isBlocking, count, what, action })
  }
  const { old, successor, resource, mode } = pair
  const share = mode === 'ramp' ? ` to all but ${entry.percent ?? 0} %` : ''

  add('not_switched', true, mode === 'switched' ? 0 : 1, `${old.id} still answers${share} (mode: ${mode})`,
    'Set `mode: switched` when nothing else is in the way.')
  add('answered_by_old', mode === 'switched', mode === 'switched' ? totalsOf(ofToday).answered_old : 0,
    `answers of today that ${old.id} gave`, 'They were given before the switch: look again tomorrow.')
  add('writes_go_to_old', true, pair.writes === 'old' && takes(pair.old, resource).length > 0 ? 1 : 0,
    `new ${resource} and changes go to ${old.id}`,
    'Leave `writes` out, or set `writes: new`, once the successor takes them.')
  add('writes_waiting', true, waiting, `writes wait for ${old.id}`,
    `Let them be delivered, or act on them: satu journal list --system ${old.id}.`)
  const lacking = operationsLacking(pair)
  add('operations_lacking', true, lacking.length, `${successor.id} does not take or serve: ${lacking.join(', ')}`,
    'Add them to its adapter, or agree that nobody needs them.')
  const others = old.config.resources.filter(name => name !== resource && registry.pairOf(name, old.id) === undefined)
  add('other_resources', true, others.length,
    `${old.id} also serves ${others.join(', ')}, which no succession hands over`,
    'Add a succession for each, or leave them out of its `resources`.')
  const missing = open.filter(({ kind }) => kind === 'missing_new').reduce((sum, { count }) => sum + count, 0)
  add('records_missing', true, missing, `records of ${old.id} that ${successor.id} does not have`, 'Migrate them.')
  for (const { kind, field, count, example } of open) {
    if (kind === 'lacks')
      add('fields_lacking', true, count, `records in which ${successor.id} has no ${field} (such as ${example.record})`,
        'Migrate the field, map it, or name it under `ignore`.')
    if (kind === 'differs')
      add('differences_open', true, count, `records in which ${field} differs (such as ${example.record})`,
        'Correct whichever is wrong, allow for it under `tolerance`, or name it under `ignore`.')
  }
  add('never_compared', true, pass?.ended_at == null && mode !== 'switched' ? 1 : 0,
    'the two were never compared whole', `satu succession compare ${pair.id} --reason <why>`)
  add('comparison_incomplete', true, pass?.outcome === 'failed' || pass?.outcome === 'cut' ? 1 : 0,
    pass?.outcome === 'cut'
      ? 'there are more records than are compared at once'
      : 'the last comparison did not come to its end', 'Compare again; what callers ask for is compared beside.')
  const onlyNew = open.filter(({ kind }) => kind === 'missing_old').reduce((sum, { count }) => sum + count, 0)
  add('records_only_new', false, onlyNew, `records that ${successor.id} alone has`,
    'Nothing, where they are new; a switch back would hide them.')
  add('fell_back', false, totals.fell_back, `answers of the last ${DAYS} days in which ${old.id} had to stand in`,
    `See GET /v1/systems/${successor.id}: after the switch nobody stands in.`)
  add('unknown_ids', false, totals.unknown_id,
    `questions of the last ${DAYS} days for ids of ${old.id} that lead to no record of ${successor.id}`,
    'See who asks (`consumers`): are their records missing, or their ids wrong?')
  const slow = filtersLacking(pair)
  add('filters_lacking', false, slow.length,
    `filters that ${old.id} applied itself, and the hub has to: ${slow.join(', ')}`,
    'Nothing is wrong with the answers; they may take longer.')
  return { entry, at, since, counts: totals, consumers, records, pass, differences: open,
    findings: findings.toSorted((a, b) => Number(b.isBlocking) - Number(a.isBlocking)) }
}

function totalsOf(rows: readonly { what: Counted; count: number }[]): Record<Counted, number> {
  const totals: Record<Counted, number> = { answered_old: 0, answered_new: 0, fell_back: 0, compared: 0,
    compare_failed: 0, compare_skipped: 0, unknown_id: 0 }
  for (const { what, count } of rows) totals[what] += count
  return totals
}

async function waitingAt(store: Store, system: string): Promise<number> {
  const { count } = await store.read(db =>
    db.selectFrom('submissions').select(({ fn }) => fn.countAll<number | string>().as('count')).where('system', '=',
      system).where('state', 'in', waitingStates).executeTakeFirstOrThrow()
  )
  return Number(count)
}

function takes(system: Pair['old'], resource: ResourceName): string[] {
  if (!(resource in writeActions)) return []
  return writeActions[resource as WritableResource].filter(action =>
    system.writer(resource as WritableResource, action as never) !== undefined
  )
}

/** What the old system does and its successor does not, by what their adapters declare. */
function operationsLacking({ old, successor, resource }: Pair): string[] {
  const reads = (['list', 'get'] as const).filter(action =>
    old.serves(resource, action) !== undefined && successor.serves(resource, action) === undefined
  )
  const theirs = takes(successor, resource)
  return [...reads, ...takes(old, resource).filter(action => !theirs.includes(action))]
}

function filtersLacking({ old, successor, resource }: Pair): string[] {
  const theirs = successor.serves(resource, 'list')?.filters ?? []
  return (old.serves(resource, 'list')?.filters ?? []).filter(name => !theirs.includes(name))
}
