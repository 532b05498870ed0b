export interface Organization {
  /** Part of its address, chosen when it was made. */
  name: string
  title: string
}

/** As registered over the years: present, former and short names, and one that is no agency of the city. */
export const organizations: readonly Organization[] = [
  { name: 'dinas-kesehatan', title: 'Dinas Kesehatan' },
  { name: 'disdukcapil', title: 'Dinas Kependudukan dan Pencatatan Sipil' },
  { name: 'bappeda', title: 'Bappeda Kota Bandung' },
  { name: 'diskominfo', title: 'DISKOMINFO' },
  { name: 'dbmp', title: 'Dinas Bina Marga dan Pengairan' },
  { name: 'dishub', title: 'Dinas Perhubungan' },
  { name: 'disdik', title: 'Dinas Pendidikan' },
  { name: 'bplh', title: 'Badan Pengelola Lingkungan Hidup' },
  { name: 'diskamtam', title: 'Dinas Pemakaman & Pertamanan' },
  { name: 'dinsos', title: 'Dinas Sosial' },
  { name: 'disperdagin', title: 'Dinas Perdagangan dan Perindustrian' },
  { name: 'disyanjak', title: '' },
  { name: 'bps', title: 'Badan Pusat Statistik Kota Bandung' }
]

export interface Subject {
  organization: string
  group: string
  tags: readonly string[]
  /** What is counted. */
  subject: string
  definition: string
  unit: string
}

const of = (
  organization: string,
  group: string,
  unit: string,
  subject: string,
  definition: string,
  ...tags: string[]
): Subject => ({ organization, group, unit, subject, definition, tags })

export const subjects: readonly Subject[] = [
  of('dinas-kesehatan', 'kesehatan', 'kasus', 'Kasus Demam Berdarah Dengue',
    'Penderita DBD yang dilaporkan puskesmas dan rumah sakit.', 'dbd', 'penyakit'),
  of('dinas-kesehatan', 'kesehatan', 'unit', 'Puskesmas', 'Puskesmas induk dan pembantu yang beroperasi.', 'puskesmas',
    'fasilitas kesehatan'),
  of('dinas-kesehatan', 'kesehatan', 'balita', 'Balita yang Diimunisasi Lengkap',
    'Balita dengan imunisasi dasar lengkap.', 'imunisasi', 'balita'),
  of('disdukcapil', 'kependudukan', 'jiwa', 'Penduduk', 'Penduduk yang tercatat dalam basis data kependudukan.',
    'penduduk', 'demografi'),
  of('disdukcapil', 'kependudukan', 'akta', 'Akta Kelahiran yang Diterbitkan',
    'Akta kelahiran yang terbit pada tahun berjalan.', 'akta', 'kelahiran'),
  of('bappeda', 'pemerintahan', 'usulan', 'Usulan Musrenbang', 'Usulan warga yang dibahas dalam musrenbang kecamatan.',
    'musrenbang', 'perencanaan'),
  of('diskominfo', 'infrastruktur', 'titik', 'Titik Wi-Fi Publik', 'Titik akses internet gratis milik pemerintah kota.',
    'wifi', 'internet'),
  of('diskominfo', 'pemerintahan', 'laporan', 'Laporan Warga melalui LAPOR!',
    'Laporan warga yang diterima dan didisposisikan.', 'lapor', 'pengaduan'),
  of('dbmp', 'infrastruktur', 'ruas', 'Ruas Jalan Kota', 'Ruas jalan berstatus jalan kota.', 'jalan', 'infrastruktur'),
  of('dbmp', 'infrastruktur', 'titik', 'Titik Genangan', 'Lokasi genangan di atas 10 cm selama lebih dari satu jam.',
    'banjir', 'drainase'),
  of('dishub', 'perhubungan', 'kendaraan', 'Angkutan Kota', 'Kendaraan dengan kartu pengawasan yang berlaku.', 'angkot',
    'trayek'),
  of('dishub', 'perhubungan', 'ruas', 'Parkir Tepi Jalan', 'Ruas jalan dengan juru parkir resmi.', 'parkir'),
  of('disdik', 'pendidikan', 'sekolah', 'Sekolah Dasar', 'SD negeri dan swasta yang terdaftar.', 'sekolah',
    'pendidikan dasar'),
  of('disdik', 'pendidikan', 'siswa', 'Siswa Sekolah Menengah Pertama', 'Peserta didik SMP negeri dan swasta.',
    'siswa'),
  of('bplh', 'lingkungan', 'ton', 'Timbulan Sampah Harian', 'Rata-rata sampah yang terangkut per hari.', 'sampah',
    'lingkungan'),
  of('diskamtam', 'lingkungan', 'taman', 'Taman Kota', 'Ruang terbuka hijau berupa taman yang dikelola kota.', 'taman',
    'rth'),
  of('dinsos', 'sosial', 'keluarga', 'Keluarga Penerima Manfaat', 'Keluarga yang menerima bantuan sosial.', 'bansos',
    'kemiskinan'),
  of('disperdagin', 'ekonomi', 'unit', 'Industri Kecil', 'Usaha industri dengan tenaga kerja 5 sampai 19 orang.',
    'industri', 'ukm'),
  of('disyanjak', 'keuangan', 'rupiah', 'Realisasi Pajak Hotel dan Restoran', 'Penerimaan pajak yang masuk kas daerah.',
    'pajak', 'pad'),
  of('bps', 'ekonomi', 'persen', 'Laju Inflasi', 'Perubahan indeks harga konsumen.', 'inflasi', 'ekonomi')
]

export const groupTitles: Readonly<Record<string, string>> = {
  kesehatan: 'Kesehatan',
  kependudukan: 'Kependudukan',
  pemerintahan: 'Pemerintahan',
  infrastruktur: 'Infrastruktur',
  perhubungan: 'Perhubungan',
  pendidikan: 'Pendidikan',
  lingkungan: 'Lingkungan Hidup',
  sosial: 'Sosial',
  ekonomi: 'Ekonomi',
  keuangan: 'Keuangan Daerah'
}

export const licences: readonly (readonly [id: string | null, title: string | null])[] = [
  ['cc-by', 'Creative Commons Attribution'],
  ['cc-by', 'Creative Commons Attribution'],
  ['odc-odbl', 'Open Data Commons Open Database License (ODbL)'],
  ['notspecified', 'License not specified'],
  [null, null]
]

export const frequencies: readonly string[] = ['Tahunan', 'tahunan', '1 Tahun Sekali', 'Semesteran', 'Triwulanan',
  'Bulanan', 'annual', 'R/P1Y', 'Sesuai kebutuhan', 'Kalau ada']

/** Formats as people type them, with what the file is. */
export const formats: readonly (readonly [typed: string, extension: string, mimetype: string | null])[] = [
  ['CSV', 'csv', 'text/csv'],
  ['CSV', 'csv', 'text/csv'],
  ['csv', 'csv', null],
  ['.csv', 'csv', 'text/csv'],
  ['text/csv', 'csv', 'text/csv'],
  ['XLS', 'xls', 'application/vnd.ms-excel'],
  ['Excel', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['xlsx', 'xlsx', null],
  ['JSON', 'json', 'application/json'],
  ['GeoJSON', 'geojson', null],
  ['SHP', 'zip', 'application/zip'],
  ['PDF', 'pdf', 'application/pdf'],
  ['', 'csv', null]
]
