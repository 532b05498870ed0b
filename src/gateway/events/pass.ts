import type { ResourceName } from '../../contract/resources.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Turn } from '../../platform/jobs/jobs.ts'
import type { Mask } from '../../platform/privacy/visibility.ts'
import { theHub } from '../systems/asker.ts'
import { allOf, type CanonicalRecord } from '../systems/records.ts'
import type { System } from '../systems/system.ts'
import { findChange, type Sight } from './changes.ts'
import type { EventLog } from './log.ts'
import type { Watch } from './watches.ts'

export interface PassOptions {
  store: Turn['store']
  append: EventLog['append']
  system: System
  resource: ResourceName
  mask: Mask
  watch: Watch
  /** Looks at all of it, however long it has not changed. */
  isWhole: boolean
  /** Ends the pass between two pages: another process has it, or the hub closes. */
  signal: AbortSignal
  onSeen: SeeRecords
}

/** A record that a look saw, whole and as everybody may see it: undefined where nobody may. */
export interface SeenRecord {
  id: string
  record: CanonicalRecord
  shown: CanonicalRecord | undefined
}

/**
 * Takes every record that a look sees.
 * @param store of the turn that looks, so that one that was taken over keeps nothing of them
 */
export type SeeRecords = (
  store: Turn['store'],
  system: string,
  resource: ResourceName,
  seen: readonly SeenRecord[]
) => Promise<void>

/**
 * How far back a look goes behind what was seen: systems enter some things late. What is on this machine costs them
 * nothing.
 */
const OVERLAP_MS = 3_600_000
const LOCAL_OVERLAP_MS = 7 * 86_400_000
/** Of a system that is asked. What lies behind is taken for known when it is first seen. */
const MOST_ROWS = 20_000
const LOCAL_PAGE = 500

/**
 * Looks through a resource of a system, newest first, and writes what has changed into the log. The first look only
 * remembers what is there.
 * @returns the watch as it stands afterwards; undefined when the pass was ended before
 * @throws SatuError of the system's guard, or store_unavailable
 */
export async function passOver(
  { store, append, system, resource, mask, watch, isWhole, signal, onSeen }: PassOptions
): Promise<Watch | undefined> {
  const serving = system.serves(resource, 'list')
  if (serving === undefined) return watch
  const startedAt = Date.now()
  const isFirst = watch.begun_at === null
  const isPushed = serving.isPushed ?? false
  let isLocal = isPushed
  let { high_water: highest, as_of: asOf } = watch
  const since = (): string | undefined =>
    isFirst || isWhole || watch.high_water === null
      ? undefined
      : toWib(new Date(Date.parse(watch.high_water) - (isLocal ? LOCAL_OVERLAP_MS : OVERLAP_MS)))

  for (let offset = 0, limit = serving.pageSize;;) {
    const readAt = Date.now()
    const updated_since = serving.filters.includes('updated_since') ? since() : undefined
    const page = await system.list(resource, { offset, limit,
      filters: updated_since === undefined ? {} : { updated_since } }, theHub(`watch-${system.id}`))
    if (page.asOf !== undefined && !isLocal) {
      // The same version as the last time has nothing new; of another one the hub can afford to look at more.
      if (page.asOf === watch.as_of && !isFirst && !isWhole) return watch
      isLocal = true
      asOf = page.asOf
      continue
    }
    if (page.asOf !== asOf && page.asOf !== undefined)
      return passOver({ store, append, system, resource, mask, watch, isWhole, signal, onSeen })
    const records = allOf(page.rows).filter(record => record !== undefined)
    await onSeen(store, system.id, resource,
      records.map(record => ({ id: record.id, record, shown: mask(record) as CanonicalRecord | undefined })))
    await settle(records, { system: system.id, resource, mask, begunAt: watch.begun_at ?? Infinity, isPushed, readAt })
    for (const { source: { updated_at: at } } of records) if (highest === null || at > highest) highest = at
    const oldest = records.at(-1)?.source.updated_at
    const start = since()
    const isBehind = serving.order !== 'none' && start !== undefined && oldest !== undefined && oldest < start
    offset += page.rows.length
    if (page.end || page.rows.length === 0 || isBehind || (!isLocal && offset >= MOST_ROWS)) break
    if (signal.aborted) return undefined
    if (isLocal) limit = LOCAL_PAGE
  }
  return { ...watch, begun_at: watch.begun_at ?? startedAt, high_water: highest, as_of: asOf }

  async function settle(records: readonly CanonicalRecord[], sight: Sight): Promise<void> {
    if (records.length === 0) return
    const known = await store.read(db =>
      db.selectFrom('event_marks').select(['subject', 'state', 'changed_at'])
        .where('resource', '=', resource).where('subject', 'in', records.map(({ id }) => id)).execute()
    )
    const marks = new Map(known.map(mark => [mark.subject, mark]))
    const findings = records.map(record => findChange(record, marks.get(record.id), sight)).filter(finding =>
      finding !== undefined
    )
    const events = findings.flatMap(finding => ('event' in finding ? [finding.event] : []))
    const silent = new Map(
      findings.flatMap(finding => ('mark' in finding ? [[finding.mark.subject, finding.mark.state] as const] : []))
    )
    if (findings.length === 0) return
    await store.write(async db => {
      if (silent.size > 0) {
        const changed_at = Date.now()
        await db.insertInto('event_marks').values(
          [...silent].map(([subject, state]) => ({ resource, subject, system: system.id, state, changed_at }))
        )
          .onConflict(on =>
            on.columns(['resource', 'subject']).doUpdateSet(({ ref }) => ({ state: ref('excluded.state'), changed_at }))
          ).execute()
      }
      // Oldest first, as they happened.
      await append(db, ...events.toSorted((a, b) => a.time - b.time))
    })
  }
}
