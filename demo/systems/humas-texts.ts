/** What the city has to tell. `{wilayah}`, `{jumlah}` and `{hari}` are filled in. */
export interface Topic {
  /** Who posts it: accounts of agencies, in their present, former or short names, or of the staff. */
  creators: readonly string[]
  categories: readonly string[]
  titles: readonly string[]
  paragraphs: readonly string[]
}

const office = ['humas', 'admin', 'rina.w']

export const topics: readonly Topic[] = [
  {
    creators: ['Dinas Perhubungan', ...office],
    categories: ['Lalu Lintas', 'Berita'],
    titles: ['Jalan {wilayah} Ditutup Hari {hari}', 'Rekayasa Lalu Lintas di Kawasan {wilayah} Mulai Berlaku {hari}',
      'Bus Sekolah Gratis Tambah Rute ke {wilayah}'],
    paragraphs: [
      'Dinas Perhubungan Kota Bandung akan memberlakukan rekayasa lalu lintas di kawasan {wilayah} mulai pukul ' +
      '06.00 sampai 10.00 WIB.',
      'Pengendara diimbau menggunakan jalur alternatif dan mengikuti arahan petugas. Sebanyak {jumlah} petugas ' +
      'disiagakan.'
    ]
  },
  {
    creators: ['dinkes', ...office],
    categories: ['Kesehatan', 'Pengumuman'],
    titles: ['Posyandu Serentak Digelar di Kecamatan {wilayah}', 'Waspada DBD, Warga {wilayah} Diajak Lakukan 3M Plus',
      'Puskesmas di {wilayah} Buka Layanan Malam'],
    paragraphs: [
      'Dinas Kesehatan mencatat {jumlah} balita hadir pada kegiatan posyandu serentak di Kecamatan {wilayah}.',
      'Warga dapat menghubungi puskesmas terdekat untuk informasi jadwal imunisasi berikutnya.'
    ]
  },
  {
    creators: ['Disdukcapil', ...office],
    categories: ['Kependudukan', 'Pengumuman'],
    titles: ['Perekaman KTP-el Keliling Hadir di {wilayah}',
      'Cetak Kartu Identitas Anak Kini Bisa di Kecamatan {wilayah}'],
    paragraphs: [
      'Disdukcapil membuka layanan keliling di halaman kantor Kecamatan {wilayah} setiap hari {hari}. Kuota ' +
      '{jumlah} pemohon per hari.',
      'Pemohon cukup membawa fotokopi Kartu Keluarga. Layanan tidak dipungut biaya.'
    ]
  },
  {
    creators: ['BPLH', 'DLHK', ...office],
    categories: ['Lingkungan', 'Berita'],
    titles: ['Gerakan Pungut Sampah di {wilayah} Kumpulkan {jumlah} Kilogram', 'Bank Sampah {wilayah} Raih Penghargaan',
      'Hari Bebas Sampah Plastik Dimulai dari {wilayah}'],
    paragraphs: [
      'Sebanyak {jumlah} kilogram sampah terkumpul dari aksi bersih-bersih bersama warga {wilayah} hari {hari}.',
      'Kegiatan ini akan diadakan rutin setiap bulan di kecamatan yang berbeda.'
    ]
  },
  {
    creators: ['DBMP', 'DPU', ...office],
    categories: ['Infrastruktur', 'Berita'],
    titles: ['Perbaikan Drainase {wilayah} Rampung Lebih Cepat', '{jumlah} Lampu Jalan Baru Terangi {wilayah}',
      'Trotoar {wilayah} Kini Ramah Difabel'],
    paragraphs: [
      'Pekerjaan perbaikan saluran di {wilayah} selesai lebih cepat dari jadwal, dengan panjang {jumlah} meter.',
      'Warga yang menemukan kerusakan dapat melapor melalui LAPOR! dengan menyertakan foto dan lokasi.'
    ]
  },
  {
    creators: ['Disbudpar', ...office],
    categories: ['Seni &amp; Budaya', 'Agenda'],
    titles: ['Festival Kaulinan Barudak Digelar di {wilayah}', 'Pentas Angklung {jumlah} Pelajar di {wilayah}',
      'Car Free Night Hadir di {wilayah} Hari {hari}'],
    paragraphs: [
      'Festival budaya di {wilayah} menghadirkan {jumlah} peserta dari sanggar seni se-Kota Bandung.',
      'Acara terbuka untuk umum dan tidak dipungut biaya.'
    ]
  },
  {
    creators: ['Dinas Pendidikan', ...office],
    categories: ['Pendidikan', 'Pengumuman'],
    titles: ['Jadwal Penerimaan Peserta Didik Baru Wilayah {wilayah}',
      'Guru di {wilayah} Ikuti Pelatihan Kelas Digital'],
    paragraphs: [
      'Dinas Pendidikan mengumumkan jadwal penerimaan peserta didik baru untuk wilayah {wilayah} dengan daya ' +
      'tampung {jumlah} siswa.',
      'Orang tua dapat berkonsultasi di sekolah tujuan setiap hari kerja.'
    ]
  },
  {
    creators: ['Diskominfo', ...office],
    categories: ['Layanan Publik', 'Berita'],
    titles: ['Wi-Fi Publik Gratis Tersedia di {jumlah} Taman',
      'Bandung Command Center Terima Kunjungan Warga {wilayah}', 'Pemeliharaan Sistem Perizinan Daring Hari {hari}'],
    paragraphs: [
      'Diskominfo memasang akses internet gratis di {jumlah} titik, termasuk taman dan balai warga di {wilayah}.',
      'Gangguan layanan dapat disampaikan melalui kanal resmi Pemerintah Kota Bandung.'
    ]
  },
  {
    creators: office,
    categories: ['Berita'],
    titles: ['Wali Kota Tinjau Pasar Tradisional di {wilayah}', 'Musrenbang Kecamatan {wilayah} Bahas {jumlah} Usulan',
      'Warga {wilayah} Sambut Program Kampung Layak Anak', 'Operasi Pasar Murah Digelar di {wilayah}'],
    paragraphs: [
      'Wali Kota Bandung meninjau langsung kegiatan di Kecamatan {wilayah} hari {hari} dan berdialog dengan ' +
      '{jumlah} warga.',
      'Pemerintah kota berharap kegiatan serupa dapat berlanjut dengan dukungan semua pihak.'
    ]
  }
]

export const days = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu']

/**
 * What editors paste beside the text: from the word processor, from other sites, from a statistics service; and what
 * somebody else put there.
 */
export const pasted: readonly string[] = [
  '<script type="text/javascript">var _gaq = _gaq || []; _gaq.push(["_trackPageview"]);</script>',
  '<img src="https://pixel.stats.example/b.gif?host=humas&amp;rand=0.73" width="1" height="1" alt="" />',
  '<p class="MsoNormal" style="mso-margin-top-alt: auto;"><o:p></o:p><span lang="IN">Narahubung: Bagian Humas, ' +
  '(022) 4210101.</span></p>',
  '<iframe width="560" height="315" src="https://www.video.example/embed/x1" frameborder="0" allowfullscreen></iframe>',
  '<p><a href="javascript:void(0)" onclick="share()">Bagikan</a> <a href="/pengumuman/">Pengumuman lain</a></p>',
  '<form action="/cari" method="get"><input name="s"><button>Cari</button></form>',
  '<p style="text-align: justify;"><img class="alignleft size-medium" src="/wp-content/uploads/2026/foto.jpg" ' +
  'onerror="this.src=\'x\'" alt="Suasana kegiatan" width="300" height="200" />Suasana kegiatan.</p>',
  '<div style="position: absolute; left: -9999px"><a href="https://slot.example/">Situs slot gacor</a></div>',
  '<style>.entry { color: red }</style><div id="share-buttons" hidden></div>'
]
