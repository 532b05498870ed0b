/** A row of the list of agencies. No value in it is to be trusted. */
export interface Instansi {
  /** Short code, given once and for all: `DISHUB`. */
  KODE: string | null
  /** Official name. */
  NAMA: string | null
  /** What people call it. */
  SINGKATAN: string | null
  /** Its code in the finance system: `1.07.01.01`. */
  KD_SKPD: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['KODE', 'NAMA', 'SINGKATAN', 'KD_SKPD', 'TGL_UBAH'] as const satisfies readonly (keyof Instansi)[]
