import type { Insertable, Selectable } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Known, Told } from './book.ts'
import type { DigestBody } from './digest.ts'
import type { AlertNoticesTable } from './tables.ts'

export type NoticeRow = Selectable<AlertNoticesTable>
export type NewNotice = Insertable<AlertNoticesTable>

/** An alert as it is told: no words yet, and nothing of a person. */
export interface AlertView {
  id: string
  rule: string
  kind: string
  severity: string
  subject: string
  /** Name of the system or the agency; the subject itself otherwise. */
  name: string
  agency?: string
  /** ms since 1970 */
  since: number
  firedAt: number
  resolvedAt?: number
  value?: number
  /** Resources that the system serves. */
  resources: readonly string[]
  /** How many consumers may ask for them. */
  consumers: number
  /** It came and went several times within an hour. */
  flaps?: true
}

/** What one message is made of. */
export interface AlertsBody {
  firing: AlertView[]
  /** They were told before, and go on. */
  again: AlertView[]
  resolved: AlertView[]
  /** There are so many more. */
  more: number
}

export type NoticeBody = { kind: 'alerts'; alerts: AlertsBody } | { kind: 'digest'; digest: DigestBody } | {
  kind: 'test'
  by: string
}

/** What one message tells at most; of the others it tells how many they are. */
const MOST = 500

export interface GroupTimes {
  /** A group is told when nothing has been added to it for so long, */
  quietMs: number
  /** or so long after its first. */
  mostMs: number
  /** Between two messages to one receiver. */
  betweenMs: number
}

/** When each receiver was told last, ms since 1970. */
export type LastTold = Map<string, number>

export interface Due {
  receiver: string
  firing: Known[]
  again: Known[]
  resolved: Known[]
}

export interface PlanOptions {
  now: number
  receivers: readonly string[]
  /** Whom a rule tells; undefined: all. */
  toOf(rule: string): readonly string[] | undefined
  /** Nobody is told of it for the time being. */
  isMuted(alert: Known): boolean
  repeatMs: number
  times: GroupTimes
  last: LastTold
}

/** Whom to tell what at this moment. What falls together is told together. */
export function planNotices(
  open: readonly Known[],
  ended: readonly Known[],
  { now, receivers, toOf, isMuted, repeatMs, times, last }: PlanOptions
): Due[] {
  return receivers.flatMap((receiver): Due[] => {
    const toldOf = ({ told }: Known): Told[string] | undefined => told[receiver]
    const mine = open.filter(alert => (toOf(alert.rule)?.includes(receiver) ?? true) && !isMuted(alert))
    const firing = mine.filter(alert => toldOf(alert) === undefined)
    const resolved = ended.filter(alert => toldOf(alert)?.of === 'firing')
    const again = mine.filter(alert => !alert.acknowledged && now - (toldOf(alert)?.at ?? now) >= repeatMs)
    const changes = [...firing.map(({ firedAt }) => firedAt), ...resolved.map(({ resolvedAt }) => resolvedAt ?? now)]
    if (changes.length === 0 && again.length === 0) return []
    const isComplete = changes.length === 0 || now - Math.max(...changes) >= times.quietMs ||
      now - Math.min(...changes) >= times.mostMs
    if (!isComplete || now - (last.get(receiver) ?? 0) < times.betweenMs) return []
    return [{ receiver, firing, again, resolved }]
  })
}

/** What the receiver was told, with this. */
export function toldBy({ receiver, firing, again, resolved }: Due, now: number): Pick<Known, 'id' | 'told'>[] {
  const mark = (of: 'firing' | 'resolved') => ({ id, told }: Known) => ({ id,
    told: { ...told, [receiver]: { at: now, of } } })
  return [...[...firing, ...again].map(mark('firing')), ...resolved.map(mark('resolved'))]
}

export function bodyOf({ firing, again, resolved }: Due, view: (alert: Known) => AlertView): NoticeBody {
  let room = MOST
  const take = (alerts: readonly Known[]): AlertView[] => {
    const taken = alerts.slice(0, room).map(view)
    room -= taken.length
    return taken
  }
  const alerts = { firing: take(firing), resolved: take(resolved), again: take(again) }
  return { kind: 'alerts',
    alerts: { ...alerts, more: Math.max(0, firing.length + again.length + resolved.length - MOST) } }
}

export function noticeOf(receiver: string, body: NoticeBody, now: number, id = `ntc-${randomUUID()}`): NewNotice {
  return { id, receiver, kind: body.kind, body: JSON.stringify(body), status: 'waiting', attempts: 0, created_at: now,
    due_at: now, changed_at: now, detail: null }
}
