/** A row of the proposals for the budget. No value in it is to be trusted. */
export interface Usulan {
  /** Its own number; the key. */
  NO_USULAN: string | null
  /** By which way it came: see codes.ts. */
  JENIS: string | null
  /** What is proposed, in a line. */
  JUDUL: string | null
  /** The same at length. */
  URAIAN: string | null
  /** Who proposes it. */
  RW: string | null
  /** Rupiah that it would cost. */
  ANGGARAN: number | null
  /** Budget year. */
  TAHUN: number | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NO_USULAN', 'JENIS', 'JUDUL', 'URAIAN', 'RW', 'ANGGARAN', 'TAHUN', 'TGL_UBAH'] as const satisfies readonly (keyof Usulan)[]
