import type { Selectable } from 'kysely'
import type { NewEvent } from '../../gateway/events/log.ts'
import type { Turn } from '../../platform/jobs/jobs.ts'
import type { Db } from '../../platform/store/database.ts'
import type { RecordName } from './due.ts'
import type { Claim, Contradiction, Rule, Said } from './model.ts'
import { settle } from './settle.ts'
import type { DisagreementClaimsTable } from './tables.ts'

type ClaimRow = Selectable<DisagreementClaimsTable>

/** What records say, and what follows of it. Everything it writes is written with its events, or not at all. */
export interface Book {
  /**
   * Takes down what some records say now under the rules; a claim that is not given again is gone.
   * @param names at most a few hundred
   * @throws SatuError store_unavailable
   */
  take(rules: readonly Rule[], names: readonly RecordName[], claims: readonly Claim[]): Promise<void>
  /** Takes back all that was said under a rule, and closes what was found by it. */
  dropRule(name: string): Promise<void>
}

export interface BookOptions {
  store: Turn['store']
  append(db: Db, ...events: readonly NewEvent[]): Promise<unknown>
  judge(rule: Rule, claims: readonly Claim[]): Contradiction[]
  /** Records that may share a key. */
  most(): number
  now(): number
}

const BATCH = 200
/** Values of a condition in one statement, well below what any database takes. */
const CHUNK = 100

export function createBook({ store, append, judge, most, now }: BookOptions): Book {
  /** Looks at all that is said under some keys of a rule. */
  async function weigh(db: Db, rule: Rule, subjects: readonly string[], at: number): Promise<NewEvent[]> {
    const events: NewEvent[] = []
    for (const some of chunks(subjects, CHUNK)) {
      const rows = await db.selectFrom('disagreement_claims').selectAll().where('rule', '=', rule.name).where('subject',
        'in', some).execute()
      let standing = db.selectFrom('disagreements').selectAll().where('rule', '=', rule.name).where('subject', 'in',
        some)
      // An officer may be at one of them.
      if (store.engine === 'postgres') standing = standing.forUpdate()
      const [bySubject, before] = [Map.groupBy(rows, row => row.subject), Map.groupBy(await standing.execute(), row =>
        row.subject)]
      await markCompared(db, rule.name, bySubject, most())
      for (const subject of some) {
        const claims = bySubject.get(subject) ?? []
        const isKey = claims.length <= most()
        const contradictions = claims.length < 2 || !isKey ? [] : judge(rule, claims.map(toClaim))
        const known = before.get(subject) ?? []
        if (contradictions.length === 0 && known.length === 0) continue
        events.push(
          ...await settle(db, { rule, subject, contradictions, cause: isKey
            ? claims.length < 2 ? 'nobody contradicts it any more' : 'the systems agree'
            : 'too many records share the key' }, known, at)
        )
      }
    }
    return events
  }

  async function takeSome(
    rules: readonly Rule[],
    names: readonly RecordName[],
    claims: readonly Claim[]
  ): Promise<void> {
    const at = now()
    await store.write(async db => {
      const known = await claimsOfRecords(db, names)
      const before = new Map(known.map(row => [keyOf(row), row]))
      const touched = new Map<string, Set<string>>()
      const touch = ({ rule, subject }: { rule: string; subject: string }): void => {
        touched.set(rule, (touched.get(rule) ?? new Set()).add(subject))
      }
      const written: ClaimRow[] = []
      for (const claim of claims) {
        const row = before.get(keyOf(claim))
        before.delete(keyOf(claim))
        const after = toRow(claim, row)
        if (row !== undefined && row.said === after.said && row.version === after.version &&
          row.updated_at === after.updated_at && row.agency === after.agency && row.district === after.district)
          continue
        written.push(after)
        touch(claim)
      }
      for (const some of chunks(written, CHUNK)) {
        await db.insertInto('disagreement_claims').values(some)
          .onConflict(on =>
            on.columns(['system', 'resource', 'record', 'rule', 'subject']).doUpdateSet(({ ref }) => ({
              said: ref('excluded.said'),
              version: ref('excluded.version'),
              updated_at: ref('excluded.updated_at'),
              agency: ref('excluded.agency'),
              district: ref('excluded.district')
            }))
          ).execute()
      }
      for (const row of before.values()) {
        await ofClaim(db.deleteFrom('disagreement_claims'), row).execute()
        touch(row)
      }
      const events: NewEvent[] = []
      for (const rule of rules) events.push(...await weigh(db, rule, [...touched.get(rule.name) ?? []], at))
      if (events.length > 0) await append(db, ...events)
    })
  }

  return {
    async take(rules, names, claims) {
      const byRecord = Map.groupBy(claims, ({ system, resource, record }) => nameOf({ system, resource, id: record }))
      for (const some of chunks(names, BATCH))
        await takeSome(rules, some, some.flatMap(name => byRecord.get(nameOf(name)) ?? []))
    },
    async dropRule(name) {
      for (let left = BATCH; left === BATCH;) {
        left = await store.write(async db => {
          const at = now()
          const open = await db.selectFrom('disagreements').selectAll().where('rule', '=', name).where('state', '<>',
            'corrected').limit(BATCH).execute()
          const events: NewEvent[] = []
          for (const row of open)
            events.push(
              ...await settle(db, { rule: { name }, subject: row.subject, contradictions: [],
                cause: 'the rule is gone' }, [row], at)
            )
          if (events.length > 0) await append(db, ...events)
          return open.length
        })
      }
      for (let left = BATCH; left > 0;) {
        left = await store.write(async db => {
          const rows = await db.selectFrom('disagreement_claims').select(['rule', 'subject', 'system', 'resource',
            'record']).where('rule', '=', name).limit(BATCH).execute()
          for (const row of rows) await ofClaim(db.deleteFrom('disagreement_claims'), row).execute()
          return rows.length
        })
      }
    }
  }
}

async function claimsOfRecords(db: Db, names: readonly RecordName[]): Promise<ClaimRow[]> {
  const rows: ClaimRow[] = []
  for (const [place, some] of Map.groupBy(names, ({ system, resource }) => JSON.stringify([system, resource]))) {
    const [system, resource] = JSON.parse(place) as [string, string]
    for (const part of chunks(some, CHUNK)) {
      rows.push(
        ...await db.selectFrom('disagreement_claims').selectAll().where('system', '=', system).where('resource', '=',
          resource).where('record', 'in', part.map(({ id }) => id)).execute()
      )
    }
  }
  return rows
}

/** What is compared is counted: where at least two records have the key, and not as many as that it tells nothing. */
async function markCompared(
  db: Db,
  rule: string,
  bySubject: ReadonlyMap<string, readonly ClaimRow[]>,
  most: number
): Promise<void> {
  for (const is of [0, 1]) {
    const wrong = [...bySubject].flatMap((
      [subject, rows]
    ) => ((rows.length > 1 && rows.length <= most ? 1 : 0) === is && rows.some(row => row.is_compared !== is)
      ? [subject]
      : [])
    )
    if (wrong.length > 0)
      await db.updateTable('disagreement_claims').set({ is_compared: is }).where('rule', '=', rule).where('subject',
        'in', wrong).execute()
  }
}

function ofClaim<
  Query extends { where(column: 'rule' | 'subject' | 'system' | 'resource' | 'record', is: '=', value: string): Query }
>(
  query: Query,
  { rule, subject, system, resource, record }: Pick<ClaimRow, 'rule' | 'subject' | 'system' | 'resource' | 'record'>
): Query {
  return query.where('system', '=', system).where('resource', '=', resource).where('record', '=', record).where('rule',
    '=', rule).where('subject', '=', subject)
}

/** What was said before and is said still is said since then. */
function toRow(claim: Claim, before: ClaimRow | undefined): ClaimRow {
  const { rule, version, subject, system, resource, record, agency, district, updatedAt } = claim
  const earlier = before === undefined ? {} : JSON.parse(before.said) as Record<string, Said>
  const said = Object.fromEntries(Object.entries(claim.said).map(([name, says]) => {
    const once = earlier[name]
    return [name, once?.digest === says.digest ? { ...says, since: once.since } : says]
  }))
  return { rule, subject, system, resource, record, agency, district, updated_at: updatedAt, said: JSON.stringify(said),
    version, is_compared: before?.is_compared ?? 0 }
}

function toClaim({ updated_at: updatedAt, said, ...row }: ClaimRow): Claim {
  const { rule, version, subject, system, resource, record, agency, district } = row
  return { rule, version, subject, system, resource: resource as Claim['resource'], record, agency, district, updatedAt,
    said: JSON.parse(said) as Claim['said'] }
}

const keyOf = (
  { system, resource, record, rule, subject }: Pick<ClaimRow, 'system' | 'resource' | 'record' | 'rule' | 'subject'>
): string => `${system} ${resource} ${record} ${rule} ${subject}`
const nameOf = ({ system, resource, id }: RecordName): string => `${system} ${resource} ${id}`

function* chunks<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let i = 0; i < items.length; i += size) yield items.slice(i, i + size)
}
