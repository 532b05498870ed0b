import type { DemoCity } from '../city/city.ts'
import { type Identity, typedPerson } from '../city/clerks.ts'
import type { Business, Person } from '../city/inhabitants.ts'
import type { Random } from '../city/random.ts'

/** The columns about the holder, the same in the table of permits and in that of applications. */
export interface Holder {
  NM_PEMILIK: string
  NO_KTP: string
  NM_USAHA: string
  BENTUK_USAHA: string
  NPWP: string
  ALAMAT: string
  RT_RW: string
  KELURAHAN: string
  KECAMATAN: string
  TELP: string
}

// Typed in Word and pasted: curly quotes, dashes and accents that the server sends as bytes 0x91-0x97 and above.
const FLEETS: readonly (readonly [form: string, name: string])[] = [
  ['KOPERASI', 'Koperasi Angkutan “Bina Roda Priangan”'],
  ['KOPERASI', 'Koperasi Jasa ‘Sauyunan’'],
  ['KOPERASI', 'Koperasi Pengemudi – Rukun Warga Jalan'],
  ['PT', 'PT Lintas Parahyangan – Trans'],
  ['PT', 'PT Müller & Rekan Transportindo'],
  ['PT', 'PT Citra Cendrawasih Taksi'],
  ['CV', 'CV Café Wisata Bandung'],
  ['CV', 'CV Réunion Jaya Abadi'],
  ['PO', 'PO Señorita “Indah” Pariwisata']
]
const ACCENTED = ['ANDRÉ', 'RENÉ', 'JOSÉ', 'GÜNTHER', 'IRÈNE']

const DRIFT: Readonly<Record<string, string>> = {
  'ASTANA ANYAR': 'ASTANAANYAR',
  'ASTANAANYAR': 'ASTANA ANYAR',
  'UJUNGBERUNG': 'UJUNG BERUNG',
  'UJUNG BERUNG': 'UJUNGBERUNG',
  'BUAHBATU': 'BUAH BATU',
  'BUAH BATU': 'BUAHBATU'
}

interface Drawn {
  holder: Holder
  who: Identity
}

/** Draws holders one by one: a fleet, a business of the city, or a person who drives his own car. */
export function createHolders(city: DemoCity, random: Random, table: string): () => Drawn {
  const adults = city.people.filter(person => person.birthDate < '2003')
  let count = 0
  return () => {
    const { holder, who } = drawHolder(adults, city.businesses, random)
    count++
    if (who.person === undefined || holder.NO_KTP !== '') return { holder, who }
    // Without a card to copy from.
    const { name, phone } = typedPerson(city, `${table} ${count}`, who.person)
    return {
      holder: { ...holder, NM_PEMILIK: name, TELP: holder.TELP.startsWith('0') ? phone : phone.replace(/^0/, '') },
      who
    }
  }
}

function drawHolder(adults: readonly Person[], businesses: readonly Business[], random: Random): Drawn {
  const draw = random.next()
  if (draw < 0.3) {
    const [form, name] = random.pick(FLEETS)
    const { holder, who } = ownedBy(random.pick(adults), random)
    return { holder: { ...holder, NM_USAHA: name, BENTUK_USAHA: form }, who }
  }
  if (draw < 0.55 && businesses.length > 0) {
    const business = random.pick(businesses)
    const { holder, who } = ownedBy({ ...business.owner, address: business.address }, random)
    return {
      holder: {
        ...holder,
        NM_USAHA: business.name,
        BENTUK_USAHA: business.form.toUpperCase(),
        NPWP: random.chance(0.7) ? business.npwp : '00.000.000.0-000.000'
      },
      who: { person: who.person && business.owner, business }
    }
  }
  return ownedBy(random.pick(adults), random)
}

function ownedBy(person: Person, random: Random): Drawn {
  const { address } = person
  const district = address.district.name.toUpperCase()
  const accented = random.chance(0.06)
  const holder: Holder = {
    NM_PEMILIK: accented ? `${random.pick(ACCENTED)} ${lastName(person.name)}` : person.name,
    // An invented first name is nobody's, so it must not carry a NIK either.
    NO_KTP: accented || random.chance(0.3) ? '' : person.nik,
    NM_USAHA: '',
    BENTUK_USAHA: 'PERORANGAN',
    NPWP: '',
    ALAMAT: `${address.street} No. ${address.number}`,
    RT_RW: `${address.rt}/${address.rw}`,
    KELURAHAN: address.village.name,
    KECAMATAN: random.chance(0.5) ? (DRIFT[district] ?? district) : address.district.name,
    TELP: random.chance(0.1) ? person.phone.replace(/^0/, '') : person.phone
  }
  return { holder, who: accented ? {} : { person } }
}

/** The last word that is no title or degree. */
function lastName(name: string): string {
  return name.split(/[ ,]+/).findLast(word => !word.includes('.')) ?? name
}
