import { Type } from 'typebox'
import { coded, object, oneOf, several, text } from './schema-parts.ts'
import { weekdays } from './week.ts'

/** The zones of Waktu Indonesia Barat (UTC+7, no summer time): legacy times carry no offset and are read as WIB. */
export const timeZones = ['Asia/Jakarta', 'Asia/Pontianak'] as const

export const agencyKinds = ['dinas', 'badan', 'kantor', 'kecamatan', 'kelurahan', 'bagian', 'rsud', 'bumd'] as const

const District = object({
  code: coded('^\\d{2}\\.\\d{2}\\.\\d{2}$', '32.73.02', 'Kemendagri code.'),
  bps: coded('^\\d{7}$', '3273230', 'BPS code. Quote it.'),
  name: text('Official name.'),
  aliases: several(text('A spelling.'), 'Other spellings found in legacy records.', { default: [] }),
  tile: Type.Optional(object({
    column: Type.Integer({ minimum: 1, maximum: 60, description: 'From the west.' }),
    row: Type.Integer({ minimum: 1, maximum: 60, description: 'From the north.' })
  }, {
    description:
      'Its place in the schematic map of the Command Center. Left out of any, all stand in the order of this list.'
  }))
})

const Agency = object({
  code: coded('^[A-Z][A-Z0-9-]{1,39}$', 'DISHUB', 'Short unique code; `<register prefix>-<code>` is its id.'),
  name: text('Official name.'),
  short_name: Type.Optional(text('What people call it.')),
  kind: Type.Optional(oneOf(agencyKinds, 'Kind of agency; left out when it is none of these.')),
  skpd_codes: several(coded('^\\d{1,2}(\\.\\d{2}){1,4}$', '1.07.01.01', 'A code.'),
    'Codes in finance systems, present and past. Quote them.', { default: [] }),
  aliases: several(text('A name.'), 'Other and former names.', { default: [] }),
  parent: Type.Optional(text('Code of the agency it belongs to.')),
  contact: Type.Optional(object({
    phone: Type.Optional(coded('^\\+?[0-9 ()-]{3,20}$', '022-4200000', 'Phone number. Quote it.')),
    email: Type.Optional(coded('^[^@\\s]+@[^@\\s]+$', 'layanan@example.go.id', 'Mail address.')),
    url: Type.Optional(coded('^https?://[^\\s]+$', 'https://www.example.go.id', 'Its pages.'))
  }, { minProperties: 1, description: 'Where residents ask who hold a number of one of its cases.' }))
})

const Holiday = object({
  date: coded('^\\d{4}-\\d{2}-\\d{2}$', '2026-08-17', 'The day.'),
  name: text('What it is called.')
})

const HolidayYear = object({
  year: Type.Integer({ minimum: 1945, maximum: 2999,
    description:
      'A year whose days off are all listed. In a year that is not here only weekends are known, and what is ' +
      'counted through it is marked `estimated`.' }),
  source: Type.Optional(text('The decree that the days are taken from.')),
  national: several(Holiday, 'National days (hari libur nasional).', { minItems: 1 }),
  collective_leave: several(Holiday, 'Collective leave (cuti bersama): offices are closed as well.', { default: [] })
})

const degrees = (limit: number, description: string) => Type.Number({ minimum: -limit, maximum: limit, description })

export const CitySchema = object({
  name: text('Name of the city.'),
  event_prefix: Type.String({
    pattern: '^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*$',
    maxLength: 100,
    default: 'satu',
    examples: ['id.go.bandung'],
    description: 'Before the type of every event: the name of the city on the Internet, from the right. Never changed.'
  }),
  time_zone: oneOf(timeZones,
    'Zone of the city and of times without an offset. WIB only: legacy times are read as UTC+7.'),
  phone_area: coded('^0\\d{2,3}$', '022', 'Area code of landline numbers. Quote it.'),
  box: object({
    south: degrees(90, 'Degrees of latitude.'),
    north: degrees(90, 'Degrees of latitude.'),
    west: degrees(180, 'Degrees of longitude.'),
    east: degrees(180, 'Degrees of longitude.')
  }, { description: 'Where records of the city must lie (WGS 84); a position outside is a fault of the record.' }),
  province: coded('^\\d{2}$', '32', 'Kemendagri code of the province. Quote it.'),
  regency: coded('^\\d{2}\\.\\d{2}$', '32.73', 'Kemendagri code of the city. Quote it.'),
  districts: several(District, 'The districts (kecamatan).', { minItems: 1 }),
  agencies: several(Agency, 'The agencies (SKPD, today OPD).', { minItems: 1 }),
  office: object({
    days: several(oneOf(weekdays, 'A day.'), 'On which offices work.', { minItems: 1,
      default: ['mon', 'tue', 'wed', 'thu', 'fri'] }),
    closes: {
      ...coded('^([01]\\d|2[0-3]):[0-5]\\d$', '16:00',
        'Time of day at which they close: what comes later is received on the next working day.'),
      default: '16:00'
    }
  }, { default: {} }),
  holidays: several(HolidayYear, 'Days off beside weekends, year by year: working days are counted by them.', {
    default: []
  })
})
