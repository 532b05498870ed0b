/** A row of the list of data sets. No value in it is to be trusted. */
export interface Kumpulan {
  /** Its name in addresses; the key: `jumlah-taman`. */
  NAMA: string | null
  /** Title. */
  JUDUL: string | null
  /** What it is about. */
  URAIAN: string | null
  /** Of its file: `CSV`. */
  FORMAT: string | null
  /** Address of its file. */
  TAUTAN: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NAMA', 'JUDUL', 'URAIAN', 'FORMAT', 'TAUTAN', 'TGL_UBAH'] as const satisfies readonly (keyof Kumpulan)[]
