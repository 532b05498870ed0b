import type { Language } from '../../http/accept.ts'
import { html } from '../../http/html.ts'
import type { Panel } from '../../http/panels.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { AlertSeen } from './acknowledging.ts'
import type { Alerts } from './alerts.ts'

const texts: Readonly<Record<Language, { head: string; silences: string }>> = {
  id: { head: 'Peringatan', silences: 'Peredaman' },
  en: { head: 'Alerts', silences: 'Silences' }
}

/** What people are told of now, on the Command Center. */
export function createPanel(alerts: Pick<Alerts, 'list' | 'silences'>): Panel {
  return {
    name: 'alerts',
    place: { column: 'right', order: 10 },
    section(language) {
      const { head, silences } = texts[language]
      return html`
<section class="alerts" aria-labelledby="alerts-head"><div class="head"><h2 id="alerts-head">${head}</h2>\
<button type="button" id="silences" hidden>${silences}</button></div>\
<p id="alerts-note" class="note" role="status"></p><ul id="alerts" class="lines"></ul></section>`
    },
    modules: [new URL('panel.js', import.meta.url), new URL('panel-words.js', import.meta.url)],
    live: { field: 'alerts', from: 'store', read: now => readAlerts(alerts, now) }
  }
}

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
async function readAlerts(alerts: Pick<Alerts, 'list' | 'silences'>, now: number): Promise<AlertTotals> {
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
      since: toWib(new Date(alert.since)),
      ...(alert.acknowledged !== undefined && { acknowledged: true as const }),
      ...(isSilenced(alert) && { silenced: true as const })
    })),
    silences: silences.length
  }
}
