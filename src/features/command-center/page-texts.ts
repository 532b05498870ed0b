import type { Language } from '../../http/accept.ts'

interface PageTexts {
  title: string
  other: string
  skip: string
  tools: string
  signIn: string
  theme: string
  noScript: string
  numbers: string
  systems: string
  search: string
  map: string
  figure: string
  figures: Readonly<Record<'complaints' | 'overdue' | 'fresh' | 'applications' | 'incidents', string>>
  agencies: string
  /** Of the table of agencies; wide ones are left out where there is no room. */
  columns: readonly { text: string; isWide: boolean }[]
  events: string
  deliveries: string
}

/** What stands on the page before a script has run. What comes later is in `assets/words.js`. */
export const pageTexts: Readonly<Record<Language, PageTexts>> = {
  id: {
    title: 'Command Center',
    other: 'English',
    skip: 'Langsung ke sistem',
    tools: 'Alat',
    signIn: 'Masuk',
    theme: 'Terang atau gelap',
    noScript: 'Halaman ini memerlukan JavaScript. Keadaan aplikasi juga ada di halaman depan.',
    numbers: 'Angka',
    systems: 'Sistem',
    search: 'Cari sistem',
    map: 'Kecamatan',
    figure: 'Warna menurut',
    figures: { complaints: 'Pengaduan berjalan', overdue: 'Pengaduan lewat waktu', fresh: 'Pengaduan hari ini',
      applications: 'Permohonan izin berjalan', incidents: 'Kejadian aktif' },
    agencies: 'Perangkat daerah',
    columns: [['Perangkat daerah', false], ['Pengaduan', true], ['Izin', true], ['Informasi', true], ['Kejadian', true],
      ['Berjalan', false], ['Lewat waktu', false], ['14 hari', true]].map(([text, isWide]) => ({ text: String(text),
        isWide: isWide === true })
      ),
    events: 'Peristiwa',
    deliveries: 'Pengiriman'
  },
  en: {
    title: 'Command Center',
    other: 'Bahasa Indonesia',
    skip: 'Skip to the systems',
    tools: 'Tools',
    signIn: 'Sign in',
    theme: 'Light or dark',
    noScript: 'This page needs JavaScript. How the applications fare is on the first page too.',
    numbers: 'Figures',
    systems: 'Systems',
    search: 'Find a system',
    map: 'Districts',
    figure: 'Coloured by',
    figures: { complaints: 'Open complaints', overdue: 'Overdue complaints', fresh: 'Complaints of today',
      applications: 'Open permit applications', incidents: 'Active incidents' },
    agencies: 'Agencies',
    columns: [['Agency', false], ['Complaints', true], ['Permits', true], ['Information', true], ['Incidents', true], [
      'Open',
      false
    ], ['Overdue', false], ['14 days', true]].map(([text, isWide]) => ({ text: String(text),
      isWide: isWide === true })
    ),
    events: 'Events',
    deliveries: 'Deliveries'
  }
}
