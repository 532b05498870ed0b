import { createHash } from 'node:crypto'
import type { Answer } from '../answer.ts'
import type { Exchange } from '../legacy-system.ts'
import { readMultipart } from '../multipart.ts'
import type { Application, LicensingData } from './licensing-data.ts'
import { type Deployment, permitTypes } from './licensing-tables.ts'
import { spellDay, spellMoment } from './licensing-texts.ts'

/** What somebody sent in, as it was sent. */
export interface Sent {
  jenis: 'pendaftaran' | 'pembatalan' | 'berkas'
  no_pendaftaran: string
  /** The sender's own number for it. It is kept, and compared with nothing. */
  no_referensi: string
  [field: string]: string
}

export interface LicensingWrites {
  /** An application. */
  register(exchange: Exchange): Answer
  withdraw(number: string, exchange: Exchange): Answer
  /** A file for an application. */
  attach(number: string, exchange: Exchange): Answer
  /** What was sent under a number of the sender's. */
  sentAs(reference: string): Sent[]
}

type Errors = Readonly<Record<string, string>>

const maxFileBytes = 2 * 1024 * 1024
const fileTypes: Readonly<Record<string, string>> = { '25504446': 'pdf', 'ffd8ff': 'jpg', '89504e47': 'png' }

/** How the office says no, whatever was sent (fault `refuse`). */
export const refusals: Readonly<Record<string, Errors>> = {
  daftar: { n_pemohon: 'Pemohon tercantum dalam daftar hitam' },
  batal: { no_pendaftaran: 'Permohonan sudah ditetapkan' },
  berkas: { berkas: 'Tipe berkas tidak diizinkan' }
}

/** 200, as for everything. When the database refuses it there is no more to it than this. */
export function failed(errors?: Errors): Record<string, unknown> {
  return { status: 'failed', no_pendaftaran: ' ', ...(errors && { error: errors }) }
}

export interface WritesOptions {
  deployment: Deployment
  data: LicensingData
  byNumber: Map<string, Application>
  sent: Sent[]
  now: () => number
  json(value: unknown, status?: number): Answer
}

export function createLicensingWrites({ deployment, data, byNumber, sent, now, json }: WritesOptions): LicensingWrites {
  const { applications } = data
  const { statuses } = deployment
  const decided = new Set([statuses.granted, statuses.making, statuses.handover, statuses.rejected])
  // The demo's instants are WIB already.
  const clock = (): Date => new Date(now() + 7 * 3_600_000)

  function keep(written: Sent): Answer {
    sent.push(written)
    return json({ status: 'success', no_pendaftaran: written.no_pendaftaran })
  }

  /** Where the last change puts it. */
  function place(application: Application): void {
    const old = applications.indexOf(application)
    if (old >= 0) applications.splice(old, 1)
    const index = applications.findIndex(({ changed }) => changed <= application.changed)
    applications.splice(index < 0 ? applications.length : index, 0, application)
  }

  function touch(application: Application): void {
    application.changed = clock()
    application.d_entry = spellMoment(application.changed, application.id)
    place(application)
  }

  return {
    register({ body }) {
      const form = formOf(body)
      const errors = wrongIn(form, deployment)
      if (errors !== undefined) return json(failed(errors))
      const application = createApplication(form, deployment, { id: Math.max(...applications.map(({ id }) => id)) + 1,
        at: clock() })
      place(application)
      byNumber.set(application.pendaftaran_id, application)
      return keep({ jenis: 'pendaftaran', no_pendaftaran: application.pendaftaran_id,
        no_referensi: form['no_referensi'] ?? '', ...form })
    },
    withdraw(number, { body }) {
      const application = byNumber.get(number)
      if (application === undefined) return json({ error: 'Tidak ada data..' }, 404)
      const { alasan = '', no_referensi = '' } = formOf(body)
      if (alasan === '') return json(failed({ alasan: 'Alasan harus diisi' }))
      if (application.status_berkas === WITHDRAWN)
        return json(failed({ no_pendaftaran: 'Permohonan sudah dibatalkan' }))
      if (decided.has(application.status)) return json(failed({ no_pendaftaran: 'Permohonan sudah ditetapkan' }))
      application.status_berkas = WITHDRAWN
      touch(application)
      return keep({ jenis: 'pembatalan', no_pendaftaran: number, no_referensi, alasan })
    },
    attach(number, { request, body }) {
      const application = byNumber.get(number)
      if (application === undefined) return json({ error: 'Tidak ada data..' }, 404)
      const parts = readMultipart(request.headers['content-type'] ?? '', body)
      const file = parts?.get('berkas')
      if (file?.fileName === undefined) return json(failed({ berkas: 'Berkas harus diisi' }))
      if (file.bytes.length > maxFileBytes) return json(failed({ berkas: 'Ukuran berkas terlalu besar' }))
      const start = file.bytes.toString('hex', 0, 4)
      const type = Object.keys(fileTypes).find(magic => start.startsWith(magic))
      if (type === undefined) return json(failed({ berkas: 'Tipe berkas tidak diizinkan' }))
      touch(application)
      const text = (name: string): string => parts?.get(name)?.text ?? ''
      return keep({
        jenis: 'berkas',
        no_pendaftaran: number,
        no_referensi: text('no_referensi'),
        n_berkas: text('n_berkas'),
        nama_file: file.fileName,
        tipe: fileTypes[type] ?? '',
        ukuran: String(file.bytes.length),
        md5: createHash('md5').update(file.bytes).digest('hex')
      })
    },
    sentAs: reference => sent.filter(({ no_referensi }) => no_referensi === reference && reference !== '')
  }
}

const WITHDRAWN = 'Dibatalkan Pemohon'

function formOf(body: Buffer): Record<string, string> {
  return Object.fromEntries(
    [...new URLSearchParams(body.toString('utf8'))].map(([name, value]) => [name, value.trim()])
  )
}

function typeOf(code: string | undefined): (typeof permitTypes)[number] | undefined {
  return permitTypes.find(([id]) => code !== undefined && /^\d+$/.test(code) && Number(id) === Number(code))
}

/** What CodeIgniter's form validation finds. */
function wrongIn(form: Readonly<Record<string, string>>, deployment: Deployment): Errors | undefined {
  const errors: Record<string, string> = {}
  if (!form['n_pemohon']) errors['n_pemohon'] = 'Nama Pemohon harus diisi'
  if (typeOf(form['perizinan_id']) === undefined) errors['perizinan_id'] = 'Jenis Izin tidak dikenal'
  if (!Object.values(deployment.kinds).includes(form['permohonan'] ?? ''))
    errors['permohonan'] = 'Jenis Permohonan tidak dikenal'
  if (form['no_ktp'] && !/^\d{16}$/.test(form['no_ktp'])) errors['no_ktp'] = 'Nomor KTP harus 16 angka'
  if (form['npwp'] && form['npwp'].replace(/\D/g, '').length < 15) errors['npwp'] = 'NPWP tidak valid'
  return Object.keys(errors).length > 0 ? errors : undefined
}

function createApplication(
  form: Readonly<Record<string, string>>,
  { statuses }: Deployment,
  { id, at }: { id: number; at: Date }
): Application {
  const [code, name, , group, days] = typeOf(form['perizinan_id'])!
  return {
    id,
    pendaftaran_id: `${String(id).padStart(5, '0')}${code}${spellDay(at, 1).replaceAll('-', '')}`,
    n_perizinan: name,
    n_kelompok_izin: group,
    n_pemohon: form['n_pemohon'] ?? '',
    a_pemohon: form['a_pemohon'] ?? '',
    telp_pemohon: form['telp_pemohon'] ?? '',
    n_perusahaan: form['n_perusahaan'] || '-',
    a_perusahaan: form['a_perusahaan'] || '-',
    npwp: form['npwp'] ?? '',
    d_terima_berkas: spellDay(at, 0),
    status: statuses.draft,
    status_berkas: 'proses',
    permohonan: form['permohonan'] ?? '',
    kd_gerai: 'OnLine',
    c_status_bayar: '0',
    c_izin_selesai: '0',
    d_selesai_proses: spellDay(new Date(at.getTime() + days * 1.5 * 24 * 3_600_000), 0),
    jumlah: '',
    d_entry: spellMoment(at, id),
    changed: at,
    tracking: [{ status: statuses.draft, from: at, to: undefined }]
  }
}
