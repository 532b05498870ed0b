/** A topic as `gettopics` answers it: every value a string, parent "0" for a root. */
export interface Topic {
  id: string
  parent: string
  topic_name: string
}

/** Equal names under different parents, an entity in a name, a number out of order: as clerks left them. */
export const topics: readonly Topic[] = [
  { id: '1', parent: '0', topic_name: 'Infrastruktur' },
  { id: '2', parent: '0', topic_name: 'Kebersihan dan Lingkungan Hidup' },
  { id: '3', parent: '0', topic_name: 'Perhubungan' },
  { id: '4', parent: '0', topic_name: 'Ketertiban Umum' },
  { id: '5', parent: '0', topic_name: 'Pelayanan Publik' },
  { id: '6', parent: '0', topic_name: 'Kesehatan' },
  { id: '7', parent: '0', topic_name: 'Pendidikan' },
  { id: '8', parent: '0', topic_name: 'Kebakaran &amp; Bencana' },
  { id: '9', parent: '1', topic_name: 'Jalan Rusak' },
  { id: '10', parent: '1', topic_name: 'Drainase dan Banjir' },
  { id: '11', parent: '1', topic_name: 'Penerangan Jalan Umum' },
  { id: '12', parent: '1', topic_name: 'Tata Ruang dan Bangunan' },
  { id: '13', parent: '3', topic_name: 'Kemacetan Lalu Lintas' },
  { id: '14', parent: '3', topic_name: 'Parkir Liar' },
  { id: '15', parent: '3', topic_name: 'Angkutan Umum' },
  { id: '16', parent: '2', topic_name: 'Sampah' },
  { id: '17', parent: '2', topic_name: 'Pohon Tumbang' },
  { id: '18', parent: '2', topic_name: 'Pencemaran ' },
  { id: '19', parent: '4', topic_name: 'PKL &amp; Reklame Liar' },
  { id: '20', parent: '4', topic_name: 'Gangguan Ketenteraman' },
  { id: '21', parent: '5', topic_name: 'Kependudukan' },
  { id: '22', parent: '5', topic_name: 'Perizinan' },
  { id: '23', parent: '5', topic_name: 'Retribusi' },
  { id: '24', parent: '2', topic_name: 'Retribusi' },
  { id: '25', parent: '6', topic_name: 'Puskesmas' },
  { id: '26', parent: '7', topic_name: 'Penerimaan Siswa' },
  { id: '27', parent: '1', topic_name: 'Lainnya' },
  { id: '28', parent: '3', topic_name: 'Lainnya' },
  { id: '29', parent: '5', topic_name: 'Lainnya' },
  { id: '31', parent: '8', topic_name: 'Kebakaran' }
]

/** Who answers for a topic, as the moderators type it: today's name, yesterday's, a short one, in any case. */
export const handlers: Readonly<Record<string, readonly string[]>> = {
  '9': ['Dinas Pekerjaan Umum', 'Dinas Bina Marga dan Pengairan', 'DBMP'],
  '10': ['Dinas Pekerjaan Umum', 'DINAS BINA MARGA DAN PENGAIRAN', 'DPU'],
  '11': ['Dinas Pekerjaan Umum', 'Dinas Bina Marga & Pengairan'],
  '12': ['Dinas Penataan Ruang', 'Dinas Tata Ruang dan Cipta Karya', 'Distarcip'],
  '13': ['Dinas Perhubungan', 'DISHUB', 'Dinas Perhubungan Kota Bandung'],
  '14': ['Dinas Perhubungan', 'Dishub'],
  '15': ['Dinas Perhubungan', 'dinas perhubungan'],
  '16': ['Dinas Lingkungan Hidup dan Kebersihan', 'PD Kebersihan', 'DLHK'],
  '17': ['Dinas Lingkungan Hidup dan Kebersihan', 'Dinas Pemakaman dan Pertamanan'],
  '18': ['Dinas Lingkungan Hidup dan Kebersihan', 'Badan Pengelola Lingkungan Hidup', 'BPLH'],
  '19': ['Satuan Polisi Pamong Praja', 'Satpol PP', 'SATPOL  PP KOTA BANDUNG'],
  '20': ['Satuan Polisi Pamong Praja', 'Satpol PP'],
  '21': ['Dinas Kependudukan dan Pencatatan Sipil', 'Disdukcapil'],
  '22': ['Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu', 'BPPT', 'Badan Pelayanan Perijinan Terpadu'],
  '23': ['Dinas Komunikasi dan Informatika', 'Diskominfo'],
  '24': ['Dinas Lingkungan Hidup dan Kebersihan', 'PD Kebersihan'],
  '25': ['Dinas Kesehatan', 'Dinkes'],
  '26': ['Dinas Pendidikan', 'Disdik', 'DINAS PENDIDIKAN'],
  '31': ['Dinas Kebakaran dan Penanggulangan Bencana', 'Dinas Pencegahan dan Penanggulangan Kebakaran', 'Diskar']
}

/** Offices that are not the city's, or no longer anything: nobody's register knows them. */
export const strangers: readonly string[] = ['PT PLN (Persero) UPJ Bandung', 'PDAM Tirtawening', 'Admin Kota',
  'Dinas XYZ']
