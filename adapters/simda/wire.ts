/** A row of Ref_Sub_Unit, as sqlcmd writes it: all text. */
export interface RefSubUnit {
  Kd_Urusan: string
  Kd_Bidang: string
  Kd_Unit: string
  Kd_Sub: string
  Nm_Sub_Unit: string
}

/** A code that a unit had, from its first budget year to its last. */
export interface UnitCode {
  /** `1.03.01.01` */
  Kode: string
  Tahun_Awal: number
  /** Null while it has it. */
  Tahun_Akhir: number | null
  /** The last of its names. */
  Nm_Sub_Unit: string
}

/** What Ref_Sub_Unit of several budget years says together of a unit under one code. */
export interface UnitRow extends UnitCode {
  /** Its other names, newest first. */
  Nama_Lain: string[]
  /** Other codes that it has had or has got since. */
  Kode_Lain: string[]
  /** What it became under its next code. */
  Penerus: UnitCode | null
  /** The unit that it is a part of. */
  Induk: UnitCode | null
}
