/** A kind of transport permit as `JenisIzin` lists it. All values are text, as typed by whoever kept the table. */
export interface JenisIzin {
  KD_JENIS: string
  NM_JENIS: string
  KELOMPOK: string
  LAMA_PROSES: string
  RETRIBUSI: string
  SYARAT: string
  STATUS: string
}

export const PERMIT_TYPES: readonly JenisIzin[] = [
  {
    KD_JENIS: 'IT',
    NM_JENIS: 'Izin Trayek Angkutan Kota',
    KELOMPOK: 'Angkutan dalam trayek',
    LAMA_PROSES: '14 hari kerja',
    RETRIBUSI: 'Rp 250.000,00',
    SYARAT: 'Fotokopi KTP; Fotokopi STNK; Buku uji kendaraan; Surat pernyataan kesanggupan',
    STATUS: 'Y'
  },
  {
    KD_JENIS: 'IUA',
    NM_JENIS: 'Izin Usaha Angkutan',
    KELOMPOK: 'Usaha angkutan',
    LAMA_PROSES: '10 hari kerja',
    RETRIBUSI: 'Rp. 150.000,-',
    SYARAT: 'Akta pendirian; NPWP; Surat keterangan domisili; Bukti penguasaan pool kendaraan',
    STATUS: 'Y'
  },
  {
    KD_JENIS: 'KPS',
    NM_JENIS: 'Kartu Pengawasan',
    KELOMPOK: 'Angkutan dalam trayek',
    LAMA_PROSES: '3',
    RETRIBUSI: 'Rp 50.000',
    SYARAT: 'Fotokopi izin trayek; Fotokopi STNK; Buku uji kendaraan',
    STATUS: 'Y'
  },
  {
    KD_JENIS: 'IIS',
    NM_JENIS: 'Izin Insidentil',
    KELOMPOK: 'Angkutan dalam trayek',
    LAMA_PROSES: '1 hari kerja',
    RETRIBUSI: 'Rp25.000',
    SYARAT: 'Kartu pengawasan asli; Surat permohonan',
    STATUS: 'Y'
  },
  {
    KD_JENIS: 'IOT',
    NM_JENIS: 'Izin Operasi Taksi',
    KELOMPOK: 'Angkutan tidak dalam trayek',
    LAMA_PROSES: '14 hari kerja',
    RETRIBUSI: 'Rp 300.000,00',
    SYARAT: 'Izin usaha angkutan; Fotokopi STNK; Sertifikat argometer',
    STATUS: 'Y'
  },
  {
    KD_JENIS: 'IAK',
    NM_JENIS: 'Izin Operasi Angkutan Karyawan & Anak Sekolah',
    KELOMPOK: 'Angkutan tidak dalam trayek',
    LAMA_PROSES: '7 hari kerja',
    RETRIBUSI: 'Rp 100.000,00',
    SYARAT: 'Izin usaha angkutan; Fotokopi STNK; Kontrak kerja',
    STATUS: 'Y'
  },
  {
    KD_JENIS: 'DJL',
    NM_JENIS: 'Dispensasi Jalan untuk Bongkar Muat',
    KELOMPOK: 'Lalu lintas',
    LAMA_PROSES: '2 hari kerja',
    RETRIBUSI: '-',
    SYARAT: 'Surat permohonan; Denah lokasi',
    STATUS: 'Y'
  },
  {
    KD_JENIS: 'IBC',
    NM_JENIS: 'Izin Becak (dihapus)',
    KELOMPOK: 'Angkutan tidak bermotor',
    LAMA_PROSES: '-',
    RETRIBUSI: '-',
    SYARAT: '',
    STATUS: 'T'
  }
]
