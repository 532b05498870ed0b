import type { DemoCity } from '../city/city.ts'
import { typedPerson, type Witness } from '../city/clerks.ts'
import type { Address, Business, Person } from '../city/inhabitants.ts'
import { createRandom, type Random } from '../city/random.ts'
import { taxDistricts } from './tax-tables.ts'

/** The seven columns of a NOP, in order. */
export type Nop = readonly [string, string, string, string, string, string, string]

/** A row of DAT_OBJEK_PAJAK. */
export interface TaxObject {
  nop: Nop
  /** 18 digits. */
  number: string
  subjectId: string
  /** As the object's bills have it. */
  owner: string
  street: string
  house: string
  rw: string
  rt: string
  status: string
  land: number
  building: number
  landValue: number
  buildingValue: number
  /** YYYYMMDD, or blank. */
  recorded: string
  deleted: boolean
}

/** A row of DAT_SUBJEK_PAJAK. */
export interface TaxSubject {
  id: string
  name: string
  address: Address
  phone: string
  npwp: string
  occupation: string
}

export interface TaxRegister {
  /** By NOP. */
  objects: TaxObject[]
  /** By SUBJEK_PAJAK_ID. */
  subjects: TaxSubject[]
}

const OBJECTS = 8_000
const padded = (value: number, width: number): string => String(value).padStart(width, '0')
const dayOf = (date: Date): string => date.toISOString().slice(0, 10).replaceAll('-', '')

/** The register of land and buildings, in the order in which the export writes it. */
export function createTaxRegister(city: DemoCity, wanted: number = OBJECTS, witness: Witness = () => {}): TaxRegister {
  const random = createRandom(`${city.seed}tax objects`)
  const adults = city.people.filter(({ birthDate }) => birthDate < '2002')
  const livingIn = Map.groupBy(adults, ({ address }) => address.village.code)
  const tradingIn = Map.groupBy(city.businesses, ({ address }) => address.village.code)
  const subjects = new Map<string, TaxSubject>()
  const objects: TaxObject[] = []
  const villages = city.villages.toSorted((
    a,
    b
  ) => (taxCode(a.districtCode) + a.code < taxCode(b.districtCode) + b.code ? -1 : 1))
  const inDistrict = new Map<string, number>()

  for (const [index, village] of villages.entries()) {
    const number = (inDistrict.get(village.districtCode) ?? 0) + 1
    inDistrict.set(village.districtCode, number)
    const until = Math.round((wanted * (index + 1)) / villages.length)
    const residents = livingIn.get(village.code) ?? adults
    let block = 1
    let sequence = 0
    while (objects.length < until) {
      sequence += random.integer(1, 4)
      if (sequence > 40) [block, sequence] = [block + 1, 1]
      const district = taxCode(village.districtCode)
      const nop: Nop = ['32', '73', district, padded(number, 3), padded(block, 3), padded(sequence, 4),
        random.chance(0.02) ? '1' : '0']
      const owner = random.chance(0.88)
        ? random.pick(residents)
        : random.pick(tradingIn.get(village.code) ?? city.businesses)
      const object = createObject(random, city, nop, subjects, owner)
      objects.push(object)
      if (object.owner !== '')
        witness('tax-objects', object.number, 'form' in owner ? { business: owner } : { person: owner })
    }
  }
  return { objects, subjects: [...subjects.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

function taxCode(districtCode: string): string {
  const code = taxDistricts[districtCode]
  if (code === undefined) throw new Error(`no tax code for district ${districtCode}`)
  return code
}

function createObject(
  random: Random,
  city: DemoCity,
  nop: Nop,
  subjects: Map<string, TaxSubject>,
  owner: Person | Business
): TaxObject {
  const number = nop.join('')
  const subject = subjectOf(random, city, number, owner)
  // Now and then nobody typed the owner in: the object points at nothing.
  if (!random.chance(0.005)) subjects.set(subject.id, subjects.get(subject.id) ?? subject)
  const { street, number: house, rt, rw } = owner.address
  const land = random.chance(0.01) ? 0 : random.integer(36, 420)
  const building = random.chance(0.12) ? 0 : random.integer(30, 300)
  return {
    nop,
    number,
    subjectId: subject.id,
    owner: subjects.get(subject.id)?.name ?? '',
    street: spellStreet(random, street),
    house: random.chance(0.1) ? '' : `NO. ${house}`,
    // RT has three places, RW two.
    rw: random.chance(0.03) ? '' : rw.slice(-2),
    rt: random.chance(0.03) ? '000' : rt,
    status: random.chance(0.9) ? '1' : random.pick(['2', '3', '4', '5']),
    land,
    building,
    landValue: land * random.pick([394_000, 614_000, 1_147_000, 1_573_000, 2_176_000]),
    buildingValue: building * random.pick([365_000, 505_000, 700_000, 968_000]),
    recorded: random.chance(0.01) ? random.pick(['', '19000101']) : dayOf(random.date('2024-01-02', '2026-11-19')),
    deleted: random.chance(0.006)
  }
}

function subjectOf(random: Random, city: DemoCity, nop: string, owner: Person | Business): TaxSubject {
  if ('form' in owner) {
    const name = random.chance(0.03) ? owner.name.replace(/^(\w+) /, '$1 “').concat('”') : owner.name
    return { id: owner.npwp.replace(/\D/g, ''), name: name.toUpperCase(), address: owner.address, phone: '',
      npwp: owner.npwp.replace(/\D/g, ''), occupation: '5' }
  }
  const { name, nik, address, phone } = owner
  // Clerks without an identity number at hand took the number of the object, or counted.
  const id = random.chance(0.72) ? nik : random.chance(0.7) ? nop : `WP${nik.slice(-9)}`
  const typed = id === nik ? name : typedPerson(city, `pajak ${nop}`, owner).name
  const spelled = random.chance(0.04)
    ? `ALM. ${typed}`
    : random.chance(0.01)
    ? typed.replace(/([AEIOU])(?=[^AEIOU]*$)/, '’$1')
    : typed
  return { id, name: spelled, address, phone: random.chance(0.4) ? phone : '', npwp: '',
    occupation: random.pick(['1', '2', '3', '4', '5']) }
}

function spellStreet(random: Random, street: string): string {
  const spelled = street.toUpperCase()
  if (random.chance(0.02)) return spelled.replace(/^(KOMP\.|GG\.|JL\.) (.*)$/, '$1 “$2”')
  return random.chance(0.3) ? spelled.replace('JL. ', 'JL ') : spelled
}
