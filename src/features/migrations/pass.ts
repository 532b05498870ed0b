import { SatuError } from '../../errors.ts'
import { theHub } from '../../gateway/systems/asker.ts'
import { allOf } from '../../gateway/systems/page-rows.ts'
import type { Pair } from '../../gateway/systems/pair.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { Store } from '../../platform/store/database.ts'
import { compareRecords } from './compare.ts'
import type { Comparing } from './comparing.ts'
import type { SuccessionConfig } from './settings.ts'
import type { SuccessionPassesTable } from './tables.ts'

/** Compares all records of both systems: what is missing on either side shows by nothing else. */
export interface Passes {
  /** Begins one, unless one runs. @returns whether it was begun */
  begin(pair: Pair, entry: SuccessionConfig, force?: 'force'): Promise<boolean>
  last(succession: string): Promise<SuccessionPassesTable | undefined>
  /** Waits for those that this process runs. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** More than these are not held side by side. */
const MOST_RECORDS = 50_000
/** A pass that has not ended by then has died with its process. */
const LEASE_MS = 1_800_000
const EVERY_MS = 86_400_000

export function createPasses(
  { store, comparing, now = Date.now }: { store: Store; comparing: Comparing; now?: () => number }
): Passes {
  const running = new Map<string, Promise<void>>()
  let isClosed = false

  /** Only one process of the hub does it. */
  const claim = (succession: string, force: boolean): Promise<boolean> =>
    store.write(async db => {
      const at = now()
      const row = { begun_at: at, ended_at: null, old_records: null, new_records: null, differing: null, outcome: null }
      const taken = await db.insertInto('succession_passes').values({ succession, ...row })
        .onConflict(on =>
          on.column('succession').doUpdateSet(row).where(({ or, and, eb, ref }) =>
            or([
              eb(ref('succession_passes.begun_at'), '<', at - EVERY_MS),
              and([eb(ref('succession_passes.ended_at'), 'is', null),
                eb(ref('succession_passes.begun_at'), '<', at - LEASE_MS)]),
              // What failed is tried again after a while, and whoever asks for one need not wait.
              and([eb(ref('succession_passes.ended_at'), 'is not', null),
                eb(ref('succession_passes.outcome'), '=', 'failed'),
                eb(ref('succession_passes.begun_at'), '<', at - LEASE_MS / 30)]),
              ...(force ? [eb(ref('succession_passes.ended_at'), 'is not', null)] : [])
            ])
          )
        ).returning('succession').execute()
      return taken.length > 0
    })

  async function run(pair: Pair, entry: SuccessionConfig): Promise<void> {
    const counted = { old_records: 0, new_records: 0, differing: 0 }
    let outcome: SuccessionPassesTable['outcome'] = 'whole'
    try {
      const theirs = new Map<string, CanonicalRecord>()
      for await (const record of recordsOf(pair.standIn, pair)) {
        counted.new_records++
        if (theirs.size < MOST_RECORDS) theirs.set(record.id, record)
        else outcome = 'cut'
      }
      const options = { ignore: entry.ignore, tolerance: entry.tolerance,
        prefixes: { old: pair.old.config.prefix, new: pair.successor.config.prefix } }
      for await (const record of recordsOf(pair.old, pair)) {
        counted.old_records++
        const other = theirs.get(record.id)
        theirs.delete(record.id)
        if (other === undefined && outcome === 'cut') continue
        const isSame = other !== undefined && compareRecords(record, other, options).length === 0
        const known = { whole: true, ...(isSame && { old: record, new: other }) }
        if (await comparing.compare(pair, entry, record.id, known) === 'differs') counted.differing++
      }
      // What is left the old system does not have; by an id of its own it is asked of nobody.
      for (const id of theirs.keys()) {
        if (id.startsWith(`${pair.old.config.prefix}-`) &&
          await comparing.compare(pair, entry, id, { whole: true }) === 'differs') counted.differing++
      }
    } catch (error) {
      if (!(error instanceof SatuError)) throw error
      outcome = 'failed'
    }
    await store.write(db =>
      db.updateTable('succession_passes').set({ ...counted, outcome, ended_at: now() }).where('succession', '=',
        pair.id).execute()
    )
  }

  /** A system's records, page by page, within its guard; in the gaps that its callers leave. */
  async function* recordsOf(system: System, { id, resource }: Pair): AsyncGenerator<CanonicalRecord> {
    const pageSize = system.serves(resource, 'list')?.pageSize ?? 100
    for (let offset = 0; !isClosed;) {
      const page = await system.list(resource, { offset, limit: pageSize, filters: {} }, theHub(`shadow-${id}`))
      for (const record of allOf(page.rows)) if (record !== undefined) yield record
      offset += page.rows.length
      if (page.end || page.rows.length === 0) return
    }
    throw new SatuError('shutting_down', 'The hub closes.', { stage: 'succession' })
  }

  return {
    async begin(pair, entry, force) {
      if (isClosed || running.has(pair.id) || !await claim(pair.id, force === 'force')) return false
      const done = run(pair, entry).catch(() => {}).finally(() => {
        running.delete(pair.id)
      })
      running.set(pair.id, done)
      return true
    },
    last: succession =>
      store.read(db =>
        db.selectFrom('succession_passes').selectAll().where('succession', '=', succession).executeTakeFirst()
      ),
    async idle() {
      await Promise.all(running.values())
    },
    async close() {
      isClosed = true
      await Promise.all(running.values())
    }
  }
}
