import type { DemoCity } from '../city/city.ts'
import type { Person } from '../city/inhabitants.ts'

/** One person as SIAK's web service sends it. Types differ from row to row, as they do in the real one. */
export type Biodata = Record<string, string | number | null>

const MARITAL = ['BELUM KAWIN', 'KAWIN', 'CERAI HIDUP', 'CERAI MATI']
const RELIGIONS = ['ISLAM', 'ISLAM', 'ISLAM', 'ISLAM', 'ISLAM', 'KRISTEN', 'KATHOLIK', 'HINDU', 'BUDHA']
const SCHOOLS = ['SLTA/SEDERAJAT', 'DIPLOMA IV/STRATA I', 'SLTP/SEDERAJAT', 'TAMAT SD/SEDERAJAT', 'STRATA II']
const DISABILITIES = ['CACAT FISIK', 'CACAT NETRA/BUTA', 'CACAT RUNGU/WICARA', 'CACAT MENTAL/JIWA']
const BLOOD = ['A', 'B', 'AB', 'O', 'TIDAK TAHU']

/** Positions in the city's list of people whose row has a defect, one in 400 of each kind; the first 390 have none. */
const DEFECTS = {
  birthDateMissing: 391,
  birthDateDiffersFromNik: 392,
  districtUnknown: 393,
  maritalStatusUnknown: 394,
  nikSharedWithNext: 395,
  sexUnknown: 396,
  cardNumberMissing: 397
} as const
export type BiodataDefect = keyof typeof DEFECTS

/** Whether the person at this position has the defect. */
export function hasDefect(index: number, defect: BiodataDefect): boolean {
  return index % 400 === DEFECTS[defect]
}

export interface BiodataRegister {
  /** Rows under this NIK: none, one, or two where a NIK was given out twice. */
  byNik(nik: string): Biodata[]
  /** The whole family card of the person with this NIK. */
  familyOf(nik: string): Biodata[]
}

/** SIAK's view of the city: everybody, by NIK and by family card. */
export function createBiodataRegister(city: DemoCity): BiodataRegister {
  const women = city.people.filter(({ sex }) => sex === 'P')
  const men = city.people.filter(({ sex }) => sex === 'L')
  const rowOf = (person: Person, index: number): Biodata => {
    const family: Family = {
      isHead: city.people[index - 1]?.kk !== person.kk,
      mother: pick(women, index * 7 + 3).name,
      father: pick(men, index * 11 + 5).name
    }
    return toBiodata(person, index, family)
  }
  const byNik = new Map<string, Biodata[]>()
  const byCard = new Map<string, string[]>()
  for (const [index, person] of city.people.entries()) {
    const rows = [rowOf(person, index)]
    const next = city.people[index + 1]
    if (hasDefect(index, 'nikSharedWithNext') && next) rows.push({ ...rowOf(next, index + 1), NIK: Number(person.nik) })
    byNik.set(person.nik, rows)
    const card = byCard.get(person.kk)
    if (card) card.push(person.nik)
    else byCard.set(person.kk, [person.nik])
  }
  const cardOf = new Map(city.people.map(person => [person.nik, person.kk]))
  return {
    byNik: nik => byNik.get(nik) ?? [],
    familyOf: nik => (byCard.get(cardOf.get(nik) ?? '') ?? []).flatMap(member => byNik.get(member) ?? [])
  }
}

interface Family {
  isHead: boolean
  mother: string
  father: string
}

function toBiodata(person: Person, index: number, family: Family): Biodata {
  const { address } = person
  const [province, regency, district, village] = address.village.code.split('.').map(Number)
  return {
    // The service serialises Oracle NUMBER columns: 16 digits still fit a double.
    NIK: Number(person.nik),
    NO_KK: hasDefect(index, 'cardNumberMissing') ? 0 : Number(person.kk),
    NAMA_LGKP: padded(person.name, index % 3 === 0 ? 60 : 0),
    JENIS_KLMIN: hasDefect(index, 'sexUnknown') ? 9 : sexOf(person, index),
    TMPT_LHR: padded(person.birthPlace.toUpperCase(), index % 4 === 0 ? 30 : 0),
    TGL_LHR: birthDateOf(person, index),
    GOL_DARAH: pick(BLOOD, index),
    AGAMA: pick(RELIGIONS, index),
    STATUS_KAWIN: hasDefect(index, 'maritalStatusUnknown') ? 'TIDAK TERDATA' : maritalOf(person, index),
    STAT_HBKEL: family.isHead ? 'KEPALA KELUARGA' : 'FAMILI LAIN',
    PDDK_AKH: pick(SCHOOLS, index),
    JENIS_PKRJN: padded(person.occupation.toUpperCase(), 50),
    PNYDNG_CCT: index % 37 === 5 ? pick(DISABILITIES, index) : null,
    NO_AKTA_LHR: index % 5 === 0 ? `${3273 + index}/IST/${person.birthDate.slice(0, 4)}` : null,
    NO_AKTA_KWN: null,
    TGL_KWN: index % 6 === 0 ? '1900-01-01' : null,
    NO_AKTA_CRAI: null,
    TGL_CRAI: null,
    NAMA_LGKP_IBU: family.mother,
    NAMA_LGKP_AYAH: family.father,
    ALAMAT: padded(`${address.street} NO. ${address.number}`.toUpperCase(), index % 2 === 0 ? 80 : 0),
    NO_RT: Number(address.rt),
    NO_RW: index % 2 === 0 ? Number(address.rw) : address.rw,
    DUSUN: index % 3 === 0 ? '-' : null,
    KODE_POS: Number(address.postalCode),
    NO_PROP: province ?? 0,
    PROP_NAME: 'JAWA BARAT',
    NO_KAB: regency ?? 0,
    KAB_NAME: 'KOTA BANDUNG',
    NO_KEC: hasDefect(index, 'districtUnknown') ? 77 : (district ?? 0),
    KEC_NAME: address.district.name.toUpperCase(),
    NO_KEL: hasDefect(index, 'districtUnknown') ? 7777 : (village ?? 0),
    KEL_NAME: padded(address.village.name.toUpperCase(), index % 2 === 0 ? 40 : 0),
    EKTP_STATUS: pick(['TUNGGAL', 'SUDAH REKAM', 'BELUM REKAM'], index),
    EKTP_CREATED: index % 3 === 2 ? null : '12-03-2014'
  }
}

/** Three spellings: the extract of 2011, the service's first version and its present one. */
function birthDateOf(person: Person, index: number): string {
  if (hasDefect(index, 'birthDateMissing')) return '00-00-0000'
  const [year = '', month = '', day = ''] = person.birthDate.split('-')
  const shown = hasDefect(index, 'birthDateDiffersFromNik') ? (day === '01' ? '02' : '01') : day
  if (index % 3 === 0) return `${year}-${month}-${shown}`
  return index % 3 === 1 ? `${shown}-${month}-${year}` : `${shown}.${month}.${year}`
}

function sexOf({ sex }: Person, index: number): string | number {
  if (index % 5 === 4) return sex === 'L' ? 1 : 2
  if (index % 5 === 3) return sex === 'L' ? 'Laki-Laki' : 'Perempuan'
  return sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN'
}

function maritalOf(person: Person, index: number): string | number {
  const code = person.birthDate > '2000' ? 1 : 1 + (index % 4)
  return index % 8 === 7 ? code : pick(MARITAL, code - 1)
}

function padded(text: string, width: number): string {
  return text.padEnd(width)
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T
}
