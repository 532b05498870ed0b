/** A kind of turn-out, the code of it, and how often it is one of a hundred. */
export interface Kind {
  code: string
  name: string
  share: number
  /** Code and name of what was hit, and whether it is somebody's home. */
  objects: readonly (readonly [code: string, name: string])[]
  causes: readonly string[]
}

/** A clerk typed them over the years: spellings differ, the codes do not. */
export const KINDS: readonly Kind[] = [
  {
    code: 'K', name: 'KEBAKARAN', share: 52,
    objects: [
      ['1', 'RUMAH TINGGAL'], ['1', 'RUMAH TINGGAL'], ['1', 'RUMAH KONTRAKAN'], ['1', 'RUMAH KOS'], ['2', 'KIOS PASAR'], ['2', 'TOKO'],
      ['2', 'SEKOLAH'], ['3', 'PABRIK KONVEKSI'], ['3', 'GUDANG'], ['4', 'MOBIL'], ['4', 'SEPEDA MOTOR'], ['5', 'ALANG-ALANG'], ['5', 'TUMPUKAN SAMPAH']
    ],
    causes: ['KORSLETING LISTRIK', 'KORSLETING LISTRIK', 'KOMPOR GAS', 'PUNTUNG ROKOK', 'PEMBAKARAN SAMPAH', 'BELUM DIKETAHUI', '', 'Kelalaian – lupa mematikan tungku']
  },
  {
    code: 'B', name: 'BANJIR', share: 9,
    objects: [['6', 'GENANGAN DI JALAN'], ['6', 'PERMUKIMAN'], ['6', 'UNDERPASS']],
    causes: ['HUJAN DERAS', 'SALURAN TERSUMBAT', 'LUAPAN SUNGAI', '']
  },
  {
    code: 'A', name: 'ANGIN KENCANG', share: 7,
    objects: [['5', 'POHON TUMBANG'], ['2', 'PAPAN REKLAME ROBOH'], ['1', 'ATAP RUMAH']],
    causes: ['HUJAN DISERTAI ANGIN', '']
  },
  {
    code: 'P', name: 'PENYELAMATAN', share: 30,
    objects: [['1', 'SARANG TAWON'], ['1', 'ULAR MASUK RUMAH'], ['5', 'KUCING DI ATAS POHON'], ['1', 'CINCIN TIDAK BISA LEPAS'], ['1', 'KUNCI TERKUNCI DI DALAM']],
    causes: ['']
  },
  // Somebody uses it; nobody remembers what for.
  { code: 'X', name: 'LAIN2', share: 2, objects: [['9', 'LAIN-LAIN']], causes: [''] }
]

/** What clerks note. Nobody thought that it would be read elsewhere: it holds names and telephone numbers. */
export const REMARKS: readonly ((owner: string, phone: string) => string)[] = [
  () => '',
  () => '',
  owner => `Pemilik: ${owner}`,
  (owner, phone) => `Lapor ulang ke ${owner} HP ${phone}`,
  () => 'Api padam sebelum petugas tiba; "laporan warga"',
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
