import type { Config } from '../../platform/config/schema.ts'
import { FLAP_WINDOW_MS, FLAPS } from './advance.ts'
import type { Known } from './book.ts'
import { HUB } from './conditions.ts'
import type { AlertView } from './notices.ts'

/** Makes of an alert what is told of it: names in place of ids, and whom it hurts. */
export function createViews(
  { config, agencyName, fired }: { config(): Config; agencyName(id: string): string;
    fired(key: string): readonly number[] }
): (alert: Known) => AlertView {
  /** Of a system, of an agency, or what a certificate is for. */
  const nameOf = (
    subject: string
  ): string => (subject === HUB
    ? 'Satu'
    : config().systems.find(({ id }) => id === subject)?.name ?? agencyName(subject))
  return ({ id, key, rule, kind, severity, subject, system, agency, since, firedAt, resolvedAt, value }) => {
    const { systems, consumers } = config()
    const entry = systems.find(one => one.id === system)
    const resources = entry?.resources ?? []
    const now = Date.now()
    return {
      id,
      rule,
      kind,
      severity,
      subject,
      since,
      firedAt,
      name: oneLine(nameOf(subject)),
      ...(agency !== null && { agency: oneLine(agencyName(agency)) }),
      ...(resolvedAt !== null && { resolvedAt }),
      ...(value !== null && { value }),
      resources,
      consumers: resources.length === 0
        ? 0
        : Object.values(consumers).filter(({ scopes }) =>
          scopes.some(scope => resources.some(resource => scope.startsWith(`${resource}:`)))
        ).length,
      ...(fired(key).filter(at => at > now - FLAP_WINDOW_MS).length >= FLAPS && { flaps: true as const })
    }
  }
}

/** A name is what somebody wrote: in a message it stays on its line. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
}
