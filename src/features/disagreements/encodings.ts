import { likeness, nameShape, type PartyTraits, readFilter, type Role, streetShape, type Traits,
  TRAITS_VERSION } from '../matching/index.ts'
import type { Encoded, Encodings, KeptRecord } from './model.ts'

/** Whom a field is about, by its first name; what is not here is of nobody whose values are kept encoded. */
const roles: Readonly<Record<string, Role>> = {
  holder: 'holder',
  applicant: 'applicant',
  requester: 'requester',
  reporter: 'reporter',
  owner_name: 'owner',
  taxpayer_name: 'taxpayer',
  full_name: 'resident',
  birth_date: 'resident',
  business: 'business'
}

/** Reads what matching has made of the personal values of records: keyed encodings, of which no value can be read. */
export function createEncodings(): Encodings {
  return {
    keys: (kept, kind) => {
      const traits = traitsOf(kept)
      // Under another key of the hub the same number has another hash.
      return traits === undefined
        ? []
        : traits.parties.flatMap(({ keys }) =>
          keys.filter(key => key.kind === kind).map(({ hash }) => `${traits.key} ${hash}`)
        )
    },
    of(kept, path, privacy) {
      const traits = traitsOf(kept)
      const party = traits && partyOf(traits, kept, path)
      if (traits === undefined || party === undefined) return undefined
      const encode = encoders[privacy]
      const encoded = encode?.(party)
      return encoded && { ...encoded, key: traits.key }
    },
    likeness(privacy, one, other) {
      const shape = privacy === 'name' ? nameShape : streetShape
      const [a, b] = [readFilter(one, shape), readFilter(other, shape)]
      if (a === undefined || b === undefined) return 0
      // Of a name a part is left out often: `Asep H.` is no other than `Asep Hidayat`, and shares all it has with it.
      const { dice, overlap } = likeness(a, b)
      return privacy === 'name' ? Math.max(dice, overlap >= 1 ? 1 : 0) : dice
    }
  }
}

function traitsOf({ traits }: Pick<KeptRecord, 'traits'>): Traits | undefined {
  const known = traits as Traits | null
  return known?.version === TRAITS_VERSION ? known : undefined
}

function partyOf({ parties }: Traits, { resource }: KeptRecord, path: string): PartyTraits | undefined {
  const [first = ''] = path.split('.')
  // Where a tax object lies is told of the parcel; where a resident lives, of the resident.
  const role = first === 'location' ? resource === 'residents' ? 'resident' : 'parcel' : roles[first]
  return role === undefined ? undefined : parties.find(party => party.role === role)
}

/** By class of personal data. */
const encoders: Readonly<Record<string, (party: PartyTraits) => Omit<Encoded, 'key'> | undefined>> = {
  name: ({ name }) => name && { exact: `${name.filter} ${name.digits ?? ''}`, alike: name.filter },
  birth_date: ({ birth }) => (birth?.date === undefined ? undefined : { exact: birth.date }),
  // Street and house number; without a street nothing is said.
  address: ({ place }) =>
    place?.street && { exact: `${place.street.filter} ${place.number ?? ''}`, alike: place.street.filter }
}
