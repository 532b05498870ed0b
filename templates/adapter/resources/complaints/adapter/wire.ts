/** A row of the book of complaints. No value in it is to be trusted. */
export interface Pengaduan {
  /** Number on the receipt; the key. */
  NO_ADUAN: string | null
  /** What is complained of, as the citizen wrote it. */
  ISI: string | null
  /** Where it stands: see codes.ts. */
  STATUS: string | null
  /** Where it is, on one line. */
  ALAMAT: string | null
  /** Degrees north; empty where nobody looked. */
  LAT: number | null
  /** Degrees east. */
  LNG: number | null
  /** When it came, local time. */
  TGL_MASUK: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NO_ADUAN', 'ISI', 'STATUS', 'ALAMAT', 'LAT', 'LNG', 'TGL_MASUK', 'TGL_UBAH'] as const satisfies readonly (keyof Pengaduan)[]
