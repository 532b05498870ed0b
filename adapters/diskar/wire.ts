/**
 * A row of the register of turn-outs, as the file has it: all text. Columns with people in them are not taken along.
 */
export interface Kejadian {
  /** `0412/2026`; a spreadsheet may have taken its zeros. */
  NO_KEJADIAN: string
  /** `20/11/2026` or `20-Nop-26`: the day on which it began. The times have no days of their own. */
  TGL_KEJADIAN: string
  /** `23.50` or `23:50` */
  JAM_KEJADIAN: string
  JAM_LAPOR: string
  JAM_BERANGKAT: string
  JAM_TIBA: string
  JAM_SELESAI: string
  KD_JENIS: string
  JENIS: string
  KD_OBJEK: string
  OBJEK: string
  PENYEBAB: string
  KD_SKALA: string
  KELURAHAN: string
  KECAMATAN: string
  UNIT: string
  KD_STATUS: string
  /** `20/11/2026 09:15:22`, or nothing in old rows. */
  TGL_UBAH: string
  // Absent where it is somebody's home or car.
  ALAMAT?: string
  RT?: string
  RW?: string
  LINTANG?: string
  BUJUR?: string
}

/** `2026-0412`: the number with the year in front, with its zeros. Undefined for what is no number. */
export function numberOf({ NO_KEJADIAN }: Pick<Kejadian, 'NO_KEJADIAN'>): string | undefined {
  const [, serial = '', year] = /^\s*(\d{1,6})\/(\d{4})\s*$/.exec(NO_KEJADIAN) ?? []
  return year === undefined ? undefined : `${year}-${serial.padStart(4, '0')}`
}
