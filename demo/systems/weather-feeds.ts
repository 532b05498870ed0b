import type { Quake } from './weather-quakes.ts'

/** An earthquake as a feed says it: texts under BMKG's names. */
export type Gempa = Record<string, string>

export type FeedName = 'autogempa' | 'gempaterkini' | 'gempadirasakan'
export const feedNames: readonly FeedName[] = ['autogempa', 'gempaterkini', 'gempadirasakan']

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des']
const TWO = (number: number): string => String(number).padStart(2, '0')

/**
 * The three feeds. The same earthquake stands in several, each time told differently: the large ones abbreviate places,
 * only the felt ones say where, and only the latest has a map.
 */
export function createFeeds(quakes: readonly Quake[], most = 15): Record<FeedName, Gempa[]> {
  const felt = quakes.filter(quake => quake.felt !== '')
  const feltRows = felt.slice(0, most).map(quake => ({ ...basics(quake), Wilayah: described(quake),
    Dirasakan: quake.felt })
  )
  for (const [index, spoil] of spoiled) if (feltRows[index] !== undefined) spoil(feltRows[index])
  return {
    autogempa: felt.slice(0, 1).map(quake => ({
      ...basics(quake),
      Wilayah: described(quake),
      Potensi: 'Gempa ini dirasakan untuk diteruskan pada masyarakat',
      Dirasakan: quake.felt,
      Shakemap: `${stamp(quake.at)}.mmi.jpg`
    })),
    gempaterkini: quakes.filter(({ magnitude }) => magnitude >= 5).slice(0, most).map(quake => ({
      ...basics(quake),
      Wilayah: `${quake.distanceKm} km ${quake.direction} ${quake.place.toUpperCase().replace(/[. ]+/g, '-')}`,
      Potensi: quake.magnitude >= 6.3 && quake.depthKm < 100
        ? 'Berpotensi TSUNAMI untuk diteruskan pada masyarakat'
        : 'Tidak berpotensi tsunami'
    })),
    gempadirasakan: feltRows
  }
}

/** One earthquake is an object, several are a list: what converters from XML make of it. */
export function asJson(rows: readonly Gempa[]): string {
  return JSON.stringify({ Infogempa: { gempa: rows.length === 1 ? rows[0] : rows } })
}

export function asXml(rows: readonly Gempa[]): string {
  const gempa = rows.map(row =>
    `<gempa>${Object.entries(row).map(([name, value]) => element(name, value)).join('')}</gempa>`
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Infogempa>${gempa.join('')}</Infogempa>`
}

function element(name: string, value: string): string {
  return name === 'Coordinates'
    ? `<point><coordinates>${value}</coordinates></point>`
    : `<${name}>${escapeXml(value)}</${name}>`
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

// What is wrong in the feed of felt ones, by row: position exchanged as in the feeds before 2020, no DateTime, no
// position.
const spoiled: readonly (readonly [number, (row: Gempa) => void])[] = [
  [4, row => {
    row['Coordinates'] = row['Coordinates']?.split(',').reverse().join(',') ?? ''
  }],
  [6, row => {
    delete row['DateTime']
  }],
  [11, row => {
    Object.assign(row, { Coordinates: '', Lintang: '-', Bujur: '-' })
  }]
]

function basics({ at, lat, long, magnitude, depthKm }: Quake): Gempa {
  const local = new Date(at + 7 * 3_600_000)
  return {
    Tanggal: `${TWO(local.getUTCDate())} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()}`,
    Jam: `${local.toISOString().slice(11, 19)} WIB`,
    DateTime: `${new Date(at).toISOString().slice(0, 19)}+00:00`,
    Coordinates: `${lat},${long}`,
    Lintang: `${Math.abs(lat)} ${lat < 0 ? 'LS' : 'LU'}`,
    Bujur: `${long} BT`,
    Magnitude: magnitude.toFixed(1),
    Kedalaman: `${depthKm} km`
  }
}

function described({ atSea, distanceKm, direction, place }: Quake): string {
  return `Pusat gempa berada di ${atSea ? 'laut' : 'darat'} ${distanceKm} km ${direction} ${place}`
}

function stamp(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '')
}
