import type { Claim, Comparison, Encodings, KeptRecord, Rule, Said } from './model.ts'
import type { ComparisonName } from './settings.ts'
import { digestOf, normalForm, valueAt } from './values.ts'

export interface ClaimsOptions {
  encodings: Encodings
  /** Code of the agency that a system belongs to. */
  agencyOf(system: string): string | undefined
}

/** What a kept record says under a rule: nothing when the rule is not about it, or it lacks the key. */
export function claimsOf(rule: Rule, kept: KeptRecord, { encodings, agencyOf }: ClaimsOptions): Claim[] {
  const { system, resource, id, record, changedAt } = kept
  if (!rule.resources.has(resource) || rule.systems?.has(system) === false) return []
  const updatedAt = timeOf(valueAt(record, ['source', 'updated_at'])) ?? changedAt
  if (updatedAt < rule.from) return []
  const said: Record<string, Said> = {}
  for (const comparison of rule.comparisons) {
    const says = saysOf(comparison, kept, encodings)
    if (says !== undefined) said[comparison.name] = { ...says, since: changedAt }
  }
  const district = valueAt(record, ['location', 'district_code']) ??
    valueAt(record, ['holder', 'location', 'district_code']) ?? valueAt(record, ['district_code'])
  return subjectsOf(rule, kept, encodings).map(subject => ({
    rule: rule.name,
    version: rule.version,
    subject,
    system,
    resource,
    record: id,
    updatedAt,
    said,
    agency: agencyOf(system) ?? null,
    district: typeof district === 'string' ? district : null
  }))
}

function subjectsOf({ key }: Rule, kept: KeptRecord, encodings: Encodings): string[] {
  if ('personal' in key)
    return [...new Set(encodings.keys(kept, key.personal))].map(hash => digestOf(`${key.personal} ${hash}`))
  const value = valueAt(kept.record, key.path)
  const text = typeof value === 'string' ? normalForm(value) : typeof value === 'number' ? String(value) : ''
  return text === '' ? [] : [digestOf(`${key.path.join('.')} ${text}`)]
}

function saysOf(comparison: Comparison, kept: KeptRecord, encodings: Encodings): Omit<Said, 'since'> | undefined {
  const { how, paths, privacy } = comparison
  if (how === 'once') return { digest: digestOf(kept.id), shown: kept.id }
  const path = paths.get(kept.resource)
  if (path === undefined) return undefined
  const value = valueAt(kept.record, path)
  if (privacy !== undefined) {
    const encoded = encodings.of(kept, path.join('.'), privacy)
    // The record holds what everybody may see of it: initials, or nothing.
    return encoded &&
      { digest: digestOf(`${privacy} ${encoded.exact}`), key: encoded.key,
        ...(encoded.alike !== undefined && { alike: encoded.alike }),
        ...(typeof value === 'string' && { shown: value }) }
  }
  const shown = shownOf(value)
  return shown === undefined ? undefined : { shown, digest: digestOf(JSON.stringify(canonicalOf(how, shown))) }
}

const LONGEST_SHOWN = 200
const MOST_SHOWN = 50

function shownOf(value: unknown): Said['shown'] | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.slice(0, LONGEST_SHOWN)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value))
    return value.filter(item => typeof item === 'string' || typeof item === 'number').slice(0, MOST_SHOWN).map(item =>
      String(item).slice(0, LONGEST_SHOWN)
    )
  return undefined
}

/** What is the same for values that need no second look to be the same. */
function canonicalOf(how: ComparisonName, shown: NonNullable<Said['shown']>): unknown {
  if (typeof shown === 'object') return [...new Set<string>(shown)].toSorted()
  if (typeof shown !== 'string') return shown
  if (how === 'date') return shown.slice(0, 10)
  return how === 'normalised' || how === 'similar' ? normalForm(shown) : shown
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
