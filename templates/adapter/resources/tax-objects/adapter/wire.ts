/** A row of the register of tax objects. No value in it is to be trusted. */
export interface ObjekPajak {
  /** Number of the tax object, 18 digits without dots; the key. */
  NOP: string | null
  /** Name of the owner. */
  NM_WP: string | null
  /** Where it lies, on one line. */
  ALAMAT: string | null
  /** Square metres of land. */
  LUAS_BUMI: number | null
  /** Square metres of buildings. */
  LUAS_BNG: number | null
  /** Value of the land in rupiah. */
  NJOP_BUMI: number | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NOP', 'NM_WP', 'ALAMAT', 'LUAS_BUMI', 'LUAS_BNG', 'NJOP_BUMI', 'TGL_UBAH'] as const satisfies readonly (keyof ObjekPajak)[]
