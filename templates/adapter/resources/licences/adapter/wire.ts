/** A row of the register of decrees. No value in it is to be trusted. */
export interface Izin {
  /** Number of the decree; the key: `503-00123-2026`. */
  NO_IZIN: string | null
  /** Kind of permit: `SIUP`. */
  JENIS: string | null
  /** Whether it holds: see codes.ts. */
  STATUS: string | null
  /** Name of the holder. */
  PEMEGANG: string | null
  /** Where it holds, on one line. */
  ALAMAT: string | null
  /** Day of issue: `31-12-2025`. */
  TGL_TERBIT: string | null
  /** Last day; empty when it holds for ever. */
  TGL_HABIS: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NO_IZIN', 'JENIS', 'STATUS', 'PEMEGANG', 'ALAMAT', 'TGL_TERBIT', 'TGL_HABIS', 'TGL_UBAH'] as const satisfies readonly (keyof Izin)[]
