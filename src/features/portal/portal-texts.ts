import type { Language } from '../../http/accept.ts'
import type { PublicState } from './public-status.ts'

export type { Language }

export interface Texts {
  title(city: string): string
  lead(city: string): string
  what: readonly string[]
  status: string
  about: string
  states: Readonly<Record<PublicState, string>>
  /** Before the time at which a maintenance ends. */
  until: string
  /** Above the list; `{up}` and `{all}` stand for numbers. */
  summaries: { all: string; some: string }
  noScript: string
  updated: string
  links: string
  other: string
  skip: string
  privacy: string
}

export const texts: Readonly<Record<Language, Texts>> = {
  id: {
    title: city => `Satu · ${city}`,
    lead: city => `Satu pintu untuk seluruh aplikasi ${city}: satu API, satu cara masuk, jawaban yang jujur.`,
    what: [
      'Perizinan, pengaduan, kependudukan, pajak, informasi publik, data terbuka dan kejadian darurat tetap ' +
      'tinggal di aplikasi dinas masing-masing. Satu menyatukannya.',
      'Setiap jawaban menyebutkan asal datanya dan seberapa baru. Bila satu aplikasi terganggu, yang lain tetap ' +
      'menjawab.',
      'Yang dikirim warga disimpan dahulu, lalu diteruskan. Tidak ada yang hilang, tidak ada yang terkirim dua kali.'
    ],
    status: 'Keadaan aplikasi',
    about: 'Apa ini',
    states: { up: 'Berfungsi', disturbed: 'Sebagian terganggu', down: 'Tidak dapat dihubungi',
      closed: 'Di luar jam layanan', maintenance: 'Dalam pemeliharaan', paused: 'Dihentikan sementara',
      unknown: 'Belum diketahui' },
    until: 'Sampai',
    summaries: { all: 'Semua {all} aplikasi berfungsi.', some: '{up} dari {all} aplikasi berfungsi.' },
    noScript: 'Muat ulang halaman ini untuk keadaan terbaru.',
    updated: 'Diperbarui pukul',
    links: 'Untuk pengembang',
    other: 'English',
    skip: 'Langsung ke isi',
    privacy: 'Data pribadi disamarkan. Siapa pun yang melihatnya dengan izin tercatat.'
  },
  en: {
    title: city => `Satu · ${city}`,
    lead: city => `One door to all the applications of ${city}: one API, one login, honest answers.`,
    what: [
      'Licences, complaints, population, taxes, public information, open data and emergencies stay in the ' +
      'applications of the agencies. Satu makes one of them.',
      'Every answer says where its data come from and how fresh they are. When one application fails, the others ' +
      'still answer.',
      'What residents send is kept first, then passed on. Nothing is lost, and nothing is sent twice.'
    ],
    status: 'How the applications fare',
    about: 'What this is',
    states: { up: 'Works', disturbed: 'Partly disturbed', down: 'Cannot be reached', closed: 'Outside its hours',
      maintenance: 'In maintenance', paused: 'Paused', unknown: 'Not known yet' },
    until: 'Until',
    summaries: { all: 'All {all} applications work.', some: '{up} of {all} applications work.' },
    noScript: 'Load this page again for the latest.',
    updated: 'Updated at',
    links: 'For developers',
    other: 'Bahasa Indonesia',
    skip: 'Skip to the content',
    privacy: 'Personal data are masked. Whoever is allowed to see them leaves a trace.'
  }
}

export interface PortalLink {
  /** Shown only where the hub serves it. */
  href: string
  /** The route that has to be there, where it is not the address itself. */
  route?: string
  name: Readonly<Record<Language, string>>
  about: Readonly<Record<Language, string>>
}

export const links: readonly PortalLink[] = [
  { href: '/track', name: { id: 'Lacak nomor', en: 'Follow a case' },
    about: { id: 'Keadaan permohonan, laporan atau tagihan Anda.',
      en: 'Where your application, complaint or bill stands.' } },
  { href: '/docs/', name: { id: 'Dokumentasi API', en: 'API reference' },
    about: { id: 'Cara masuk, contoh, daftar galat.', en: 'Authentication, examples, errors.' } },
  { href: '/openapi.json', name: { id: 'Kontrak OpenAPI', en: 'OpenAPI contract' },
    about: { id: 'Versi 3.1; juga /openapi-3.0.json.', en: 'Version 3.1; /openapi-3.0.json too.' } },
  { href: '/docs/#first-call', route: '/docs/', name: { id: 'Klien TypeScript', en: 'TypeScript client' },
    about: { id: '@satu/client, untuk Node dan peramban.', en: '@satu/client, for Node and browsers.' } },
  { href: '/v1/datasets', name: { id: 'Data terbuka', en: 'Open data' },
    about: { id: 'Kumpulan data kota.', en: 'The city’s datasets.' } },
  { href: '/open311/v2/discovery.json', name: { id: 'Open311', en: 'Open311' },
    about: { id: 'Pengaduan untuk FixMyStreet dan GeoReporter.', en: 'Complaints for FixMyStreet and GeoReporter.' } },
  { href: '/api/3/action/package_list', route: '/api/3/action/:action', name: { id: 'CKAN', en: 'CKAN' },
    about: { id: 'Data terbuka untuk portal dan pemanen.', en: 'Open data for portals and harvesters.' } },
  { href: '/catalog.jsonld', name: { id: 'DCAT-AP', en: 'DCAT-AP' },
    about: { id: 'Katalog data terbuka sebagai linked data.', en: 'The open data catalogue as linked data.' } },
  { href: '/status', name: { id: 'Status layanan', en: 'Service status' },
    about: { id: 'Gangguan dan riwayatnya.', en: 'Disturbances and their history.' } },
  { href: '/command-center', name: { id: 'Command Center', en: 'Command Center' },
    about: { id: 'Untuk petugas.', en: 'For operators.' } }
]
