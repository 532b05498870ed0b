/**
 * What the words in code columns mean, in values of the contract; of several the one that the field can have. After the
 * crosswalk of the usual legacy applications. A word with two meanings in one field does not stand here.
 */
const meanings = `
aktif, berlaku, masih berlaku, hidup, y, ya = active
beku, dibekukan, pembekuan, suspensi, ditangguhkan = suspended
cabut, dicabut, pencabutan = revoked withdrawn
habis, habis masa berlaku, kadaluarsa, kedaluwarsa, tidak berlaku, lewat = expired
ganti, diganti, digantikan = superseded
baru, permohonan baru, izin baru = new submitted received reported
ubah, perubahan, balik nama, mutasi = amendment
perpanjang, perpanjangan, permohonan perpanjangan = renewal
daftar ulang, heregistrasi, herregistrasi = re_registration
online, on line, daring, web, website, aplikasi = online
loket, kantor, datang langsung, manual, offline, luring = counter
gerai, cabang, upt, mal pelayanan publik, mpp = branch
draft, konsep, pendaftaran sementara = draft
dikirim, pending, diajukan, masuk, daftar, terdaftar, pendaftaran = submitted received reported unpaid
menerima dan memeriksa berkas = submitted received reported unpaid
diterima = received submitted
verifikasi, diverifikasi, belum verifikasi, belum diverifikasi = triage under_review verified
proses, diproses, dalam proses, sedang diproses, sedang dikerjakan, dikerjakan = in_progress under_review
periksa berkas, pemeriksaan berkas, entri data, entry data, survey, survei, survey lokasi, survei lokasi = under_review
tinjau lokasi, peninjauan lokasi, pertimbangan teknis, rekomendasi, pembuatan bap, bap, penetapan = under_review
penetapan izin, evaluasi = under_review
tunda, ditunda, menunggu kelengkapan, kurang lengkap, berkas kurang = info_needed action_required clarification_needed
lengkapi berkas, perbaikan, revisi, dikembalikan, perlu perbaikan = info_needed action_required clarification_needed
berkas tidak lengkap = info_needed action_required clarification_needed
skrd, kasir, menunggu pembayaran, menunggu bayar, menunggu pelunasan, tagihan terbit, pembayaran = awaiting_payment
diizinkan, disetujui, izin disetujui, surat diizinkan, pembuatan izin, penyusunan naskah = approved granted
pencetakan naskah, dikabulkan = approved granted
terbit, diterbitkan, izin terbit, penyerahan izin, diserahkan = issued
selesai, tuntas, rampung = resolved completed
tutup, ditutup, selesai ditutup = closed
ditolak, tolak, penolakan, izin ditolak = rejected refused
batal, dibatalkan, pembatalan = cancelled withdrawn
ditarik, mengundurkan diri, dicabut pemohon = withdrawn
bukan wewenang, bukan kewenangan, di luar wewenang = out_of_scope
arsip, arsipkan, diarsipkan = archived
disposisi, didisposisikan, diteruskan ke skpd, diteruskan ke opd = assigned
belum = assigned unpaid
tindak lanjut, ditindaklanjuti, ditanggapi, dijawab, sudah ditanggapi = responded
duplikat, gabung, digabung = duplicate
dibuka kembali, buka kembali = reopened
lunas, sudah bayar, sudah lunas, terbayar, dibayar = paid
belum bayar, belum lunas, belum dibayar, terutang = unpaid
jatuh tempo, menunggak, tunggakan = overdue
bayar sebagian, dibayar sebagian, cicil, angsuran = partially_paid
diperpanjang = extended
dikabulkan seluruhnya = granted
dikabulkan sebagian = partially_granted
diteruskan, dilimpahkan = transferred
keberatan, mengajukan keberatan = objection_filed
sengketa, sengketa informasi = dispute
aspirasi, saran = aspiration
pengaduan, aduan, keluhan = complaint
permintaan informasi, permohonan informasi = information_request
whistle blowing, whistleblowing = whistleblowing
pengadaan = procurement
laki laki, pria, lk, l = male
perempuan, wanita, pr, p = female
belum kawin, belum menikah, lajang = single
kawin, menikah, nikah = married
cerai hidup, cerai = divorced
cerai mati, janda mati, duda mati = widowed
pt, perseroan terbatas = pt
cv = cv
ud = ud
pd = pd
firma, fa = firma
koperasi = koperasi
yayasan = yayasan
perkumpulan = perkumpulan
bumd, perumda = bumd
perorangan, perseorangan, pribadi = perorangan
melihat membaca mendengarkan mencatat, melihat, membaca = inspect
mendapatkan salinan softcopy, mendapatkan salinan hardcopy, mendapatkan salinan, salinan, mengambil langsung = copy
softcopy, hardcopy = copy
email, e mail, surel = email
pos, kurir = post
fax, faksimili, faksimile = fax
musrenbang = musrenbang
pippk = pippk
reses, survei warga = survey
gempa, gempa bumi = earthquake
banjir = flood
kebakaran = fire
kriminal, kejahatan = crime
medis, ambulans, sakit = medical
kecelakaan, lalu lintas, macet = traffic
cuaca, angin kencang, hujan lebat = weather
panik, panic = panic
dilaporkan = reported
terverifikasi = verified
ditugaskan, dikirim petugas, meluncur = dispatched
di lokasi, tiba di lokasi = on_scene
palsu, laporan palsu = false_alarm
ringan = minor
sedang = moderate
berat, parah = severe
dinas = dinas
badan = badan
kecamatan = kecamatan
kelurahan = kelurahan
bagian = bagian
permohonan informasi ditolak = refused
informasi berkala tidak disediakan = no_periodic_information
permohonan tidak ditanggapi = no_response
ditanggapi tidak sebagaimana yang diminta = other_than_asked
permohonan tidak dipenuhi = not_fulfilled
biaya tidak wajar = unreasonable_fee
disampaikan melebihi jangka waktu = late
informasi tidak dikuasai, informasi belum didokumentasikan, tidak dikuasai = not_held
`

const byWord: ReadonlyMap<string, readonly string[]> = new Map(
  meanings.trim().split('\n').flatMap(line => {
    const [words = '', values = ''] = line.split('=')
    return words.split(',').map(word => [plain(word), values.trim().split(/\s+/)] as const)
  })
)

/** Every word that a code may be. */
export const valueWords: readonly string[] = [...byWord.keys()]

/** A value of the contract for a legacy one, and whether the whole of it said so. */
export interface Translated {
  value: string
  isWhole: boolean
}

const DENIALS = new Set(['belum', 'tidak', 'bukan', 'tanpa', 'non'])

/** What a legacy value means where only these are allowed; undefined for one that nobody can tell. */
export function translate(raw: string, allowed: readonly string[]): Translated | undefined {
  const text = plain(raw)
  const english = allowed.find(value => plain(value) === text)
  if (english !== undefined) return { value: english, isWhole: true }
  const whole = choose(text, allowed)
  if (whole !== undefined) return { value: whole, isWhole: true }
  const words = text.split(' ')
  // "Belum Diterbitkan" is no "Diterbitkan": part of a value says nothing when another part denies it.
  if (words.some(word => DENIALS.has(word))) return undefined
  const parts = words.flatMap((_, start) =>
    words.slice(start).map((_, length) => words.slice(start, start + length + 1).join(' '))
  )
  const found = new Set(parts.filter(part => part.length > 2).flatMap(part => choose(part, allowed) ?? []))
  const [only] = found
  return found.size === 1 && only !== undefined ? { value: only, isWhole: false } : undefined
}

function choose(text: string, allowed: readonly string[]): string | undefined {
  return byWord.get(text)?.find(value => allowed.includes(value))
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()
}
