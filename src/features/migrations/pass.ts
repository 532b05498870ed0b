import { SatuError } from '../../errors.ts'
import { theHub } from '../../gateway/systems/asker.ts'
import type { Pair } from '../../gateway/systems/pair.ts'
import { allOf, type CanonicalRecord } from '../../gateway/systems/records.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { JobEntry, JobRunner, Turn } from '../../platform/jobs/jobs.ts'
import type { Store } from '../../platform/store/database.ts'
import { compareRecords } from './compare.ts'
import type { Comparing } from './comparing.ts'
import type { SuccessionConfig } from './settings.ts'
import type { SuccessionPassesTable } from './tables.ts'

/** Compares all records of both systems: what is missing on either side shows by nothing else. */
export interface Passes {
  /** Begins one, unless one runs. @returns whether it was begun */
  begin(succession: string): Promise<boolean>
  last(succession: string): Promise<SuccessionPassesTable | undefined>
  /** Waits for those that this process runs. */
  idle(): Promise<void>
  close(): Promise<void>
}

export interface PassesOptions {
  store: Store
  comparing: Comparing
  /** Those that the configuration names now. */
  pairs(): readonly { pair: Pair; entry: SuccessionConfig }[]
  jobs: JobRunner
  now?: () => number
}

interface PassEntry extends JobEntry {
  pair: Pair
  entry: SuccessionConfig
}

/** More than these are not held side by side. */
const MOST_RECORDS = 50_000
const EVERY_MS = 86_400_000
/** How often it is looked whether a pair was not compared for a day. */
const LOOK_MS = 2_000
const BACKOFF = { firstMs: 60_000, maxMs: 600_000 }
/** In this process: each holds many records. */
const MAX_AT_ONCE = 2

export function createPasses({ store, comparing, pairs, jobs, now = Date.now }: PassesOptions): Passes {
  const running = new Map<string, Promise<void>>()
  /** Who waits to hear that one has begun. */
  const begun = new Map<string, () => void>()

  const keep = (turn: Turn, succession: string, row: Partial<Omit<SuccessionPassesTable, 'succession'>>) =>
    turn.store.write(db =>
      db.insertInto('succession_passes').values({ succession, begun_at: now(), ...row })
        .onConflict(on => on.column('succession').doUpdateSet(row)).execute()
    )

  async function run(turn: Turn, pair: Pair, entry: SuccessionConfig): Promise<void> {
    const counted = { old_records: 0, new_records: 0, differing: 0 }
    let outcome: SuccessionPassesTable['outcome'] = 'whole'
    let failure: SatuError | undefined
    await keep(turn, pair.id, { begun_at: now(), ended_at: null, old_records: null, new_records: null, differing: null,
      outcome: null })
    try {
      const theirs = new Map<string, CanonicalRecord>()
      for await (const record of recordsOf(turn, pair.standIn, pair)) {
        counted.new_records++
        if (theirs.size < MOST_RECORDS) theirs.set(record.id, record)
        else outcome = 'cut'
      }
      const options = { ignore: entry.ignore, tolerance: entry.tolerance,
        prefixes: { old: pair.old.config.prefix, new: pair.successor.config.prefix } }
      for await (const record of recordsOf(turn, pair.old, pair)) {
        counted.old_records++
        const other = theirs.get(record.id)
        theirs.delete(record.id)
        if (other === undefined && outcome === 'cut') continue
        const isSame = other !== undefined && compareRecords(record, other, options).length === 0
        const known = { whole: true, ...(isSame && { old: record, new: other }) }
        if (await comparing.compare(pair, entry, record.id, known, turn.store) === 'differs') counted.differing++
      }
      // What is left the old system does not have; by an id of its own it is asked of nobody.
      for (const id of theirs.keys()) {
        if (id.startsWith(`${pair.old.config.prefix}-`) &&
          await comparing.compare(pair, entry, id, { whole: true }, turn.store) === 'differs') counted.differing++
      }
    } catch (error) {
      if (!(error instanceof SatuError)) throw error
      failure = error
      outcome = 'failed'
    }
    await keep(turn, pair.id, { ...counted, outcome, ended_at: now() })
    // It is tried again after a while.
    if (failure !== undefined) throw failure
  }

  async function* recordsOf({ signal }: Turn, system: System, { id, resource }: Pair): AsyncGenerator<CanonicalRecord> {
    const pageSize = system.serves(resource, 'list')?.pageSize ?? 100
    for (let offset = 0; !signal.aborted;) {
      const page = await system.list(resource, { offset, limit: pageSize, filters: {} }, theHub(`shadow-${id}`))
      for (const record of allOf(page.rows)) if (record !== undefined) yield record
      offset += page.rows.length
      if (page.end || page.rows.length === 0) return
    }
    throw new SatuError('shutting_down', 'The hub closes.', { stage: 'succession' })
  }

  const job = jobs.addEach({
    name: 'shadow-comparison',
    about: 'Compares all records of the two systems of a migration, once a day.',
    lease: 'city',
    firstMs: LOOK_MS,
    lookMs: LOOK_MS,
    atOnce: MAX_AT_ONCE,
    backoff: BACKOFF,
    entries: () => pairs().map(({ pair, entry }) => ({ key: pair.id, everyMs: EVERY_MS, pair, entry })),
    mayRun: ({ pair }) => pair.mode !== 'switched',
    async run(turn, { pair, entry }: PassEntry) {
      const done = run(turn, pair, entry)
      running.set(pair.id, done.catch(() => {}))
      begun.get(pair.id)?.()
      await done.finally(() => running.delete(pair.id))
    }
  })

  return {
    async begin(id) {
      if (running.has(id)) return false
      const isBegun = new Promise<true>(resolve => {
        begun.set(id, () => {
          resolve(true)
        })
      })
      const isOurs = job.run(id)
      isOurs.catch(() => {})
      return Promise.race([isBegun, isOurs]).finally(() => begun.delete(id))
    },
    last: succession =>
      store.read(db =>
        db.selectFrom('succession_passes').selectAll().where('succession', '=', succession).executeTakeFirst()
      ),
    async idle() {
      await Promise.all(running.values())
    },
    close: job.close
  }
}
