import type { DemoCity } from '../city/city.ts'
import type { Person } from '../city/inhabitants.ts'
import { createRandom, type Random } from '../city/random.ts'
import { createLicensingData } from './licensing-data.ts'
import { deployments } from './licensing-tables.ts'
import { createTaxRegister } from './tax-objects.ts'
import { taxDistricts } from './tax-tables.ts'
import { createPermits } from './transport-permits.ts'

/** A record in the words of the hub's contract, as the spatial plan office keeps it. */
export interface SpatialRecord {
  id: string
  source: { record_id: string; updated_at: string; system: string; fetched_at: string }
  quality: []
  identifiers: []
  [field: string]: unknown
}

export interface SpatialRecords {
  'tax-objects': SpatialRecord[]
  'licences': SpatialRecord[]
}

/** One parcel of the tax register in so many was surveyed. */
const EVERY_PARCEL = 25
/** One permit of transport in so many is of somebody who has asked for a plan, too. */
const EVERY_PERMIT = 15

/**
 * What the spatial plan office (Distaru) has surveyed and decided by itself: parcels, building permits that it was sent
 * a copy of, and plans (KRK) that people asked for. Most of it is as the other offices have it. Some is not: a house
 * was sold, a fence was moved, a permit was revoked and nobody told, a name was heard wrong.
 */
export function createSpatialRecords(city: DemoCity): SpatialRecords {
  const random = createRandom('distaru')
  return { 'tax-objects': surveyed(city, random), 'licences': [...copies(city, random), ...plans(city, random)] }
}

const districtOf = new Map(Object.entries(taxDistricts).map(([code, tax]) => [tax, code]))

function surveyed(city: DemoCity, random: Random): SpatialRecord[] {
  const adults = city.people.filter(({ birthDate }) => birthDate < '2002')
  return createTaxRegister(city).objects.filter(({ deleted, owner, land }, i) =>
    i % EVERY_PARCEL === 3 && !deleted && owner !== '' && land > 0
  ).map(({ number, nop, owner, land, building }) => {
    const isSold = random.chance(0.05)
    const isMoved = random.chance(0.06)
    return recordOf(`P${number}`, dayIn2026(random), {
      nop: number,
      owner_name: isSold ? titleless(random.pick(adults)) : owner.replace(/^ALM\. /, ''),
      location: { district_code: random.chance(0.02) ? random.pick(city.districts).code : districtOf.get(nop[2]) },
      // Surveyors round to half a square metre.
      land_m2: isMoved ? Math.round(land * (1 + random.integer(8, 40) / 100)) : land + random.pick([0, 0, 0.5]),
      ...(building > 0 && { building_m2: building })
    })
  })
}

/** Copies of the building permits of the first licensing office. */
function copies(city: DemoCity, random: Random): SpatialRecord[] {
  const [office] = deployments
  if (office === undefined) return []
  return createLicensingData(city, office).decrees.filter(({ no_surat: number }) => number.includes('/IMB-')).map(
    ({ no_surat: number, c_status: status, application }) => {
      const known: Readonly<Record<string, string>> = { 1: 'active', 2: 'suspended', 3: 'revoked', 4: 'expired' }
      const isToldLate = random.chance(0.12)
      return recordOf(`S${application.id}-${number.slice(-4)}`, dayIn2026(random), {
        // Typed anew from paper.
        number: random.chance(0.3) ? number.replaceAll('/', ' / ').toLowerCase() : number,
        status: { code: isToldLate ? random.pick(['revoked', 'suspended']) : known[status] ?? 'active',
          raw_code: status },
        permit_type: 'IMB',
        permit_name: 'Izin Mendirikan Bangunan',
        holder: { name: application.n_pemohon.trim() },
        issued_on: `${number.slice(-4)}-06-30`
      })
    }
  )
}

/** Plans of people that transport knows by their NIK. */
function plans(city: DemoCity, random: Random): SpatialRecord[] {
  const byNik = new Map(city.people.map(person => [person.nik, person]))
  const holders = createPermits(city).flatMap((
    { row: { NO_KTP: nik } },
    i
  ) => (i % EVERY_PERMIT === 0 && byNik.has(nik) ? [byNik.get(nik) as Person] : []))
  // Some have asked twice, and once the day and the month of their birth were exchanged.
  const asked = [...new Set(holders)].flatMap((
    person,
    i
  ) => (i % 12 === 7
    ? [{ person, born: person.birthDate }, { person, born: exchanged(person.birthDate) }]
    : [{ person, born: person.birthDate }])
  )
  return asked.map(({ person, born }, i) => {
    const { street, number, village, district } = person.address
    const isOther = random.chance(0.1)
    const hasMoved = random.chance(0.1)
    const serial = String(i + 1).padStart(5, '0')
    return recordOf(`K${serial}-2026`, dayIn2026(random), {
      number: `600/KRK-${serial}/DISTARU/2026`,
      status: { code: 'active', raw_code: 'TERBIT' },
      permit_type: 'KRK',
      permit_name: 'Keterangan Rencana Kota',
      holder: {
        // Whoever came to the counter had the card of another with them.
        name: isOther ? titleless(random.pick(city.people)) : titleless(person),
        nik: person.nik,
        birth_date: born,
        location: { address: hasMoved ? `Jl. Cempaka Wangi No. ${random.integer(1, 90)}` : `${street} No. ${number}`,
          village_code: village.code, district_code: district.code }
      },
      issued_on: '2026-03-02'
    })
  })
}

/** `1985-05-13` becomes `1985-12-05`: there is no thirteenth month, and the form took the last one. */
function exchanged(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const other = String(Math.min(12, Number(date))).padStart(2, '0')
  return other === month
    ? `${year}-${month}-${String((Number(date) % 28) + 1).padStart(2, '0')}`
    : `${year}-${other}-${month}`
}

function recordOf(id: string, updatedAt: string, fields: Record<string, unknown>): SpatialRecord {
  return { id, identifiers: [],
    source: { system: 'simtaru', record_id: id, fetched_at: updatedAt, updated_at: updatedAt }, quality: [], ...fields }
}

/** `DRS. H. ASEP SUNANDAR, M.SI.` is written `ASEP SUNANDAR` here. */
function titleless({ name }: Person): string {
  const words = (name.split(',')[0] ?? name).split(' ').filter(word => !word.endsWith('.') || word.length === 2)
  return words.join(' ') || name
}

function dayIn2026(random: Random): string {
  return `${random.date('2026-01-02', '2026-11-20').toISOString().slice(0, 10)}T09:00:00+07:00`
}
