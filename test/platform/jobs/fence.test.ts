import t, { type Test } from 'tap'
import { createDue } from '../../../src/features/disagreements/due.ts'
import { createPasses as createLedgerPasses } from '../../../src/features/disagreements/pass.ts'
import { createFacts } from '../../../src/features/figures/facts.ts'
import { createComparing } from '../../../src/features/migrations/comparing.ts'
import { createDifferences } from '../../../src/features/migrations/differences.ts'
import { createPasses as createShadowPasses } from '../../../src/features/migrations/pass.ts'
import type { SuccessionConfig } from '../../../src/features/migrations/settings.ts'
import { startWalker } from '../../../src/features/mirror/walker.ts'
import { createIndexer } from '../../../src/features/search/indexer.ts'
import { keepIndexed } from '../../../src/features/search/rebuild.ts'
import { createEventLog } from '../../../src/gateway/events/log.ts'
import { startWatcher } from '../../../src/gateway/events/watcher.ts'
import { createWalk } from '../../../src/gateway/reads/walk.ts'
import type { Pair } from '../../../src/gateway/systems/pair.ts'
import type { Registry } from '../../../src/gateway/systems/registry.ts'
import type { Jobs } from '../../../src/platform/jobs/jobs.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { forgetting } from '../../../src/platform/store/forgetting.ts'
import { createInbox } from '../../../src/platform/store/inbox.ts'
import type { Tables } from '../../../src/platform/store/tables.ts'
import { startRetention } from '../../../src/platform/telemetry/retention.ts'
import { until } from '../../services/wait.ts'
import { createConfig } from '../../suites/core/city.ts'
import { createGate } from '../../suites/core/gate.ts'
import { connect, contract } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { startJobs } from '../../suites/jobs.ts'
import { complaint, openMirror } from '../../suites/mirror.ts'
import { silent, sqlitePlace } from '../../suites/stores.ts'

const DAY = '2026-11-20T10:00:00+07:00'

/** What a test of the table works with. */
interface Place {
  t: Test
  store: Store
  jobs: Jobs
  /** Where the turn is held up, right before its write. */
  pause(): Promise<void>
}

/** Two systems of one product that tell of one complaint, and differ on it. */
function systems(): Registry {
  const legacies = ['old', 'new'].map(id =>
    createLegacy({ id, prefix: id === 'old' ? 'OLDA' : 'NEWB',
      rows: [complaintRow('1', '2026-11-01T08:00:00+07:00', { title: id })] })
  )
  return connect(legacies, createConfig(legacies, {
    systems: { old: { mirror: { walk: { every_hours: 1 } }, changes: { complaints: { every_seconds: 60 } } } }
  }))
}

interface Fenced {
  /** Begins the job. */
  begin(place: Place): Promise<unknown> | void
  /** Tables that must stay as they were when the lease was taken over. */
  tables: (keyof Tables)[]
}

const kinds: Record<string, Fenced> = {
  'what is forgotten': {
    tables: ['pushed'],
    async begin({ store, jobs, pause }) {
      await createInbox(store).add('siren', 'incidents', [{ key: '1', id: 'SIREN-1', updatedAt: DAY, row: '{}' }], 1, 0)
      const retention = startRetention({ jobs, log: silent,
        kept: [{ name: 'pushed', keepMs: () => 0, async forget(...about) {
          await pause()
          return forgetting.pushed(...about)
        } }] })
      void retention.round().catch(() => {})
    }
  },
  'rows of the search': {
    tables: ['search_entries', 'search_state'],
    async begin({ t, store, jobs, pause }) {
      const mirror = openMirror(t, store)
      await mirror.keep(store, 'old', 'complaints', [complaint('OLDA-1', DAY)])
      keepIndexed({ jobs, log: silent, alone: mirror.alone, indexer: createIndexer({ engine: store.engine, contract }),
        async *scan() {
          yield* mirror.scan()
          await pause()
        } })
    }
  },
  'records that were compared': {
    tables: ['disagreement_due'],
    async begin({ store, jobs, pause }) {
      const due = createDue(store)
      await store.write(db => due.note(db, [{ system: 'old', resource: 'complaints', id: 'OLDA-1' }]))
      const { run } = createLedgerPasses({
        store,
        due,
        kept: { get: () => Promise.resolve(undefined), async *scan() {} },
        encodings: { of: () => undefined } as never,
        bookOf: () => ({ take: pause, dropRule: pause }),
        rules: () => [],
        settings: () => ({ records_per_pass: 10 }),
        agencyOf: () => undefined,
        also: { isDue: () => false, run: () => Promise.resolve() }
      })
      jobs.add({ name: 'disagreements', about: '', lease: 'city', everyMs: 60_000, run })
    }
  },
  'records, facts and marks of a look for changes': {
    tables: ['mirror', 'record_facts', 'event_marks', 'events', 'event_watches'],
    begin({ t, store, jobs, pause }) {
      const registry = systems()
      const mirror = openMirror(t, store)
      const facts = createFacts({ clocks: () => ({ of: () => undefined }) as never })
      startWatcher({ append: createEventLog({ engine: store.engine }).append, contract, jobs, registry: () => registry,
        async onSeen(to, system, resource, seen) {
          await pause()
          const kept = await Promise.allSettled([facts(to, system, resource, seen),
            mirror.keep(to, system, resource, seen.map(({ record }) => record))])
          t.ok(kept.every(({ status }) => status === 'rejected'), 'both are refused')
        } })
    }
  },
  'records and marks of a reading for the mirror': {
    tables: ['mirror', 'mirror_walks'],
    begin({ t, store, jobs, pause }) {
      const registry = systems()
      const mirror = openMirror(t, store, { allows: system => system === 'old' })
      startWalker({ mirror, jobs, registry: () => registry, logger: silent, firstMs: 0,
        readAll: query =>
          createWalk({ contract, registry: () => registry }).ofSystem({ ...query, async onRecords(records) {
            await pause()
            await query.onRecords(records)
          } }) })
    }
  },
  'differences of a migration': {
    tables: ['succession_differences', 'succession_passes'],
    begin({ store, jobs, pause }) {
      const registry = systems()
      const [old, successor] = registry.systems
      const entry: SuccessionConfig = { id: 'complaints', resource: 'complaints', old: 'old', new: 'new',
        mode: 'shadow', key: 'id', ids: 'key', sample: 0, ignore: [], tolerance: {} }
      const pair = { ...entry, old, successor, standIn: successor } as unknown as Pair
      const comparing = createComparing({ store, counts: { count: () => {} }, mask: record => record,
        tell: () => Promise.resolve(), differences: createDifferences({ store }) })
      createShadowPasses({ store, jobs, pairs: () => [{ pair, entry }], comparing: { async compare(...about) {
        await pause()
        return comparing.compare(...about)
      } } })
    }
  }
}

for (const [what, { begin, tables }] of Object.entries(kinds)) {
  t.test(`a turn that was held up while another process took its lease over writes nothing: ${what}`, async t => {
    const store = await (await sqlitePlace(t)).open()
    const jobs = startJobs(t, store)
    const gate = createGate()
    let isPaused = false
    const standing = (): Promise<unknown[]> =>
      Promise.all(tables.map(table => store.read(db => db.selectFrom(table).selectAll().execute())))
    const outcomes = (): string =>
      JSON.stringify(jobs.families().find(({ name }) => name === 'satu_job_runs_total')?.series)

    await begin({ t, store, jobs, pause() {
      isPaused = true
      return gate.opened
    } })
    await until(() => isPaused, { what: 'the turn comes to its write' })
    const before = await standing()
    const taken = await store.write(db =>
      db.updateTable('job_leases').where('until', '>', Date.now())
        .set(({ eb }) => ({ holder: 'another', fence: eb('fence', '+', 1), until: Date.now() + 60_000 }))
        .executeTakeFirst()
    )
    t.ok(taken.numUpdatedRows > 0n)
    gate.open()
    await until(() => outcomes().includes('lost'), { what: 'the turn ends' })
    t.same(await standing(), before)
    t.notMatch(outcomes(), /failed/)
  })
}
