import { type Selectable, sql } from 'kysely'
import { createHash } from 'node:crypto'
import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { acceptInto } from './accepting.ts'
import { type Baseline, emptyBaseline } from './baseline.ts'
import type { Extent, Finding } from './compare.ts'
import type { MappingLine } from './mapping-lines.ts'
import type { DriftsTable, DriftState } from './tables.ts'

export type Drift = Selectable<DriftsTable>

/** What one process has found out, to be written down. */
export interface Sighting {
  finding: Pick<Finding, 'kind' | 'stage' | 'path' | 'detail' | 'extent' | 'sample'>
  mapping: MappingLine | undefined
  /** Since it was last written down. */
  count: number
  firstAt: number
  lastAt: number
}

/** A process that did not see a drift any more may be alone in that: it is over when nobody has for so long. */
const QUIET_MS = 60_000
/** One that comes back within this time is the same one, and nobody is told again. */
const SAME_MS = 7 * 86_400_000
/** Of one system. What is more is one big change, and its first ones say so. */
const MOST_OPEN = 100
const KEPT_MS = 90 * 86_400_000

export interface DriftStore {
  baseline(system: string, resource: string): Promise<Baseline>
  /** Changes what is known, whatever other processes have written meanwhile. @returns what is known now */
  change(db: Db, system: string, resource: string, change: (baseline: Baseline) => void): Promise<Baseline>
  /** Writes down what was seen. @returns its row, and whether it is news; undefined when there are too many already */
  tell(
    db: Db,
    system: string,
    resource: string,
    sighting: Sighting
  ): Promise<{ drift: Drift; isNews: boolean } | undefined>
  /** It was not seen any more. @returns false while another process still sees it */
  close(db: Db, id: string): Promise<boolean>
  list(system: string, states: readonly DriftState[]): Promise<Drift[]>
  open(): Promise<Drift[]>
  /** @throws SatuError not_found; state_conflict when it is not open any more */
  accept(system: string, id: string, by: string, reason: string): Promise<Drift>
}

export function driftId(
  system: string,
  resource: string,
  { kind, stage, path, detail }: Pick<Finding, 'kind' | 'stage' | 'path' | 'detail'>
): string {
  const digest = createHash('sha256').update(JSON.stringify([system, resource, kind, stage, path, detail])).digest(
    'hex'
  )
  // Letters alone: many digits in a row look like a person's number.
  return `drf-${digest.slice(0, 12).replace(/\d/g, digit => 'ghijklmnop'[Number(digit)] ?? digit)}`
}

export function createDriftStore(
  store: Store,
  { now = Date.now, quietMs = QUIET_MS }: { now?: () => number; quietMs?: number | undefined } = {}
): DriftStore {
  async function change(
    db: Db,
    system: string,
    resource: string,
    work: (baseline: Baseline) => void
  ): Promise<Baseline> {
    const fresh = { system, resource, baseline: JSON.stringify(emptyBaseline()), changed_at: now() }
    await db.insertInto('drift_baselines').values(fresh).onConflict(on => on.doNothing()).execute()
    // On SQLite writers take turns anyway.
    if (store.engine === 'postgres')
      await sql`select 1 from drift_baselines where system = ${system} and resource = ${resource} for update`.execute(
        db
      )
    const row = await db.selectFrom('drift_baselines').select('baseline').where('system', '=', system).where('resource',
      '=', resource).executeTakeFirstOrThrow()
    const baseline = JSON.parse(row.baseline) as Baseline
    work(baseline)
    await db.updateTable('drift_baselines').set({ baseline: JSON.stringify(baseline), changed_at: now() }).where(
      'system',
      '=',
      system
    ).where('resource', '=', resource).execute()
    return baseline
  }

  const find = (db: Db, id: string): Promise<Drift | undefined> =>
    db.selectFrom('drifts').selectAll().where('id', '=', id).executeTakeFirst()

  return {
    change,
    baseline: (system, resource) =>
      store.read(async db => {
        const row = await db.selectFrom('drift_baselines').select('baseline').where('system', '=', system).where(
          'resource',
          '=',
          resource
        ).executeTakeFirst()
        return row === undefined ? emptyBaseline() : JSON.parse(row.baseline) as Baseline
      }),
    async tell(db, system, resource, { finding, mapping, count, firstAt, lastAt }) {
      const { kind, stage, path, detail, extent, sample } = finding
      const id = driftId(system, resource, finding)
      const known = await find(db, id)
      if (known === undefined) {
        const { open } = await db.selectFrom('drifts').select(({ fn }) => fn.countAll<number>().as('open')).where(
          'system',
          '=',
          system
        ).where('state', '=', 'open').executeTakeFirstOrThrow()
        if (open >= MOST_OPEN) return undefined
        await db.deleteFrom('drifts').where('system', '=', system).where('state', '<>', 'open').where('changed_at', '<',
          now() - KEPT_MS).execute()
        const drift: Drift = {
          id,
          system,
          resource,
          kind,
          stage,
          path,
          detail,
          extent: JSON.stringify(extent),
          sample: sample ?? null,
          mapping: mapping === undefined ? null : JSON.stringify(mapping),
          count,
          first_at: firstAt,
          last_at: lastAt,
          state: 'open',
          changed_at: now(),
          by: null,
          reason: null
        }
        // Another process may be telling the same at this moment: then it is its news.
        const made = await db.insertInto('drifts').values(drift).onConflict(on => on.doNothing()).returning('id')
          .execute()
        return { drift, isNews: made.length > 0 }
      }
      const reopens = known.state === 'closed' || (known.state === 'accepted' && firstAt > known.changed_at)
      if (!reopens && known.state === 'accepted') return { drift: known, isNews: false }
      const after = { count: known.count + count, last_at: Math.max(known.last_at, lastAt),
        ...(reopens && { state: 'open' as const, changed_at: now(), extent: JSON.stringify(extent) }) }
      await db.updateTable('drifts').set(after).where('id', '=', id).execute()
      return { drift: { ...known, ...after },
        isNews: reopens && (known.state === 'accepted' || now() - known.last_at > SAME_MS) }
    },
    async close(db, id) {
      const closed = await db.updateTable('drifts').set({ state: 'closed', changed_at: now() })
        .where('id', '=', id).where('state', '=', 'open').where('last_at', '<', now() - quietMs).returning('id')
        .execute()
      return closed.length > 0
    },
    list: (system, states) =>
      store.read(db =>
        db.selectFrom('drifts').selectAll().where('system', '=', system).where('state', 'in', states).orderBy('last_at',
          'desc').orderBy('id').limit(200).execute()
      ),
    open: () => store.read(db => db.selectFrom('drifts').selectAll().where('state', '=', 'open').execute()),
    accept: (system, id, by, reason) =>
      store.write(async db => {
        const known = await find(db, id)
        if (known?.system !== system)
          throw new SatuError('not_found', `${system} has no drift with this id.`, {
            stage: 'drift'
          })
        if (known.state !== 'open') throw new SatuError('state_conflict',
            `It is not open any more: it is ${known.state}.`, { stage: 'drift' })
        await change(db, system, known.resource, baseline => {
          acceptInto(baseline, { ...known, extent: JSON.parse(known.extent) as Extent })
        })
        const after = { state: 'accepted' as const, changed_at: now(), by, reason }
        await db.updateTable('drifts').set(after).where('id', '=', id).execute()
        return { ...known, ...after }
      })
  }
}

/** The resource of a drift, whose system may have lost it since. */
export function resourceOf({ resource }: Pick<Drift, 'resource'>): ResourceName {
  return resource as ResourceName
}
