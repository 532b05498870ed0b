import type { Logger } from 'pino'
import type { Contract } from '../../contract/contract.ts'
import { SatuError } from '../../errors.ts'
import type { EventLog } from '../../gateway/events/log.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import { type Acts, createActs } from './acts.ts'
import { createBook } from './book.ts'
import { createDue, type RecordName } from './due.ts'
import { judge } from './judge.ts'
import { createLease } from './lease.ts'
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
  logger: Pick<Logger, 'error'>
  now?: () => number
  /** Whether passes begin by themselves. */
  isTimed?: boolean
}

const TICK_MS = 1_000
/** The standing of a week changes slowly, and to count it looks at all that is compared. */
const COUNT_MS = 600_000
const COUNT_SOON_MS = 60_000

export function createDisagreements(
  { store, contract, append, kept, encodings, config, told, logger, now = Date.now, isTimed = true }:
    DisagreementsOptions
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

  const book = createBook({ store, append, judge: (rule, claims) => judge(rule, claims, encodings),
    most: () => config().disagreements.records_per_key, now })
  let countedAt = 0
  /** Something was compared since. */
  let isStale = false
  const passes = createPasses({
    store,
    kept,
    due,
    book,
    encodings,
    now,
    lease: createLease(store),
    rules: allRules,
    settings: () => config().disagreements,
    agencyOf,
    also: {
      isDue(compared) {
        isStale ||= compared > 0
        return allRules().length > 0 && now() - countedAt >= (isStale ? COUNT_SOON_MS : COUNT_MS)
      },
      async run() {
        await weeks.count()
        countedAt = now()
        isStale = false
      }
    }
  })

  const tellIn = createTelling({ store, append, agencyOf, now })
  let running: Promise<number | undefined> | undefined
  let nextAt = 0
  const run = (early: boolean): Promise<number | undefined> => (running ??= passes.run(early).finally(() => {
    running = undefined
  }))
  const tick = (): void => {
    const { every_seconds: every, records_per_pass: most } = config().disagreements
    if (running !== undefined || Date.now() < nextAt) return
    nextAt = Date.now() + every * 1_000
    run(false).then(compared => {
      // What is left over need not wait as long as what has not come yet.
      if (compared !== undefined && compared >= most) nextAt = 0
    }).catch((error: unknown) => {
      // That the store is away it tells itself.
      if (!(error instanceof SatuError))
        logger.error({ cause: (error as Error).name, detail: (error as Error).message },
          'records could not be compared')
    })
  }
  const timer = isTimed ? setInterval(tick, TICK_MS).unref() : undefined

  return {
    listing,
    weeks,
    async pass() {
      await running?.catch(() => {})
      return run(true)
    },
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
    async close() {
      clearInterval(timer)
      await running?.catch(() => {})
    }
  }
}
