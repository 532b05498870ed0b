import type { ResourceName } from '../../contract/resources.ts'
import type { NewEvent } from '../../gateway/events/log.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { Contradiction, Party, Rule } from './model.ts'
import type { Severity } from './settings.ts'
import { settle } from './settle.ts'
import { digestOf } from './values.ts'

/** What a system says of a field, or says nothing of. */
export interface ToldSide {
  system: string
  /** As everybody may see it; undefined where it says nothing, or nothing may be seen. */
  value: unknown
  /**
   * When the record was last changed there, ms since 1970; undefined where the system has no such record, or does not
   * tell.
   */
  updatedAt: number | undefined
  district: string | undefined
}

export interface ToldDifference {
  /** What they differ in. */
  comparison: string
  severity: Severity
  sides: readonly [ToldSide, ToldSide]
}

/** All in which two systems differ on a record, found by another part of the hub. What is not named any more agrees. */
export interface Telling {
  rule: string
  resource: ResourceName
  /** Canonical id by which both are asked. */
  record: string
  /** System that is to know best. */
  owner: string
  differences: readonly ToldDifference[]
}

/** Comparisons that another part of the hub makes, and tells the ledger of. */
export interface ToldComparisons {
  /** By what name, and with what words. A name has a colon in it, so that none of the configuration is the same. */
  rules(): readonly { name: string; title: Rule['title']; key: string }[]
  /** How many subjects could be compared, and between which systems. @throws SatuError store_unavailable */
  compared(): Promise<readonly { systems: readonly string[]; subjects: number }[]>
}

/**
 * A rule by which the ledger itself compares nothing. Like any other it is known as long as it is declared: what it
 * found is closed when it is gone.
 */
export function toldRule({ name, title, key }: ReturnType<ToldComparisons['rules']>[number]): Rule {
  return { name, title, key: { path: key.split('.') }, resources: new Set(), from: 0, comparisons: [], version: 'told' }
}

export interface TellingOptions {
  store: Pick<Store, 'engine'>
  append(db: Db, ...events: readonly NewEvent[]): Promise<unknown>
  /** Code of the agency that a system belongs to. */
  agencyOf(system: string): string | undefined
  now(): number
}

/** Brings the ledger to what was told, within the unit of work of the one who tells, with its events. */
export function createTelling(
  { store, append, agencyOf, now }: TellingOptions
): (db: Db, telling: Telling) => Promise<void> {
  return async (db, telling) => {
    const { rule, resource, record, differences } = telling
    const at = now()
    const subject = digestOf(`${resource} ${record}`)
    let standing = db.selectFrom('disagreements').selectAll().where('rule', '=', rule).where('subject', '=', subject)
    // An officer may be at one of them.
    if (store.engine === 'postgres') standing = standing.forUpdate()
    const before = await standing.execute()
    const contradictions = differences.map(difference => {
      const row = before.find(({ comparison }) => comparison === difference.comparison)
      return contradictionOf(telling, difference, row === undefined ? [] : JSON.parse(row.parties) as Party[])
    })
    const events = await settle(db, { rule: { name: rule }, subject, contradictions }, before, at)
    if (events.length > 0) await append(db, ...events)

    function contradictionOf(
      { owner }: Telling,
      { comparison, severity, sides }: ToldDifference,
      earlier: readonly Party[]
    ): Contradiction {
      const parties = sides.map(({ system, value, updatedAt, district }, i): Party => {
        const shown = shownOf(value)
        // Of what is said as everybody may see it: a digest of a masked value tells no more than that.
        const digest = digestOf(JSON.stringify(shown ?? null))
        const once = earlier.find(party => party.system === system)
        const since = once?.digest === digest ? once.since : at
        return {
          system,
          resource,
          record,
          agency: agencyOf(system) ?? null,
          district: district ?? null,
          version: i + 1,
          digest,
          since,
          updatedAt: updatedAt ?? once?.updatedAt ?? at,
          ...(shown !== undefined && { shown })
        }
      })
      const newer = (sides[1].updatedAt ?? 0) > (sides[0].updatedAt ?? 0) ? 1 : 0
      const owns = parties.findIndex(({ system }) => system === owner)
      return {
        comparison,
        severity,
        parties,
        newer,
        suggested: owns < 0 ? newer : owns,
        isOwner: owns >= 0,
        fingerprint: digestOf(parties.map(({ system, digest }) => `${system} ${digest}`).toSorted().join('\n'))
      }
    }
  }
}

const LONGEST_SHOWN = 200

function shownOf(value: unknown): Party['shown'] {
  if (value === undefined || typeof value === 'number' || typeof value === 'boolean') return value
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_SHOWN)
}
