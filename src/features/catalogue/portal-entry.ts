import type { Records } from '../../contract/resources.ts'
import { compact } from '../../kit/fields.ts'
import type { Entry, File, Sdi } from './entry.ts'
import { groupOf } from './groups.ts'
import { uuidOf } from './ids.ts'
import { licenceOf } from './licences.ts'
import type { Organizations } from './organizations.ts'

type Dataset = Records['datasets']
type Distribution = Dataset['distributions'][number]

/** Formats that are no file but something to ask, or a page to look at. */
const NOT_FILES = new Set(['API', 'HTML', 'WMS', 'WFS', 'WMTS', 'LINK', 'URL'])
const ENDING = /\.[a-z0-9]{2,8}$/i

/** A dataset that a connected portal gave, as the catalogue has it. */
export function fromPortal(dataset: Dataset, organizations: Organizations): Entry {
  const { id, name, title, source, sdi = {}, groups = [], tags = [], distributions } = dataset
  const steward = sdi.steward === undefined ? undefined : organizations.get(sdi.steward)
  return compact<Entry>({
    id: uuidOf('dataset', id),
    name,
    title,
    notes: dataset.notes,
    organization: dataset.agency_id === undefined ? undefined : organizations.get(dataset.agency_id),
    licence: licenceOf(dataset.license_id, dataset.license_title),
    tags,
    groups: once(groups.flatMap(group => groupOf(group) ?? []), group => group.name),
    frequency: dataset.frequency,
    temporalStart: dataset.temporal_start,
    temporalEnd: dataset.temporal_end,
    createdAt: timeOf(dataset.metadata_created),
    modifiedAt: timeOf(dataset.metadata_modified) ?? Date.parse(source.updated_at),
    files: distributions.map((file, index) => toFile(file, `${title} (${index + 1})`)),
    sdi: compact<Sdi>({ ...sdi, steward: steward?.title ?? sdi.steward }),
    steward,
    variables: [],
    key: id,
    system: source.system,
    aliases: [id, source.record_id]
  })
}

function toFile(
  { id, name, description, format, mimetype, url, size, hash, created, last_modified }: Distribution,
  unnamed: string
): File {
  const kind = format?.toUpperCase()
  return compact<File>({
    id: uuidOf('file', id),
    name: name ?? unnamed,
    description,
    format,
    mediaType: mimetype,
    url,
    size,
    hash,
    isDownload: (kind === undefined || !NOT_FILES.has(kind)) && ENDING.test(new URL(url).pathname),
    createdAt: timeOf(created),
    modifiedAt: timeOf(last_modified),
    hasRows: false
  })
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text)
}

function once<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(all.map(one => [keyOf(one), one])).values()]
}
