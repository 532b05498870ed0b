import { type AddressOptions, parseAddress } from './indonesia/address.ts'
import { parseBirthDate, type PartialDate } from './indonesia/birth-date.ts'
import { type CoordinateBox, type Coordinates, parseCoordinatePair, parseCoordinates } from './indonesia/coordinates.ts'
import { type DateOptions, parseIndonesianDate, parseIndonesianDateTime } from './indonesia/dates.ts'
import { parseFamilyCard } from './indonesia/family-card.ts'
import { type NameOptions, parseName, type PersonName } from './indonesia/names.ts'
import { parsePostalCode, parseUnitNumber } from './indonesia/neighbourhood.ts'
import { parseNib } from './indonesia/nib.ts'
import { parseNik } from './indonesia/nik.ts'
import { nopFromParts, type NopParts, parseNop } from './indonesia/nop.ts'
import { parseNpwp } from './indonesia/npwp.ts'
import { parseInteger, parseNumber } from './indonesia/numbers.ts'
import { parsePhone } from './indonesia/phone.ts'
import type { Regions, RegionScheme } from './indonesia/regions.ts'
import { parseRupiah } from './indonesia/rupiah.ts'
import { parseSex, type Sex } from './indonesia/sex.ts'
import { parseMultiline, parseText, toText } from './indonesia/text.ts'
import { absent, DEFAULT_SEVERITY, type Notes, type Parsed, rejected } from './quality.ts'

/** What reading needs to know beside the row. */
export interface FieldContext {
  /** `YYYY-MM-DD` in WIB; two-digit years pivot on it. */
  today: string
  regions?: Regions
  /** Where the city's positions must lie. */
  box?: CoordinateBox
  /** Area code for local landline numbers (`022`). */
  phoneArea?: string
}

/** A value read from a legacy field; undefined when it is absent or unusable. */
type Field<T> = T | undefined

type Keep = <T>(field: string, parsed: Parsed<T>, raw?: unknown) => Field<T>

/** Canonical residence or place, as the contract has it. */
export interface LocationFields {
  lat?: number
  long?: number
  address?: string
  rt?: string
  rw?: string
  village_code?: string
  district_code?: string
  postal_code?: string
}

export interface LocationRow extends AddressOptions {
  /** One line; parts in it serve where no field of their own is given. */
  address?: unknown
  rt?: unknown
  rw?: unknown
  village?: unknown
  villageScheme?: RegionScheme
  district?: unknown
  districtScheme?: RegionScheme
  postalCode?: unknown
  lat?: unknown
  long?: unknown
}

export interface DateFieldOptions extends Omit<DateOptions, 'today'> {
  /** Keeps the raw value out of notes. Fields whose name says birth, name, phone... never show it. */
  personal?: boolean
  /** The column's usual way of saying "none" is a null date (`0000-00-00`): not worth a note. */
  optional?: boolean
}

/**
 * Reads legacy fields into canonical values. Every method takes the canonical field name (dotted when
 * nested) and what the legacy system sent, whatever its type; it returns undefined when there is no usable
 * value, and notes what was wrong. None throws.
 */
export interface FieldReader {
  /** One line of text; with `lines` the line breaks stay. Longer than `maxLength` is cut and noted `invalid_value`. */
  text(field: string, raw: unknown, opts?: { lines?: boolean; maxLength?: number }): Field<string>
  /** `YYYY-MM-DD` */
  date(field: string, raw: unknown, opts?: DateFieldOptions): Field<string>
  /** RFC 3339 in WIB, without fractions; `time` is the time of day when it stands in a field of its own. */
  dateTime(field: string, raw: unknown, opts?: DateFieldOptions & { time?: unknown }): Field<string>
  /** A date of birth of which perhaps only the year is known. */
  birthDate(field: string, raw: unknown, opts?: DateFieldOptions): Field<PartialDate>
  /** Whole rupiah. */
  rupiah(field: string, raw: unknown): Field<number>
  integer(field: string, raw: unknown, bounds?: { min?: number; max?: number }): Field<number>
  number(field: string, raw: unknown): Field<number>
  /** 16 digits. Give the record's own birth date (`YYYY-MM-DD`) to have the two compared. */
  nik(field: string, raw: unknown, opts?: { birthDate?: string | undefined }): Field<string>
  /** 16 digits. */
  familyCard(field: string, raw: unknown): Field<string>
  /** 15 or 16 digits. */
  npwp(field: string, raw: unknown): Field<string>
  /** 13 digits. */
  nib(field: string, raw: unknown): Field<string>
  /** 18 digits, from one value or from the seven columns. */
  nop(field: string, raw: unknown): Field<string>
  nopParts(field: string, parts: Readonly<Record<keyof NopParts, unknown>>): Field<string>
  /** E.164. */
  phone(field: string, raw: unknown): Field<string>
  /** A person's name without titles. */
  name(field: string, raw: unknown, opts?: NameOptions): Field<string>
  /** A person's name with its titles and the raw spelling. */
  personName(field: string, raw: unknown, opts?: NameOptions): Field<PersonName>
  sex(field: string, raw: unknown): Field<Sex>
  /** A position from two fields, or from one that holds both. */
  coordinates(field: string, rawLat: unknown, rawLong?: unknown): Field<Coordinates>
  /** Ministry code of a district, `32.73.02`. */
  district(field: string, raw: unknown, scheme?: RegionScheme): Field<string>
  /** Ministry code of a village, `32.73.02.1004`; `district` (Ministry code) narrows the search. */
  village(
    field: string,
    raw: unknown,
    opts?: { district?: string | undefined; scheme?: RegionScheme | undefined }
  ): Field<string>
  /** An address and what can be told of its place; undefined when nothing can. */
  location(field: string, row: LocationRow): Field<LocationFields>
  /**
   * The canonical value of a legacy code: its exact spelling is looked up first, then without regard to
   * case. Another code is `unknown`, noted `status_unmapped`. A blank field gives undefined, or with
   * `required` `unknown` and the note.
   */
  code<const T extends string>(
    field: string,
    raw: unknown,
    table: Readonly<Record<string, T>>,
    opts: { required: true }
  ): T | 'unknown'
  code<const T extends string>(
    field: string,
    raw: unknown,
    table: Readonly<Record<string, T>>,
    opts?: { required?: boolean }
  ): Field<T | 'unknown'>
}

// A safe default where an adapter forgets to say `personal`.
const PERSONAL_FIELD = /(?:^|[._])(?:nik|name|birth|phone|email|address|family_card_number|npwp|reporter|mother|father)/

/** A field reader that writes its notes, under canonical field names, into `notes`. */
export function createFieldReader(notes: Notes, context: FieldContext): FieldReader {
  const keep: Keep = (field, { value, codes }, raw) => {
    for (const code of codes) {
      // An error says that the value is missing; one that survived is doubtful at most.
      const severity = value !== undefined && DEFAULT_SEVERITY[code] === 'error' ? 'warning' : undefined
      notes.add(field, code, { severity, raw: PERSONAL_FIELD.test(field) ? undefined : toText(raw) })
    }
    return value
  }
  const dateOptions = (opts: DateFieldOptions = {}): DateOptions => ({ ...opts, today: context.today })
  const keepDate = (
    field: string,
    { value, codes }: Parsed<string>,
    raw: unknown,
    opts: DateFieldOptions = {}
  ): Field<string> => {
    const worthNoting = opts.optional ? codes.filter(code => code !== 'null_date_sentinel') : codes
    return keep(field, { value, codes: worthNoting }, opts.personal ? undefined : raw)
  }
  const parseDistrict = context.regions?.district ?? withoutRegions
  const parseVillage = context.regions?.village ?? withoutRegions

  const reader: FieldReader = {
    text(field, raw, { lines = false, maxLength = Infinity } = {}) {
      const text = keep(field, lines ? parseMultiline(raw) : parseText(raw))
      if (text === undefined || text.length <= maxLength) return text
      return keep(field, { value: `${text.slice(0, maxLength - 1).trimEnd()}…`, codes: ['invalid_value'] })
    },
    date: (field, raw, opts) => keepDate(field, parseIndonesianDate(raw, dateOptions(opts)), raw, opts),
    dateTime(field, raw, { time, ...opts } = {}) {
      const whole = time === undefined ? raw : [raw, time].map(toText).filter(Boolean).join(' ')
      return keepDate(field, parseIndonesianDateTime(whole, dateOptions(opts)), raw, opts)
    },
    birthDate: (field, raw, opts) => keep(field, parseBirthDate(raw, dateOptions(opts))),
    rupiah: (field, raw) => keep(field, parseRupiah(raw), raw),
    integer: (field, raw, bounds) => keep(field, parseInteger(raw, bounds), raw),
    number: (field, raw) => keep(field, parseNumber(raw), raw),
    nik: (field, raw, opts) => keep(field, parseNik(raw, { ...opts, today: context.today }))?.number,
    familyCard: (field, raw) => keep(field, parseFamilyCard(raw)),
    npwp: (field, raw) => keep(field, parseNpwp(raw)),
    nib: (field, raw) => keep(field, parseNib(raw), raw),
    nop: (field, raw) => keep(field, parseNop(raw), raw),
    nopParts: (field, parts) => keep(field, nopFromParts(parts)),
    phone: (field, raw) => keep(field, parsePhone(raw, { areaCode: context.phoneArea })),
    name: (field, raw, opts) => keep(field, parseName(raw, opts))?.fullName,
    personName: (field, raw, opts) => keep(field, parseName(raw, opts)),
    sex: (field, raw) => keep(field, parseSex(raw)),
    coordinates: (field, rawLat, rawLong) =>
      rawLong === undefined
        ? keep(field, parseCoordinatePair(rawLat, context.box), rawLat)
        : keep(field, parseCoordinates(rawLat, rawLong, context.box),
          `${toText(rawLat) ?? ''}, ${toText(rawLong) ?? ''}`),
    district: (field, raw, scheme) => keep(field, parseDistrict(raw, scheme), raw)?.code,
    village: (field, raw, { district, scheme } = {}) => keep(field, parseVillage(raw, district, scheme), raw)?.code,
    location: (field, row) => readLocation(reader, keep, context, field, row),
    code(field: string, raw: unknown, table: Readonly<Record<string, string>>, opts: { required?: boolean } = {}) {
      const code = toText(raw)
      if (code === undefined && !opts.required) return undefined
      const known = code === undefined ? undefined : lookUp(code, table)
      return known ?? keep(field, { value: 'unknown', codes: ['status_unmapped'] }, raw)
    }
  }
  return reader
}

function lookUp(code: string, table: Readonly<Record<string, string>>): string | undefined {
  if (Object.hasOwn(table, code)) return table[code]
  const folded = code.toLowerCase()
  return Object.entries(table).find(([key]) => key.toLowerCase() === folded)?.[1]
}

function withoutRegions(raw: unknown): Parsed<never> {
  return toText(raw) === undefined ? absent() : rejected('region_unknown')
}

function readLocation(
  read: FieldReader,
  keep: Keep,
  context: FieldContext,
  field: string,
  row: LocationRow
): Field<LocationFields> {
  const line = keep(`${field}.address`, parseAddress(row.address, row)) ?? {}
  const unit = (name: 'rt' | 'rw'): Field<string> => keep(`${field}.${name}`, parseUnitNumber(row[name])) ?? line[name]
  const { regions } = context
  // What was cut out of a line of text is noted without raw: it may be more than a region's name.
  const district = read.district(`${field}.district_code`, row.district, row.districtScheme) ??
    keep(`${field}.district_code`, leadingName(line.districtName, name => regions?.district(name, 'name')))?.code
  const village = read.village(`${field}.village_code`, row.village, { district, scheme: row.villageScheme }) ??
    keep(`${field}.village_code`, leadingName(line.villageName, name => regions?.village(name, district, 'name')))?.code
  const location = compact<LocationFields>({
    ...read.coordinates(`${field}.lat`, row.lat, row.long),
    address: line.address,
    rt: unit('rt'),
    rw: unit('rw'),
    village_code: village,
    // A village's code starts with its district's: 32.73.02.1004 lies in 32.73.02.
    district_code: district ?? village?.slice(0, 8),
    postal_code: keep(`${field}.postal_code`, parsePostalCode(row.postalCode)) ?? line.postalCode
  })
  return Object.keys(location).length > 0 ? location : undefined
}

// "Kec. Coblong Bandung": the city follows the name without a comma. The longest known beginning is the
// name, so Sumur Bandung stays whole.
function leadingName<T>(text: Field<string>, find: (name: string) => Parsed<T> | undefined): Parsed<T> {
  if (text === undefined) return absent()
  const words = text.split(' ')
  for (let count = words.length; count > 0; count -= 1) {
    const unit = find(words.slice(0, count).join(' '))
    if (unit?.value !== undefined) return unit
  }
  return rejected('region_unknown')
}

type Undefinable<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] | undefined : T[K] }
type Mutable<V> = V extends readonly (infer E)[] ? Mutable<E>[]
  : V extends object ? { -readonly [K in keyof V]: Mutable<V[K]> }
  : V
type OptionalKeys<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T]
type Compact<T> = { -readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Mutable<T[K]> } & {
  -readonly [K in OptionalKeys<T>]?: Mutable<Exclude<T[K], undefined>>
}

/**
 * Drops the properties that are undefined, so that they are absent from the record. Nested objects are not
 * looked into. Give the type (`compact<Licence>({...})`) to have misspelled properties found; a property
 * that the type requires must then not be undefined.
 */
export function compact<const T extends object>(record: T): Compact<T>
export function compact<T extends object>(record: Undefinable<T>): T
export function compact(record: Readonly<Record<string, unknown>>): unknown {
  // Every record of every list comes through here: a plain loop takes a fifth of what lists of entries take.
  const present: Record<string, unknown> = {}
  for (const key of Object.keys(record)) {
    const value = record[key]
    if (value !== undefined) present[key] = value
  }
  return present
}
