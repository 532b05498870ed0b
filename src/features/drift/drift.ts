import type { ResourceName } from '../../contract/resources.ts'
import type { DriftWatch } from '../../gateway/systems/drift-watch.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import { MAPPING } from './accepting.ts'
import { isLearned, learnAll } from './baseline.ts'
import { createDriftStore, type Drift, driftId, resourceOf } from './drift-store.ts'
export type { Drift } from './drift-store.ts'
import type { MappingLines } from './mapping-lines.ts'
import { createLook, type Seen } from './profile.ts'
import { createResourceWatch, type ResourceWatch } from './resource-watch.ts'
import type { Suspicion } from './suspicions.ts'

/** What is told of a drift, once. */
export interface DriftEvent {
  type: 'system.drifted'
  system: string
  subject: string
  time: number
  data: Readonly<Record<string, unknown>>
}

/** Notices that a system sends something else than it did, and tells it once. */
export interface Drifts {
  /** For a system of this product; undefined while nothing is watched. */
  watch(system: string, product: string): DriftWatch
  /** Open ones, or those that were closed or accepted, too; the last seen first. @throws SatuError store_unavailable */
  list(system: string, state: 'open' | 'all'): Promise<Drift[]>
  /** Makes it the new normal, in every process. @throws SatuError not_found, state_conflict, store_unavailable */
  accept(system: string, id: string, by: string, reason: string): Promise<Drift>
  /** Open ones, as far as this process knows: at most half a minute old. */
  open(): readonly Drift[]
  families(): Family[]
  /** For tests: all that was seen is written down. */
  settled(): Promise<void>
  close(): Promise<void>
}

export interface DriftOptions {
  store: Store
  append(db: Db, ...events: DriftEvent[]): Promise<unknown>
  lines: MappingLines
  settings(): { enabled: boolean; warm_up_records: number }
  /** Is told when what is open has changed. */
  onChange?(): void
  jobs: JobRunner
  log: { warn(fields: object, message: string): void }
  /** In place of the usual ones, for tests. */
  times?: { syncMs?: number; quietMs?: number; paceMs?: number; pauseTimes?: number }
}

/** A hundredth of a core at most goes into looking, however much comes. */
const PAUSE_TIMES = 100
const LONGEST_PAUSE_MS = 5_000
/** What is known well needs no look at every call. */
const PACE_MS = 1_000
const SYNC_MS = 30_000
const SOON_MS = 500

export function createDrifts(
  { store, append, lines, settings, onChange = () => {}, jobs, log, times = {} }: DriftOptions
): Drifts {
  const rows = createDriftStore(store, { quietMs: times.quietMs })
  const watches = new Map<string,
    { ready: Promise<ResourceWatch>; now?: ResourceWatch; lookedAt: number; isWhole: boolean }>()
  /** No look begins before then, whatever of: a clock that only goes forward. */
  let restsUntil = 0
  let open: readonly Drift[] = []
  const systemsSeen = new Set<string>()
  let pending = Promise.resolve()

  function entryOf(system: string, product: string, resource: ResourceName) {
    const key = `${system} ${resource}`
    let entry = watches.get(key)
    if (entry === undefined) {
      const made = { ready: prepare(system, product, resource), lookedAt: 0, isWhole: false } as NonNullable<
        ReturnType<typeof watches.get>
      >
      entry = made
      watches.set(key, made)
      // A store that is away is asked again at the next look.
      made.ready.then(watch => {
        made.now = watch
      }, () => {
        watches.delete(key)
      })
    }
    return entry
  }

  async function prepare(system: string, product: string, resource: ResourceName): Promise<ResourceWatch> {
    const [baseline, told] = await Promise.all([rows.baseline(system, resource), rows.list(system, ['open'])])
    const watch = createResourceWatch({ system, product, resource, baseline,
      warmUp: { records: settings().warm_up_records } })
    for (const drift of told) if (drift.resource === resource) adopt(watch, drift)
    return watch
  }

  function adopt(
    watch: ResourceWatch,
    { kind, stage, path, detail, extent, first_at: firstAt, last_at: lastAt }: Drift
  ): void {
    watch.suspicions.adopt({ kind, stage, path, detail, count: 0, of: 0, sample: undefined,
      extent: JSON.parse(extent) as Suspicion['extent'] }, { firstAt, lastAt })
  }

  function charge(costMs: number): void {
    restsUntil = Math.max(restsUntil,
      performance.now() + Math.min(costMs * (times.pauseTimes ?? PAUSE_TIMES), LONGEST_PAUSE_MS))
  }

  function absorb(watch: ResourceWatch, seen: Seen, isWhole: boolean): void {
    const started = performance.now()
    watch.see(seen, isWhole, Date.now())
    charge(performance.now() - started)
    if (watch.suspicions.due(isWhole).length > 0 || watch.suspicions.over(isWhole).length > 0 || isWhole)
      job.trigger('', SOON_MS)
  }

  /** Writes down what was learned and seen, and hears what others did. */
  async function sync(): Promise<void> {
    for (const entry of watches.values()) if (entry.now !== undefined) await write(entry.now, entry.isWhole)
    open = await rows.open()
    for (const drift of open) systemsSeen.add(drift.system)
  }

  async function write(watch: ResourceWatch, isWhole: boolean): Promise<void> {
    const { system, resource, product, suspicions } = watch
    const due = await notKnown(watch, suspicions.due(isWhole))
    const seenAgain = suspicions.told().filter(({ fresh }) => fresh > 0)
    const over = suspicions.over(isWhole)
    const learned = watch.takeLearned()
    if (due.length === 0 && seenAgain.length === 0 && over.length === 0 && learned === undefined) return
    const sightings = await Promise.all([...due, ...seenAgain].map(async finding => ({
      suspicion: finding,
      sighting: { finding, count: finding.fresh, firstAt: finding.firstAt, lastAt: finding.lastAt,
        mapping: await lines.find(product, resource, finding.path,
          finding.stage === MAPPING ? finding.detail.split(' ')[0] : undefined) }
    })))
    const { baseline, told, closed } = await store.write(async db => {
      const baseline = await rows.change(db, system, resource, known => {
        if (learned !== undefined)
          learnAll(known, learned, stage => isLearned(stage, { records: settings().warm_up_records }))
      })
      const told: { suspicion: Suspicion; drift: Drift; isNews: boolean }[] = []
      for (const { suspicion, sighting } of sightings) {
        const row = await rows.tell(db, system, resource, sighting)
        if (row !== undefined) told.push({ suspicion, ...row })
      }
      const closed: string[] = []
      for (const suspicion of over)
        if (await rows.close(db, driftId(system, resource, suspicion))) closed.push(suspicion.key)
      const news = told.filter(({ isNews }) => isNews)
      if (news.length > 0) await append(db, ...news.map(({ drift }) => eventOf(drift)))
      return { baseline, told, closed }
    })
    watch.replace(baseline)
    for (const key of closed) suspicions.forget(key)
    for (const { suspicion, drift, isNews } of told) {
      if (drift.state === 'accepted') suspicions.forget(suspicion.key)
      else {
        suspicion.isTold = true
        suspicion.fresh = 0
      }
      if (isNews)
        log.warn({ system, resource, drift: drift.id, kind: drift.kind }, 'the system sends something else than it did')
    }
    if (told.some(({ isNews }) => isNews) || closed.length > 0) onChange()
  }

  /** A code that stands in the adapter's source is one that its author knew, however seldom it comes. */
  async function notKnown(watch: ResourceWatch, due: readonly Suspicion[]): Promise<Suspicion[]> {
    const known = await Promise.all(
      due.map(async one =>
        one.kind === 'new_code' && one.stage !== MAPPING && await lines.knows(watch.product, one.detail)
      )
    )
    return due.filter((one, at) => {
      if (known[at] === true) watch.suspicions.forget(one.key)
      return known[at] !== true
    })
  }

  function knownBySystem(): Family['series'] {
    const counts = new Map<string, number>()
    for (const { now: watch } of watches.values())
      if (watch !== undefined) counts.set(watch.system, (counts.get(watch.system) ?? 0) + watch.learned())
    return [...counts].map(([system, count]) => [labels({ system }), count])
  }

  const syncMs = times.syncMs ?? SYNC_MS
  const job = jobs.add({ name: 'drift', about: 'Writes down what is learned of systems, and what has changed in it.',
    firstMs: syncMs, everyMs: syncMs, run: sync })

  return {
    watch: (system, product) => ({
      look(resource, isWhole) {
        const entry = settings().enabled ? entryOf(system, product, resource) : undefined
        const now = performance.now()
        if (entry === undefined ||
          (!isWhole &&
            (now < restsUntil ||
              (entry.now !== undefined && !entry.now.isLearning() &&
                now - entry.lookedAt < (times.paceMs ?? PACE_MS))))) return undefined
        entry.lookedAt = now
        entry.isWhole = isWhole
        const look = createLook(seen => {
          charge(look.spentMs())
          if (seen.isEmpty) return
          if (entry.now !== undefined) absorb(entry.now, seen, isWhole)
          else pending = pending.then(async () => {
              absorb(await entry.ready, seen, isWhole)
            }).catch(() => {})
        })
        return look
      },
      unmapped(resource, row, note) {
        const watch = settings().enabled ? entryOf(system, product, resource).now : undefined
        watch?.unmapped(row, note, Date.now())
      }
    }),
    list: (system, state) => rows.list(system, state === 'open' ? ['open'] : ['open', 'closed', 'accepted']),
    async accept(system, id, by, reason) {
      const drift = await rows.accept(system, id, by, reason)
      const entry = watches.get(`${system} ${drift.resource}`)
      if (entry?.now !== undefined) {
        entry.now.suspicions.forget(JSON.stringify([drift.kind, drift.stage, drift.path, drift.detail]))
        entry.now.replace(await rows.baseline(system, resourceOf(drift)))
      }
      open = open.filter(other => other.id !== id)
      onChange()
      return drift
    },
    open: () => open,
    families: () => [{
      name: 'satu_system_drift_known',
      help: 'Calls of a system that are known well enough to notice a change.',
      type: 'gauge',
      together: 'max',
      series: knownBySystem()
    }, {
      name: 'satu_system_drift_open',
      help: 'Changes in what a system sends that nobody has accepted.',
      type: 'gauge',
      together: 'max',
      series: [...systemsSeen].map(system => [labels({ system }), open.filter(drift => drift.system === system).length])
    }],
    async settled() {
      await pending
      // The store tells the operators. What was learned comes again.
      await job.run().catch(() => {})
    },
    async close() {
      await pending
      await job.close()
      await sync().catch(() => {})
    }
  }
}

function eventOf(
  { id, system, resource, kind, path, sample, mapping, count, first_at: firstAt, last_at: lastAt }: Drift
): DriftEvent {
  const line = mapping === null ? undefined : JSON.parse(mapping) as { path: string; line: number }
  return {
    type: 'system.drifted',
    system,
    subject: system,
    time: firstAt,
    data: {
      drift: id,
      kind,
      resource,
      field: path,
      count,
      first_seen: toWib(new Date(firstAt)),
      last_seen: toWib(new Date(lastAt)),
      ...(sample !== null && { sample }),
      ...(line !== undefined && { mapping: `${line.path}:${line.line}` })
    }
  }
}
