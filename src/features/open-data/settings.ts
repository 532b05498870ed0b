import { type Static, Type } from 'typebox'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { atLeast, coded, FIELD_PATH, keyed, LONG_NAME, object, oneOf, several,
  text } from '../../platform/config/schema-parts.ts'
import type { ConfigFile } from '../../platform/config/schema.ts'

/** Licences that open data may have: the SPDX id, and what it is called and where it stands. */
export const licences = {
  'CC-BY-4.0': { title: 'Creative Commons Attribution 4.0 International',
    url: 'https://creativecommons.org/licenses/by/4.0/' },
  'CC-BY-SA-4.0': { title: 'Creative Commons Attribution Share Alike 4.0 International',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/' },
  'CC0-1.0': { title: 'Creative Commons Zero 1.0 Universal',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  'ODC-By-1.0': { title: 'Open Data Commons Attribution License 1.0',
    url: 'https://opendatacommons.org/licenses/by/1-0/' },
  'ODbL-1.0': { title: 'Open Data Commons Open Database License 1.0',
    url: 'https://opendatacommons.org/licenses/odbl/1-0/' },
  'PDDL-1.0': { title: 'Open Data Commons Public Domain Dedication and License 1.0',
    url: 'https://opendatacommons.org/licenses/pddl/1-0/' }
} as const
type LicenceId = keyof typeof licences

/** The EU's vocabulary of themes, which catalogues of data understand. */
export const dataThemes = ['AGRI', 'ECON', 'EDUC', 'ENER', 'ENVI', 'GOVE', 'HEAL', 'INTR', 'JUST', 'OP_DATPRO', 'REGI',
  'SOCI', 'TECH', 'TRAN'] as const

/** Standards that the hub knows how to write: these say themselves what is asked and which columns there are. */
export const dataStandards = ['blds-permits', 'blds-status-history'] as const

/** Formats that a dataset is published in; also the ends of the paths of its files. */
export const dataFormats = ['csv', 'json', 'xlsx', 'geojson', 'parquet'] as const

/** What a column can show in place of the value itself. */
export const columnForms = ['day', 'month', 'year', 'agency', 'district', 'village'] as const

/** Numbers about a group of records. The least and the greatest are none: they tell of one record. */
export const aggregates = ['count', 'sum', 'average'] as const

/** Columns that numbers may be told apart by: each doubles the totals that a number could be worked out from. */
export const MOST_KEYS = 6

const COLUMN_NAME = '^[A-Za-z][A-Za-z0-9_]{0,62}$'

const words = (description: string, options: { longest?: number } = {}) =>
  object({
    id: Type.String({ minLength: 1, maxLength: options.longest ?? 200, description: 'In Indonesian.' }),
    en: Type.String({ minLength: 1, maxLength: options.longest ?? 200, description: 'In English.' })
  }, { description })

const LONG = 2_000

const ColumnSchema = object({
  name: coded(COLUMN_NAME, 'district_code', 'As it stands in the files. Never changed.'),
  title: words('What people call it.'),
  definition: Type.Optional(words('What it means.', { longest: LONG })),
  field: Type.Optional(
    coded(FIELD_PATH, 'location.district_code', 'Field of the record, or of what is summed. Not for `count`.')
  ),
  as: Type.Optional(
    oneOf(columnForms, 'The day, month or year of a time; the name of an agency, district or village by its code.')
  ),
  round: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 6,
      description: 'Places behind the point that are left of a number: 2 leaves about a kilometre of a position.' })
  ),
  codes: Type.Optional(Type.Unsafe<Readonly<Record<string, string>>>({
    type: 'object',
    minProperties: 1,
    additionalProperties: { type: 'string', minLength: 1, maxLength: 200, description: 'What stands for it.' },
    description: 'Other words for its values, such as `{ issued: Terbit }`. A value that is not here stays as it is.'
  })),
  aggregate: Type.Optional(
    oneOf(aggregates, 'Makes of it a number about all records that agree in the columns without one.')
  ),
  free_text: Type.Optional(
    Type.Literal(true, {
      description:
        'People wrote it in their own words, and it may be published all the same. Personal numbers in it are ' +
        'taken out.'
    })
  ),
  unit: Type.Optional(text('Unit of the values, such as `m²`.')),
  concept: Type.Optional(text('Concept that it refers to (rujukan konsep).')),
  classification: Type.Optional(text('How its values are grouped (klasifikasi).')),
  measure: Type.Optional(text('What is measured (ukuran).')),
  reference_code: Type.Optional(text('Code list that its values are from (kode referensi).'))
})

const plainValue = Type.Unsafe<string | number | boolean>({ type: ['string', 'number', 'boolean'],
  description: 'A value.' })

/** A dataset: a query over a resource of the contract, and what is published of it. */
const DatasetSchema = object({
  title: words('What people call it.'),
  description: words('What it is about.', { longest: LONG }),
  resource: Type.Optional(
    Type.Unsafe<Exclude<ResourceName, 'residents'>>({ type: 'string',
      enum: resourceNames.filter(name => name !== 'residents'), description: 'The resource that its rows come from.' })
  ),
  standard: Type.Optional(
    oneOf(dataStandards,
      'Columns of a standard in place of `resource` and `columns`: those of BLDS for permits, or of its file of ' +
        'earlier statuses.')
  ),
  where: Type.Unsafe<Readonly<Record<string, readonly (string | number | boolean)[]>>>({
    type: 'object',
    default: {},
    additionalProperties: several(plainValue, 'Values.', { minItems: 1 }),
    description: 'Only records whose field has one of these values, such as `{ status.code: [active] }`.'
  }),
  columns: Type.Optional(
    Type.Array(ColumnSchema, { minItems: 1, maxItems: 200,
      description: 'What is published, in the order of the files.' })
  ),
  formats: Type.Optional(
    several(oneOf(dataFormats, 'A format.'),
      'All that fit when left out: GeoJSON needs columns of `location.lat` and `location.long`, a standard is CSV ' +
        'alone.', { minItems: 1 })
  ),
  agency: text('Code of the agency that makes the data (produsen data).'),
  steward: text('Code of the agency that answers for their publication (walidata).'),
  contact: Type.Optional(object({
    name: text('Person or desk.'),
    email: Type.Optional(coded('^[^@\\s]+@[^@\\s]+$', 'data@example.go.id', 'Mail address.'))
  }, { description: 'Whom to ask about it.' })),
  licence: oneOf(Object.keys(licences) as [LicenceId, ...LicenceId[]], 'SPDX id of its licence.'),
  theme: oneOf(dataThemes, 'Theme of it, of the vocabulary that catalogues share.'),
  tags: several(coded('^[a-z0-9][a-z0-9 -]{1,98}$', 'perizinan', 'A word.'), 'Words to find it by.', { default: [] }),
  refresh_seconds: { ...atLeast(60, 86_400, 'How often it is made anew of what the systems say then.'),
    maximum: 31_622_400 },
  min_share: Type.Number({ minimum: 0, maximum: 1, default: 0.5,
    description:
      'Rows that have become fewer than this share of the last ones are not believed: the last ones stay. 0 ' +
      'believes anything.' }),
  history_days: Type.Optional(
    Type.Integer({ minimum: 0,
      description: 'Days for which former editions are kept, in place of `hub.retention.edition_days`.' })
  ),
  sdi: object({
    concept: Type.Optional(text('Concept (konsep).')),
    definition: Type.Optional(Type.String({ minLength: 1, maxLength: LONG, description: 'Definition (definisi).' })),
    classification: Type.Optional(text('How it is grouped (klasifikasi).')),
    measure: Type.Optional(text('What is measured (ukuran).')),
    unit: Type.Optional(text('Unit (satuan).')),
    reference_code: Type.Optional(text('Code list that its codes are from (kode referensi).'))
  }, { default: {}, description: 'Statistical metadata (Satu Data Indonesia, Perpres 39/2019).' })
})

export const DatasetsSchema = keyed(LONG_NAME, DatasetSchema,
  'The open data of the city, by the name that stands in addresses. Never changed.', { default: {}, keys: 'name' })

/** What is published of numbers. */
export const HubOpenDataSchema = object({
  min_count: atLeast(2, 5,
    'A number about fewer records than this is not published, nor what it could be worked out from.')
}, { default: {} })

export type DatasetConfig = Static<typeof DatasetSchema>
export type ColumnConfig = Static<typeof ColumnSchema>
export type DatasetsConfig = Readonly<Record<string, DatasetConfig>>

declare module '../../platform/config/schema.ts' {
  interface ConfigFile {
    datasets: DatasetsConfig
  }
  interface HubConfig {
    open_data: Static<typeof HubOpenDataSchema>
  }
  interface Config {
    /** In the order of the file; has no prototype, so any text can be looked up. */
    datasets: DatasetsConfig
  }
}

/** Takes the prototype from the datasets, so that any text can be looked up. */
export function resolveDatasets({ datasets }: Pick<ConfigFile, 'datasets'>): { datasets: DatasetsConfig } {
  return { datasets: Object.assign(Object.create(null), datasets) as DatasetsConfig }
}
