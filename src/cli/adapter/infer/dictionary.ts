import { fullWords, lines } from './abbreviations.ts'

/**
 * What words of column names say, in the words of the contract's fields; alternatives between bars. The longest phrase
 * wins; of several readings the one that fits the contract, and what the field holds, decides.
 * Words that nothing in the contract answers to stand here too: a column that has them is no other one.
 */
const meanings = `
nama, nama sub unit, nama unit = name
lengkap, rumah, titik, hari, objekpajak, objek pajak, objek, file, is, data, dat, ref, daerah, yang =
nama depan = name first
nama belakang = name last
nama panggilan = nickname
alamat, jalan = address
blok kavling, kavling, nomor rumah = house
blok = block
lokasi = location address | location
alamat lokasi, tempat kejadian, lokasi pasang, kejadian alamat = location address
kejadian = occurred | location
tanggal = date
nomor, nomor surat, nomor sk = number
kode = code
id = id
jenis = kind | type
kategori = category | classification | service code
klasifikasi = classification
kelompok = group
golongan = class
jumlah = amount | count
tahun, tahun anggaran = year
bulan = month
kecamatan = district
kelurahan = village
rt = rt
rw = rw
provinsi = province
kabupaten = regency
dusun = hamlet
telepon, nomor telepon = phone
email, e mail, surel, surat elektronik = email
fax = fax
keterangan = description | label | note
keterangan status, nama status = status label
deskripsi = description | detail | body html
isi = description | text | body html
isi laporan, potensi = description
pesan = text
catatan, aktivitas = note
judul, judul laporan, usulan, nama usulan, nama kegiatan, kegiatan, judul aduan = title
status = status | active
aktif = active
nik, nomor nik = nik
kk, nomor kk, kartu keluarga, nomor kartu keluarga = family card
npwp, npwpd, nomor npwp = npwp
nib = nib
tdp = tdp
nop = nop
lahir = birth
tanggal lahir = birth date
tempat lahir = birth place
kelamin, jenis kelamin = sex
kawin = marital
status kawin = marital status
agama = religion
darah, golongan darah = blood
ibu = mother
ayah = father
pendidikan = education
pekerjaan = occupation
status hubungan, hubungan keluarga, status hbkel = relation
cacat = disability
akta = deed
pos, kode pos = postal code
pemohon = applicant | requester | holder
pemilik = owner | holder | applicant
pemegang = holder
pimpinan, direktur, penanggung jawab = holder | applicant | owner
pelapor, pengadu = reporter
pengusul = proposer
petugas, operator, user, pegawai, entri oleh = officer
wajibpajak, wajib pajak = taxpayer | owner
subjek pajak = taxpayer key
perusahaan, badan, badan usaha = business
nama usaha = business name
bentuk = form
bentuk usaha, bentuk perusahaan, jenis badan usaha = business legal form
badan hukum = legal form
pajak = tax
tahun pajak = tax year
anggaran = amount | budget amount
bumi = land
bangunan = building
luas = m2
luas bumi, luas tanah = land m2
luas bangunan = building m2
njop = njop
siklus = cycle
terutang = owed
yang harus dibayar, harus dibayar, pokok, pokok pajak = payable amount
jumlah dibayar, jumlah bayar = payment amount
denda = penalty amount
jatuh tempo, tanggal jatuh tempo, batas waktu, batas, tanggal janji, janji, tenggat, deadline = due date
due, selesai proses = due
bank, bank persepsi = payment bank
bayar = payment
bayar ke = payment seq
tanggal bayar = payment paid date
status bayar = fee paid | status
status pembatalan, batal = cancelled
tagihan = bill
status tagihan = billing
cetak = printed
lunas = fee paid
biaya, retribusi, tarif, ongkos = fee amount
masuk, terima, diterima, terima berkas = submitted | received
berkas = file
tanggal terima berkas, tanggal laporan = submitted date
tanggal pendaftaran, tanggal registrasi, tanggal permohonan, tanggal masuk = submitted date | received date
dibuat, create = submitted | created
created = submitted | created | metadata created
lapor, kirim = submitted
tanggal lapor = submitted date | reported date
publikasi, terbitkan, published = published
pub tanggal, pubdate = published date
putus, penetapan = decided
keputusan = decision
tanggal keputusan, tanggal putus = decided date
selesai = decided | due
tanggal selesai = decided date | due date
terbit = issued
tanggal surat, tanggal sk = issued date
surat, sk = decree
habis, berlaku, masa berlaku, berakhir, kadaluarsa, expired = valid until
akhir, sampai = until
mulai, dari = from
expires = expires
perpanjangan = extended
ubah, entri, entry, rekam, perekaman, terakhir, last = updated
input = submitted | updated
izin = permit
nomor izin = number permit
nama izin, nama jenis izin = permit name
jenis izin = permit name | permit type
kode izin, kode jenis izin = permit type
kode jenis = permit type | code
nama jenis = permit name | name
permohonan, pendaftaran, registrasi, agenda = application
jenis permohonan = kind
nomor pendaftaran, nomor registrasi, nomor permohonan, nomor agenda, resi = application number
tiket, ticket, trackingid = record number
tracking = record number | history
laporan, aduan, pengaduan = complaint
topik, topik id = service code
layanan = service
loket, gerai, kode gerai = channel
sumber = origin
trayek = route
nomor trayek, kode trayek = route code
nama trayek = route name
polisi, nomor polisi = plate number
plat = plate
kendaraan = vehicle
lama = duration
lama proses, jumlah hari = sla working days
hari kerja = working days
sla = sla
syarat, persyaratan = requirements
skpd = agency
disposisi = dispositions
kepada = to
tujuan = to | purpose
tujuan penggunaan = purpose
tindak lanjut, komentar = updates
tanggapan = updates | answered
lampiran, foto = media
gambar = media | image
url, link = url
guid = guid
publik = public
rahasia = reporter confidential
anonim, anonymous, is anonim = reporter anonymous
induk = duplicate of | parent
duplikat = duplicate of
aksi = status action
tutup = closed
tanggal tutup = status changed date
lintang = lat
bujur = long
koordinat, pasang = location
urusan = function
bidang = field
unit, sub = unit
cara memperoleh, cara = delivery
informasi diminta, informasi yang diminta, rincian informasi = detail
alasan, alasan penolakan = grounds
alasan keberatan = objection ground
tanggal keberatan = objection filed date
tanggal tanggapan = objection answered date
keberatan = objection
magnitude = magnitude
kedalaman = depth
wilayah = area name
dirasakan = felt
wartawan, penulis, author, creator = author
hapus = deleted
urut = sequence
proses, status proses, status permohonan, status izin, status laporan = status
status berkas = status stage
pesawat = extension
imei = device
tingkat = severity
`

/** Nouns that the record itself goes by: they tell no field from another. */
const nouns: Readonly<Record<string, string>> = {
  'licences': 'permit licence decree',
  'licence-applications': 'application registration file',
  'complaints': 'complaint record report',
  'information-requests': 'application request registration information',
  'tax-objects': 'object tax',
  'tax-bills': 'bill tax',
  'residents': 'resident person',
  'proposals': 'proposal',
  'incidents': 'incident event',
  'announcements': 'news item',
  'datasets': 'dataset package',
  'agencies': 'agency unit',
  'services': 'service permit type kind'
}

export interface Meaning {
  phrase: readonly string[]
  /** Each a bag of words of the contract. */
  alternatives: readonly (readonly string[])[]
}

export const phrases: readonly Meaning[] = lines(meanings).flatMap(line => {
  const [said = '', meant = ''] = line.split('=')
  const alternatives = meant.split('|').map(words => words.trim().split(/\s+/).filter(Boolean))
  return said.split(',').map(phrase => ({ phrase: phrase.trim().split(/\s+/).map(word => fullWords.get(word) ?? word),
    alternatives })
  )
})

/** Every word that the dictionary has something to say of. */
export const known: ReadonlySet<string> = new Set(phrases.flatMap(({ phrase }) => phrase))

export function nounsOf(resource: string): ReadonlySet<string> {
  return new Set(nouns[resource]?.split(' '))
}
