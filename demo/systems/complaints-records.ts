import type { DemoCity } from '../city/city.ts'
import type { Person } from '../city/inhabitants.ts'
import { createRandom } from '../city/random.ts'
import { contacts, districtTypings, places, type Script, scripts } from './complaints-texts.ts'
import { handlers, strangers, topics } from './complaints-topics.ts'

type Random = ReturnType<typeof createRandom>

export interface Disposition {
  dari: string
  kepada: string
  tanggal: string
  catatan: string
}

export interface FollowUp {
  id: string
  tanggal: string
  instansi: string
  jenis: string
  isi: string
  publik: string
}

/** A report as the system keeps it; the underscored fields are those that pull never shows. */
export interface Report {
  _rahasia: boolean
  trackingid: string
  tanggal: string
  tanggal_update: string
  sumber: string
  klasifikasi: string
  judul: string
  isi: string | null
  anonim: string
  topik_id: string
  topik: string
  instansi: string
  aksi: string
  status: string
  tanggal_tutup: string | null
  batas_waktu: string | null
  induk: string
  lokasi: string
  kecamatan: string
  kelurahan: string
  lat: string
  lng: string
  lampiran: { nama: string; url: string }[]
  disposisi: Disposition[]
  tindak_lanjut: FollowUp[] | null
}

const COUNT = 3000
const HOUR = 3_600_000
const DAY = 24 * HOUR
const END = Date.parse('2026-11-20T16:00:00+07:00')
const NO_DATE = '0000-00-00 00:00:00'

/** `2026-11-03 09:15:22`: local time, as MySQL prints it. */
export function legacyTime(at: number): string {
  return new Date(at + 7 * HOUR).toISOString().slice(0, 19).replace('T', ' ')
}

/** What the system sorts by and filters on: the last change, or the day it came in. */
export function lastChange(report: Report): string {
  return report.tanggal_update > NO_DATE ? report.tanggal_update : report.tanggal
}

/** Some 3,000 reports, oldest first, the same at every start. */
export function createReports(city: DemoCity): Report[] {
  const random = createRandom('complaints')
  const times = Array.from({ length: COUNT }, () => random.date('2024-01-02', '2026-11-20').getTime())
  const reports: Report[] = []
  for (const time of times.sort((a, b) => a - b)) {
    const at = Math.min(time + random.integer(0, 12 * 3600) * 1000, END - HOUR)
    const earlier = reports.at(-1)
    if (earlier !== undefined && random.chance(0.01)) {
      reports.push(sentTwice(earlier, reports.length, at))
    } else {
      reports.push(createReport(random, city, reports, at))
    }
  }
  for (const [index, spoil] of spoiled.entries()) spoil(reports[index * 400 + 399])
  return reports
}

// The legacy system looks at nothing: who presses "send" twice has two reports.
function sentTwice(earlier: Report, index: number, at: number): Report {
  const sent = Math.min(Date.parse(`${earlier.tanggal.replace(' ', 'T')}+07:00`) + 40_000, at)
  return {
    ...earlier,
    trackingid: trackingId(index),
    tanggal: legacyTime(sent),
    tanggal_update: NO_DATE,
    ...unverified(),
    tindak_lanjut: null
  }
}

function unverified() {
  return { aksi: 'Belum Verifikasi', status: 'Belum', instansi: '', tanggal_tutup: null, batas_waktu: null, induk: '0',
    disposisi: [] }
}

export function trackingId(index: number): string {
  return String(1_400_000 + index * 7)
}

function createReport(random: Random, city: DemoCity, earlier: readonly Report[], at: number): Report {
  const person = random.pick(city.people)
  const script = random.pick(scripts)
  const source = random.pick(['SMS 1708', 'SMS 1708', 'Web', 'Web', 'Aplikasi Android', 'Twitter', 'Tatap Muka'])
  const sms = source === 'SMS 1708'
  const report: Report = {
    _rahasia: random.chance(0.03),
    trackingid: trackingId(earlier.length),
    tanggal: legacyTime(at),
    tanggal_update: NO_DATE,
    sumber: source,
    klasifikasi: classification(random, script),
    judul: sms ? '' : doubled(filled(script.title, person, random)),
    isi: sms
      ? textMessage(random, script, person)
      : doubled(filled(random.pick(script.web), person, random) + contact(random, person, 0.15)),
    anonim: random.chance(0.2) ? '1' : '0',
    topik_id: script.topic,
    topik: topics.find(topic => topic.id === script.topic)?.topic_name ?? '',
    ...unverified(),
    ...(sms ? { lokasi: '', kecamatan: '', kelurahan: '', lat: '', lng: '' } : place(random, person)),
    lampiran: !sms && random.chance(0.3)
      ? [{ nama: 'foto.jpg', url: `http://lapor.example.go.id/uploads/${trackingId(earlier.length)}.jpg` }]
      : [],
    tindak_lanjut: null
  }
  handle(random, report, script, person, earlier, at)
  return report
}

function classification(random: Random, script: Script): string {
  if (script.topic === '29') return random.pick(['Aspirasi', 'aspirasi'])
  if (random.chance(0.08))
    return random.pick(['Permintaan Informasi', 'Permintaan informasi', 'Whistle Blowing', 'Pengadaan', 'Lain-lain',
      ''])
  return random.chance(0.2) ? 'PENGADUAN' : 'Pengaduan'
}

function filled(text: string, person: Person, random: Random): string {
  return text.replaceAll('{jalan}', person.address.street).replaceAll('{tempat}', random.pick(places))
}

function textMessage(random: Random, script: Script, person: Person): string {
  const text = random.pick(script.sms)
  return (random.chance(0.3) ? `LAPOR ${text.toUpperCase()}` : text) + contact(random, person, 0.1)
}

function contact(random: Random, person: Person, share: number): string {
  if (!random.chance(share)) return ''
  const hp = random.pick([person.phone, person.phone.replace(/^0(\d{3})(\d{4})/, '0$1-$2-'),
    person.phone.replace(/^0/, '+62 ')])
  const spaced = person.nik.replace(/(\d{4})(?=\d)/g, '$1 ')
  return random.pick(contacts).replace('{hp}', hp).replace('{nik}', person.nik).replace('{nikspasi}', spaced)
}

// The form escapes before storing, the storing escapes again.
function doubled(text: string): string {
  const once = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return once(once(text))
}

function place(random: Random, person: Person) {
  const { street, number, rt, rw, district, village, lat, long } = person.address
  const typed = random.chance(0.02)
    ? random.pick(['Cimahi Utara', 'Lembang', 'tdk tahu'])
    : random.pick(districtTypings)(district.name)
  return {
    lokasi: `${street} No. ${number} RT ${rt} RW ${rw}`,
    kecamatan: random.chance(0.1) ? '' : typed,
    kelurahan: random.chance(0.3) ? '' : village.name,
    ...position(random, lat.toFixed(6), long.toFixed(6))
  }
}

function position(random: Random, lat: string, lng: string): { lat: string; lng: string } {
  const roll = random.next()
  if (roll < 0.05) return { lat: lng, lng: lat }
  if (roll < 0.13) return { lat: lat.replace('.', ','), lng: lng.replace('.', ',') }
  if (roll < 0.16) return { lat: '0', lng: '0' }
  if (roll < 0.24) return { lat: '', lng: '' }
  return { lat, lng }
}

/** Moderator, disposition, agency: how far a report came. Shares and clocks as the rules have them. */
function handle(
  random: Random,
  report: Report,
  script: Script,
  person: Person,
  earlier: readonly Report[],
  at: number
): void {
  const roll = random.next()
  if (roll < 0.05) return
  const verified = at + random.integer(2, 60) * HOUR
  if (verified > END) return
  report.tanggal_update = legacyTime(verified)
  if (roll < 0.09) return moderate(report, 'Verifikasi')
  if (roll < 0.13) return moderate(report, 'Tunda')
  if (roll < 0.18) return moderate(report, 'Bukan Wewenang', 'Selesai')
  if (roll < 0.23) return moderate(report, 'Arsipkan', 'Selesai')
  const twin = roll < 0.26
    ? earlier.findLast(other => other.topik_id === report.topik_id && !other._rahasia)
    : undefined
  if (twin !== undefined) {
    report.induk = twin.trackingid
    return moderate(report, 'Gabung', 'Selesai')
  }
  dispose(random, report, verified)
  if (roll < 0.4) return
  report.status = 'Proses'
  if (roll < 0.41) report.status = random.pick(['Eskalasi', 'Menunggu Pelapor'])
  if (roll < 0.52) return
  const answered = verified + random.integer(1, 6) * DAY
  if (answered > END) return
  const answers = [followUp(random, report, script, person, answered, 'Jawaban')]
  report.tanggal_update = legacyTime(answered)
  if (random.chance(0.25)) {
    const reply = answered + random.integer(1, 40) * HOUR
    const text = `Terima kasih, tapi belum beres.${contact(random, person, 0.3)}`
    if (reply < END) {
      answers.push({ ...followUp(random, report, script, person, reply, 'Komentar'), id: '2', instansi: '',
        isi: doubled(text) })
      report.tanggal_update = legacyTime(reply)
    }
  }
  report.tindak_lanjut = answers
  finish(random, report, roll, answered + 14 * DAY)
}

function moderate(report: Report, action: string, status = 'Belum'): void {
  report.aksi = action
  report.status = status
}

function dispose(random: Random, report: Report, at: number): void {
  const agency = random.chance(0.03) ? random.pick(strangers) : random.pick(handlers[report.topik_id] ?? ['Diskominfo'])
  report.aksi = 'Disposisi'
  report.instansi = agency
  if (random.chance(0.6)) report.batas_waktu = legacyTime(at + 7 * DAY).slice(0, 10)
  report.disposisi = [
    { dari: random.pick(['Diskominfo', 'Dinas Komunikasi dan Informatika', 'Admin Kota']), kepada: agency,
      tanggal: legacyTime(at), catatan: random.chance(0.5) ? 'Mohon ditindaklanjuti.' : '' }
  ]
}

function followUp(random: Random, report: Report, script: Script, person: Person, at: number, kind: string): FollowUp {
  const told = random.chance(0.1) ? ` Pelapor telah dihubungi di ${person.phone}.` : ''
  return {
    id: '1',
    tanggal: random.chance(0.1)
      ? `${legacyTime(at).slice(0, 16).replace(/(\d{4})-(\d\d)-(\d\d) /, '$3/$2/$1 | ')} WIB`
      : legacyTime(at),
    instansi: report.instansi,
    jenis: kind,
    isi: doubled(filled(random.pick(script.answers), person, random) + told),
    publik: random.chance(0.08) ? '0' : '1'
  }
}

function finish(random: Random, report: Report, roll: number, closing: number): void {
  if (roll < 0.72) return
  report.status = 'Selesai'
  if (roll > 0.985) return moderate(report, 'Dibuka Kembali', 'Proses')
  // Nobody objected for ten working days: the system closes it by itself.
  if (random.chance(0.6) && closing < END) {
    report.tanggal_tutup = legacyTime(closing)
    report.tanggal_update = legacyTime(closing)
  }
}

/** Rows that cannot be made into a complaint, or only with doubts. */
const spoiled: readonly ((report: Report | undefined) => void)[] = [
  report => report && Object.assign(report, { isi: '', _rahasia: false }),
  report => report && Object.assign(report, { isi: null, _rahasia: false }),
  report => report && Object.assign(report, { tanggal: NO_DATE, tanggal_update: NO_DATE, _rahasia: false }),
  report => report && Object.assign(report, { isi: '&amp;nbsp;', _rahasia: false }),
  report => report && Object.assign(report, { trackingid: '', _rahasia: false })
]
