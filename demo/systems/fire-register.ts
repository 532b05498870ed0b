import type { DemoCity, District } from '../city/city.ts'
import type { Person } from '../city/inhabitants.ts'
import { createAddress } from '../city/people.ts'
import { createRandom, type Random } from '../city/random.ts'
import { DISTRICT_SPELLINGS, type Kind, KINDS, MONTHS, REMARKS } from './fire-texts.ts'

/** A row of the register of turn-outs. All text, as the program of the agency exports it. */
export interface Kejadian {
  NO_KEJADIAN: string
  TGL_KEJADIAN: string
  JAM_KEJADIAN: string
  JAM_LAPOR: string
  JAM_BERANGKAT: string
  JAM_TIBA: string
  JAM_SELESAI: string
  KD_JENIS: string
  JENIS: string
  KD_OBJEK: string
  OBJEK: string
  PENYEBAB: string
  KD_SKALA: string
  ALAMAT: string
  RT: string
  RW: string
  KELURAHAN: string
  KECAMATAN: string
  LINTANG: string
  BUJUR: string
  UNIT: string
  PELAPOR: string
  TELP_PELAPOR: string
  LUKA: string
  MENINGGAL: string
  KERUGIAN: string
  KD_STATUS: string
  KETERANGAN: string
  TGL_UBAH: string
}

const FIRST_DAY = Date.parse('2025-01-01T00:00:00+07:00')
/** When the export was made: the last turn-outs are still under way. */
const NOW = Date.parse('2026-11-20T15:40:00+07:00')
const DAY = 86_400_000
const MINUTE = 60_000
const WIB_MS = 7 * 3_600_000

/** What a turn-out went through, in minutes from the report. Its day stands once: what follows may be past midnight. */
interface Course {
  /** Undefined while it has not come to that. */
  left: number | undefined
  arrived: number | undefined
  done: number | undefined
  status: string
}

/** The register of all turn-outs since 2025, by number, the same at every start. */
export function createRegister(city: DemoCity): Kejadian[] {
  const random = createRandom('fire')
  const adults = city.people.filter(({ birthDate }) => birthDate < '2005')
  const districts = new Map(city.districts.map(district => [district.code, district]))
  const rows: Kejadian[] = []
  let number = 0
  let year = ''
  for (let day = FIRST_DAY; day < NOW; day += DAY) {
    const reports = Array.from({ length: random.integer(0, 3) }, () => day + Math.floor(random.next() * DAY)).sort((
      a,
      b
    ) => a - b)
    // Whatever the dice say, something is under way at the end.
    if (day + DAY > NOW)
      reports.splice(0, Infinity, NOW - 205 * MINUTE, NOW - 51 * MINUTE, NOW - 16 * MINUTE, NOW - 4 * MINUTE,
        NOW - MINUTE)
    for (const reported of reports) {
      const thisYear = wib(reported).slice(0, 4)
      number = thisYear === year ? number + 1 : 1
      year = thisYear
      rows.push(
        turnOut(random, { city, districts, reporter: random.pick(adults), owner: random.pick(adults), reported,
          number: `${String(number).padStart(4, '0')}/${year}` })
      )
    }
  }
  return withMistakes(rows)
}

interface Report {
  city: DemoCity
  districts: ReadonlyMap<string, District>
  reporter: Person
  owner: Person
  reported: number
  number: string
}

function turnOut(random: Random, { city, districts, reporter, owner, reported, number }: Report): Kejadian {
  const kind = pickKind(random)
  const thing = random.pick(kind.objects)
  const village = random.pick(city.villages)
  const address = createAddress(random, village, districts.get(village.districtCode) as District)
  const course = courseOf(random, reported)
  const at = (
    offset: number | undefined
  ): string => (offset === undefined ? '' : clock(reported + offset * MINUTE, random))
  const began = random.chance(0.3) ? undefined : -random.integer(2, 20)
  const changed = reported +
    Math.max(0, ...[course.left, course.arrived, course.done].map(offset => offset ?? 0)) * MINUTE
  const burns = kind.code === 'K' && course.status === '4'
  const district = address.district.name
  return {
    NO_KEJADIAN: number,
    TGL_KEJADIAN: spellDay(reported + (began ?? 0) * MINUTE, random),
    JAM_KEJADIAN: at(began),
    JAM_LAPOR: at(0),
    JAM_BERANGKAT: at(course.left),
    JAM_TIBA: at(course.arrived),
    JAM_SELESAI: at(course.done),
    KD_JENIS: kind.code,
    JENIS: kind.name,
    KD_OBJEK: thing.code,
    OBJEK: thing.name,
    PENYEBAB: course.done === undefined ? '' : random.pick(thing.causes),
    KD_SKALA: burns ? random.pick(['1', '1', '1', '2', '2', '3', '']) : '',
    ALAMAT: `${address.street.toUpperCase()}${thing.hasNumber ? ` NO. ${address.number}` : ''}`,
    RT: random.chance(0.5) ? String(Number(address.rt)) : address.rt,
    RW: random.chance(0.1) ? '-' : String(Number(address.rw)),
    KELURAHAN: village.name === 'Cijaura' && random.chance(0.5) ? 'CIJAWURA' : village.name.toUpperCase(),
    KECAMATAN: random.chance(0.4) ? (DISTRICT_SPELLINGS[district] ?? district.toUpperCase()) : district.toUpperCase(),
    ...position(random, address),
    UNIT: course.left === undefined ? '' : String(random.integer(1, 6)),
    PELAPOR: reporter.name,
    // A spreadsheet took the zero.
    TELP_PELAPOR: random.chance(0.3) ? reporter.phone.slice(1) : reporter.phone,
    LUKA: burns && random.chance(0.06) ? String(random.integer(1, 3)) : '0',
    MENINGGAL: burns && random.chance(0.01) ? '1' : '0',
    KERUGIAN: burns && random.chance(0.6)
      ? random.pick(['Rp. 25.000.000,-', 'Rp 150.000.000', '2500000', '± 75 juta'])
      : '',
    KD_STATUS: course.status,
    KETERANGAN: random.pick(REMARKS)(owner.name, owner.phone),
    TGL_UBAH: random.chance(0.9) ? `${slashed(changed)} ${wib(changed).slice(11, 19)}` : ''
  }
}

function pickKind(random: Random): Kind {
  let place = random.next() * 100
  for (const kind of KINDS) if ((place -= kind.share) < 0) return kind
  return KINDS[0] as Kind
}

function courseOf(random: Random, reported: number): Course {
  const left = random.integer(1, 4)
  const arrived = left + random.integer(4, 22)
  const done = arrived + random.integer(15, 240)
  const since = (NOW - reported) / MINUTE
  const reach = (offset: number): number | undefined => (offset <= since ? offset : undefined)
  if (since < 3) return { left: undefined, arrived: undefined, done: undefined, status: '0' }
  if (since > 60 && random.chance(0.04))
    return { left: reach(left), arrived: reach(arrived), done: reach(arrived + 5), status: '5' }
  const course = { left: reach(left), arrived: reach(arrived),
    done: since > 200 ? reach(done) ?? arrived + 15 : reach(done) }
  const status = course.done !== undefined
    ? '4'
    : course.arrived !== undefined
    ? '3'
    : course.left !== undefined
    ? '2'
    : '1'
  return { ...course, status }
}

function position(random: Random, { lat, long }: { lat: number; long: number }): Pick<Kejadian, 'LINTANG' | 'BUJUR'> {
  const [LINTANG, BUJUR] = [lat, long].map(degrees => String(degrees).replace('.', ',')) as [string, string]
  const draw = random.next()
  if (draw < 0.25) return { LINTANG: '', BUJUR: '' }
  if (draw < 0.3) return { LINTANG: BUJUR, BUJUR: LINTANG }
  if (draw < 0.33) return { LINTANG: '0', BUJUR: '0' }
  return { LINTANG, BUJUR }
}

/** What went wrong while it was kept. */
function withMistakes(rows: readonly Kejadian[]): Kejadian[] {
  return rows.flatMap((row, index) => {
    // Nobody closed it.
    if (index % 97 === 40) return [{ ...row, KD_STATUS: '3' }]
    if (index % 151 === 60) return [{ ...row, KD_STATUS: '7' }]
    // A spreadsheet took the zeros of the number.
    if (index % 89 === 30) return [{ ...row, NO_KEJADIAN: row.NO_KEJADIAN.replace(/^0+/, '') }]
    // A correction is a further row under the same number.
    if (index % 113 === 50) return [row, { ...row, KD_SKALA: '1', TGL_UBAH: laterBy(row.TGL_UBAH) }]
    if (index % 131 === 70) return [{ ...row, TGL_KEJADIAN: '00/00/0000' }]
    return [row]
  })
}

function laterBy(changed: string): string {
  return changed.replace(/ .*$/, ' 23:59:00')
}

const wib = (at: number): string => new Date(at + WIB_MS).toISOString()

/** `20/11/2026` */
function slashed(at: number): string {
  return wib(at).slice(0, 10).split('-').toReversed().join('/')
}

/** `20/11/2026`, and `20-Nop-26` where a spreadsheet was at it. */
function spellDay(at: number, random: Random): string {
  if (random.chance(0.85)) return slashed(at)
  const [year = '', month = '', day = ''] = wib(at).slice(0, 10).split('-')
  return `${day}-${MONTHS[Number(month) - 1]}-${year.slice(2)}`
}

/** `23.50`, or `23:50`. */
function clock(at: number, random: Random): string {
  const time = wib(at).slice(11, 16)
  return random.chance(0.8) ? time.replace(':', '.') : time
}
