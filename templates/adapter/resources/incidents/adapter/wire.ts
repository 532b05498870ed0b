/** A row of the log of incidents. No value in it is to be trusted. */
export interface Kejadian {
  /** Its own number; the key. */
  NO_KEJ: string | null
  /** What happened: see codes.ts. */
  JENIS: string | null
  /** Where the response stands: see codes.ts. */
  STATUS: string | null
  /** How grave it is: see codes.ts. */
  TINGKAT: string | null
  /** What was reported. */
  URAIAN: string | null
  /** Where it is, on one line. */
  LOKASI: string | null
  /** Degrees north; empty where nobody looked. */
  LAT: number | null
  /** Degrees east. */
  LNG: number | null
  /** When it happened, local time. */
  WAKTU: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NO_KEJ', 'JENIS', 'STATUS', 'TINGKAT', 'URAIAN', 'LOKASI', 'LAT', 'LNG', 'WAKTU', 'TGL_UBAH'] as const satisfies readonly (keyof Kejadian)[]
