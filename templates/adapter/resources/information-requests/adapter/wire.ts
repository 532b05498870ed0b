/** A row of the register of requests for information. No value in it is to be trusted. */
export interface Permintaan {
  /** Registration number; the key. */
  NO_REG: string | null
  /** Name of whoever asks. */
  PEMOHON: string | null
  /** What is asked for. */
  RINCIAN: string | null
  /** What it is wanted for. */
  TUJUAN: string | null
  /** Where it stands: see codes.ts. */
  STATUS: string | null
  /** Day of receipt: `31-12-2025`. */
  TGL_TERIMA: string | null
  /** Day by which it must be answered. */
  TGL_BATAS: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NO_REG', 'PEMOHON', 'RINCIAN', 'TUJUAN', 'STATUS', 'TGL_TERIMA', 'TGL_BATAS', 'TGL_UBAH'] as const satisfies readonly (keyof Permintaan)[]
