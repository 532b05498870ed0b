/** How clerks and programmers shorten the words of column names. Left of the colon the word that all of them mean. */
const shortened = `
nama: nm nam name names
alamat: almt alm addr address adrs
tanggal: tgl tg tggl date dt datetime waktu time timestamp jam
nomor: no nmr nomer number num nr
kode: kd cd code kod
jenis: jns jn tipe type tipe macam
jumlah: jml jmlh total count nilai
tahun: thn th year
bulan: bln month
kecamatan: kec kecamat kcmtn district distrik
kelurahan: kel kelurah klrhn desa village kal
provinsi: prop prov propinsi propins province
kabupaten: kab kota dati2 kabkota regency city
telepon: telp tlp telpon tel hp handphone phone wa whatsapp kontak nohp telephone mobile ponsel
keterangan: ket uraian label ketr
status: sts stat state
registrasi: reg regis register registration
pendaftaran: pend daftar dftr
permohonan: mohon pmhn pmohon pengajuan application applications
pemohon: pmhn applicant
lengkap: lgkp lkp full
lahir: lhr birth
kelamin: klmin klm jk sex gender kelamin
tempat: tmpt tmp place
nik: ktp noktp nonik
kk: nokk
wajibpajak: wp taxpayer
yang: yg
objekpajak: op
bangunan: bng bgn bangun building
bumi: tanah land
perusahaan: prsh perush usaha company business
deskripsi: desk description detail details rincian
judul: title subject perihal
pos: kodepos zip zipcode postal
retribusi: retrib
surat: srt
izin: ijin perizinan perijinan izn licence license permit
bayar: byr pembayaran pembayar payment paid dibayar
penetapan: tetap
ubah: update updated upd change changed modified diubah perubahan modif berubah
kirim: sent dikirim
terbit: issued penerbitan diterbitkan
kawin: kwn nikah marital
lintang: lat latitude ltg
bujur: long lng lon longitude bjr
koordinat: coord coordinates coordinate koord
skpd: opd agency dinas instansi
kendaraan: kend vehicle
penduduk: resident
urut: urt
kavling: kav
blok: blk
aktivitas: activity activiti
pekerjaan: pkrjn pkrj
hubungan: hub hbgn
keluarga: klg
pendidikan: pddk
cacat: cct
golongan: gol
`

/** Column-name prefixes of one letter, as SiCANTIK has them: n_pemohon, d_entry. */
export const letterPrefixes: Readonly<Record<string, string>> = { n: 'nama', a: 'alamat', d: 'tanggal', c: 'kode',
  v: 'jumlah' }

/** The whole word of a shortened one. */
export const fullWords: ReadonlyMap<string, string> = new Map(
  lines(shortened).flatMap(line => {
    const [word = '', forms = ''] = line.split(':')
    return forms.trim().split(/\s+/).map(form => [form, word] as const)
  })
)

/** The lines of a table that is written as text. */
export function lines(text: string): string[] {
  return text.split('\n').map(line => line.trim()).filter(Boolean)
}
