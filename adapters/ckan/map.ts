import { type AgencyFinder, compact, type Mapped, type MapTools, needed } from '../../src/kit/index.ts'
import { readFiles } from './files.ts'
import { frequencies } from './tables.ts'
import { readEdge, readTime } from './time.ts'
import type { Extras, Label, Organization, Package } from './wire.ts'

type Dataset = Mapped<'datasets'>['record']
type Sdi = NonNullable<Dataset['sdi']>

const NAME = /^[a-z0-9_-]{2,100}$/

export function mapDataset(dataset: Package, tools: MapTools, findAgency: AgencyFinder): Mapped<'datasets'> {
  const { read, notes } = tools
  // A key of the portal's own may show more than the public may see.
  if (dataset.private === true || (dataset.state ?? 'active') !== 'active') throw new Error('is not published')
  const name = needed(read.text('name', dataset.name), 'has no name')
  if (!NAME.test(name)) throw new Error('has a name that cannot stand in an address')
  const modified = needed(readTime('metadata_modified', dataset.metadata_modified, tools), 'has no date of change')
  const { found } = dataset
  if (dataset.refused !== undefined) notes.add('notes', 'invalid_value', { raw: dataset.refused })
  return {
    key: needed(read.text('id', dataset.id), 'has no id'),
    updatedAt: modified,
    record: compact<Dataset>({
      identifiers: [],
      name,
      // As CKAN shows one without.
      title: read.text('title', dataset.title, { maxLength: 300 }) ?? name,
      notes: read.text('notes', dataset.notes, { lines: true, maxLength: 10_000 }),
      agency_id: readAgency(dataset.organization as Organization | null | undefined, tools, findAgency),
      license_id: read.text('license_id', dataset.license_id, { maxLength: 100 }),
      license_title: read.text('license_title', dataset.license_title, { maxLength: 200 }),
      tags: readLabels('tags', dataset.tags, 'display_name', tools),
      groups: readLabels('groups', dataset.groups, 'name', tools),
      frequency: read.code('frequency', found.frequency, frequencies),
      temporal_start: readEdge('temporal_start', found.temporal_start, 'start', tools),
      temporal_end: readEdge('temporal_end', found.temporal_end, 'end', tools),
      metadata_created: readTime('metadata_created', dataset.metadata_created, tools),
      metadata_modified: modified,
      distributions: readFiles(dataset.resources, tools),
      sdi: readSdi(found, tools, findAgency)
    })
  }
}

function readAgency(
  organization: Organization | null | undefined,
  { read, notes }: MapTools,
  findAgency: AgencyFinder
): string | undefined {
  const title = read.text('agency_id', organization?.title)
  const name = read.text('agency_id', organization?.name)
  const id = findAgency(title ?? '') ?? findAgency(name ?? '')
  const raw = title ?? name
  if (id === undefined && raw !== undefined) notes.add('agency_id', 'invalid_value', { severity: 'warning', raw })
  return id
}

/** The same label in two spellings is one. */
function readLabels(
  field: string,
  raw: unknown,
  property: 'display_name' | 'name',
  { read }: MapTools
): string[] | undefined {
  const labels = new Map<string, string>()
  for (const one of (Array.isArray(raw) ? raw : []) as (Label | null)[]) {
    const label = read.text(field, one?.[property] ?? one?.name, { maxLength: 100 })
    const key = label?.toLowerCase() ?? ''
    if (label !== undefined && !labels.has(key)) labels.set(key, label)
  }
  return labels.size > 0 ? [...labels.values()] : undefined
}

function readSdi(found: Extras, { read }: MapTools, findAgency: AgencyFinder): Sdi | undefined {
  const steward = read.text('sdi.steward', found.steward, { maxLength: 200 })
  const sdi = compact<Sdi>({
    concept: read.text('sdi.concept', found.concept, { maxLength: 500 }),
    definition: read.text('sdi.definition', found.definition, { maxLength: 2000 }),
    classification: read.text('sdi.classification', found.classification, { maxLength: 500 }),
    measure: read.text('sdi.measure', found.measure, { maxLength: 200 }),
    unit: read.text('sdi.unit', found.unit, { maxLength: 100 }),
    reference_code: read.text('sdi.reference_code', found.reference_code, { maxLength: 200 }),
    steward: steward === undefined ? undefined : (findAgency(steward) ?? steward)
  })
  return Object.keys(sdi).length > 0 ? sdi : undefined
}
