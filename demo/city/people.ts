import type { Address, Business, Person } from './inhabitants.ts'
import { businessName, personName, streetName } from './names.ts'
import type { Random } from './random.ts'
import { type District, districts, placeOf, type Village } from './regions.ts'

const lastDay = '2026-11-20'
const thisYear = 2026
/** Where people not born in Bandung got their first NIK: region code and birth place. */
const elsewhere = [
  ['320408', 'BANDUNG'],
  ['321701', 'PADALARANG'],
  ['320505', 'GARUT'],
  ['320601', 'TASIKMALAYA'],
  ['321101', 'SUMEDANG'],
  ['317401', 'JAKARTA'],
  ['337401', 'SEMARANG'],
  ['357801', 'SURABAYA'],
  ['127101', 'MEDAN']
] as const
const work = [
  'KARYAWAN SWASTA',
  'WIRASWASTA',
  'PEGAWAI NEGERI SIPIL',
  'BURUH HARIAN LEPAS',
  'PEDAGANG',
  'GURU',
  'SOPIR',
  'BIDAN',
  'DOSEN',
  'MENGURUS RUMAH TANGGA',
  'PETANI/PEKEBUN',
  'BELUM/TIDAK BEKERJA'
]

const two = (n: number): string => String(n).padStart(2, '0')

export function createAddress(random: Random, village: Village, district: District): Address {
  const place = placeOf(district)
  const spread = (): number => (random.next() - 0.5) * 0.012
  return {
    street: streetName(random),
    number: `${random.integer(1, 240)}${random.chance(0.08) ? random.pick(['A', 'B', 'C']) : ''}`,
    rt: String(random.integer(1, 9)).padStart(3, '0'),
    rw: String(random.integer(1, 15)).padStart(3, '0'),
    postalCode: place.postalCode,
    village,
    district,
    lat: Number((place.lat + spread()).toFixed(6)),
    long: Number((place.long + spread()).toFixed(6))
  }
}

/** Serials 9990-9999: a district's counter of one birth date practically never gets there, so no real person is hit. */
function createSerials(): (stem: string) => string | undefined {
  const used = new Map<string, number>()
  return stem => {
    const count = used.get(stem) ?? 0
    if (count > 9) return undefined
    used.set(stem, count + 1)
    return `${stem}${9990 + count}`
  }
}

export function createPeople(random: Random, villages: readonly Village[], wanted: number): Person[] {
  const districtOf = new Map(districts.map(district => [district.code, district]))
  const serial = createSerials()
  const people: Person[] = []

  function member(address: Address, kk: string, sex: 'L' | 'P', bornIn: number): Person {
    const migrant = random.chance(0.14) ? random.pick(elsewhere) : undefined
    const region = migrant?.[0] ??
      (random.chance(0.8) ? address.district : random.pick(districts)).code.replaceAll('.', '')
    for (;;) {
      const month = random.integer(1, 12)
      const day = random.integer(1, 28)
      const nik = serial(`${region}${two(day + (sex === 'P' ? 40 : 0))}${two(month)}${two(bornIn % 100)}`)
      if (nik === undefined) continue
      const age = thisYear - bornIn
      const name = personName(random, sex, age)
      const number = people.length
      return {
        nik,
        kk,
        name,
        sex,
        address,
        birthDate: `${bornIn}-${two(month)}-${two(day)}`,
        birthPlace: migrant?.[1] ?? 'BANDUNG',
        // 000 after the operator's prefix: a block that no operator hands out.
        phone: `08${random.pick(['12', '13', '21', '22', '57', '56', '96', '78'])}000${
          String(number).padStart(5, '0')
        }`,
        email: `${
          name.toLowerCase().replace(/[^a-z ]/g, '').trim().split(/\s+/).slice(-2).join('.')
        }${number}@surel.example`,
        occupation: age < 6
          ? 'BELUM/TIDAK BEKERJA'
          : age < 23
          ? 'PELAJAR/MAHASISWA'
          : age > 65
          ? 'PENSIUNAN'
          : random.pick(work)
      }
    }
  }

  for (let household = 0; people.length < wanted; household++) {
    const village = villages[household % villages.length] as Village
    const district = districtOf.get(village.districtCode) as District
    const address = createAddress(random, village, district)
    const issued = random.date('2024-01-01', lastDay)
    const kk = serial(
      `${district.code.replaceAll('.', '')}${two(issued.getUTCDate())}${two(issued.getUTCMonth() + 1)}${
        two(issued.getUTCFullYear() % 100)
      }`
    )
    if (kk === undefined) continue
    const headBorn = random.integer(1948, 2001)
    const headSex = random.chance(0.85) ? 'L' : 'P'
    people.push(member(address, kk, headSex, headBorn))
    if (headSex === 'L' && random.chance(0.85)) people.push(member(address, kk, 'P', headBorn + random.integer(-2, 7)))
    const children = random.integer(0, 4)
    for (let i = 0; i < children; i++) {
      const bornIn = headBorn + random.integer(21, 38)
      if (bornIn <= 2024) people.push(member(address, kk, random.chance(0.5) ? 'L' : 'P', bornIn))
    }
  }
  return people
}

/** Luhn over the first eight digits gives the ninth (domain: NPWP of 15 digits). */
function luhn(digits: string): number {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return (10 - (sum % 10)) % 10
}

export function createBusinesses(
  random: Random,
  people: readonly Person[],
  villages: readonly Village[],
  wanted: number
): Business[] {
  const districtOf = new Map(districts.map(district => [district.code, district]))
  const owners = people.filter(person => person.birthDate < '2003')
  return Array.from({ length: wanted }, (_, index) => {
    const owner = random.pick(owners)
    const village = random.pick(villages)
    const { name, form } = businessName(random)
    const kind = form === 'perorangan' ? random.pick(['07', '08', '09']) : random.pick(['01', '02', '31'])
    const number = `${kind}999${String(index).padStart(3, '0')}`
    const office = random.pick(['421', '422', '423', '424', '428', '429'])
    const d = `${number}${luhn(number)}`
    return {
      name,
      form,
      npwp: `${d.slice(0, 2)}.${d.slice(2, 5)}.${d.slice(5, 8)}.${d.slice(8)}-${office}.000`,
      owner,
      address: random.chance(0.4)
        ? owner.address
        : createAddress(random, village, districtOf.get(village.districtCode) as District)
    }
  })
}
