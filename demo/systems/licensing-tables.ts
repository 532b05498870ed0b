/** A step of a permit's way through the office, whatever number a deployment gives it. */
export type Step = 'draft' | 'check' | 'entry' | 'survey' | 'recommendation' | 'minutes' | 'decision' | 'bill'
  | 'cashier' | 'granted' | 'making' | 'handover' | 'rejected'

/** One row of trstspermohonan. */
export interface StatusRow {
  id: string
  label: string
}

export interface Deployment {
  id: 'licensing-a' | 'licensing-b'
  title: string
  key: string
  environmentPrefix: string
  seed: string
  statuses: Readonly<Record<Step, StatusRow>>
  /** The way of an application that is granted. */
  way: readonly Step[]
  kinds: Readonly<Record<'new' | 'amendment' | 'renewal' | 'reregistration', string>>
  branches: readonly string[]
  /** Text after the office's number in a decree. */
  office: string
  /** Column `id` of trperizinan is a number here and has lost its zeros. */
  numericPermitIds: boolean
}

const row = (id: number, label: string): StatusRow => ({ id: String(id), label })

export const deployments: readonly Deployment[] = [
  {
    id: 'licensing-a',
    title: 'HAY.U',
    key: 'demo-key-hayu',
    environmentPrefix: 'LICENSING_A',
    seed: 'hayu',
    statuses: {
      draft: row(1, 'Pendaftaran Sementara'),
      check: row(2, 'Menerima dan Memeriksa Berkas'),
      entry: row(3, 'Entri Data'),
      survey: row(4, 'Survey Lokasi'),
      recommendation: row(5, 'Rekomendasi'),
      minutes: row(6, 'Pembuatan BAP'),
      decision: row(7, 'Penetapan Izin'),
      granted: row(8, 'Diizinkan'),
      rejected: row(9, 'Ditolak'),
      bill: row(10, 'SKRD'),
      cashier: row(13, 'Kasir'),
      handover: row(14, 'Penyerahan Izin'),
      making: row(17, 'Pembuatan Izin')
    },
    way: ['check', 'entry', 'survey', 'recommendation', 'minutes', 'decision', 'bill', 'cashier', 'granted', 'making',
      'handover'],
    kinds: { new: 'Permohonan Baru', amendment: 'Perubahan', renewal: 'Perpanjangan', reregistration: 'Daftar Ulang' },
    branches: ['Gerai Ujungberung', 'Gerai Tegallega'],
    office: 'BPPT',
    numericPermitIds: false
  },
  {
    id: 'licensing-b',
    title: 'SiCANTIK',
    key: 'demo-key-sicantik',
    environmentPrefix: 'LICENSING_B',
    seed: 'sicantik',
    // 4, 8, 12 and 13 mean other things here than in deployment A, and 17 is not in use.
    statuses: {
      draft: row(1, 'Pendaftaran Online'),
      check: row(2, 'Penerimaan & Pemeriksaan Berkas'),
      entry: row(3, 'Entry Data'),
      survey: row(4, 'Pertimbangan Teknis'),
      recommendation: row(5, 'Rekomendasi Dinas Teknis'),
      minutes: row(6, 'Berita Acara Pemeriksaan'),
      decision: row(7, 'Penetapan'),
      making: row(8, 'Penyusunan/Pencetakan Naskah'),
      rejected: row(9, 'Permohonan Ditolak'),
      bill: row(10, 'Penerbitan SKRD'),
      cashier: row(12, 'Pembayaran di Kasir'),
      granted: row(13, 'Surat Diizinkan'),
      handover: row(14, 'Penyerahan Surat Izin')
    },
    way: ['check', 'entry', 'survey', 'recommendation', 'minutes', 'decision', 'bill', 'cashier', 'making', 'granted',
      'handover'],
    kinds: { new: 'Baru', amendment: 'Ubah', renewal: 'Perpanjang', reregistration: 'Heregistrasi' },
    branches: ['Mal Pelayanan Publik', 'Gerai Gedebage'],
    office: 'DPMPTSP',
    numericPermitIds: true
  }
]

/** trperizinan: code, name, short name in decrees, group, promised working days, whether there is a retribution. */
export const permitTypes: readonly (readonly [string, string, string, string, number, boolean])[] = [
  ['005', 'Izin Mendirikan Bangunan', 'IMB', 'Bangunan', 14, true],
  ['012', 'Izin Gangguan', 'HO', 'Lingkungan', 10, true],
  ['021', 'Izin Penyelenggaraan Reklame', 'REKLAME', 'Reklame', 5, true],
  ['033', 'Izin Trayek', 'TRAYEK', 'Perhubungan', 7, true],
  ['041', 'Izin Usaha Jasa Konstruksi', 'IUJK', 'Konstruksi', 10, false],
  ['047', 'Tanda Daftar Usaha Pariwisata', 'TDUP', 'Pariwisata', 7, false],
  ['055', 'Surat Izin Usaha Perdagangan', 'SIUP', 'Perdagangan', 3, false],
  ['056', 'Tanda Daftar Perusahaan', 'TDP', 'Perdagangan', 3, false],
  ['058', 'Tanda Daftar Gudang', 'TDG', 'Perdagangan', 5, false],
  ['063', 'Izin Usaha Industri', 'IUI', 'Perindustrian', 7, false],
  ['071', 'Izin Praktik Dokter', 'SIP', 'Kesehatan', 5, false],
  ['072', 'Izin Apotek', 'SIA', 'Kesehatan', 10, false],
  ['080', 'Izin Lembaga Kursus dan Pelatihan', 'LKP', 'Pendidikan', 7, false]
]
