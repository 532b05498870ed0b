import type { Claim, Comparison, Contradiction, Encodings, Party, Rule, Said } from './model.ts'
import { NEWER, SAME_TEXT } from './settings.ts'
import { digestOf, likenessOfTexts } from './values.ts'

const DAY_MS = 86_400_000

/**
 * What of the claims under one key contradicts itself, by comparison. A comparison that is left out finds them agreed.
 */
export function judge(rule: Rule, claims: readonly Claim[], encodings: Pick<Encodings, 'likeness'>): Contradiction[] {
  return rule.comparisons.flatMap(comparison => {
    const found = comparison.how === 'once' ? repeated(comparison, claims) : differing(comparison, claims, encodings)
    return found === undefined ? [] : [contradictionOf(comparison, found)]
  })
}

/** A claim that says something of a comparison. */
interface Saying {
  claim: Claim
  said: Said
}

function sayingsOf({ name, within }: Comparison, claims: readonly Claim[]): Saying[] {
  const sayings = claims.flatMap(claim => {
    const said = claim.said[name]
    return said === undefined ? [] : [{ claim, said }]
  })
  if (within) return sayings
  const newest = new Map<string, Saying>()
  for (const saying of sayings) {
    const before = newest.get(saying.claim.system)
    if (before === undefined || isLater(saying.claim, before.claim)) newest.set(saying.claim.system, saying)
  }
  return [...newest.values()]
}

function differing(
  comparison: Comparison,
  claims: readonly Claim[],
  encodings: Pick<Encodings, 'likeness'>
): Saying[] | undefined {
  const sayings = sayingsOf(comparison, claims)
  // Most say the same: only different values are looked at twice.
  const values = [...new Map(sayings.map(({ said }) => [said.digest, said])).values()]
  const isAgreed = values.every((one, i) =>
    values.slice(i + 1).every(other => areSame(comparison, one, other, encodings))
  )
  return isAgreed ? undefined : sayings
}

/** The records of systems that have more than one under the key. */
function repeated({ name }: Comparison, claims: readonly Claim[]): Saying[] | undefined {
  const bySystem = Map.groupBy(claims, ({ system, resource }) => `${system} ${resource}`)
  const sayings = [...bySystem.values()].filter(own => own.length > 1).flat().flatMap(claim => {
    const said = claim.said[name]
    return said === undefined ? [] : [{ claim, said }]
  })
  return sayings.length > 1 ? sayings : undefined
}

function areSame(
  { how, privacy, tolerance = 0, tolerance_percent: percent = 0, days = 0, threshold = SAME_TEXT }: Comparison,
  one: Said,
  other: Said,
  encodings: Pick<Encodings, 'likeness'>
): boolean {
  if (privacy !== undefined) {
    // Until the records are read anew, nothing is known of whether they agree.
    if (one.key !== other.key) return true
    return how === 'similar' && one.alike !== undefined && other.alike !== undefined &&
      encodings.likeness(privacy, one.alike, other.alike) >= threshold
  }
  const [a, b] = [one.shown, other.shown]
  switch (how) {
    case 'number':
      return typeof a === 'number' && typeof b === 'number' &&
        Math.abs(a - b) <= Math.max(tolerance, (Math.max(Math.abs(a), Math.abs(b)) * percent) / 100)
    case 'date':
      return typeof a === 'string' && typeof b === 'string' &&
        Math.abs(Date.parse(a.slice(0, 10)) - Date.parse(b.slice(0, 10))) <= days * DAY_MS
    case 'similar':
      return typeof a === 'string' && typeof b === 'string' && likenessOfTexts(a, b) >= threshold
    default:
      return false
  }
}

function contradictionOf(comparison: Comparison, sayings: readonly Saying[]): Contradiction {
  const { name, severity, owner = NEWER } = comparison
  const ordered = sayings.toSorted((a, b) => a.said.since - b.said.since || (placeOf(a) < placeOf(b) ? -1 : 1))
  const versions = new Map<string, number>()
  const parties = ordered.map(
    (
      { claim: { system, resource, record, agency, district, updatedAt }, said: { alike: _alike, key: _key, ...said } }
    ): Party => {
      const version = versions.get(said.digest) ?? versions.size + 1
      versions.set(said.digest, version)
      return { system, resource, record, agency, district, updatedAt, ...said, version }
    }
  )
  const newer = latest(parties, () => true)
  const owns = latest(parties, ({ system, agency }) => system === owner || agency === owner)
  return {
    comparison: name,
    severity,
    parties,
    newer,
    suggested: owns < 0 ? newer : owns,
    isOwner: owns >= 0,
    fingerprint: digestOf(
      [...new Set(ordered.map(({ claim, said }) => `${claim.system} ${said.digest}`))].toSorted().join('\n')
    )
  }
}

function latest(parties: readonly Party[], fits: (party: Party) => boolean): number {
  let found = -1
  for (const [i, party] of parties.entries()) {
    const before = parties[found]
    if (fits(party) && (before === undefined || isLater(party, before))) found = i
  }
  return found
}

function isLater(a: Pick<Party, 'updatedAt' | 'record'>, b: Pick<Party, 'updatedAt' | 'record'>): boolean {
  return a.updatedAt > b.updatedAt || (a.updatedAt === b.updatedAt && a.record > b.record)
}

function placeOf({ claim: { system, resource, record } }: Saying): string {
  return `${system} ${resource} ${record}`
}
