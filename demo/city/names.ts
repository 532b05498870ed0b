import type { Random } from './random.ts'

const maleGiven = `Asep Dadang Ujang Cecep Dede Encep Iwan Yayat Tatang Agus Dedi Endang Jajang Cucu Nandang Maman Wawan
Yusuf Rizky Fajar Gilang Hendra Budi Rudi Deni Rahmat Taufik Ridwan Aditya Bayu Galih Rangga Yana Oman Aep Entis Kosasih
Karta Suherman Ade Usep Ahmad Muhammad Irfan Rian Andi Eko Bambang Yohanes Hendrik`.split(/\s+/)
const femaleGiven =
  `Neneng Euis Imas Tuti Yuyun Iis Enung Nining Ai Rina Siti Dewi Sri Lilis Cucu Ade Nani Titin Eulis Wiwin
Mimin Popon Entin Yati Rohaeti Nurhayati Ratna Intan Putri Ayu Fitri Rahma Aisyah Nabila Dinda Mega Citra Lia Yanti Ika
Nenden Teti Elis Ros Kokom Maria Christina Lestari Wulan Salma`.split(/\s+/)
const maleFamily =
  `Saepudin Suhendar Hidayat Kurniawan Sutisna Sobari Mulyana Permana Nugraha Setiawan Supriatna Gunawan
Rohman Hermawan Sopandi Suryana Wahyudin Firmansyah Ramdani Iskandar Sunarya Kusnadi Wijaya Santoso Suparman Sudrajat
Rustandi Priatna Komarudin Abdurahman Juanda Sumantri Wiranata Purnama Sasmita Natawijaya`.split(/\s+/)
const femaleFamily =
  `Nurhasanah Rohayati Kartika Komalasari Sumiati Suryani Rahayu Mulyani Handayani Widaningsih Nuraeni
Juariah Kurniasih Setiawati Hasanah Maryati Rosmiati Aminah Susilawati Permatasari Nurjanah Anggraeni Sulastri
Fatimah Kusumawati Pratiwi Sundari Maesaroh Hayati Julaeha`.split(/\s+/)
/** What names are made of: whoever bears one of each is made up. */
export const nameParts = { given: [...maleGiven, ...femaleGiven], family: [...maleFamily, ...femaleFamily] } as const

const before = ['H.', 'DRS.', 'IR.', 'DR.', 'R.']
const after = ['S.H.', 'S.E.', 'S.T.', 'M.M.', 'S.PD.', 'S.KOM.', 'S.SOS.', 'S.E., M.M.']

/** A name as an identity card shows it: upper case, sometimes one word, sometimes with titles. */
export function personName(random: Random, sex: 'L' | 'P', age: number): string {
  const given = sex === 'L' ? maleGiven : femaleGiven
  const family = sex === 'L' ? maleFamily : femaleFamily
  let name = random.pick(given)
  if (!random.chance(0.13)) name += ` ${random.pick(family)}`
  if (random.chance(0.12)) name += ` ${random.pick(family)}`
  if (age > 24 && random.chance(0.07)) name += `, ${random.pick(after)}`
  if (age > 35 && random.chance(0.06)) {
    const title = random.pick(before)
    name = `${sex === 'P' && title === 'H.' ? 'HJ.' : title} ${name}`
  }
  return name.toUpperCase()
}

const streets =
  `Jl. Wastukancana|Jl. Ir. H. Juanda|Jl. Cihampelas|Jl. Asia Afrika|Jl. Braga|Jl. Buah Batu|Jl. Kopo|Jl. Pasirkaliki
Jl. Setiabudi|Jl. Sukajadi|Jl. Terusan Jakarta|Jl. A.H. Nasution|Jl. Soekarno Hatta|Jl. Gatot Subroto|Jl. Ahmad Yani
Jl. Pajajaran|Jl. Riau|Jl. Sunda|Jl. Lengkong Besar|Jl. Moh. Toha|Jl. Ciwastra|Jl. Rancabolang|Jl. Cikutra|Jl. Surapati
Jl. Dipati Ukur|Jl. Tubagus Ismail|Jl. Cigadung Raya|Jl. Sarijadi Raya|Jl. Gegerkalong Hilir|Jl. Holis|Jl. Caringin
Jl. Peta|Jl. Astanaanyar|Jl. Otto Iskandardinata|Jl. Ciateul|Jl. Karapitan|Jl. Malabar|Jl. Laswi|Jl. Supratman
Gg. Mama Winata|Gg. Masjid|Gg. Sukamulya|Gg. H. Kurdi|Gg. Panday|Gg. Sawargi|Komp. Margahayu Raya Blok C
Komp. Antapani Mas|Komp. Griya Bandung Asri|Jl. Cijerah|Jl. Rajawali Timur|Jl. Maleber Utara`
    .split(/[|\n]/)
    .map(street => street.trim())
export const streetName = (random: Random): string => random.pick(streets)

const trades: readonly (readonly [string, string])[] = [
  ['Warung Nasi', 'perorangan'],
  ['Toko Kue', 'perorangan'],
  ['Bengkel', 'perorangan'],
  ['Salon', 'perorangan'],
  ['Apotek', 'CV'],
  ['Toko Bangunan', 'UD'],
  ['Konveksi', 'CV'],
  ['Toko Elektronik', 'UD'],
  ['Rumah Makan', 'CV'],
  ['Factory Outlet', 'PT'],
  ['Percetakan', 'CV'],
  ['Distro', 'PD'],
  ['Hotel', 'PT'],
  ['Klinik', 'Yayasan'],
  ['Koperasi Serba Usaha', 'Koperasi'],
  ['Angkutan', 'PT'],
  ['Reklame', 'CV'],
  ['Developer', 'PT'],
  ['Notaris', 'perorangan'],
  ['Lembaga Kursus', 'Yayasan'],
  ['Minimarket', 'PT'],
  ['Jasa Boga', 'Firma']
]
const brands =
  `Sinar Jaya|Parahyangan|Mekar Wangi|Saluyu|Sabilulungan|Barokah|Sumber Rejeki|Priangan|Karya Mandiri|Tunas Muda
Cikapundung|Pasundan|Sugih Mukti|Giri Mekar|Nusantara|Mulya Abadi|Dago Asri|Bina Karya|Panghegar|Sari Rasa|Kujang
Siliwangi|Harapan Jaya|Cipta Graha|Berkah Usaha|Anugerah|Bumi Sangkuriang|Surya Kencana|Raharja|Waluya`
    .split(/[|\n]/)
    .map(brand => brand.trim())

/** A business and its legal form: `CV Mekar Wangi Konveksi`, or `Warung Nasi Saluyu` of a person. */
export function businessName(random: Random): { name: string; form: string } {
  const [trade, form] = random.pick(trades)
  const brand = random.pick(brands)
  const name = form === 'perorangan' ? `${trade} ${brand}` : `${brand} ${trade}`
  const prefix = form === 'perorangan' || form === 'Koperasi' ? '' : `${form} `
  return { name: `${prefix}${name}${random.chance(0.15) ? ` ${random.integer(2, 9)}` : ''}`, form }
}
