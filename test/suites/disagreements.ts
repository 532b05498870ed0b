import type { Test } from 'tap'
import { createDisagreements, type Disagreements } from '../../src/features/disagreements/disagreements.ts'
import { createEncodings } from '../../src/features/disagreements/encodings.ts'
import type { DisagreementsConfig, RuleConfig } from '../../src/features/disagreements/settings.ts'
import type { ToldComparisons } from '../../src/features/disagreements/told.ts'
import type { Mirror } from '../../src/features/mirror/mirror.ts'
import { createEvents } from '../../src/gateway/events/events.ts'
import type { CanonicalRecord } from '../../src/gateway/systems/records.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { createJobs } from '../../src/platform/jobs/jobs.ts'
import type { Store } from '../../src/platform/store/database.ts'
import { createConfig } from './core/city.ts'
import { contract } from './core/hub.ts'
import { openMirror } from './mirror.ts'
import { silent } from './stores.ts'

export const sameLicence: RuleConfig = {
  title: { id: 'Izin yang sama', en: 'The same licence' },
  resources: ['licences'],
  key: 'number',
  compare: { state: { field: 'status.code', how: 'equal', within: true, severity: 'high' } }
}

export interface TestLedger extends Disagreements {
  mirror: Mirror
  /** Hands records to the mirror and compares what has changed. */
  see(
    system: string,
    records: readonly CanonicalRecord[],
    resource?: 'licences' | 'tax-objects' | 'licence-applications'
  ): Promise<void>
  /** The system has them no more. */
  lose(system: string, ids: readonly string[]): Promise<void>
  use(rules: Record<string, RuleConfig>): void
  clock: { now: number }
}

interface LedgerSettings {
  clock?: { now: number }
  settings?: Partial<DisagreementsConfig>
  /** Codes, by system. */
  agencies?: Record<string, string>
  told?: ToldComparisons
}

/** The ledger of a process over a store, with a mirror and a clock of the test's own. */
export function openLedger(
  t: Test,
  store: Store,
  rules: Record<string, RuleConfig>,
  { clock = { now: Date.parse('2026-11-23T08:00:00+07:00') }, settings = {}, agencies = {}, told }: LedgerSettings = {}
): TestLedger {
  const systems = ['a', 'b', 'c'].map(id => ({ id, agency: agencies[id] ?? 'DISHUB' })) as unknown as Config['systems']
  let current = { disagreements: { ...createConfig([]).disagreements, ...settings, rules }, systems }
  const events = createEvents({ store, contract })
  const mirror = openMirror(t, store, { now: () => clock.now,
    followers: [{ kept: (db, entries) => ledger.follower.kept(db, entries),
      gone: (db, places) => ledger.follower.gone(db, places) }] })
  // It is not started: a pass begins when the test wants one.
  const jobs = createJobs({ store, log: silent })
  const ledger = createDisagreements({ store, contract, append: events.append, kept: mirror,
    encodings: createEncodings(), config: () => current, jobs, now: () => clock.now, ...(told && { told }) })
  t.teardown(() => jobs.close())
  return {
    ...ledger,
    mirror,
    clock,
    use(next) {
      current = { ...current, disagreements: { ...current.disagreements, rules: next } }
    },
    async see(system, records, resource = 'licences') {
      mirror.take(system, resource, records)
      await mirror.flushed()
      await ledger.pass()
    },
    async lose(system, ids) {
      mirror.gone(system, 'licences', ids)
      await mirror.flushed()
      await ledger.pass()
    }
  }
}

const at = (day: string): string => `2026-11-${day}T08:00:00+07:00`

/** @param day of November 2026 on which the record was changed, and seen */
export function licence(
  id: string,
  number: string,
  status: string,
  day = '20',
  more: Record<string, unknown> = {}
): CanonicalRecord {
  return record(id, day, { number, status: { code: status, raw_code: '1' }, permit_type: 'SIUP',
    issued_on: '2026-01-05', holder: { name: 'BUDI SANTOSA' }, ...more })
}

export function parcel(id: string, nop: string, day: string, more: Record<string, unknown>): CanonicalRecord {
  return record(id, day, { nop, ...more })
}

export function record(id: string, day: string, more: Record<string, unknown>): CanonicalRecord {
  return { id, identifiers: [], source: { system: 's', record_id: id, fetched_at: at(day), updated_at: at(day) },
    quality: [], ...more } as unknown as CanonicalRecord
}
