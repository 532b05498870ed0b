import type { ResourceName } from '../../contract/resources.ts'
import type { AlertKindName, Severity } from './settings.ts'

export type Language = 'id' | 'en'

/** One alert in words: what is wrong, with the name it is about and what was counted. */
type Sentence = (name: string, value: number | undefined) => string

interface Words {
  kinds: Readonly<Record<AlertKindName, Sentence>>
  /** Several of one kind at once. */
  many: Readonly<Record<AlertKindName, (count: number) => string>>
  severities: Readonly<Record<Severity, string>>
  hub: string
  since: (time: string, lasted: string) => string
  over: (time: string, lasted: string) => string
  hurts: string
  consumers: (count: number) => string
  todo: string
  again: string
  resolved: string
  flaps: string
  more: (count: number) => string
  nothing: string
  recovered: (count: number) => string
  ongoing: (count: number) => string
  test: string
  testBy: (by: string) => string
  digest: (date: string) => string
  digestWas: (from: string, to: string) => string
  digestLines: {
    quiet: string
    down: string
    firing: (count: number) => string
    waiting: string
    parked: string
    overdue: string
    drift: string
    silenced: (count: number) => string
    times: (count: number) => string
  }
  units: Readonly<Record<'s' | 'min' | 'h' | 'd', string>>
  resources: Readonly<Record<ResourceName, string>>
}

const percent = (value: number | undefined): string => `${Math.round((value ?? 0) * 100)} %`
const n = (value: number | undefined): string => String(value ?? 0)

export const words: Readonly<Record<Language, Words>> = {
  id: {
    kinds: {
      system_down: name => `${name} tidak menjawab`,
      error_rate: (name, value) => `${percent(value)} panggilan ke ${name} gagal`,
      stale: (name, value) => `Data ${name} yang disajikan sudah lama (${lasting(value, 'id')})`,
      overdue: (name, value) => `${name}: ${n(value)} pengaduan atau permohonan lewat waktu`,
      parked: (name, value) => `${n(value)} kiriman ke ${name} menunggu keputusan petugas`,
      waiting: (name, value) => `Kiriman ke ${name} tertahan (${lasting(value, 'id')})`,
      quarantined: (name, value) => `${n(value)} kali data ${name} tidak sesuai kontrak`,
      drift: name => `Bentuk data ${name} berubah`,
      disk: (_name, value) => `Ruang disk hampir habis: tersisa ${percent(value)}`,
      store: (
        _name,
        value
      ) => (value === 1
        ? 'Penyimpanan penuh: tidak ada yang dapat diterima'
        : 'Penyimpanan tidak dapat ditulis: tidak ada yang dapat diterima'),
      certificate: (name, value) => `Sertifikat ${name} berakhir dalam ${n(value)} hari`
    },
    many: {
      system_down: count => `${count} sistem tidak menjawab`,
      error_rate: count => `Panggilan ke ${count} sistem gagal`,
      stale: count => `Data ${count} sistem sudah lama`,
      overdue: count => `${count} perangkat daerah lewat waktu`,
      parked: count => `Kiriman ke ${count} sistem menunggu keputusan`,
      waiting: count => `Kiriman ke ${count} sistem tertahan`,
      quarantined: count => `Data ${count} sistem tidak sesuai kontrak`,
      drift: count => `Bentuk data ${count} sistem berubah`,
      disk: () => 'Ruang disk hampir habis',
      store: () => 'Penyimpanan terganggu',
      certificate: count => `${count} sertifikat segera berakhir`
    },
    severities: { page: 'SEGERA', ticket: 'HARI INI' },
    hub: 'Satu',
    since: (time, lasted) => `Sejak ${time} (${lasted})`,
    over: (time, lasted) => `Pulih ${time}, setelah ${lasted}`,
    hurts: 'Terdampak',
    consumers: count => `${count} aplikasi pemakai`,
    todo: 'Tindakan',
    again: 'Masih berlangsung',
    resolved: 'Pulih',
    flaps: 'Hilang timbul: kabar pulih dikirim setelah sepuluh menit tenang',
    more: count => `dan ${count} lainnya`,
    nothing: 'tidak ada',
    recovered: count => `${count} gangguan pulih`,
    ongoing: count => `${count} gangguan masih berlangsung`,
    test: 'Pesan uji coba',
    testBy: by => `Dikirim oleh ${by}. Jika ini terbaca, penerima ini berfungsi.`,
    digest: date => `Ringkasan pagi ${date}`,
    digestWas: (from, to) => `Dari ${from} sampai ${to}`,
    digestLines: {
      quiet: 'Tidak ada sistem yang mati.',
      down: 'Sistem yang mati',
      firing: count => `Gangguan yang masih berlangsung: ${count}`,
      waiting: 'Kiriman yang menunggu',
      parked: 'Kiriman yang menunggu keputusan petugas',
      overdue: 'Lewat waktu',
      drift: 'Bentuk data yang berubah',
      silenced: count => `Peredaman yang berlaku: ${count}`,
      times: count => `${count} kali`
    },
    units: { s: 'detik', min: 'menit', h: 'jam', d: 'hari' },
    resources: {
      'residents': 'kependudukan',
      'licences': 'izin',
      'licence-applications': 'permohonan izin',
      'complaints': 'pengaduan',
      'proposals': 'usulan',
      'information-requests': 'permohonan informasi',
      'incidents': 'kejadian',
      'tax-objects': 'objek pajak',
      'tax-bills': 'tagihan pajak',
      'datasets': 'himpunan data',
      'announcements': 'pengumuman',
      'agencies': 'perangkat daerah',
      'services': 'layanan'
    }
  },
  en: {
    kinds: {
      system_down: name => `${name} does not answer`,
      error_rate: (name, value) => `${percent(value)} of the calls to ${name} fail`,
      stale: (name, value) => `What is served of ${name} is old (${lasting(value, 'en')})`,
      overdue: (name, value) => `${name}: ${n(value)} complaints or requests are past their legal time`,
      parked: (name, value) => `${n(value)} deliveries to ${name} wait for a person`,
      waiting: (name, value) => `Deliveries to ${name} are late (${lasting(value, 'en')})`,
      quarantined: (name, value) => `${n(value)} times a record of ${name} did not fit the contract`,
      drift: name => `The form of the data of ${name} has changed`,
      disk: (_name, value) => `The disk is nearly full: ${percent(value)} is free`,
      store: (
        _name,
        value
      ) => (value === 1
        ? 'The store is full: nothing can be accepted'
        : 'The store takes no writes: nothing can be accepted'),
      certificate: (name, value) => `The certificate of ${name} ends in ${n(value)} days`
    },
    many: {
      system_down: count => `${count} systems do not answer`,
      error_rate: count => `Calls to ${count} systems fail`,
      stale: count => `What is served of ${count} systems is old`,
      overdue: count => `${count} agencies are past their legal time`,
      parked: count => `Deliveries to ${count} systems wait for a person`,
      waiting: count => `Deliveries to ${count} systems are late`,
      quarantined: count => `Records of ${count} systems do not fit the contract`,
      drift: count => `The form of the data of ${count} systems has changed`,
      disk: () => 'The disk is nearly full',
      store: () => 'The store fails',
      certificate: count => `${count} certificates end soon`
    },
    severities: { page: 'NOW', ticket: 'TODAY' },
    hub: 'Satu',
    since: (time, lasted) => `Since ${time} (${lasted})`,
    over: (time, lasted) => `Over ${time}, after ${lasted}`,
    hurts: 'Hurts',
    consumers: count => `${count} consuming applications`,
    todo: 'What to do',
    again: 'Still going on',
    resolved: 'Over',
    flaps: 'Comes and goes: its end is told after ten calm minutes',
    more: count => `and ${count} more`,
    nothing: 'none',
    recovered: count => `${count} alerts are over`,
    ongoing: count => `${count} alerts go on`,
    test: 'Test message',
    testBy: by => `Sent by ${by}. Whoever reads this knows that this receiver works.`,
    digest: date => `Digest of the morning ${date}`,
    digestWas: (from, to) => `From ${from} to ${to}`,
    digestLines: {
      quiet: 'No system was down.',
      down: 'Systems that were down',
      firing: count => `Alerts that go on: ${count}`,
      waiting: 'Deliveries that wait',
      parked: 'Deliveries that wait for a person',
      overdue: 'Past their legal time',
      drift: 'Forms of data that changed',
      silenced: count => `Silences that hold: ${count}`,
      times: count => `${count} times`
    },
    units: { s: 's', min: 'min', h: 'h', d: 'd' },
    resources: {
      'residents': 'population',
      'licences': 'licences',
      'licence-applications': 'licence applications',
      'complaints': 'complaints',
      'proposals': 'proposals',
      'information-requests': 'information requests',
      'incidents': 'incidents',
      'tax-objects': 'tax objects',
      'tax-bills': 'tax bills',
      'datasets': 'datasets',
      'announcements': 'announcements',
      'agencies': 'agencies',
      'services': 'services'
    }
  }
}

/** `3 min`, `2 h`: the largest unit of which there are two or more, roughly. */
export function lasting(seconds: number | undefined, language: Language): string {
  const whole = Math.max(0, Math.round(seconds ?? 0))
  const [count, unit] = whole < 120
    ? [whole, 's'] as const
    : whole < 7_200
    ? [Math.round(whole / 60), 'min'] as const
    : whole < 172_800
    ? [Math.round(whole / 3_600), 'h'] as const
    : [Math.round(whole / 86_400), 'd'] as const
  return `${count} ${words[language].units[unit]}`
}
