/** What was hit: code and name, whether it has a house number, and what it may have come from. */
export interface Thing {
  code: string
  name: string
  hasNumber: boolean
  causes: readonly string[]
}

/** A kind of turn-out, the code of it, and how often it is one of a hundred. */
export interface Kind {
  code: string
  name: string
  share: number
  objects: readonly Thing[]
}

const building = (code: string, name: string, ...causes: string[]): Thing => ({ code, name, hasNumber: true, causes })
const outside = (code: string, name: string, ...causes: string[]): Thing => ({ code, name, hasNumber: false, causes })
const kitchen = ['KORSLETING LISTRIK', 'KORSLETING LISTRIK', 'KOMPOR GAS', 'Kelalaian – lupa mematikan tungku',
  'BELUM DIKETAHUI', '']

/** A clerk typed them over the years: spellings differ, the codes do not. */
export const KINDS: readonly Kind[] = [
  {
    code: 'K',
    name: 'KEBAKARAN',
    share: 52,
    objects: [
      building('1', 'RUMAH TINGGAL', ...kitchen),
      building('1', 'RUMAH TINGGAL', ...kitchen),
      building('1', 'RUMAH KONTRAKAN', ...kitchen),
      building('1', 'RUMAH KOS', ...kitchen),
      building('2', 'KIOS PASAR', ...kitchen),
      building('2', 'TOKO', 'KORSLETING LISTRIK', 'BELUM DIKETAHUI', ''),
      building('2', 'SEKOLAH', 'KORSLETING LISTRIK', 'BELUM DIKETAHUI'),
      building('3', 'PABRIK KONVEKSI', 'KORSLETING LISTRIK', 'MESIN PANAS', ''),
      building('3', 'GUDANG', 'KORSLETING LISTRIK', 'PUNTUNG ROKOK', ''),
      outside('4', 'MOBIL', 'KORSLETING LISTRIK', 'BOCORAN BBM', ''),
      outside('4', 'SEPEDA MOTOR', 'KORSLETING LISTRIK', 'BOCORAN BBM'),
      outside('5', 'ALANG-ALANG', 'PUNTUNG ROKOK', 'PEMBAKARAN SAMPAH', ''),
      outside('5', 'TUMPUKAN SAMPAH', 'PEMBAKARAN SAMPAH', 'PUNTUNG ROKOK')
    ]
  },
  {
    code: 'B',
    name: 'BANJIR',
    share: 9,
    objects: [
      outside('6', 'GENANGAN DI JALAN', 'HUJAN DERAS', 'SALURAN TERSUMBAT', ''),
      building('1', 'PERMUKIMAN', 'LUAPAN SUNGAI', 'HUJAN DERAS'),
      outside('6', 'UNDERPASS', 'HUJAN DERAS', 'POMPA MATI')
    ]
  },
  {
    code: 'A',
    name: 'ANGIN KENCANG',
    share: 7,
    objects: [
      outside('5', 'POHON TUMBANG', 'HUJAN DISERTAI ANGIN', ''),
      outside('2', 'PAPAN REKLAME ROBOH', 'HUJAN DISERTAI ANGIN'),
      building('1', 'ATAP RUMAH', 'HUJAN DISERTAI ANGIN', '')
    ]
  },
  {
    code: 'P',
    name: 'PENYELAMATAN',
    share: 30,
    objects: [
      building('1', 'SARANG TAWON', ''),
      building('1', 'ULAR MASUK RUMAH', ''),
      outside('5', 'KUCING DI ATAS POHON', ''),
      building('1', 'CINCIN TIDAK BISA LEPAS', ''),
      building('1', 'KUNCI TERKUNCI DI DALAM', '')
    ]
  },
  // Somebody uses it; nobody remembers what for.
  { code: 'X', name: 'LAIN2', share: 2, objects: [outside('9', 'LAIN-LAIN', '')] }
]

/** What clerks note. Nobody thought that it would be read elsewhere: it holds names and telephone numbers. */
export const REMARKS: readonly ((owner: string, phone: string) => string)[] = [
  () => '',
  () => '',
  owner => `Pemilik: ${owner}`,
  (owner, phone) => `Lapor ulang ke ${owner} HP ${phone}`,
  () => 'Selesai sebelum petugas tiba; "laporan warga"',
  () => 'Unit: Pos Gedebage\nUnit cadangan: Pos Cijawura',
  owner => `Ybs. a.n. ${owner} “menolak” tanda tangan berita acara`
]

/** As the drivers of the engines spell them. */
export const DISTRICT_SPELLINGS: Readonly<Record<string, string>> = {
  'Buahbatu': 'BUAH BATU',
  'Ujungberung': 'UJUNG BERUNG',
  'Kiaracondong': 'KIARA CONDONG',
  'Astana Anyar': 'ASTANAANYAR',
  'Arcamanik': 'ARCA MANIK'
}

export const MONTHS = ['Jan', 'Peb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nop', 'Des']
