/** A row of the list of services. No value in it is to be trusted. */
export interface Layanan {
  /** Code of the service; the key. */
  KODE: string | null
  /** Name, as the counter shows it. */
  NAMA: string | null
  /** What it is, in some lines. */
  URAIAN: string | null
  /** Working days that are promised. */
  HARI: number | null
  /** Rupiah; 0 where it is free. */
  BIAYA: number | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['KODE', 'NAMA', 'URAIAN', 'HARI', 'BIAYA', 'TGL_UBAH'] as const satisfies readonly (keyof Layanan)[]
