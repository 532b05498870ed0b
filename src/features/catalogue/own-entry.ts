import { compact } from '../../kit/fields.ts'
import type { Column, Dataset, DatasetState, Edition, FormatName, Frequency } from '../open-data/index.ts'
import type { Entry, File, Sdi, Variable } from './entry.ts'
import { groupOfTheme } from './groups.ts'
import { uuidOf } from './ids.ts'
import type { Organizations } from './organizations.ts'

const formats: Readonly<Record<FormatName, string>> = { csv: 'CSV', json: 'JSON', xlsx: 'XLSX', geojson: 'GeoJSON',
  parquet: 'PARQUET' }

/** The contract's words for how often a dataset is made anew. */
const frequencies: Readonly<Record<Frequency, string>> = {
  UPDATE_CONT: 'continuous',
  HOURLY: 'hourly',
  DAILY: 'daily',
  WEEKLY: 'weekly',
  MONTHLY: 'monthly',
  QUARTERLY: 'quarterly',
  ANNUAL: 'annual'
}

export interface OwnContext {
  organizations: Organizations
  /** Name of the city, which such a dataset is about. */
  place: string
}

/** A dataset that the hub itself makes, as the catalogue has it. */
export function fromOwn(
  dataset: Dataset,
  edition: Edition,
  state: DatasetState,
  { organizations, place }: OwnContext
): Entry {
  const { name, title, description, licence, agency, contact, theme, tags, frequency, sdi, columns, conformsTo } =
    dataset
  const steward = organizations.get(dataset.steward)
  return compact<Entry>({
    id: uuidOf('dataset', name),
    name,
    title: title.id,
    notes: description.id,
    titles: title,
    descriptions: description,
    organization: organizations.get(agency),
    contact,
    licence: { ...licence, isOpen: true },
    tags,
    groups: [groupOfTheme(theme)],
    frequency: frequencies[frequency],
    createdAt: state.createdAt,
    modifiedAt: edition.modifiedAt,
    files: filesOf(dataset, edition, state.createdAt),
    sdi: compact<Sdi>({ ...sdi, steward: steward?.title ?? dataset.steward }),
    steward,
    variables: columns.map(toVariable),
    conformsTo,
    place,
    page: `/data/${name}`,
    key: name,
    aliases: []
  })
}

/** Files, in the order of the edition. Rows are asked for by the first that is a plain table. */
function filesOf({ name, title }: Dataset, { files, modifiedAt }: Edition, createdAt: number | undefined): File[] {
  const table = files.find(({ format }) => format === 'csv') ?? files[0]
  return files.map(file =>
    compact<File>({
      id: uuidOf('file', `${name} ${file.format}`),
      name: `${title.id} (${formats[file.format]})`,
      format: formats[file.format],
      mediaType: file.mediaType.split(';')[0]?.trim(),
      url: file.path,
      isDownload: true,
      size: file.size,
      hash: file.sha256,
      createdAt,
      modifiedAt,
      hasRows: file === table
    })
  )
}

function toVariable(
  { name, title, definition, concept, classification, measure, unit, reference_code }: Column
): Variable {
  return compact<Variable>({ name, title: title.id, definition: definition?.id, concept, classification, measure, unit,
    reference_code })
}
