import { SatuError } from '../../errors.ts'
import type { Snapshot } from '../../platform/snapshots/snapshot.ts'
import { keptFilters } from './records.ts'
import type { SnapshotHolder } from './snapshot-source.ts'
import { createRecords, needed, type Supply, type SupplyOptions } from './supply.ts'

const PAGE_SIZE = 100
// The snapshot is on this machine: what was read of it is remembered just long enough to be shared.
const FRESHNESS = { fresh: 2, revalidate: 0, on_error: 0 }

/** A system whose data come whole: answered from the last good snapshot, sorted and indexed by the hub. */
export function createSnapshotSupply(options: SupplyOptions & { holder: SnapshotHolder }): Supply {
  const { system, resource, serving, holder } = options
  const toRecord = createRecords(options)

  const current = (): Snapshot => {
    const snapshot = holder.current()
    if (snapshot !== undefined) return snapshot
    throw holder.refused() ??
      new SatuError('system_unavailable', `${system}: no ${resource} have come yet`, { stage: 'snapshot',
        retryAfterMs: 5_000 })
  }

  /** A refused newer version, or one that is overdue, makes the last good one stale. */
  const state = ({ info }: Snapshot): { asOf: number; stale: SatuError | undefined } => {
    const producedAt = Date.parse(info.producedAt)
    // An adapter may have no time for it that anybody can read.
    const asOf = Number.isNaN(producedAt) ? Date.parse(info.loadedAt) : producedAt
    const overdue = Date.now() - asOf > serving.freshness.fresh * 1_000
    const stale = holder.refused() ?? (overdue
      ? new SatuError('system_unavailable',
        `${system}: the newest ${resource} are of ${info.producedAt}; a newer version is overdue`, {
        stage: 'snapshot'
      })
      : undefined)
    return { asOf, stale }
  }

  return {
    serving: { ...serving, order: 'canonical', pageSize: PAGE_SIZE, filters: keptFilters(resource),
      freshness: FRESHNESS, comesWhole: true },
    can: () => true,
    async list({ offset, limit, filters }) {
      const snapshot = current()
      const { rows, end } = snapshot.list(offset, limit, filters)
      return { rows: rows.map(row => toRecord(JSON.parse(row), snapshot.info.loadedAt)), end, ...state(snapshot) }
    },
    async get(key) {
      const snapshot = current()
      const row = snapshot.get(key)
      if (row === undefined) return undefined
      return { record: needed(toRecord(JSON.parse(row), snapshot.info.loadedAt), system), ...state(snapshot) }
    }
  }
}
