import type { Contract } from '../../contract/contract.ts'
import type { EventLog } from '../../gateway/events/log.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import { type Acts, createActs } from './acts.ts'
import { createBook } from './book.ts'
import { createDue, type RecordName } from './due.ts'
import { judge } from './judge.ts'
import { createListing, type Listing } from './listing.ts'
import type { Encodings, Kept, Rule } from './model.ts'
import { createPasses } from './pass.ts'
import { declareRules } from './rules.ts'
import type { DisagreementsConfig } from './settings.ts'
import { createTelling, type Telling, type ToldComparisons, toldRule } from './told.ts'
import { createWeeks, type Weeks } from './weeks.ts'

/** Where systems contradict each other: what was found, and what officers do about it. */
export interface Disagreements {
  listing: Listing
  acts: Acts
  weeks: Weeks
  /** The rules in use, by their names. */
  rules(): ReadonlyMap<string, Rule>
  /** What the mirror tells of its changes, within the transaction of each. */
  follower: {
    kept(db: Db, records: readonly RecordName[]): Promise<void>
    gone(db: Db, records: readonly RecordName[]): Promise<void>
  }
  /** Takes down what another part of the hub has found, within its unit of work. */
  tell(db: Db, telling: Telling): Promise<void>
  /** Compares now what has changed. @returns how many records; undefined when another process is at it */
  pass(): Promise<number | undefined>
  /** Of the whole hub, as the store has them. */
  families(): Promise<Family[]>
  /** Waits for what is being compared. */
  close(): Promise<void>
}

export interface DisagreementsOptions {
  store: Store
  contract: Contract
  append: EventLog['append']
  kept: Kept
  encodings: Encodings
  config(): Pick<Config, 'disagreements' | 'systems'>
  /** What others compare. */
  told?: ToldComparisons
  jobs: JobRunner
  now?: () => number
}

/** The standing of a week changes slowly, and to count it looks at all that is compared. */
const COUNT_MS = 600_000
const COUNT_SOON_MS = 60_000

export function createDisagreements(
  { store, contract, append, kept, encodings, config, told, jobs, now = Date.now }: DisagreementsOptions
): Disagreements {
  const due = createDue(store)
  const agencyOf = (id: string): string | undefined => config().systems.find(system => system.id === id)?.agency
  const weeks = createWeeks(store, now,
    async () =>
      (await told?.compared() ?? []).map(({ systems, subjects }) => ({ subjects,
        agencies: [...new Set(systems.flatMap(id => agencyOf(id) ?? []))] })
      ))
  const listing = createListing(store)
  let declared: { of: DisagreementsConfig; rules: readonly Rule[] } | undefined
  const current = (): NonNullable<typeof declared> => {
    const { disagreements: of } = config()
    if (declared?.of !== of) {
      declared = { of, rules: declareRules(of, contract) }
    }
    return declared
  }
  /** With those by which others compare. */
  const allRules = (): readonly Rule[] => [...current().rules, ...(told?.rules() ?? []).map(toldRule)]
  const isConcerned = ({ system, resource }: RecordName): boolean =>
    current().rules.some(rule =>
      (rule.resources as ReadonlySet<string>).has(resource) && rule.systems?.has(system) !== false
    )

  let countedAt = 0
  /** Something was compared since. */
  let isStale = false
  const passes = createPasses({
    store,
    kept,
    due,
    encodings,
    bookOf: of =>
      createBook({ store: of, append, judge: (rule, claims) => judge(rule, claims, encodings), most: () =>
        config().disagreements.records_per_key, now }),
    rules: allRules,
    settings: () => config().disagreements,
    agencyOf,
    also: {
      isDue(compared) {
        isStale ||= compared > 0
        return allRules().length > 0 && now() - countedAt >= (isStale ? COUNT_SOON_MS : COUNT_MS)
      },
      async run(to) {
        await weeks.count(to)
        countedAt = now()
        isStale = false
      }
    }
  })

  const tellIn = createTelling({ store, append, agencyOf, now })
  let compared = 0
  const job = jobs.add({
    name: 'disagreements',
    about: 'Compares records that have changed, to find where systems contradict each other.',
    lease: 'city',
    everyMs: () => config().disagreements.every_seconds * 1_000,
    isNeeded: passes.isNeeded,
    async run(turn) {
      const pass = await passes.run(turn)
      compared = pass.compared
      // What is left over need not wait as long as what has not come yet.
      if (pass.isMore) turn.nextIn(0)
    }
  })

  return {
    listing,
    weeks,
    pass: async () => (await job.run() ? compared : undefined),
    acts: createActs({ store, append, now }),
    rules: () => new Map(allRules().map(rule => [rule.name, rule])),
    async tell(db, telling) {
      await tellIn(db, telling)
      isStale = true
    },
    follower: {
      kept: (db, records) => due.note(db, records.filter(isConcerned)),
      gone: (db, records) => due.note(db, records.filter(isConcerned))
    },
    async families() {
      const [open, waiting] = await Promise.all([listing.openByRule(), due.count()])
      return [
        { name: 'satu_disagreements_open', help: 'Disagreements between systems that are open or accepted, by rule.',
          type: 'gauge', series: allRules().map(({ name: rule }) => [labels({ rule }), open.get(rule) ?? 0]) },
        { name: 'satu_disagreements_due', help: 'Records that have changed and were not compared since.', type: 'gauge',
          series: [['', waiting]] }
      ]
    },
    close: job.close
  }
}
