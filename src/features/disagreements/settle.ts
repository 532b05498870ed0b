import type { Selectable } from 'kysely'
import { createHash } from 'node:crypto'
import type { NewEvent } from '../../gateway/events/log.ts'
import type { Db } from '../../platform/store/database.ts'
import type { Contradiction, DisagreementState, Rule } from './model.ts'
import type { DisagreementsTable } from './tables.ts'

export type DisagreementRow = Selectable<DisagreementsTable>

/** Who acts where nobody does. */
export const HUB = 'hub'

export interface Step {
  from: DisagreementState | null
  to: DisagreementState
  cause: string
  by: string
  at: number
  reason?: string | undefined
  submission?: string | undefined
}

/** What was found under one key of a rule. */
export interface Finding {
  rule: Pick<Rule, 'name'>
  subject: string
  contradictions: readonly Contradiction[]
  /** What is said where one of the comparisons contradicts itself no more. */
  cause?: string
}

const OPEN: readonly DisagreementState[] = ['open', 'accepted']

/**
 * Brings the ledger to what was found: opens what is new, opens again what contradicts itself again, closes what has
 * come to agree. What an officer has put aside stays there for as long as the same systems say the same.
 * @param before the disagreements that there are under the key
 * @returns what is to be told of it, for the end of the unit of work
 */
export async function settle(
  db: Db,
  { rule, subject, contradictions, cause = 'the systems agree' }: Finding,
  before: readonly DisagreementRow[],
  now: number
): Promise<NewEvent[]> {
  const events: NewEvent[] = []
  for (const contradiction of contradictions) {
    const row = before.find(({ comparison }) => comparison === contradiction.comparison)
    const event = row === undefined
      ? await open(db, rule.name, subject, contradiction, now)
      : await goOn(db, row, contradiction, now)
    if (event !== undefined) events.push(event)
  }
  for (const row of before) {
    if (row.state === 'corrected' || contradictions.some(({ comparison }) => comparison === row.comparison)) continue
    events.push(await close(db, row, cause, now))
  }
  return events
}

async function open(
  db: Db,
  rule: string,
  subject: string,
  contradiction: Contradiction,
  now: number
): Promise<NewEvent> {
  const row = await db.insertInto('disagreements').values({
    id: idOf(rule, subject, contradiction.comparison),
    rule,
    subject,
    comparison: contradiction.comparison,
    state: 'open',
    opened_at: now,
    changed_at: now,
    closed_at: null,
    ignored: null,
    ...written(contradiction)
  }).returningAll().executeTakeFirstOrThrow()
  await writeParties(db, row.seq, contradiction)
  await addStep(db, row.seq, { from: null, to: 'open', cause: 'found', by: HUB, at: now })
  return eventOf('disagreement.opened', row, null, now)
}

async function goOn(
  db: Db,
  row: DisagreementRow,
  contradiction: Contradiction,
  now: number
): Promise<NewEvent | undefined> {
  const content = written(contradiction)
  const isIgnored = row.ignored === contradiction.fingerprint
  const state: DisagreementState = OPEN.includes(row.state) ? row.state : isIgnored ? 'ignored' : 'open'
  const isSame = state === row.state && content.parties === row.parties && content.severity === row.severity &&
    content.suggested === row.suggested && content.is_owner === row.is_owner
  if (isSame) return undefined
  const opens = state === 'open' && row.state !== 'open'
  const after = await db.updateTable('disagreements')
    .set({ ...content, state, changed_at: now, closed_at: null, ...(opens && { opened_at: now }),
      ...(!isIgnored && { ignored: null }) })
    .where('seq', '=', row.seq).returningAll().executeTakeFirstOrThrow()
  await writeParties(db, row.seq, contradiction)
  if (state === row.state) return undefined
  await addStep(db, row.seq, { from: row.state, to: state,
    cause: row.state === 'corrected' ? 'they differ again' : 'they say something else now', by: HUB, at: now })
  return opens ? eventOf('disagreement.opened', after, row.state, now) : undefined
}

async function close(db: Db, row: DisagreementRow, cause: string, now: number): Promise<NewEvent> {
  const after = await db.updateTable('disagreements').set({ state: 'corrected', changed_at: now, closed_at: now })
    .where('seq', '=', row.seq).returningAll().executeTakeFirstOrThrow()
  await addStep(db, row.seq, { from: row.state, to: 'corrected', cause, by: HUB, at: now })
  return eventOf('disagreement.closed', after, row.state, now)
}

export async function addStep(
  db: Db,
  disagreement: number,
  { from, to, cause, by, at, reason, submission }: Step
): Promise<void> {
  await db.insertInto('disagreement_steps').values({ disagreement, from_state: from, to_state: to, cause, by, at,
    reason: reason ?? null, submission_id: submission ?? null }).execute()
}

/** Codes alone: who says what is read where it stands, by those who may. */
export function eventOf(
  type: 'disagreement.opened' | 'disagreement.closed',
  { id, state, rule, comparison, severity }: DisagreementRow,
  previous: DisagreementState | null,
  time: number
): NewEvent {
  return { type, system: null, subject: id, time,
    data: { status: state, rule, comparison, severity, ...(previous !== null && { previous_status: previous }) } }
}

/** Where a comparison tells of some hundred records, the first are enough to see what is the matter. */
const MOST_PARTIES = 50

function written(
  { severity, parties, fingerprint, newer, suggested, isOwner }: Contradiction
): Pick<DisagreementRow, 'severity' | 'parties' | 'fingerprint' | 'newer' | 'suggested' | 'is_owner'> {
  const kept = parties.filter((_, i) => i < MOST_PARTIES || i === newer || i === suggested)
  const placeOf = (i: number): number => kept.indexOf(parties[i] as Contradiction['parties'][number])
  return { severity, fingerprint, parties: JSON.stringify(kept), newer: placeOf(newer), suggested: placeOf(suggested),
    is_owner: isOwner ? 1 : 0 }
}

async function writeParties(db: Db, disagreement: number, { parties, suggested }: Contradiction): Promise<void> {
  const right = parties[suggested]?.version
  const rows = parties.map(({ system, agency, district, version }) => ({ disagreement, system, agency: agency ?? '',
    district: district ?? '', differs: version === right ? 0 : 1 })
  )
  await db.deleteFrom('disagreement_parties').where('disagreement', '=', disagreement).execute()
  await db.insertInto('disagreement_parties').values([...new Map(rows.map(row => [JSON.stringify(row), row])).values()])
    .execute()
}

/**
 * The same for the same, so that whoever opens it twice opens it once. Letters alone: whatever looks for numbers of
 * people finds none by chance.
 */
function idOf(rule: string, subject: string, comparison: string): string {
  return `dis-${
    createHash('sha256').update(`${rule}\n${subject}\n${comparison}`).digest('hex').slice(0, 20).replace(/\d/g, digit =>
      'ghijklmnop'.charAt(Number(digit)))
  }`
}
