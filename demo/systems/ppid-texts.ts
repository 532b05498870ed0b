/** What people ask an agency for. `{tahun}` and `{wilayah}` are filled in. */
export interface Subject {
  /** Names of the agency as clerks type them: present, former, short, in any case. */
  agencies: readonly string[]
  details: readonly string[]
}

export const subjects: readonly Subject[] = [
  {
    agencies: ['Dinas Pekerjaan Umum', 'Dinas Bina Marga dan Pengairan', 'DPU'],
    details: [
      'Daftar ruas jalan yang diperbaiki di Kecamatan {wilayah} tahun {tahun} beserta nilai kontrak, nama penyedia ' +
      'dan berita acara serah terima pekerjaannya.',
      'Dokumen perencanaan drainase Kecamatan {wilayah} dan realisasi anggarannya tahun {tahun}.'
    ]
  },
  {
    agencies: ['Dinas Lingkungan Hidup dan Kebersihan', 'BPLH', 'DLHK', 'Badan Pengelola Lingkungan Hidup'],
    details: ['Volume sampah harian per TPS di Kecamatan {wilayah} tahun {tahun}.',
      'Hasil uji kualitas air sungai Cikapundung & Citepus tahun {tahun} "lengkap dengan titik pantau".']
  },
  {
    agencies: ['Dinas Pendidikan', 'Disdik', 'DINAS PENDIDIKAN'],
    details: ['Rincian penggunaan dana BOS SD Negeri se-Kecamatan {wilayah} tahun {tahun}.',
      'Jumlah rombongan belajar dan guru honorer SMP Negeri tahun {tahun} per sekolah, dalam bentuk tabel yang ' +
      'dapat diolah kembali.']
  },
  {
    agencies: ['Dinas Kesehatan', 'Dinkes'],
    details: ['Jumlah kasus DBD per kelurahan di Kecamatan {wilayah} tahun {tahun}.',
      'Daftar pengadaan obat puskesmas tahun {tahun}.']
  },
  {
    agencies: ['Dinas Perhubungan', 'DISHUB', 'Dinas Perhubungan Kota Bandung'],
    details: ['Dokumen kajian rekayasa lalu lintas di {wilayah} tahun {tahun}.',
      'Realisasi pendapatan parkir tepi jalan tahun {tahun} per ruas.']
  },
  {
    agencies: ['Badan Pengelolaan Pendapatan Daerah', 'Disyanjak', 'Badan Pendapatan Daerah'],
    details: ['Realisasi pajak hotel dan restoran tahun {tahun} per kecamatan.',
      'Daftar penunggak pajak reklame di Kecamatan {wilayah}.']
  },
  {
    agencies: ['Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu', 'BPPT', 'DPMPTSP'],
    details: ['Salinan IMB bangunan hotel di Kecamatan {wilayah} yang terbit tahun {tahun}.',
      'Jumlah izin usaha per jenis tahun {tahun}.']
  },
  {
    agencies: ['Badan Perencanaan Pembangunan Daerah', 'Bappeda', 'Bappelitbang'],
    details: ['Dokumen RKPD tahun {tahun} dan hasil musrenbang Kecamatan {wilayah}.',
      'Naskah akademik rencana tata ruang tahun {tahun}.']
  },
  {
    agencies: ['Sekretariat Daerah', 'Setda', 'Bag. Umum Setda'],
    details: ['Laporan kinerja pemerintah daerah tahun {tahun}.',
      'Rincian perjalanan dinas ke luar negeri tahun {tahun}.']
  }
]

export const purposes: readonly string[] = [
  'Penelitian skripsi',
  'Bahan tesis tentang kebijakan publik',
  'Liputan jurnalistik',
  'Pengawasan masyarakat',
  'Kepentingan pribadi',
  'Bahan advokasi warga',
  'Keperluan usaha',
  'Kajian lembaga swadaya masyarakat & pendampingan warga'
]

/** How the requester wants it, as the form offers it and as clerks write it. */
export const ways: readonly string[] = [
  'Melihat/Membaca/Mendengarkan/Mencatat',
  'Mendapatkan salinan (softcopy)',
  'Mendapatkan salinan (hardcopy)',
  'Mengambil langsung',
  'Email',
  'Pos',
  'Faksimili',
  'E-mail'
]
export const oddWays: readonly string[] = ['Kurir', 'Lainnya', '']

/** UU 14/2008 article 17, in the words of the form's list. */
export const refusals: readonly string[] = [
  'Pasal 17 huruf a: menghambat proses penegakan hukum',
  'Pasal 17 huruf b: mengganggu kepentingan perlindungan hak atas kekayaan intelektual dan persaingan usaha tidak ' +
  'sehat',
  'Pasal 17 huruf e: merugikan ketahanan ekonomi nasional',
  'Pasal 17 huruf h: mengungkap rahasia pribadi',
  'Pasal 17 huruf i: memorandum atau surat-surat antar/intra badan publik',
  'Pasal 17 huruf j: tidak boleh diungkapkan berdasarkan undang-undang',
  'Informasi tidak dikuasai',
  'Informasi belum didokumentasikan'
]

/** UU 14/2008 article 35. */
export const objections: readonly string[] = [
  'Permohonan informasi ditolak',
  'Informasi berkala tidak disediakan',
  'Permohonan tidak ditanggapi',
  'Ditanggapi tidak sebagaimana yang diminta',
  'Permohonan tidak dipenuhi',
  'Biaya tidak wajar',
  'Disampaikan melebihi jangka waktu'
]
