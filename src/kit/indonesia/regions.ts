import { found, type Parsed, rejected } from '../quality.ts'
import { splitNop } from './nop.ts'
import { regionNameKey } from './region-names.ts'
import { toText, withoutText } from './text.ts'

/** A district (kecamatan) of the city in the three code systems that agencies use. */
export interface District {
  /** Ministry of Home Affairs: `32.73.02` */
  code: string
  name: string
  /** Statistics office: `3273230` */
  bps?: string
  /** Tax office, as in a NOP: `060` */
  tax?: string
  /** Other spellings in use; case, blanks and `Kec.` need none. */
  aliases?: readonly string[]
  villages?: readonly Village[]
}

/** An urban village (kelurahan). */
export interface Village {
  /** Ministry of Home Affairs: `32.73.02.1004` */
  code: string
  name: string
  /** Statistics office: `3273230004` */
  bps?: string
  /** Tax office, unique within its district: `003` */
  tax?: string
  aliases?: readonly string[]
}

export interface RegionsData {
  province: { code: string; name: string }
  regency: { code: string; name: string }
  districts: readonly District[]
}

/**
 * How the system writes regions. `any` takes whole Ministry codes, whole statistics codes, names, and
 * short numbers (`2`, `"02"`) as the end of a Ministry code. Short statistics codes and tax codes look
 * alike (both have `060`), so they must be asked for by name.
 */
export type RegionScheme = 'any' | 'kemendagri' | 'bps' | 'tax' | 'name'

export interface Regions {
  /** `32` */
  readonly provinceCode: string
  /** `32.73` */
  readonly regencyCode: string
  readonly districts: readonly District[]
  /** Finds a district; `region_unknown` when there is none. */
  district(raw: unknown, scheme?: RegionScheme): Parsed<District>
  /**
   * Finds a village, within a district (its Ministry code) when one is given. A name that several
   * districts have is `region_unknown` without one.
   */
  village(raw: unknown, districtCode?: string, scheme?: RegionScheme): Parsed<Village>
  /** District and village of a NOP, translated from tax codes; nothing for another city's. */
  ofNop(nop: string): { district?: District; village?: Village }
}

/** Indexes a city's regions once. Names and codes come from the config; none are known here. */
export function createRegions(data: RegionsData): Regions {
  const districts = indexUnits(data.districts, data.regency.code, 2)
  const byDistrict = new Map(data.districts.map(d => [d.code, indexUnits(d.villages ?? [], d.code, 4)]))
  const all = indexUnits(data.districts.flatMap(d => d.villages ?? []), undefined, 4)

  const district: Regions['district'] = (raw, scheme = 'any') => lookUp(districts, raw, scheme)
  const village: Regions['village'] = (raw, districtCode, scheme = 'any') =>
    lookUp(districtCode === undefined ? all : byDistrict.get(districtCode), raw, scheme)
  return {
    provinceCode: data.province.code,
    regencyCode: data.regency.code,
    districts: data.districts,
    district,
    village,
    ofNop(nop) {
      const parts = splitNop(nop)
      if (parts === undefined || `${parts.province}.${parts.regency}` !== data.regency.code) return {}
      const inDistrict = district(parts.district, 'tax').value
      if (inDistrict === undefined) return {}
      const inVillage = village(parts.village, inDistrict.code, 'tax').value
      return inVillage === undefined ? { district: inDistrict } : { district: inDistrict, village: inVillage }
    }
  }
}

type Unit = District | Village
/** A few spellings of each name make up nearly all that comes: these are found without taking them apart. */
const MOST_SPELLINGS = 1_000

interface Index<U extends Unit> {
  find: Record<Exclude<RegionScheme, 'any'>, (text: string) => U | undefined>
}

// Two units with one key cannot be told apart: the key then finds neither.
function uniqueMap<U>(entries: readonly (readonly [string | undefined, U])[]): ReadonlyMap<string, U> {
  const map = new Map<string, U | undefined>()
  for (const [key, unit] of entries) {
    if (key !== undefined) map.set(key, map.has(key) && map.get(key) !== unit ? undefined : unit)
  }
  return map as ReadonlyMap<string, U>
}

function indexUnits<U extends Unit>(
  units: readonly U[],
  parentCode: string | undefined,
  suffixWidth: number
): Index<U> {
  const codes = uniqueMap(units.map(unit => [digitsOf(unit.code), unit]))
  const bps = uniqueMap(units.flatMap(unit => [[unit.bps, unit], [unit.bps?.slice(-3), unit]] as const))
  const tax = uniqueMap(units.map(unit => [unit.tax, unit]))
  const names = uniqueMap(
    units.flatMap(unit => [unit.name, ...(unit.aliases ?? [])].map(name => [regionNameKey(name), unit] as const))
  )
  const spelled = new Map<string, U>()
  const parent = parentCode === undefined ? undefined : digitsOf(parentCode)
  return {
    find: {
      kemendagri(text) {
        const digits = digitsOf(text)
        if (!/^[0-9. ]+$/.test(text)) return undefined
        const whole = codes.get(digits)
        return whole ??
          (parent !== undefined && digits.length <= suffixWidth
            ? codes.get(parent + digits.padStart(suffixWidth, '0'))
            : undefined)
      },
      bps: text => bps.get(/^[0-9]{1,2}$/.test(text) ? text.padStart(3, '0') : text),
      tax: text => tax.get(/^[0-9]{1,2}$/.test(text) ? text.padStart(3, '0') : text),
      name(text) {
        const known = spelled.get(text)
        if (known !== undefined) return known
        const unit = names.get(regionNameKey(text))
        if (unit !== undefined && spelled.size < MOST_SPELLINGS) spelled.set(text, unit)
        return unit
      }
    }
  }
}

function lookUp<U extends Unit>(index: Index<U> | undefined, raw: unknown, scheme: RegionScheme): Parsed<U> {
  const text = toText(raw)
  if (text === undefined) return withoutText(raw)
  const unit = index && (scheme === 'any' ? findAny(index, text) : index.find[scheme](text))
  return unit === undefined ? rejected('region_unknown') : found(unit)
}

function findAny<U extends Unit>({ find }: Index<U>, text: string): U | undefined {
  if (/\p{L}/u.test(text)) return find.name(text)
  return find.kemendagri(text) ?? (digitsOf(text).length >= 7 ? find.bps(text) : undefined)
}

function digitsOf(text: string): string {
  return text.replace(/[^0-9]/g, '')
}
