import type { DemoCity, District } from '../city/city.ts'
import type { Address } from '../city/inhabitants.ts'
import { createAddress } from '../city/people.ts'
import { createRandom, type Random } from '../city/random.ts'
import { type Dated, LAST_CHANGE, newestFirst, slashed } from './transport-permits.ts'

/** A row of the log of the traffic control room. Everything is text. */
export interface Kejadian {
  NO_LAPORAN: string
  KD_KEJADIAN: string
  NM_KEJADIAN: string
  LOKASI: string
  KELURAHAN: string
  KECAMATAN: string
  KOORDINAT: string
  TINGKAT: string
  DAMPAK: string
  STATUS: string
  PELAPOR: string
  TELP_PELAPOR: string
  PETUGAS: string
  KETERANGAN: string
  TGL_KEJADIAN: string
  TGL_LAPOR: string
  TGL_UBAH: string
}

const DAYS = 45
const DAY = 86_400_000
const MINUTE = 60_000
/** The control room's clock when the data stood still. */
const NOW = Date.parse(`${LAST_CHANGE}T15:40:00Z`)

const KINDS: readonly (readonly [code: string, name: string, effects: readonly string[]])[] = [
  ['LAKA', 'Kecelakaan lalu lintas', ['Lajur kiri tertutup', 'Arus dialihkan', '']],
  ['LAKA', 'Kecelakaan lalu lintas', ['Lajur kanan tertutup', '']],
  ['MACET', 'Kemacetan', ['Antrean ± 800 m', 'Antrean sampai simpang “Samsat”']],
  ['MACET', 'Kemacetan', ['Arus tersendat', '']],
  ['MOGOK', 'Kendaraan mogok', ['Lajur kiri tertutup, derek dalam perjalanan', '']],
  ['TUTUP', 'Penutupan jalan', ['Ditutup – ikuti rambu pengalihan']],
  ['APILL', 'Lampu lalu lintas mati', ['Simpang diatur petugas', '']],
  ['GNGN', 'Genangan air', ['Kendaraan kecil tidak bisa lewat', '']]
]

/** What can be reported, by its code. `UMUM` is for those who report from outside and cannot tell. */
export const KIND_NAMES: Readonly<Record<string, string>> = { ...Object.fromEntries(KINDS),
  UMUM: 'Gangguan lalu lintas' }

const DEFECTS: Readonly<Record<number, Partial<Kejadian>>> = {
  17: { TGL_UBAH: '' },
  34: { NO_LAPORAN: '' },
  51: { STATUS: 'TUNDA' },
  68: { KOORDINAT: '0,0' },
  85: { TGL_KEJADIAN: '00/00/0000 00:00' },
  102: { KECAMATAN: 'CIMAHI TENGAH', KELURAHAN: 'BAROS' },
  119: { KD_KEJADIAN: 'LAIN', NM_KEJADIAN: 'Lain-lain' },
  136: { KD_KEJADIAN: 'LAIN', NM_KEJADIAN: 'Lain-lain' }
}

/** The log of the last weeks, newest change first. */
export function createIncidents(city: DemoCity): Dated<Kejadian>[] {
  const random = createRandom('dishub kejadian')
  const districts = new Map(city.districts.map(district => [district.code, district]))
  const log: Dated<Kejadian>[] = []
  for (let day = DAYS; day >= 0; day--) {
    const midnight = Date.parse(LAST_CHANGE) - day * DAY
    const times = Array.from({ length: random.integer(2, 6) }, () =>
      midnight + random.integer(5 * 60, 22 * 60) * MINUTE).filter(at => at < NOW)
    if (day === 0) times.push(NOW - 70 * MINUTE, NOW - 25 * MINUTE, NOW - 9 * MINUTE, NOW - 2 * MINUTE)
    for (const [index, at] of times.sort((a, b) => a - b).entries()) {
      const number = `LL-${wib(at).slice(0, 10).replaceAll('-', '')}-${String(index + 1).padStart(3, '0')}`
      const { row, changedOn } = report(random, { city, districts, at, number })
      log.push({ row: { ...row, ...DEFECTS[log.length] }, changedOn })
    }
  }
  return log.sort(newestFirst)
}

function report(
  random: Random,
  { city, districts, at, number }: { city: DemoCity; districts: ReadonlyMap<string, District>; at: number;
    number: string }
): Dated<Kejadian> {
  const [code, name, effects] = random.pick(KINDS)
  const village = random.pick(city.villages)
  const { street, lat, long, district } = onRoad(() =>
    createAddress(random, village, districts.get(village.districtCode) as District)
  )
  const reporter = random.pick(city.people)
  const lasts = random.integer(20, 150) * MINUTE
  const status = stateAfter(NOW - at, lasts, random)
  const changed = ['BARU', 'CEK', 'TUGAS'].includes(status)
    ? at + random.integer(1, 2) * MINUTE
    : Math.min(at + lasts, NOW)
  const row: Kejadian = {
    NO_LAPORAN: number,
    KD_KEJADIAN: code,
    NM_KEJADIAN: name,
    LOKASI: random.chance(0.3) ? `${street} (depan minimarket)` : street,
    KELURAHAN: village.name.toUpperCase(),
    KECAMATAN: district.name.toUpperCase(),
    KOORDINAT: positionOf(random, lat, long),
    TINGKAT: code === 'APILL' || random.chance(0.1) ? '' : random.pick(['RINGAN', 'RINGAN', 'SEDANG', 'BERAT']),
    DAMPAK: random.pick(effects),
    STATUS: status,
    PELAPOR: reporter.name,
    TELP_PELAPOR: reporter.phone,
    PETUGAS: random.pick(city.people).name,
    KETERANGAN: random.chance(0.3) ? `Kendaraan D ${random.integer(9_990, 9_999)} XA a.n. ${reporter.name}` : '',
    TGL_KEJADIAN: stamp(at),
    TGL_LAPOR: stamp(Math.min(at + random.integer(0, 15) * MINUTE, changed)),
    TGL_UBAH: stamp(changed, true)
  }
  return { row, changedOn: wib(changed) }
}

/** Alleys and housing estates have no traffic to speak of. */
function onRoad(draw: () => Address): Address {
  for (;;) {
    const address = draw()
    if (address.street.startsWith('Jl. ')) return address
  }
}

function stateAfter(age: number, lasts: number, random: Random): string {
  if (age > lasts) return random.chance(0.05) ? 'HOAKS' : 'SELESAI'
  if (age > 20 * MINUTE) return 'TANGANI'
  return age > 5 * MINUTE ? 'TUGAS' : random.pick(['BARU', 'CEK'])
}

/** Both in one field, as copied from a map; now and then from one that tells the longitude first. */
function positionOf(random: Random, lat: number, long: number): string {
  if (random.chance(0.15)) return ''
  return random.chance(0.06) ? `${long},${lat}` : `${lat},${long}`
}

/** The control room's time, which its clock calls UTC here. */
const wib = (at: number): string => new Date(at).toISOString()

/** `20/11/2026 15:38`, with seconds where the program writes it. */
export function stamp(at: number, seconds = false): string {
  return `${slashed(wib(at).slice(0, 10))} ${wib(at).slice(11, seconds ? 19 : 16)}`
}
