import { toWib } from '../../kit/indonesia/calendar.ts'
import { cell } from './formats/csv.ts'
import type { Column, Dataset, DatasetState, Edition } from './model.ts'

/** How a dataset stands in a list of them. */
export function summaryOf(
  dataset: Dataset,
  edition: Edition | undefined,
  state: DatasetState
): Record<string, unknown> {
  const { name, title, description, kind, licence, agency, steward, contact, theme, tags, refreshSeconds, frequency,
    sdi, conformsTo } = dataset
  return {
    name,
    title,
    description,
    kind,
    licence,
    agency,
    steward,
    contact,
    theme,
    tags,
    refresh_seconds: refreshSeconds,
    frequency,
    sdi,
    conforms_to: conformsTo,
    ...standing(edition, state),
    url: `/data/${name}`,
    dictionary_url: `/data/${name}/dictionary.json`,
    files: edition === undefined ? [] : filesOf(edition)
  }
}

/** All that is to be known of a dataset. */
export function describeDataset(
  dataset: Dataset,
  history: readonly Edition[],
  state: DatasetState
): Record<string, unknown> {
  return {
    ...summaryOf(dataset, history[0], state),
    columns: dataset.columns.map(describeColumn),
    history: history.map(edition => ({ day: edition.day, modified_at: toWib(new Date(edition.modifiedAt)),
      rows: edition.rows, files: filesOf(edition) })
    )
  }
}

function standing(
  edition: Edition | undefined,
  { createdAt, checkedAt, failure }: DatasetState
): Record<string, unknown> {
  const time = (at: number | undefined): string | null => (at === undefined ? null : toWib(new Date(at)))
  return {
    state: edition === undefined ? 'waiting' : failure === undefined ? 'current' : 'late',
    rows: edition?.rows ?? null,
    created_at: time(createdAt),
    modified_at: time(edition?.modifiedAt),
    checked_at: time(checkedAt),
    ...(failure !== undefined && { failure: { at: time(failure.at), code: failure.code, detail: failure.detail } })
  }
}

function filesOf({ files }: Edition): Record<string, unknown>[] {
  return files.map(({ format, mediaType, path, size, packedSize, sha256 }) => ({ format, media_type: mediaType,
    url: path, size, packed_size: packedSize, sha256 })
  )
}

/** The data dictionary (kamus data): what each column means. */
export function dictionaryOf({ name, title, description, sdi, columns, conformsTo }: Dataset): Record<string, unknown> {
  return { dataset: name, title, description, sdi, conforms_to: conformsTo, columns: columns.map(describeColumn) }
}

function describeColumn(
  { name, type, title, definition, unit, concept, classification, measure, reference_code, values, isOptional }: Column
): Record<string, unknown> {
  return { name, type, title, definition, unit, concept, classification, measure, reference_code, values,
    optional: isOptional }
}

/** The same as a table, a row for each column. */
export function dictionaryTable({ columns }: Dataset): string {
  const head = ['name', 'type', 'title_id', 'title_en', 'definition_id', 'definition_en', 'unit', 'concept',
    'classification', 'measure', 'reference_code', 'values', 'optional']
  const rows = columns.map((
    { name, type, title, definition, unit, concept, classification, measure, reference_code, values, isOptional }
  ) => [
    name,
    type,
    title.id,
    title.en,
    definition?.id,
    definition?.en,
    unit,
    concept,
    classification,
    measure,
    reference_code,
    values?.join('; '),
    isOptional
  ])
  return [head, ...rows].map(row => `${row.map(value => cell(value ?? null)).join(',')}\r\n`).join('')
}
