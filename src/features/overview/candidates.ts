import { toWib } from '../../kit/indonesia/calendar.ts'
import { byWayOf, judge, keysOf, LIKELY, partiesOf, POSSIBLE, type Reason, reasonText, type Side, sidesOf, type Traits,
  TRAITS_VERSION } from '../matching/index.ts'
import type { Mirror, Mirrored } from '../mirror/index.ts'
import type { Candidate, Found, Resource } from './types.ts'

export interface CandidatesQuery {
  /** Records of the one who was asked for. */
  found: readonly Found[]
  /** `system resource id` of what is certain already. */
  certain: ReadonlySet<string>
  /** Resources that the caller may look through. */
  open: ReadonlySet<string>
  /** Classes of personal data that the caller may see: no reason tells of another. */
  classes: ReadonlySet<string>
  /** Whether a record as its system has it now still names somebody; asked for what people may hide behind. */
  stillNames(mirrored: Mirrored): Promise<boolean>
}

/** What a key finds at most: a block that holds more tells nothing. */
const MOST_IN_A_BLOCK = 400
const MOST = 20
/** Likely ones whose own neighbours are looked at. */
const MOST_WAYS = 5

interface Rated {
  mirrored: Mirrored
  side: Side
  score: number
  reasons: readonly Reason[]
  via?: string
}

/** Finds records that may be of the same, and says why; none is taken for the same. */
export function createCandidates(
  { mirror, keyId }: { mirror: Pick<Mirror, 'byKey'>; keyId: string }
): (query: CandidatesQuery) => Promise<Candidate[]> {
  return async ({ found, certain, open, classes, stillNames }) => {
    const met = new Map<string, Promise<Mirrored[]>>()
    const lookUp = (kind: string, hash: string): Promise<Mirrored[]> => {
      const name = `${kind} ${hash}`
      const before = met.get(name)
      if (before !== undefined) return before
      const asked = mirror.byKey(kind, hash).then(
        all => (all.length > MOST_IN_A_BLOCK
          ? []
          : all.filter(one => open.has(one.resource) && !certain.has(placeOf(one))))
      )
      met.set(name, asked)
      return asked
    }
    const best = new Map<string, Rated>()
    const keep = (rated: Rated): void => {
      const name = `${placeOf(rated.mirrored)} ${rated.side.party.role}`
      if (rated.score >= POSSIBLE && rated.score > (best.get(name)?.score ?? 0)) best.set(name, rated)
    }

    for (const { side } of found) {
      for (const one of await neighbours(side, lookUp)) {
        for (const other of sidesIn(one, keyId)) {
          const verdict = judge(side, other)
          if (verdict !== undefined && !verdict.certain)
            keep({ mirrored: one, side: other, score: verdict.score, reasons: verdict.reasons })
        }
      }
    }
    const direct = [...best.values()].filter(({ score }) => score >= LIKELY).toSorted((a, b) => b.score - a.score)
      .slice(0, MOST_WAYS)
    for (const way of direct) {
      for (const third of await neighbours(way.side, lookUp)) {
        for (const other of sidesIn(third, keyId)) {
          const link = judge(way.side, other)
          const second = link === undefined ? 0 : link.certain ? 1 : link.score
          for (const { side } of second < LIKELY ? [] : found) {
            const score = byWayOf(side, other, way.score, second)
            if (score >= LIKELY)
              keep({ mirrored: third, side: other, score,
                reasons: link === undefined || link.certain ? [] : link.reasons, via: way.mirrored.id })
          }
        }
      }
    }
    const ranked = [...best.values()].toSorted((a, b) => b.score - a.score || (a.mirrored.id < b.mirrored.id ? -1 : 1))
    const shown: Candidate[] = []
    for (const rated of ranked) {
      if (shown.length === MOST) break
      if (rated.mirrored.resource === 'complaints' && !(await stillNames(rated.mirrored))) continue
      shown.push(view(rated, classes))
    }
    return shown
  }
}

/** Whether a record names anybody as it stands. */
export function namesSomebody(resource: Resource, record: Readonly<Record<string, unknown>>): boolean {
  return partiesOf(resource, record).length > 0
}

export const placeOf = ({ system, resource, id }: Pick<Mirrored, 'system' | 'resource' | 'id'>): string =>
  `${system} ${resource} ${id}`

/** Records that share a block or a telling number with somebody, each once. */
async function neighbours(
  { party, beside }: Side,
  lookUp: (kind: string, hash: string) => Promise<Mirrored[]>
): Promise<Mirrored[]> {
  // Whose shop it is leads to its owner, and the other way round.
  const keys = [...keysOf({ parties: [party] }), ...keysOf({ parties: beside.filter(({ kind }) => kind !== 'parcel') })]
  const all = await Promise.all(keys.map(({ kind, hash }) => lookUp(kind, hash)))
  return [...new Map(all.flat().map(one => [placeOf(one), one])).values()]
}

/** What was encoded otherwise is not compared before it has been read again. */
function sidesIn({ traits }: Mirrored, keyId: string): Side[] {
  const { version, key, parties } = (traits ?? {}) as Partial<Traits>
  return version === TRAITS_VERSION && key === keyId && parties !== undefined ? sidesOf(parties) : []
}

/** The class of personal data that a reason tells of; a business has its name and its place from everybody. */
function classOf(kind: Side['party']['kind'], { field }: Reason): string | undefined {
  if (field === 'owner') return 'name'
  if (field === 'phone' || field === 'email' || field === 'birth_date') return field
  return kind === 'business' || field === 'number' || field === 'business' ? undefined : field
}

function view({ mirrored, side: { party }, score, reasons, via }: Rated, classes: ReadonlySet<string>): Candidate {
  const told = reasons.filter(reason => {
    const needed = classOf(party.kind, reason)
    return needed === undefined || classes.has(needed)
  })
  return {
    resource: mirrored.resource as Resource,
    system: mirrored.system,
    id: mirrored.id,
    role: party.role,
    score,
    band: score >= LIKELY ? 'likely' : 'possible',
    ...(via !== undefined && { by_way_of: via }),
    reasons: told.map(({ field, level, likeness, weight }) => ({ field, agreement: level,
      ...(likeness !== undefined && { likeness }), weight,
      text: reasonText({ field, level, ...(likeness !== undefined && { likeness }) }) })
    ),
    as_of: toWib(new Date(mirrored.seenAt))
  }
}
