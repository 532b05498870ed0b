/** A person in the register. Only what identifies him or her: the rest serves no purpose of the hub. No value in it is to be trusted. */
export interface Penduduk {
  /** 16 digits; the key. It never leaves the hub unmasked. */
  NIK: string | null
  /** Name as on the card, titles and all. */
  NAMA_LGKP: string | null
  /** Place of birth. */
  TMPT_LHR: string | null
  /** Date of birth: `31-12-1985`. */
  TGL_LHR: string | null
  /** `L` or `P`, or words. */
  JNS_KLMN: string | null
  /** Last change, local time: `2026-01-31 10:15:00`. */
  TGL_UBAH: string | null
}

/** What the client hands on. No other column goes further: what is left behind cannot leak. */
export const columns = ['NIK', 'NAMA_LGKP', 'TMPT_LHR', 'TGL_LHR', 'JNS_KLMN', 'TGL_UBAH'] as const satisfies readonly (keyof Penduduk)[]
