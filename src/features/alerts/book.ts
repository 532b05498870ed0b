import type { Selectable } from 'kysely'
import type { Db, Store } from '../../platform/store/database.ts'
import { FLAP_WINDOW_MS, type Open } from './advance.ts'
import type { Condition } from './conditions.ts'
import type { AlertSilencesTable, AlertsTable } from './tables.ts'

export type AlertRow = Selectable<AlertsTable>
export type Silence = Selectable<AlertSilencesTable>

/** What receivers were told of an alert last. */
export type Told = Readonly<Record<string, { at: number; of: 'firing' | 'resolved' }>>

/** An alert that is open, or whose end somebody has still to be told. */
export interface Known extends Open {
  id: string
  severity: string
  subject: string
  agency: string | null
  since: number
  resolvedAt: number | null
  value: number | null
  told: Told
  acknowledged: boolean
}

/** What other processes and operators may have changed. */
export interface Standing {
  silences: readonly Silence[]
  /** Sequence numbers of alerts that a person has acknowledged. */
  acknowledged: ReadonlySet<string>
}

const ID = 'alt-'
/** An end that nobody could be told of for so long is history. */
const TELL_END_MS = 86_400_000

export const alertId = (seq: number): string => `${ID}${seq}`
export const seqOf = (
  id: string
): number | undefined => (/^alt-\d{1,15}$/.test(id) ? Number(id.slice(ID.length)) : undefined)

export function knownOf(row: AlertRow): Known {
  return {
    id: alertId(row.seq),
    key: row.key,
    rule: row.rule,
    kind: row.kind,
    severity: row.severity,
    subject: row.subject,
    system: row.system,
    agency: row.agency,
    since: row.since,
    firedAt: row.fired_at,
    resolvedAt: row.resolved_at,
    value: row.value,
    told: JSON.parse(row.told) as Told,
    acknowledged: row.acknowledged_at !== null
  }
}

/**
 * What is open, whose end is still to be told, and how often each key has fired of late: for a process that takes over.
 */
export function readBook(
  store: Pick<Store, 'read'>,
  now: number
): Promise<{ open: Known[]; ended: Known[]; fired: Map<string, number[]> }> {
  return store.read(async db => {
    const open = await db.selectFrom('alerts').selectAll().where('resolved_at', 'is', null).orderBy('seq').execute()
    const ended = await db.selectFrom('alerts').selectAll().where('resolved_at', '>', now - TELL_END_MS).orderBy('seq')
      .execute()
    const fired = new Map<string, number[]>()
    for (const { key, fired_at: at } of [...ended, ...open])
      if (at > now - FLAP_WINDOW_MS) fired.set(key, [...fired.get(key) ?? [], at])
    const isUntold = ({ told }: Known): boolean => Object.values(told).some(({ of }) => of === 'firing')
    return { open: open.map(knownOf), ended: ended.map(knownOf).filter(isUntold), fired }
  })
}

export function readStanding(store: Pick<Store, 'read'>, now: number): Promise<Standing> {
  return store.read(async db => {
    const silences = await db.selectFrom('alert_silences').selectAll().where('until_at', '>', now).execute()
    const acknowledged = await db.selectFrom('alerts').select('seq').where('resolved_at', 'is', null).where(
      'acknowledged_at',
      'is not',
      null
    ).execute()
    return { silences, acknowledged: new Set(acknowledged.map(({ seq }) => alertId(seq))) }
  })
}

/** Writes down that an alert has begun; what is open already is given back as it is. */
export async function writeBegin(
  db: Db,
  { condition, since }: { condition: Condition; since: number },
  now: number,
  told: Told = {}
): Promise<AlertRow> {
  const { key, rule, subject, system, agency, value } = condition
  const made = await db.insertInto('alerts').values({
    key,
    rule: rule.name,
    kind: rule.kind,
    severity: rule.severity,
    subject,
    system,
    agency,
    since,
    fired_at: now,
    resolved_at: null,
    value,
    told: JSON.stringify(told),
    acknowledged_by: null,
    acknowledged_at: null,
    acknowledged_reason: null
  }).onConflict(on => on.doNothing()).returningAll().executeTakeFirst()
  return made ??
    await db.selectFrom('alerts').selectAll().where('key', '=', key).where('resolved_at', 'is', null)
      .executeTakeFirstOrThrow()
}

export async function writeEnd(db: Db, ids: readonly string[], now: number): Promise<void> {
  if (ids.length > 0)
    await db.updateTable('alerts').set({ resolved_at: now }).where('seq', 'in', seqsOf(ids)).where('resolved_at', 'is',
      null).execute()
}

export async function writeTold(db: Db, alerts: readonly Pick<Known, 'id' | 'told'>[]): Promise<void> {
  for (const { id, told } of alerts)
    await db.updateTable('alerts').set({ told: JSON.stringify(told) }).where('seq', 'in', seqsOf([id])).execute()
}

function seqsOf(ids: readonly string[]): number[] {
  return ids.map(seqOf).filter(seq => seq !== undefined)
}

/** Whether a silence that holds now is about the alert: all that it names has to fit. */
export function isSilenced(
  { system, agency, kind, rule }: Pick<Known, 'system' | 'agency' | 'kind' | 'rule'>,
  silences: readonly Silence[],
  now: number
): boolean {
  return silences.some(silence =>
    silence.from_at <= now && now < silence.until_at
    && (silence.system === null || silence.system === system) && (silence.agency === null || silence.agency === agency)
    && (silence.kind === null || silence.kind === kind) && (silence.rule === null || silence.rule === rule)
  )
}
