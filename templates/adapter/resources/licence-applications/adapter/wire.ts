/** A row of the register of applications. No value in it is to be trusted. */
export interface Permohonan {
  /** Number on the receipt; the key. */
  NO_DAFTAR: string | null
  /** Kind of permit; the key of its service: `SIUP`. */
  JENIS: string | null
  /** Where it stands: see codes.ts. */
  STATUS: string | null
  /** Name of whoever asks. */
  PEMOHON: string | null
  /** Telephone number, in any spelling. */
  TELP: string | null
  /** Where the permit is for, on one line. */
  ALAMAT: string | null
  /** When it was handed in, local time. */
  TGL_MASUK: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NO_DAFTAR', 'JENIS', 'STATUS', 'PEMOHON', 'TELP', 'ALAMAT', 'TGL_MASUK', 'TGL_UBAH'] as const satisfies readonly (keyof Permohonan)[]
