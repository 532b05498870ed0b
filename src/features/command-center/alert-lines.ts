import type { AlertSeen } from '../alerts/index.ts'
import type { Alerts } from '../alerts/index.ts'
import { time } from './system-rows.ts'

/** Something that people are told of, as the wall shows it: no words of an operator. */
export interface AlertLine {
  id: string
  kind: string
  rule: string
  severity: string
  /** Id of a system or an agency, or `hub`. */
  subject: string
  name: string
  since: string
  /** Somebody is at it. */
  acknowledged?: true
  /** Nobody is told of it for now. */
  silenced?: true
}

export interface AlertTotals {
  firing: number
  /** Of them the newest. */
  items: AlertLine[]
  /** What holds now, or will. */
  silences: number
}

const MOST = 30

/** @throws SatuError store_unavailable */
export async function readAlerts(alerts: Pick<Alerts, 'list' | 'silences'>, now: number): Promise<AlertTotals> {
  const [{ items, next }, silences] = await Promise.all([alerts.list({ all: false, limit: MOST, after: undefined }),
    alerts.silences.list(now)])
  const holding = silences.filter(({ from_at: from }) => from <= now)
  const isSilenced = ({ subject, kind, rule }: AlertSeen): boolean =>
    holding.some(silence =>
      [silence.system, silence.agency].every(one => one === null || one === subject) &&
      [[silence.kind, kind], [silence.rule, rule]].every(([wanted, is]) => wanted === null || wanted === is)
    )
  return {
    firing: next === undefined ? items.length : MOST + 1,
    items: items.map(alert => ({
      id: alert.id,
      kind: alert.kind,
      rule: alert.rule,
      severity: alert.severity,
      subject: alert.subject,
      name: alert.name,
      since: time(alert.since),
      ...(alert.acknowledged !== undefined && { acknowledged: true as const }),
      ...(isSilenced(alert) && { silenced: true as const })
    })),
    silences: silences.length
  }
}
