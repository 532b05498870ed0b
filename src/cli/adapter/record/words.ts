import { fullWords } from '../infer/abbreviations.ts'
import { known } from '../infer/dictionary.ts'
import { valueWords } from '../infer/values.ts'

/** What stands in texts of an administration and names nobody. Given names and family names do not belong here. */
const common = `
ada adalah agar air akan aktif antara apa apabila atas atau bagi baik bagian bahan banyak baru batas bawah beberapa
belum benar berada berapa berdasarkan berita berkas berlaku berlubang bersama besar biaya bidang bila bisa bulan buruk
cara cepat cukup dahulu dalam dan dapat dari data daerah demikian dengan depan desa diambil diangkut diganti diharapkan
diisi dikirim diperbaiki diproses ditemukan diterima ditindaklanjuti dokumen dua empat enam fasilitas formulir foto
gagal gang gedung hak hal hanya hari harap harus hasil hilang hubungi hujan hukum ini informasi ingin itu izin jadi
jalan jam jangan jaringan jawaban jelas jenis jika juga jumlah kabel kali kalau kami kantor karena kasus kata ke
kecamatan kegiatan kelurahan keluhan keluarga kembali kemudian kendaraan kepada kepala kerja keterangan ketika kini kiri
kode kosong kota kondisi konfirmasi kurang lagi lain lainnya lama lampu langsung laporan lapor lebar lebih lengkap lewat
lima lingkungan listrik lokasi luar macet malam mana masih masuk masyarakat mati melalui melakukan memang membuat
memiliki mengenai menjadi menunggu menurut menyala merah merusak minggu minta mohon mobil motor mulai nama namun nomor
oleh orang padahal pagi pajak pada para parkir pasar pekerjaan pelaksanaan pelaporan pelapor pelayanan pembangunan
pembuangan pemeliharaan pemerintah pemilik pemohon pendaftaran penerangan penertiban pengaduan pengajuan penggunaan
penting penuh perbaikan perbuatan perhatian perihal perizinan permintaan permohonan pernah perlu pertama perumahan
petugas pihak pintu pohon program proses proyek pukul pun pusat rambu rencana rumah rt rusak rw saat saja saluran sama
sampah sampai sana sangat satu saya sebagai sebelah sebelum sebuah sedang segera sehingga sejak sekali sekarang sekitar
sekolah selain selama selesai seluruh semua sendiri seperti sepeda sering serta setelah setiap siang situ sore status
sudah sungai supaya surat syarat tahun taman tampak tanah tanggal tanpa tapi telah tempat tengah tentang tepat terhadap
teratasi terima teruskan terjadi terkait terlalu tersebut tetap tetapi tiang tidak tiga timbul tinggi tindak titik toko
tolong trotoar tumbang tunggu tutup uang ujung umum unit untuk untuk usaha waktu walau warga yang kasih
error failed success ok true false null invalid token expired not found no yes message admin data web sms email aplikasi
sistem berhasil sukses kadaluarsa valid ditolak akses kuota habis ip address client sesuai terdaftar login
dinas badan kantor bagian upt uptd bidang seksi kecamatan kelurahan kota kabupaten pemerintah daerah provinsi satuan
polisi pamong praja pekerjaan umum perhubungan kesehatan pendidikan sosial lingkungan hidup kebersihan penanaman modal
pelayanan terpadu pintu komunikasi informatika kependudukan pencatatan sipil pendapatan keuangan perencanaan penelitian
pengembangan tata ruang kebakaran pencegahan penanggulangan perdagangan perindustrian pariwisata kebudayaan pemuda
olahraga pangan pertanian perpustakaan arsip tenaga kerja koperasi kecil menengah bina marga pengairan pengelolaan aset
inspektorat sekretariat dewan perwakilan rakyat
apotek bengkel toko salon klinik hotel restoran warung nasi kue percetakan konveksi minimarket rumah makan serba
angkutan reklame jasa boga praktik gangguan mendirikan bangunan perdagangan perusahaan gudang industri konstruksi
penyelenggaraan operasi trayek insidentil pengawasan kartu
januari februari maret april mei juni juli agustus september oktober november nopember desember senin selasa rabu kamis
jumat sabtu minggu jan feb mar apr jun jul aug ags agt sep okt nov nop des wib
jl jln jalan gg gang no nomor blok kav kavling komp kompleks perum perumahan kp kampung kel kec kode pos lantai lt ruko
depan dekat
drainase kemacetan lintas siswa penerimaan angkutan dasar menengah atas perguruan tinggi puskesmas posyandu rehab
terminal halte stasiun
hujan lebat angin kencang petir kilat potensi berpotensi tsunami gempa bumi wilayah barat timur utara selatan timurlaut
baratlaut baratdaya tenggara laut darat km peringatan dini cuaca banjir longsor
pt cv ud pd fa firma yayasan perkumpulan tbk persero bumd perumda
`

/** Words that are kept wherever they stand: they say something of the case, and nothing of a person. */
export function createVocabulary(more: Iterable<string>): ReadonlySet<string> {
  const words = new Set(common.trim().split(/\s+/))
  for (const text of [...known, ...fullWords.keys(), ...valueWords, ...more])
    for (const word of text.toLowerCase().split(/[^\p{L}]+/u)) words.add(word)
  return words
}

/** What stands in addresses beside the names of streets. */
export const addressWords: ReadonlySet<string> = new Set(
  `jl jln jalan gg gang no nomor blok kav kavling komp kompleks perum perumahan kp kampung kel kelurahan kec
  kecamatan desa kota kab kabupaten kode pos rt rw lantai lt ruko depan dekat belakang samping seberang simpang
  pasar terminal sekolah kantor barat timur utara selatan raya`
    .split(/\s+/)
)

// Parts of titles, and what stands between names.
export const nameParticles: ReadonlySet<string> = new Set(['bin', 'binti', 'alm', 'almh', 'almarhum', 'almarhumah',
  'van', 'der', 'tn', 'ny', 'sdr', 'sdri'])
