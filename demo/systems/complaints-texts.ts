/** What citizens write about a topic. `{jalan}` and `{tempat}` are filled in; a text message seldom says where. */
export interface Script {
  topic: string
  title: string
  web: readonly string[]
  sms: readonly string[]
  answers: readonly string[]
}

export const scripts: readonly Script[] = [
  {
    topic: '9',
    title: 'Jalan berlubang di {jalan}',
    web: [
      'Jalan di {jalan} dekat {tempat} berlubang cukup dalam, sudah ada "korban" pengendara motor. Mohon segera ' +
      'ditambal.',
      'Sudah tiga bulan aspal {jalan} rusak & bergelombang. Kalau hujan lubangnya tidak kelihatan.',
      'Perbaikan {jalan} dikerjakan asal-asalan, < 1 minggu sudah mengelupas lagi.'
    ],
    sms: ['jln dpn pasar rusak parah tlg d perbaiki trims', 'Pak Wali jalan ke sekolah anak sy hancur kpn d aspal?'],
    answers: ['Terima kasih atas laporannya. Titik tersebut masuk jadwal penambalan minggu ini.',
      'Penambalan {jalan} sudah selesai dikerjakan.']
  },
  {
    topic: '10',
    title: 'Drainase tersumbat, {jalan} banjir',
    web: [
      'Setiap hujan {jalan} tergenang setinggi lutut karena saluran di depan {tempat} tersumbat.',
      'Tutup gorong-gorong di {jalan} hilang, berbahaya bagi pejalan kaki & anak sekolah.'
    ],
    sms: ['banjir lagi banjir lagi. selokan mampet pa', 'Air selokan meluap ke rumah warga mohon d tindaklanjuti'],
    answers: ['Petugas menuju lokasi.', 'Saluran di {jalan} sudah dikeruk oleh tim reaksi cepat.']
  },
  {
    topic: '11',
    title: 'Lampu jalan mati di {jalan}',
    web: [
      'Lampu PJU di {jalan} mati sejak dua minggu lalu, rawan kejahatan. Nomor tiang tidak terbaca.',
      'PJU depan {tempat} menyala siang hari & mati malam hari.'
    ],
    sms: ['Lampu jalan mati smua gelap gulita tlg', 'mhn lampu pju d gang kami d nyalakan'],
    answers: ['Sudah dijadwalkan penggantian lampu.', 'Lampu di {jalan} sudah menyala kembali.']
  },
  {
    topic: '12',
    title: 'Bangunan tanpa izin di {jalan}',
    web: ['Di {jalan} dekat {tempat} ada pembangunan ruko 4 lantai tanpa papan IMB. Mohon dicek.'],
    sms: ['ada bangunan liar d bantaran sungai'],
    answers: ['Tim pengawasan telah memeriksa lokasi dan memberikan surat peringatan pertama.']
  },
  {
    topic: '13',
    title: 'Kemacetan di {jalan}',
    web: [
      'Lampu merah di persimpangan {jalan} mati sejak pukul 06.30-09.00, macet total.',
      'Kemacetan parah di {jalan} setiap sore karena angkot "ngetem" di depan {tempat}.'
    ],
    sms: ['macet total ga ada petugas', 'lampu merah mati dr pagi macet parah pa'],
    answers: ['Petugas kami tempatkan pada jam sibuk.', 'Pengaturan waktu lampu lalu lintas telah disesuaikan.']
  },
  {
    topic: '14',
    title: 'Parkir liar di {jalan}',
    web: [
      'Trotoar {jalan} dipakai parkir motor, tarif Rp 5.000 tanpa karcis & jukirnya galak.',
      'Mobil parkir di kedua sisi {jalan} depan {tempat}, ambulans tidak bisa lewat.'
    ],
    sms: ['parkir liar d trotoar tlg d tertibkan', 'jukir minta 5rb ga ada karcis'],
    answers: ['Telah dilakukan penggembokan kendaraan di lokasi.']
  },
  {
    topic: '15',
    title: 'Angkot ugal-ugalan',
    web: ['Angkot D 1234 AB trayek 05 ugal-ugalan di {jalan} dan menurunkan penumpang di tengah jalan.'],
    sms: ['angkot minta ongkos lebih mhn d tindak'],
    answers: ['Pengemudi sudah dipanggil dan diberi pembinaan.']
  },
  {
    topic: '16',
    title: 'Sampah menumpuk di {jalan}',
    web: [
      'Sampah di TPS {jalan} sudah satu minggu tidak diangkut, baunya sampai ke {tempat}.',
      'Ada yang membakar sampah setiap malam di {jalan}, asapnya "menyengat" & mengganggu anak-anak.'
    ],
    sms: ['sampah numpuk bau bgt tlg angkut', 'tps penuh sdh 4 hari ga diangkut'],
    answers: ['Pengangkutan dilakukan hari ini pukul 14.00 WIB.', 'Sampah di {jalan} sudah diangkut.']
  },
  {
    topic: '17',
    title: 'Pohon rawan tumbang di {jalan}',
    web: ['Pohon besar di {jalan} sudah miring & akarnya mengangkat trotoar dekat {tempat}. Mohon dipangkas.'],
    sms: ['pohon tumbang nutup jln'],
    answers: ['Pohon sudah dipangkas oleh petugas.']
  },
  {
    topic: '18',
    title: 'Limbah dibuang ke selokan {jalan}',
    web: ['Air sungai di belakang {tempat} berwarna merah & berbusa, diduga limbah dari pabrik di {jalan}.'],
    sms: ['limbah pabrik bau menyengat tiap malam'],
    answers: ['Contoh air telah diambil, hasil laboratorium keluar dalam 7 hari kerja.']
  },
  {
    topic: '19',
    title: 'PKL menutup trotoar {jalan}',
    web: ['PKL & lapaknya menutup trotoar {jalan} depan {tempat}, pejalan kaki turun ke jalan.'],
    sms: ['reklame rokok d dkt sekolah tlg d turunkan'],
    answers: ['Penertiban dilaksanakan bersama kecamatan.']
  },
  {
    topic: '20',
    title: 'Musik keras sampai larut malam',
    web: ['Kafe di {jalan} memutar musik keras sampai pukul 02.00 setiap akhir pekan, warga tidak bisa tidur.'],
    sms: ['tetangga karaoke ampe tengah malem'],
    answers: ['Pemilik usaha sudah ditegur.']
  },
  {
    topic: '21',
    title: 'KTP elektronik belum jadi',
    web: ['Saya sudah rekam e-KTP 8 bulan lalu di kantor kecamatan, katanya blangko "habis". Kapan jadi?'],
    sms: ['ktp blm jadi2 udh 1 thn', 'bikin akte lahir bayar brp?'],
    answers: ['KTP sudah tercetak, silakan diambil di kecamatan.', 'Pembuatan akta kelahiran tidak dipungut biaya.']
  },
  {
    topic: '22',
    title: 'Izin usaha lambat',
    web: ['Permohonan SIUP saya sudah 20 hari kerja belum ada kabar, padahal dijanjikan 5 hari.'],
    sms: ['syarat bikin siup apa aja?'],
    answers: ['Berkas sudah ditandatangani, silakan diambil di loket 3.']
  },
  {
    topic: '23',
    title: 'Retribusi tidak sesuai',
    web: ['Ditagih retribusi pasar Rp 1.250.000 setahun, di karcis tertulis lain. Mohon penjelasan.'],
    sms: ['retribusi pasar naik terus'],
    answers: ['Besaran retribusi sesuai Perda, rincian kami lampirkan.']
  },
  {
    topic: '24',
    title: 'Iuran sampah ditagih dua kali',
    web: ['Iuran sampah di {jalan} ditagih dua kali, oleh RW & oleh petugas kebersihan.'],
    sms: ['iuran sampah dobel'],
    answers: ['Kami koordinasikan dengan RW setempat.']
  },
  {
    topic: '25',
    title: 'Antrean puskesmas',
    web: ['Antrean di puskesmas dekat {tempat} mulai pukul 05.00, dokter baru datang pukul 09.00.'],
    sms: ['puskesmas tutup pdhl hari kerja'],
    answers: ['Jadwal dokter sudah kami tambah.']
  },
  {
    topic: '26',
    title: 'Pungutan di sekolah',
    web: ['Sekolah negeri di {jalan} meminta uang bangunan Rp 2.500.000 kepada siswa baru.'],
    sms: ['apa benar sekolah negeri ada pungutan'],
    answers: ['Kepala sekolah telah dimintai keterangan dan pungutan dikembalikan.']
  },
  {
    topic: '31',
    title: 'Hidran rusak di {jalan}',
    web: ['Hidran di {jalan} bocor & tidak ada tekanan air, padahal dekat {tempat}.'],
    sms: ['hidran bocor airnya kebuang'],
    answers: ['Hidran sudah diperbaiki.']
  },
  {
    topic: '29',
    title: 'Usul taman bermain',
    web: ['Mengusulkan lahan kosong di {jalan} dijadikan taman bermain anak & ruang baca.'],
    sms: ['usul wifi gratis d tiap rw pa'],
    answers: ['Usulan diteruskan ke musyawarah perencanaan kecamatan.']
  }
]

export const places: readonly string[] = ['pasar', 'SD Negeri', 'masjid', 'minimarket', 'kantor pos', 'terminal',
  'halte', 'SPBU', 'taman kota']

/** Citizens type their own numbers into the text that everybody reads. */
export const contacts: readonly string[] = [
  ' Hubungi saya di {hp}.',
  ' Info lebih lanjut WA {hp} (Bpk RT).',
  ' HP: {hp}',
  ' NIK saya {nik}, hp {hp}.',
  ' No. KTP {nik}.',
  ' NIK {nikspasi}'
]

/** Ways to type a district wrongly that still mean it. */
export const districtTypings: readonly ((name: string) => string)[] = [
  name => name,
  name => name.toUpperCase(),
  name => `Kec. ${name}`,
  name => `kec ${name.toLowerCase()}`,
  name => name.replaceAll(' ', ''),
  name => name.replace('Ujungberung', 'Ujung Berung').replace('Buahbatu', 'Buah Batu').replace('Gedebage', 'Gede Bage'),
  name => `Kecamatan ${name} `
]
