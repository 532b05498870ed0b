/** What DataTables 1.9 gets: rows are arrays of cells, with HTML in some. */
export interface Grid {
  sEcho: number
  iTotalRecords: number
  /** Rows under the search. Some PHP versions send it as text. */
  iTotalDisplayRecords: number | string
  aaData: string[][]
}

/** Columns of the grid of applications, from left to right. */
export const permohonanColumns = ['no', 'pendaftaran_id', 'n_perizinan', 'n_pemohon', 'a_pemohon', 'telp_pemohon',
  'n_perusahaan', 'a_perusahaan', 'npwp', 'd_terima_berkas', 'n_status', 'status_berkas', 'permohonan', 'kd_gerai',
  'c_status_bayar', 'c_izin_selesai', 'd_selesai_proses', 'jumlah', 'd_entry', 'aksi'] as const

/** Columns of the grid of decrees (tmsk). */
export const skColumns = ['no', 'pendaftaran_id', 'no_surat', 'no_surat_edit', 'tgl_surat', 'tgl_surat_edit',
  'n_perizinan', 'n_pemohon', 'a_pemohon', 'n_perusahaan', 'a_perusahaan', 'd_berlaku', 'c_status', 'd_entry'] as const

/** An application (tmpermohonan and its neighbours), as the grid or `cek` gives it: every value is text. */
export interface Permohonan extends Record<(typeof permohonanColumns)[number], string> {
  /** Key of trstspermohonan. The grid hides it in the id of the label. */
  kd_status: string
  /** Only where one application was asked for. */
  tracking?: Tracking[]
}

/** A decree. The fields that end in `_edit` win where they are filled. */
export type Sk = Record<(typeof skColumns)[number], string>

/** A row of tmtrackingperizinan. */
export interface Tracking {
  kd_status: string
  tr_name: string
  tr_activiti: string
  /** When the step began. */
  d_entry_awal: string
  /** When it ended; a zero date while it lasts. */
  d_entry: string
}

/** What `pendaftaran` answers, as the only item of an array. */
export interface Pendaftaran {
  id: string
  no_pendaftaran: string
  sts_berkas: string
  approve: string
  nama: string
  telp: string
  alamat: string
  permohonan: string
  n_kelompok_izin: string
  kd_status: string
  tracking: Tracking[]
  no_surat: string
  tgl_surat: string
}

/** A kind of permit (trperizinan). */
export interface Perizinan {
  /** Three digits; some deployments send a number, so that zeros are lost. */
  id: string | number
  n_perizinan: string
  n_kelompok_izin: string
  /** Promised working days. */
  v_hari: string
  /** `1` when it can be applied for. */
  c_aktif: string
  d_entry: string
}

/** The form that registers an application. Every field is there; what is unknown is empty. */
export interface Daftar {
  /** Three digits. */
  perizinan_id: string
  permohonan: string
  /** Number of the application of the licence that is changed or renewed. */
  id_lama: string
  n_pemohon: string
  a_pemohon: string
  telp_pemohon: string
  email: string
  no_ktp: string
  n_perusahaan: string
  a_perusahaan: string
  npwp: string
  keterangan: string
  /** The sender's own number. SiCANTIK keeps it, and compares it with nothing. */
  no_referensi: string
}

/** The form that withdraws one. */
export interface Batal {
  alasan: string
  no_referensi: string
}

/** The form that takes a file for one. */
export interface Berkas {
  n_berkas: string
  no_referensi: string
  berkas: { name: string; mediaType: string; bytes: Buffer }
}

/** What was sent under a number of the sender's. */
export interface Referensi {
  jenis: 'pendaftaran' | 'pembatalan' | 'berkas'
  no_pendaftaran: string
  no_referensi: string
}
