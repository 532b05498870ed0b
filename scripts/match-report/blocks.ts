import { createHash } from 'node:crypto'
import { createPeople } from '../../demo/city/people.ts'
import { createRandom } from '../../demo/city/random.ts'
import { readVillages } from '../../demo/city/regions.ts'
import { blocksOf } from '../../src/features/matching/blocks.ts'
import { personWords } from '../../src/features/matching/names.ts'
import { readPlace } from '../../src/features/matching/places.ts'
import { MOST_IN_A_BLOCK } from './pairs.ts'

export interface BlockSizes {
  people: number
  /** Blocks of one person. */
  blocks: { mean: number; most: number }
  /** With how many others a person is compared: the sum over the blocks that are looked through. */
  compared: { median: number; p99: number; most: number }
  /** Share of all blocks of people that hold too many to be looked through. */
  passedOver: number
}

/** A place among 2^26 for each block: two blocks seldom share one, and who does counts as one more. */
const SLOTS = 1 << 26
const SAMPLE = 2_000
/** There are numbers for so many: of a district and a day of issue only ten family cards are invented. */
const MOST_PEOPLE = 800_000

/**
 * How far blocks bound what is compared when a register has so many people. The fewer names there are, the larger
 * blocks are: the demo has few.
 */
export function measureBlocks(wanted: number): BlockSizes {
  if (!(wanted >= 1 && wanted <= MOST_PEOPLE)) throw new Error(`--blocks takes 1 to ${MOST_PEOPLE} people`)
  const people = createPeople(createRandom('blocks'), readVillages(), wanted)
  const sizes = new Uint16Array(SLOTS)
  const placesOf = (index: number): number[] => {
    const { name, birthDate, address } = people[index] as (typeof people)[number]
    const place = readPlace({ address: `${address.street} No. ${address.number}`, rt: address.rt, rw: address.rw,
      village_code: address.village.code, district_code: address.district.code })
    return blocksOf({ kind: 'person', words: personWords(name), place, birth: { date: birthDate, precision: 'day' } })
      .map(block => createHash('md5').update(block).digest().readUInt32LE(0) % SLOTS)
  }
  let count = 0
  let most = 0
  for (let index = 0; index < people.length; index++) {
    const places = placesOf(index)
    count += places.length
    most = Math.max(most, places.length)
    for (const place of places) sizes[place] = Math.min(65_535, (sizes[place] ?? 0) + 1)
  }
  let [blocks, tooLarge] = [0, 0]
  const compared = Array.from({ length: Math.min(SAMPLE, people.length) },
    (_, i) =>
      placesOf(Math.floor((i * people.length) / SAMPLE)).reduce((sum, place) => {
        const size = sizes[place] ?? 0
        blocks++
        if (size > MOST_IN_A_BLOCK) tooLarge++
        return size > MOST_IN_A_BLOCK ? sum : sum + size - 1
      }, 0)).toSorted((a, b) => a - b)
  const at = (share: number): number =>
    compared[Math.min(compared.length - 1, Math.floor(compared.length * share))] ?? 0
  return { people: people.length, blocks: { mean: count / people.length, most },
    compared: { median: at(0.5), p99: at(0.99), most: at(1) }, passedOver: tooLarge / blocks }
}
