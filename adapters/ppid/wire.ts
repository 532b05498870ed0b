/** What the application's pages show, in the words of its columns. Everything is text; none of it is to be trusted. */

/** A row of the register. */
export interface RegisterRow {
  /** From the link to the details; empty when there is none. */
  id: string
  nomor: string
  /** `03-11-2026` in the register, `3 November 2026` in the details; so for every day. */
  tanggal: string
  nama: string
  rincian: string
  tujuan: string
  skpd: string
  batas: string
  perpanjangan: string
  status: string
  /** `03/11/2026 09:15` */
  diubah: string
}

/** What only the page of one request shows. */
export interface Details {
  nik: string
  alamat: string
  hp: string
  email: string
  cara: string
  /** The sections below are there once something was decided or objected to. */
  keputusan?: string
  tanggalKeputusan?: string
  /** Grounds of a refusal, one a line. */
  alasan?: string
  alasanKeberatan?: string
  tanggalKeberatan?: string
  tanggalTanggapan?: string
  /** Numbers of the letters with which it was asked for, and objected to. */
  noSurat?: string
  noSuratKeberatan?: string
}

export type Permohonan = RegisterRow & Partial<Details>

/** The form for a new request. What is unknown is empty. */
export interface PermohonanBaru {
  nik: string
  nama: string
  alamat: string
  hp: string
  email: string
  rincian: string
  tujuan: string
  cara: string
  skpd: string
  no_surat: string
}

/** The form for an objection. */
export interface KeberatanBaru {
  alasan: string
  catatan: string
  no_surat: string
}
