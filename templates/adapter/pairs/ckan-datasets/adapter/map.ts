import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Kumpulan } from './wire.ts'

type Distribution = Mapped<'datasets'>['record']['distributions'][number]

/** What the mapping knows beside the row. */
export interface Surroundings {
  /** The agency that owns the system. */
  agencyId: string | undefined
}

export function mapDataset(row: Kumpulan, tools: MapTools, { agencyId }: Surroundings): Mapped<'datasets'> {
  const { read } = tools
  const name = needed(read.text('name', row.name), 'has no name')
  if (!/^[a-z0-9_-]{2,100}$/.test(name)) throw new Error('has a name that no address can have')
  const changed = needed(read.dateTime('source.updated_at', inUtc(row.metadata_modified), { zone: 'as_sent' }), 'has no date of change (metadata_modified)')
  return {
    key: name,
    updatedAt: changed,
    record: compact<Mapped<'datasets'>['record']>({
      identifiers: [],
      name,
      title: needed(read.text('title', row.title, { maxLength: 300 }), 'has no title'),
      notes: read.text('notes', row.notes, { lines: true, maxLength: 10_000 }),
      agency_id: agencyId,
      license_id: read.text('license_id', row.license_id, { maxLength: 100 }),
      license_title: read.text('license_title', row.license_title, { maxLength: 200 }),
      tags: listOf(row.tags).flatMap((tag, index) => read.text(`tags.${index}`, tag['name'], { maxLength: 100 }) ?? []),
      metadata_created: read.dateTime('metadata_created', inUtc(row.metadata_created), { zone: 'as_sent' }),
      metadata_modified: changed,
      distributions: listOf(row.resources).flatMap((file, index) => readFile(file, `distributions.${index}`, tools))
      // what more the contract has
    })
  }
}

function readFile(file: Record<string, unknown>, field: string, { read, notes, id }: MapTools): Distribution[] {
  const key = read.text(`${field}.id`, file['id'])
  const raw = read.text(`${field}.url`, file['url'])
  const url = raw === undefined ? null : URL.parse(raw)
  if (key === undefined || (url?.protocol !== 'http:' && url?.protocol !== 'https:')) {
    notes.add(`${field}.url`, 'invalid_value')
    return []
  }
  return [compact<Distribution>({
    id: id(key),
    name: read.text(`${field}.name`, file['name'], { maxLength: 300 }),
    format: read.text(`${field}.format`, file['format'], { maxLength: 40 })?.toUpperCase(),
    url: url.href
  })]
}

/** CKAN's times are UTC and do not say so. */
function inUtc(raw: unknown): unknown {
  return typeof raw === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(raw) ? `${raw}Z` : raw
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'object' && item !== null) : []
}
