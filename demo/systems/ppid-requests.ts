import type { DemoCity } from '../city/city.ts'
import type { Witness } from '../city/clerks.ts'
import type { Person } from '../city/inhabitants.ts'
import { createRandom, type Random } from '../city/random.ts'
import { objections, oddWays, purposes, refusals, subjects, ways } from './ppid-texts.ts'

/** A request as the application keeps it. Days are `YYYY-MM-DD`. */
export interface PpidRequest {
  id: number
  nomor: string
  nik: string
  nama: string
  alamat: string
  pekerjaan: string
  hp: string
  email: string
  rincian: string
  tujuan: string
  cara: string
  skpd: string
  tanggal: string
  batas: string
  perpanjangan: string
  status: string
  keputusan: string
  tanggalKeputusan: string
  alasan: readonly string[]
  keberatan: { alasan: string; tanggal: string; tanggapan: string; noSurat?: string } | undefined
  /** Of the letter with which it was asked for. */
  noSurat?: string
  /** Milliseconds since 1970. */
  diubah: number
}

const COUNT = 900
const DAY = 86_400_000
const WIB = 7 * 3_600_000
const END = Date.parse('2026-11-20T15:00:00+07:00')
const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
/** Days on which no clock runs, beside weekends: the fixed ones are enough here. */
const holidays = new Set(['01-01', '05-01', '06-01', '08-17', '12-25'])

export function dayOf(at: number): string {
  return new Date(at + WIB).toISOString().slice(0, 10)
}

/** `012/PPID/XI/2026`: counted anew each month. */
export function numberOf(requests: readonly PpidRequest[], day: string): string {
  const end = `/PPID/${roman[Number(day.slice(5, 7)) - 1]}/${day.slice(0, 4)}`
  const last = Math.max(0,
    ...requests.filter(({ nomor }) => nomor.endsWith(end)).map(({ nomor }) => Number.parseInt(nomor, 10)))
  return String(last + 1).padStart(3, '0') + end
}

/** Some 900 requests in order of arrival, the same at every start. */
export function createRequests(city: DemoCity, witness: Witness = () => {}): PpidRequest[] {
  const random = createRandom(`${city.seed}ppid`)
  const adults = city.people.filter(({ birthDate }) => birthDate < '2006')
  const times = Array.from({ length: COUNT }, () => random.date('2024-01-03', '2026-11-19').getTime()).sort((a, b) =>
    a - b
  )
  const perMonth = new Map<string, number>()
  const requests = times.map((time, index) => {
    const at = officeHour(random, time)
    const month = dayOf(at).slice(0, 7)
    const count = (perMonth.get(month) ?? 0) + 1
    perMonth.set(month, count)
    const number = `${String(count).padStart(3, '0')}/PPID/${roman[Number(month.slice(5)) - 1]}/${month.slice(0, 4)}`
    // Numbers have gaps where somebody pressed "cancel".
    const person = random.pick(adults)
    const request = createRequest(random, person, city, { id: 1_000 + index * 3 + random.integer(0, 2), number, at })
    witness('information-requests', String(request.id), { person })
    return request
  })
  for (const [index, spoil] of spoiled.entries()) spoil(requests[index * 120 + 60]!)
  return requests
}

/** Requests that no form should have let through. */
const spoiled: readonly ((request: PpidRequest) => void)[] = [
  request => {
    request.nama = ''
  },
  request => {
    request.rincian = '-'
  },
  request => {
    request.batas = '0000-00-00'
  },
  request => {
    request.status = 'Arsip'
  },
  request => {
    request.status = ''
  },
  request => {
    request.nik = request.nik.slice(0, 15)
  },
  request => {
    request.skpd = 'PT PLN (Persero)'
  }
]

function officeHour(random: Random, time: number): number {
  const day = Date.parse(`${dayOf(time)}T08:00:00+07:00`)
  return day + random.integer(0, 7 * 3600) * 1000
}

function createRequest(
  random: Random,
  person: Person,
  city: DemoCity,
  { id, number, at }: { id: number; number: string; at: number }
): PpidRequest {
  const subject = random.pick(subjects)
  const { address } = person
  const tanggal = dayOf(at)
  const request: PpidRequest = {
    id,
    nomor: number,
    nik: random.chance(0.05) ? person.nik.replace(/(\d{6})(\d{6})(\d{4})/, '$1 $2 $3') : person.nik,
    nama: random.chance(0.4) ? titleCase(person.name) : person.name,
    alamat:
      `${address.street} No. ${address.number} RT ${address.rt} RW ${address.rw} Kel. ${address.village.name} Kec. ` +
      `${address.district.name} ${address.postalCode}`,
    pekerjaan: person.occupation,
    hp: random.chance(0.06) ? person.phone.slice(1) : person.phone,
    email: random.chance(0.1) ? '' : person.email,
    rincian: filled(random, random.pick(subject.details), city) + contact(random, person),
    tujuan: random.pick(purposes),
    cara: random.chance(0.05) ? random.pick(oddWays) : random.pick(ways),
    skpd: random.pick(subject.agencies),
    tanggal,
    batas: addWorkingDays(tanggal, 10),
    perpanjangan: '',
    status: 'Diterima',
    keputusan: '',
    tanggalKeputusan: '',
    alasan: [],
    keberatan: undefined,
    diubah: at
  }
  handle(random, request)
  return request
}

function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|[\s.,])([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase())
}

function filled(random: Random, text: string, city: DemoCity): string {
  return text.replaceAll('{tahun}', String(random.integer(2019, 2025))).replaceAll('{wilayah}',
    random.pick(city.districts).name)
}

/** Some leave their number in the text, where the form has a field for it. */
function contact(random: Random, person: Person): string {
  return random.chance(0.08)
    ? ` Hubungi saya di ${person.phone}.`
    : random.chance(0.03)
    ? ` NIK saya ${person.nik}.`
    : ''
}

/** What the office did with it until the demo's last day. */
function handle(random: Random, request: PpidRequest): void {
  const change = (later: number): boolean => {
    const next = request.diubah + later
    if (next >= END) return false
    request.diubah = next
    return true
  }
  if (!change(random.integer(1, 48) * 3_600_000)) return
  request.status = random.pick(['Diproses', 'Diproses', 'DIPROSES'])
  if (random.chance(0.08) && change(2 * DAY)) request.status = 'Menunggu Kelengkapan'
  if (random.chance(0.15) && change(random.integer(5, 12) * DAY)) {
    request.status = 'Diperpanjang'
    request.perpanjangan = addWorkingDays(request.batas, 7)
  }
  if (random.chance(0.04)) return
  if (!change(random.integer(2, 14) * DAY)) return
  decide(random, request)
  if (request.status === 'Dicabut') return
  if (!random.chance(request.status === 'Ditolak' ? 0.4 : 0.04) || !change(random.integer(3, 30) * DAY)) return
  request.status = 'Keberatan'
  request.keberatan = { alasan: request.keputusan === 'Ditolak' ? objections[0]! : random.pick(objections),
    tanggal: dayOf(request.diubah), tanggapan: '' }
  if (random.chance(0.7) && change(random.integer(5, 30) * DAY)) {
    request.keberatan.tanggapan = dayOf(request.diubah)
    if (random.chance(0.3) && change(10 * DAY)) request.status = 'Sengketa Informasi'
  }
}

function decide(random: Random, request: PpidRequest): void {
  const chance = random.next()
  request.status = chance < 0.58
    ? 'Dikabulkan Seluruhnya'
    : chance < 0.74
    ? 'Dikabulkan Sebagian'
    : chance < 0.9
    ? 'Ditolak'
    : chance < 0.96
    ? 'Diteruskan'
    : 'Dicabut'
  if (request.status === 'Dicabut') return
  request.keputusan = request.status
  request.tanggalKeputusan = dayOf(request.diubah)
  if (request.status === 'Ditolak' || request.status === 'Dikabulkan Sebagian') {
    request.alasan = random.chance(0.2) ? [random.pick(refusals), random.pick(refusals)] : [random.pick(refusals)]
    if (random.chance(0.03)) request.alasan = ['Sesuai arahan pimpinan']
  }
}

export function addWorkingDays(from: string, days: number): string {
  let at = Date.parse(`${from}T12:00:00+07:00`)
  for (let left = days; left > 0;) {
    at += DAY
    const weekday = new Date(at + WIB).getUTCDay()
    if (weekday !== 0 && weekday !== 6 && !holidays.has(dayOf(at).slice(5))) left--
  }
  return dayOf(at)
}
