import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export interface District {
  /** Kemendagri code, `32.73.02`. */
  code: string
  /** BPS code, `3273230`. */
  bps: string
  name: string
}
export interface Village {
  /** Kemendagri code, `32.73.02.1004`. */
  code: string
  name: string
  districtCode: string
}
/** What the demo needs to place an address: a rough centre and the main postal code. */
export interface Place {
  lat: number
  long: number
  postalCode: string
}

// Kemendagri number, name, BPS suffix, latitude, longitude, main postal code. The centres are rough on purpose.
const districtTable: readonly (readonly [string, string, string, number, number, string])[] = [
  ['01', 'Sukasari', '250', -6.866, 107.588, '40151'],
  ['02', 'Coblong', '230', -6.884, 107.614, '40132'],
  ['03', 'Babakan Ciparay', '020', -6.939, 107.578, '40221'],
  ['04', 'Bojongloa Kaler', '030', -6.932, 107.59, '40231'],
  ['05', 'Andir', '180', -6.912, 107.582, '40181'],
  ['06', 'Cicendo', '190', -6.903, 107.586, '40171'],
  ['07', 'Sukajadi', '240', -6.889, 107.592, '40161'],
  ['08', 'Cidadap', '260', -6.861, 107.606, '40141'],
  ['09', 'Bandung Wetan', '200', -6.903, 107.618, '40114'],
  ['10', 'Astana Anyar', '050', -6.931, 107.601, '40241'],
  ['11', 'Regol', '060', -6.938, 107.611, '40251'],
  ['12', 'Batununggal', '160', -6.922, 107.635, '40271'],
  ['13', 'Lengkong', '070', -6.933, 107.624, '40261'],
  ['14', 'Cibeunying Kidul', '210', -6.901, 107.645, '40121'],
  ['15', 'Bandung Kulon', '010', -6.929, 107.564, '40211'],
  ['16', 'Kiaracondong', '150', -6.926, 107.648, '40281'],
  ['17', 'Bojongloa Kidul', '040', -6.949, 107.597, '40232'],
  ['18', 'Cibeunying Kaler', '220', -6.886, 107.63, '40122'],
  ['19', 'Sumur Bandung', '170', -6.914, 107.612, '40111'],
  ['20', 'Antapani', '141', -6.917, 107.66, '40291'],
  ['21', 'Bandung Kidul', '080', -6.957, 107.632, '40266'],
  ['22', 'Buahbatu', '090', -6.951, 107.651, '40286'],
  ['23', 'Rancasari', '100', -6.955, 107.674, '40292'],
  ['24', 'Arcamanik', '130', -6.919, 107.675, '40293'],
  ['25', 'Cibiru', '110', -6.92, 107.722, '40614'],
  ['26', 'Ujungberung', '120', -6.907, 107.703, '40611'],
  ['27', 'Gedebage', '101', -6.952, 107.699, '40294'],
  ['28', 'Panyileukan', '111', -6.934, 107.71, '40614'],
  ['29', 'Cinambo', '121', -6.93, 107.692, '40294'],
  ['30', 'Mandalajati', '142', -6.897, 107.67, '40194']
]

export const districts: readonly District[] = districtTable.map(([number, name, suffix]) => ({
  code: `32.73.${number}`,
  bps: `3273${suffix}`,
  name
}))

const places = new Map<string, Place>(
  districtTable.map(([number, , , lat, long, postalCode]) => [`32.73.${number}`, { lat, long, postalCode }])
)

export function placeOf(district: District): Place {
  const place = places.get(district.code)
  if (place === undefined) throw new Error(`no place for district ${district.code}`)
  return place
}

/**
 * Reads the city's kelurahan out of the package's file; its data is ODbL, so no copy of it stands in this repository.
 */
export function readVillages(): Village[] {
  const file = new URL('../data/villages.csv', import.meta.resolve('idn-area-data'))
  const text = readFileSync(fileURLToPath(file), 'latin1')
  // The file is sorted by code: one cut holds the city.
  const start = text.indexOf('\n32.73.') + 1
  const end = text.indexOf('\n32.74.', start)
  return text
    .slice(start, end)
    .split('\n')
    .filter(line => line.startsWith('32.73.'))
    .map(line => {
      const [code = '', districtCode = '', name = ''] = line.trim().split(',')
      return { code, name, districtCode }
    })
}
