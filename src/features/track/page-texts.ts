import type { Language } from '../../http/accept.ts'
import type { Stage } from '../track/words.ts'

export interface TrackTexts {
  title: string
  lead: string
  label: string
  hint: string
  button: string
  home: string
  other: string
  skip: string
  found: string
  several: string
  next: string
  due: string
  changed: string
  responsible: string
  contact: string
  noNik: string
  stale: string
  missing(names: string): string
  progress: Readonly<Record<Stage['progress'], string>>
  trouble: Readonly<Record<'nik' | 'form' | 'unknown' | 'often' | 'down', { title: string; text: string }>>
  examples: string
  again(seconds: number): string
}

export const trackTexts: Readonly<Record<Language, TrackTexts>> = {
  id: {
    title: 'Lacak nomor Anda',
    lead: 'Masukkan nomor yang Anda pegang: resi, nomor pendaftaran izin, nomor laporan, nomor permohonan informasi, ' +
      'atau NOP.',
    label: 'Nomor',
    hint: 'Spasi, titik, garis dan huruf besar-kecil tidak masalah.',
    button: 'Lacak',
    home: 'Halaman depan',
    other: 'English',
    skip: 'Langsung ke isi',
    found: 'Ditemukan',
    several: 'Nomor ini dipakai oleh beberapa berkas.',
    next: 'Selanjutnya',
    due: 'Tenggat',
    changed: 'Terakhir berubah',
    responsible: 'Penanggung jawab',
    contact: 'Tanya ke',
    noNik: 'Jangan pernah mengisi NIK di sini.',
    stale: 'Aplikasi dinas sedang tidak menjawab; ini keadaan terakhir yang diketahui.',
    missing: names => `Yang berikut sedang tidak dapat ditanya, jadi mungkin masih ada yang lain: ${names}.`,
    progress: { waiting: 'Menunggu giliran', working: 'Sedang dikerjakan', yours: 'Giliran Anda', done: 'Selesai',
      unknown: 'Belum jelas' },
    trouble: {
      nik: { title: 'Itu seperti NIK',
        text:
          'NIK bukan nomor berkas. Jangan mengisi NIK di sini: cari nomor pada tanda terima atau surat Anda. Yang ' +
          'Anda ketik tidak disimpan.' },
      form: { title: 'Bukan nomor yang kami kenal bentuknya',
        text: 'Periksa lagi: mungkin ada angka yang kurang atau berlebih.' },
      unknown: { title: 'Tidak ditemukan',
        text:
          'Tidak ada yang dapat ditunjukkan untuk nomor ini. Periksa lagi angkanya, atau tanyakan kepada dinasnya.' },
      often: { title: 'Terlalu sering', text: 'Dari jaringan Anda sudah terlalu banyak nomor yang dicari.' },
      down: { title: 'Belum dapat dijawab',
        text: 'Aplikasi dinas yang mungkin memegang nomor ini sedang tidak dapat ditanya. Ini tidak berarti berkas ' +
          'Anda tidak ada.' }
    },
    examples: 'Nomor di sini berbentuk seperti ini:',
    again: seconds => (seconds < 90
      ? `Coba lagi sekitar ${seconds} detik lagi.`
      : `Coba lagi sekitar ${Math.ceil(seconds / 60)} menit lagi.`)
  },
  en: {
    title: 'Follow your case',
    lead: 'Enter the number that you hold: a receipt, the registration number of a permit, the number of a complaint ' +
      'or of a request for information, or a NOP.',
    label: 'Number',
    hint: 'Blanks, stops, dashes and capitals do not matter.',
    button: 'Look it up',
    home: 'First page',
    other: 'Bahasa Indonesia',
    skip: 'Skip to the content',
    found: 'Found',
    several: 'Several cases have this number.',
    next: 'Next',
    due: 'Due',
    changed: 'Last changed',
    responsible: 'Responsible',
    contact: 'Ask at',
    noNik: 'Never enter a NIK here.',
    stale: 'The agency’s application does not answer now; this is how it stood last.',
    missing: names => `These cannot be asked now, so there may be more: ${names}.`,
    progress: { waiting: 'Waits its turn', working: 'Is worked on', yours: 'Your turn', done: 'Done',
      unknown: 'Not clear' },
    trouble: {
      nik: { title: 'That looks like a NIK',
        text:
          'A NIK is no number of a case. Never enter one here: look for the number on your receipt or letter. What ' +
          'you typed is not kept.' },
      form: { title: 'No number of a form that we know', text: 'Look again: a digit may be missing, or one too many.' },
      unknown: { title: 'Not found',
        text: 'There is nothing to show for this number. Look at its digits again, or ask the agency.' },
      often: { title: 'Too often', text: 'Too many numbers were looked up from your network.' },
      down: { title: 'It cannot be answered yet',
        text:
          'The application that may have this number cannot be asked now. That does not mean that your case is not ' +
          'there.' }
    },
    examples: 'Numbers look like this here:',
    again: seconds => (seconds < 90
      ? `Try again in about ${seconds} seconds.`
      : `Try again in about ${Math.ceil(seconds / 60)} minutes.`)
  }
}
