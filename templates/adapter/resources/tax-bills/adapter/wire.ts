/** A row of the year's tax bills. No value in it is to be trusted. */
export interface Tagihan {
  /** NOP and year, `327302000100100010-2026`; the key. */
  NO_TAGIHAN: string | null
  /** Number of the tax object, 18 digits without dots. */
  NOP: string | null
  /** Tax year. */
  TAHUN: number | null
  /** Whether it is paid: see codes.ts. */
  STATUS: string | null
  /** Name of the taxpayer. */
  NM_WP: string | null
  /** Rupiah to pay. */
  PBB: number | null
  /** Due date: `30-09-2026`. */
  JATUH_TMP: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NO_TAGIHAN', 'NOP', 'TAHUN', 'STATUS', 'NM_WP', 'PBB', 'JATUH_TMP', 'TGL_UBAH'] as const satisfies readonly (keyof Tagihan)[]
