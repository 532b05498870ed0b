import type { Business, Person } from './inhabitants.ts'
import { likenAFew } from './kin.ts'
import { createBusinesses, createPeople } from './people.ts'
import { createRandom } from './random.ts'
import { type District, districts, readVillages, type Village } from './regions.ts'

export type { District, Village } from './regions.ts'

export interface DemoCity {
  /** What every chance in it begins with. */
  seed: string
  people: readonly Person[]
  businesses: readonly Business[]
  districts: readonly District[]
  villages: readonly Village[]
}

/**
 * The demo's city: the same people and businesses on every machine and at every start. Another seed makes another city
 * of the same kind, with other people in it.
 */
export function createDemoCity(seed = ''): DemoCity {
  const villages = readVillages()
  const people = likenAFew(createRandom(`${seed}kin`), createPeople(createRandom(`${seed}people`), villages, 6_000))
  const businesses = createBusinesses(createRandom(`${seed}businesses`), people, villages, 800)
  return { seed, people, businesses, districts, villages }
}
