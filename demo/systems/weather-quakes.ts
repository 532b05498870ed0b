import { createRandom, type Random } from '../city/random.ts'

/** An earthquake as the observatory knows it. What a feed tells of it differs from feed to feed. */
export interface Quake {
  /** ms since 1970. */
  at: number
  lat: number
  long: number
  magnitude: number
  depthKm: number
  /** As the felt feed names the place; the feed of large ones abbreviates it. */
  place: string
  distanceKm: number
  direction: string
  atSea: boolean
  /** Where it was felt, with its strength on the MMI scale; empty when nowhere. */
  felt: string
}

// Name, latitude, longitude, at sea.
const places: readonly (readonly [string, number, number, boolean])[] = [
  ['Kab. Cianjur', -6.86, 107.05, false],
  ['Kab. Garut', -7.92, 107.61, true],
  ['Kab. Sukabumi', -7.81, 106.44, true],
  ['Kab. Pangandaran', -8.27, 108.31, true],
  ['Kab. Bandung', -7.13, 107.58, false],
  ['Kab. Lebak', -7.32, 105.87, true],
  ['Boyolali', -7.52, 110.44, false],
  ['Kab. Pacitan', -9.11, 111.02, true],
  ['Lombok Utara', -8.21, 116.39, false],
  ['Kota Bima', -8.31, 118.64, true],
  ['Sumba Barat Daya', -9.87, 118.93, true],
  ['Maluku Barat Daya', -7.42, 127.73, true],
  ['Melonguane', 4.36, 127.31, true],
  ['Kota Ternate', 0.91, 126.44, true],
  ['Kab. Jayapura', -2.41, 140.18, true],
  ['Kepulauan Mentawai', -2.87, 99.24, true],
  ['Bengkulu Utara', -4.02, 101.37, true],
  ['Kab. Poso', -1.53, 120.61, false]
]
const directions = ['Utara', 'TimurLaut', 'Timur', 'Tenggara', 'Selatan', 'BaratDaya', 'Barat', 'BaratLaut']
const COUNT = 60

/** Sixty earthquakes of the last weeks, newest first, the same at every start. The third is under the city itself. */
export function createQuakes(): Quake[] {
  const random = createRandom('weather-quakes')
  const times = Array.from({ length: COUNT }, () => random.date('2026-10-15', '2026-11-20').getTime()).sort((a, b) =>
    b - a
  )
  return times.map((at, index) => (index === 2 ? underTheCity(at) : createQuake(random, at)))
}

function createQuake(random: Random, at: number): Quake {
  const [place, lat, long, atSea] = random.pick(places)
  const magnitude = random.chance(0.4) ? random.integer(50, 64) / 10 : random.integer(24, 49) / 10
  return {
    at,
    lat: round(lat + random.integer(-30, 30) / 100),
    long: round(long + random.integer(-30, 30) / 100),
    magnitude,
    depthKm: random.integer(3, 180),
    place,
    distanceKm: random.integer(4, 140),
    direction: random.pick(directions),
    atSea,
    felt: magnitude < 5 || random.chance(0.6) ? felt(random, place, magnitude) : ''
  }
}

function underTheCity(at: number): Quake {
  return { at, lat: -6.85, long: 107.64, magnitude: 3.1, depthKm: 6, place: 'Kota Bandung', distanceKm: 8,
    direction: 'TimurLaut', atSea: false, felt: 'II-III Lembang, II Kota Bandung' }
}

function felt(random: Random, place: string, magnitude: number): string {
  const strongest = magnitude >= 6
    ? 'VI'
    : magnitude >= 5.5
    ? 'IV-V'
    : magnitude >= 5
    ? 'III-IV'
    : magnitude >= 4
    ? 'II - III'
    : 'II'
  return random.chance(0.5)
    ? `${strongest} ${place}`
    : `${strongest} ${place}, II ${random.pick(places.filter(([name]) => name !== place))[0]}`
}

function round(degrees: number): number {
  return Math.round(degrees * 100) / 100
}
