/** All values are text. What is missing is an empty element, in some rows `xsi:nil`. */
type Text = string | undefined

/** The columns about the holder, the same for permits and applications. */
export interface Pemegang {
  /** Owner or applicant. */
  NM_PEMILIK: Text
  NO_KTP: Text
  NM_USAHA: Text
  /** `PT`, `CV`, `KOPERASI`, `PERORANGAN`, ... */
  BENTUK_USAHA: Text
  NPWP: Text
  ALAMAT: Text
  /** `003/005`: RT, then RW. */
  RT_RW: Text
  KELURAHAN: Text
  KECAMATAN: Text
  TELP: Text
}

/** A permit: an item of `DaftarIzin`, the answer of `DetailIzin`. */
export interface Izin extends Pemegang {
  /** `551.2/0123-DISHUB/2025` */
  NOMOR_IZIN: Text
  /** Of the application; empty for permits from before the agenda. */
  NO_AGENDA: Text
  KD_JENIS: Text
  NM_JENIS: Text
  /** `AKTIF`, `HABIS`, `BEKU`, `CABUT`, `GANTI` */
  STATUS: Text
  NO_TRAYEK: Text
  NM_TRAYEK: Text
  /** Only where the permit is for one vehicle. */
  NO_POLISI: Text
  JML_KENDARAAN: Text
  /** `31/12/2025`, in older rows `31 Desember 2025`. */
  TGL_TERBIT: Text
  /** Last day; empty, `00/00/0000` or `01/01/1900` without an end. */
  TGL_HABIS: Text
  TGL_UBAH: Text
}

/** An application: an item of `DaftarPermohonan`, the answer of `DetailPermohonan`. */
export interface Permohonan extends Pemegang {
  /** `AGD/00412/2025` */
  NO_AGENDA: Text
  /** Once issued. */
  NOMOR_IZIN: Text
  KD_JENIS: Text
  NM_JENIS: Text
  /** `BARU`, `PERPANJANGAN`, `PERUBAHAN`, `DAFTAR ULANG` */
  JNS_MOHON: Text
  /** `ONLINE`, `LOKET` or the name of a branch. */
  LOKET: Text
  KD_STATUS: Text
  KET_STATUS: Text
  TGL_MASUK: Text
  /** Promised day. */
  TGL_JANJI: Text
  TGL_PUTUS: Text
  /** `Rp 250.000,00`, `Rp. 50.000,-` */
  BIAYA: Text
  /** `Y` or `T` */
  LUNAS: Text
  TGL_UBAH: Text
}

/** A kind of permit: an item of `JenisIzin`. */
export interface JenisIzin {
  KD_JENIS: Text
  NM_JENIS: Text
  KELOMPOK: Text
  /** `14 hari kerja` or `14` */
  LAMA_PROSES: Text
  RETRIBUSI: Text
  /** Separated by semicolons. */
  SYARAT: Text
  /** `Y` or `T` */
  STATUS: Text
}

/**
 * An entry of the traffic log: an item of `DaftarKejadian`, the answer of `DetailKejadian`. Columns with people in them
 * are not taken along.
 */
export interface Kejadian {
  /** `LL-20261120-007` */
  NO_LAPORAN: Text
  /** `LAKA`, `MACET`, `MOGOK`, `TUTUP`, `APILL`, `GNGN`, ... */
  KD_KEJADIAN: Text
  NM_KEJADIAN: Text
  LOKASI: Text
  KELURAHAN: Text
  KECAMATAN: Text
  /** `-6.9147,107.6098` */
  KOORDINAT: Text
  /** `RINGAN`, `SEDANG`, `BERAT` */
  TINGKAT: Text
  /** What it means for traffic. */
  DAMPAK: Text
  /** `BARU`, `CEK`, `TUGAS`, `TANGANI`, `SELESAI`, `HOAKS` */
  STATUS: Text
  /** `20/11/2026 15:38` */
  TGL_KEJADIAN: Text
  TGL_LAPOR: Text
  TGL_UBAH: Text
}

/** What `LaporKejadian` takes. What is unknown is empty. */
export interface LaporanBaru {
  /** The sender's own number. The service keeps it, and compares it with nothing. */
  rujukan: string
  kd_kejadian: string
  /** `20/11/2026 15:38` */
  tgl_kejadian: string
  lokasi: string
  /** In capitals, as the control room's list has it. */
  kelurahan: string
  kecamatan: string
  /** `-6.9147,107.6098` */
  koordinat: string
  dampak: string
  pelapor: string
  telp: string
}

/** An item of `CariLaporan`, the answer of `LaporKejadian`. */
export interface LaporanMasuk {
  NO_LAPORAN: Text
  RUJUKAN: Text
}
