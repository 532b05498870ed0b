import type { DemoCity } from '../city/city.ts'

/** A row of Ref_Sub_Unit. */
export interface SubUnit {
  Kd_Urusan: number
  Kd_Bidang: number
  Kd_Unit: number
  Kd_Sub: number
  Nm_Sub_Unit: string | null
}

/** The first budget year that has a database. */
export const FIRST_YEAR = 2015
const STILL = Infinity

// First year, last year, code, name. The reorganisation of 2017 renamed and renumbered: some codes passed to others.
const agencies: readonly (readonly [number, number, string, string])[] = [
  [2015, STILL, '1.01.01.01', 'Dinas Pendidikan'],
  [2015, STILL, '1.02.01.01', 'Dinas Kesehatan'],
  [2015, STILL, '1.02.01.02', 'Rumah Sakit Umum Daerah'],
  [2015, STILL, '1.02.01.03', 'Rumah Sakit Khusus Ibu dan Anak'],
  [2015, STILL, '1.02.01.04', 'Rumah Sakit Khusus Gigi dan Mulut'],
  [2015, 2016, '1.03.01.01', 'Dinas Bina Marga dan Pengairan'],
  [2017, STILL, '1.03.01.01', 'Dinas Pekerjaan Umum'],
  [2015, 2016, '1.05.01.01', 'Dinas Tata Ruang dan Cipta Karya'],
  [2017, STILL, '1.03.02.01', 'Dinas Penataan Ruang'],
  [2015, 2016, '1.08.02.01', 'Dinas Pemakaman dan Pertamanan'],
  [2017, STILL, '1.04.01.01',
    'Dinas Perumahan dan Kawasan Permukiman, Prasarana, Sarana, Utilitas Umum, Pertanahan dan Pertamanan'],
  [2015, STILL, '1.06.01.01', 'Badan Perencanaan Pembangunan Daerah'],
  [2015, STILL, '1.07.01.01', 'Dinas Perhubungan'],
  [2015, 2016, '1.08.01.01', 'Badan Pengelola Lingkungan Hidup'],
  [2017, STILL, '2.05.01.01', 'Dinas Lingkungan Hidup dan Kebersihan'],
  [2015, STILL, '1.10.01.01', 'Dinas Kependudukan dan Pencatatan Sipil'],
  [2015, 2016, '1.11.01.01', 'Badan Pemberdayaan Perempuan dan Keluarga Berencana'],
  [2017, STILL, '2.02.01.01', 'Dinas Pemberdayaan Perempuan dan Perlindungan Anak'],
  [2017, STILL, '2.08.01.01', 'Dinas Pengendalian Penduduk dan Keluarga Berencana'],
  [2015, STILL, '1.13.01.01', 'Dinas Sosial'],
  [2015, STILL, '1.14.01.01', 'Dinas Tenaga Kerja'],
  [2015, 2016, '1.16.01.01', 'Badan Pelayanan Perizinan Terpadu'],
  [2017, STILL, '2.12.01.01', 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu'],
  [2015, STILL, '1.18.01.01', 'Dinas Pemuda dan Olahraga'],
  [2015, STILL, '1.19.02.01', 'Satuan Polisi Pamong Praja'],
  [2015, STILL, '1.20.03.01', 'Sekretariat Daerah'],
  [2015, STILL, '1.20.04.01', 'Sekretariat DPRD'],
  [2015, 2016, '1.20.05.01', 'Dinas Pencegahan dan Penanggulangan Kebakaran'],
  [2017, STILL, '1.05.01.01', 'Dinas Kebakaran dan Penanggulangan Bencana'],
  [2017, STILL, '1.20.05.01', 'Badan Kepegawaian, Pendidikan dan Pelatihan'],
  [2015, 2016, '1.20.06.01', 'Dinas Pelayanan Pajak'],
  [2017, STILL, '1.20.06.01', 'Badan Pengelolaan Pendapatan Daerah'],
  [2015, 2016, '1.20.08.01', 'Badan Kepegawaian Daerah'],
  [2015, STILL, '1.20.09.01', 'Inspektorat'],
  [2015, STILL, '1.25.01.01', 'Dinas Komunikasi dan Informatika'],
  [2015, 2019, '1.21.01.01', 'Kantor Ketahanan Pangan']
]

/** Ref_Sub_Unit of a year. Whoever set up a year's database typed the names again, in a way of his own. */
export function subUnitsOf(city: DemoCity, year: number): SubUnit[] {
  const units = agencies.filter(([from, to]) => year >= from && year <= to).map(([, , code, name]) => ({ code, name }))
  for (const [index, district] of city.districts.entries()) {
    const unit = `1.20.${11 + index}`
    const short = year % 3 === 0
    units.push({ code: `${unit}.01`, name: `${short ? 'Kec.' : 'Kecamatan'} ${district.name}` })
    const villages = city.villages.filter(({ districtCode }) => districtCode === district.code)
    for (const [number, village] of villages.entries())
      units.push({ code: `${unit}.${number + 2}`, name: `${short ? 'Kel.' : 'Kelurahan'} ${village.name}` })
  }
  return units.map(({ code, name }, index) => {
    const [Kd_Urusan = 0, Kd_Bidang = 0, Kd_Unit = 0, Kd_Sub = 0] = code.split('.').map(Number)
    return { Kd_Urusan, Kd_Bidang, Kd_Unit, Kd_Sub, Nm_Sub_Unit: spell(name, year, index) }
  })
}

function spell(name: string, year: number, index: number): string | null {
  if (year === 2018 && index === 40) return null
  if (year === 2015) return name.toUpperCase()
  if (year === 2019) return name.replaceAll(' dan ', ' & ')
  return (index + year) % 17 === 0 ? `${name}  ` : name
}
