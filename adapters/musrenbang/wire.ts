/** A row of DAT_USULAN with the names from its reference tables, as the database gives it. */
export interface Usulan {
  /** A number as long as JavaScript can hold it. */
  ID_USULAN: number | string
  TAHUN: number | null
  /** MUSRENBANG, PIPPK, KARTA, PKK, LPM. */
  JENIS: string | null
  USULAN: string | null
  KETERANGAN: string | null
  /** DECIMAL: text. */
  ANGGARAN: string | null
  /** Last two digits of the Kemendagri code; a number in some deployments: 2. */
  KD_KEC: string | number | null
  /** Last four digits of the Kemendagri code. */
  KD_KEL: string | number | null
  RT: string | null
  RW: string | null
  /** Agency that would carry it out, by its code in the budget: 1.03.01. */
  KD_SKPD: string | null
  /** Last change, or the entry of a row that was never changed: local time. */
  BERUBAH: string | null
}
