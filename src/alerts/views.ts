import type { Config } from '../config/schema.ts'
import type { City } from '../kit/adapter.ts'
import { FLAPS, FLAP_WINDOW_MS } from './advance.ts'
import type { Known } from './book.ts'
import { HUB } from './conditions.ts'
import type { AlertView } from './notices.ts'

/** Makes of an alert what is told of it: names in place of ids, and whom it hurts. */
export function createViews({ config, agencies, fired }: { config(): Config; agencies(): City['agencies']; fired(key: string): readonly number[] }): (alert: Known) => AlertView {
  const agencyName = (id: string): string => {
    const found = agencies().find(agency => agency.id === id)
    return found?.short_name ?? found?.name ?? id
  }
  return ({ id, key, rule, kind, severity, subject, system, agency, since, firedAt, resolvedAt, value }) => {
    const { systems, consumers } = config()
    const entry = systems.find(one => one.id === system)
    const resources = entry?.resources ?? []
    const now = Date.now()
    return {
      id, rule, kind, severity, subject, since, firedAt,
      name: oneLine(entry?.name ?? (subject === HUB ? 'Satu' : system === null && agency === null && systems.every(one => one.id !== subject) ? agencyName(subject) : systems.find(one => one.id === subject)?.name ?? subject)),
      ...(agency !== null && { agency: oneLine(agencyName(agency)) }),
      ...(resolvedAt !== null && { resolvedAt }), ...(value !== null && { value }),
      resources,
      consumers: resources.length === 0 ? 0 : Object.values(consumers).filter(({ scopes }) => scopes.some(scope => resources.some(resource => scope.startsWith(`${resource}:`)))).length,
      ...(fired(key).filter(at => at > now - FLAP_WINDOW_MS).length >= FLAPS && { flaps: true as const })
    }
  }
}

/** A name is what somebody wrote: in a message it stays on its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
