/**
 * The tables of SISMIOP as the nightly export writes them. A DBF field has ten characters for its name: the export cuts
 * SISMIOP's, and numbers those that are the same then (`TOTAL_LUAS_BUMI`, `TOTAL_LUAS_BNG`: TOTAL_LUAS, TOTAL_LU_1).
 * Texts of the DBF files come without the blanks behind them, numbers as numbers, dates as `2026-11-20`.
 */

type Cell = string | number | boolean | null

/** The seven columns of a NOP. */
interface NopColumns {
  KD_PROPINS: Cell
  KD_DATI2: Cell
  KD_KECAMAT: Cell
  KD_KELURAH: Cell
  KD_BLOK: Cell
  NO_URUT: Cell
  KD_JNS_OP: Cell
}

/** DAT_OBJEK_PAJAK. */
export interface ObjekPajak extends NopColumns {
  /** SUBJEK_PAJAK_ID: a NIK, the NOP itself, or invented. */
  SUBJEK_PAJ: Cell
  JALAN_OP: Cell
  /** BLOK_KAV_NO_OP */
  BLOK_KAV_N: Cell
  RW_OP: Cell
  RT_OP: Cell
  /** TOTAL_LUAS_BUMI, m². */
  TOTAL_LUAS: Cell
  /** TOTAL_LUAS_BNG, m². */
  TOTAL_LU_1: Cell
  NJOP_BUMI: Cell
  NJOP_BNG: Cell
  /** TGL_PEREKAMAN_OP: when it was entered last. */
  TGL_PEREKA: Cell
}

/** DAT_SUBJEK_PAJAK, of which only the name is taken. */
export interface SubjekPajak {
  SUBJEK_PAJ: Cell
  NM_WP: Cell
}

/** SPPT. */
export interface Sppt extends NopColumns {
  /** THN_PAJAK_SPPT */
  THN_PAJAK_: Cell
  /** SIKLUS_SPPT: counts up with each issue of the same bill. */
  SIKLUS_SPP: Cell
  NM_WP_SPPT: Cell
  /** TGL_JATUH_TEMPO_SPPT */
  TGL_JATUH_: Cell
  /** TGL_TERBIT_SPPT */
  TGL_TERBIT: Cell
  /** PBB_YG_HARUS_DIBAYAR_SPPT */
  PBB_YG_HAR: Cell
  /** STATUS_PEMBAYARAN_SPPT */
  STATUS_PEM: Cell
  /** STATUS_PEMBATALAN */
  STATUS_P_1: Cell
}

/** PEMBAYARAN_SPPT, which comes as CSV: all text, codes without the zeros in front of them. */
export interface PembayaranSppt {
  KD_PROPINSI: string
  KD_DATI2: string
  KD_KECAMATAN: string
  KD_KELURAHAN: string
  KD_BLOK: string
  NO_URUT: string
  KD_JNS_OP: string
  THN_PAJAK_SPPT: string
  PEMBAYARAN_SPPT_KE: string
  KD_BANK_PERSEPSI: string
  /** `13/06/2024` */
  TGL_PEMBAYARAN_SPPT: string
  /** The penalty included. */
  JML_SPPT_YG_DIBAYAR: string
  DENDA_SPPT: string
  /** `13/06/2024 10:20:08` */
  TGL_REKAM_BYR_SPPT: string
}

/** A tax object as the hub keeps it: without SUBJEK_PAJAK_ID, which may be a NIK. */
export interface ObjectRow {
  /** 18 digits. */
  NOP: string
  NM_WP: string | null
  JALAN_OP: Cell
  BLOK_KAV_NO_OP: Cell
  RW_OP: Cell
  RT_OP: Cell
  TOTAL_LUAS_BUMI: Cell
  TOTAL_LUAS_BNG: Cell
  NJOP_BUMI: Cell
  NJOP_BNG: Cell
  TGL_PEREKAMAN_OP: Cell
  /** YYYY-MM-DD: the export's night. */
  TGL_EKSPOR: string
}

/** The newest issue of a bill, with its payments. */
export interface BillRow {
  /** 18 digits. */
  NOP: string
  THN_PAJAK_SPPT: Cell
  SIKLUS_SPPT: Cell
  NM_WP_SPPT: Cell
  TGL_JATUH_TEMPO_SPPT: Cell
  TGL_TERBIT_SPPT: Cell
  PBB_YG_HARUS_DIBAYAR_SPPT: Cell
  STATUS_PEMBAYARAN_SPPT: Cell
  STATUS_PEMBATALAN: Cell
  PEMBAYARAN: Payment[]
  /** YYYY-MM-DD: the export's night. */
  TGL_EKSPOR: string
  /** YYYY-MM-DD: the day it was read, on which it was overdue or not. */
  TGL_BACA: string
}

export type Payment = Pick<PembayaranSppt,
  'PEMBAYARAN_SPPT_KE' | 'KD_BANK_PERSEPSI' | 'TGL_PEMBAYARAN_SPPT' | 'JML_SPPT_YG_DIBAYAR' | 'DENDA_SPPT'
    | 'TGL_REKAM_BYR_SPPT'>
