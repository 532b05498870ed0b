import { type FormField, formPage } from './ppid-pages.ts'
import { addWorkingDays, dayOf, numberOf, type PpidRequest } from './ppid-requests.ts'
import { objections, ways } from './ppid-texts.ts'

/** What a clerk, or a program in a clerk's place, sent in. */
export interface Entry {
  jenis: 'permohonan' | 'keberatan'
  id: number
  nomor: string
  /** Number of the sender's letter. It is kept, and compared with nothing. */
  no_surat: string
}

export interface Desk {
  /** The page with an empty form, or with what was wrong with the last one. */
  form(kind: Entry['jenis'], token: string, id: string, message?: string): string
  /** Takes a form: the id of the request, or what is wrong. */
  take(kind: Entry['jenis'], form: URLSearchParams, id: string): number | string
}

const requestFields: readonly FormField[] = [
  { name: 'nik', label: 'NIK' },
  { name: 'nama', label: 'Nama Pemohon' },
  { name: 'alamat', label: 'Alamat' },
  { name: 'pekerjaan', label: 'Pekerjaan' },
  { name: 'hp', label: 'No. HP' },
  { name: 'email', label: 'Email' },
  { name: 'rincian', label: 'Informasi yang Diminta', isLong: true },
  { name: 'tujuan', label: 'Tujuan Penggunaan', isLong: true },
  { name: 'cara', label: 'Cara Memperoleh', options: ['', ...ways] },
  { name: 'skpd', label: 'SKPD' },
  { name: 'no_surat', label: 'Nomor Surat Pemohon' }
]
const objectionFields: readonly FormField[] = [
  { name: 'alasan', label: 'Alasan Keberatan', options: objections },
  { name: 'catatan', label: 'Catatan', isLong: true },
  { name: 'no_surat', label: 'Nomor Surat Keberatan' }
]

/** What the office says to a form that it does not want (fault `refuse`). */
export const unwanted = { permohonan: 'Isian Informasi yang Diminta tidak dapat diterima',
  keberatan: 'Isian Alasan Keberatan tidak dapat diterima' } as const

export function createDesk(requests: PpidRequest[], entries: Entry[], now: () => number): Desk {
  function request(form: URLSearchParams): number | string {
    const value = (name: string): string => form.get(name)?.trim() ?? ''
    for (const { name, label } of requestFields)
      if (['nik', 'nama', 'rincian', 'tujuan'].includes(name) && value(name) === '') return `Isian ${label} harus diisi`
    if (!/^\d{16}$/.test(value('nik'))) return 'Isian NIK harus 16 angka'
    const tanggal = dayOf(now())
    const made: PpidRequest = {
      id: Math.max(...requests.map(({ id }) => id)) + 1,
      nomor: numberOf(requests, tanggal),
      nik: value('nik'),
      nama: value('nama'),
      alamat: value('alamat'),
      pekerjaan: value('pekerjaan'),
      hp: value('hp'),
      email: value('email'),
      rincian: value('rincian'),
      tujuan: value('tujuan'),
      cara: value('cara'),
      skpd: value('skpd'),
      noSurat: value('no_surat'),
      tanggal,
      batas: addWorkingDays(tanggal, 10),
      perpanjangan: '',
      status: 'Diterima',
      keputusan: '',
      tanggalKeputusan: '',
      alasan: [],
      keberatan: undefined,
      diubah: now()
    }
    requests.push(made)
    entries.push({ jenis: 'permohonan', id: made.id, nomor: made.nomor, no_surat: made.noSurat ?? '' })
    return made.id
  }

  function object(form: URLSearchParams, id: string): number | string {
    const found = requests.find(request => String(request.id) === id)
    if (found === undefined) return 'Data permohonan tidak ditemukan'
    if (found.keberatan !== undefined) return 'Keberatan sudah diajukan'
    const alasan = form.get('alasan') ?? ''
    if (!objections.includes(alasan)) return 'Isian Alasan Keberatan tidak dikenal'
    const no_surat = form.get('no_surat')?.trim() ?? ''
    found.keberatan = { alasan, tanggal: dayOf(now()), tanggapan: '', noSurat: no_surat }
    Object.assign(found, { status: 'Keberatan', diubah: now() })
    entries.push({ jenis: 'keberatan', id: found.id, nomor: found.nomor, no_surat })
    return found.id
  }

  return {
    form: (kind, token, id, message) =>
      formPage(kind === 'permohonan'
        ? { title: 'Permohonan Baru', action: 'permohonan.php', fields: requestFields, token, message }
        : { title: 'Pengajuan Keberatan', action: `keberatan.php?id=${encodeURIComponent(id)}`, fields: objectionFields,
          token, message }),
    take: (kind, form, id) => (kind === 'permohonan' ? request(form) : object(form, id))
  }
}
