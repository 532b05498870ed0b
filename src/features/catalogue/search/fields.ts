import type { Entry } from '../entry.ts'

type Values = (entry: Entry) => readonly string[]

/** Fields that a query can name, under CKAN's names for them: values that are compared as they stand. */
const exact: Readonly<Record<string, Values>> = {
  id: ({ id }) => [id],
  name: ({ name }) => [name],
  organization: ({ organization }) => (organization === undefined ? [] : [organization.name]),
  owner_org: ({ organization }) => (organization === undefined ? [] : [organization.id]),
  groups: ({ groups }) => groups.map(({ name }) => name),
  tags: ({ tags }) => tags,
  res_format: ({ files }) => [...new Set(files.flatMap(({ format }) => format ?? []))],
  license_id: ({ licence }) => (licence === undefined ? [] : [licence.id]),
  frequency: ({ frequency }) => (frequency === undefined ? [] : [frequency]),
  dataset_type: () => ['dataset'],
  type: () => ['dataset'],
  state: () => ['active'],
  capacity: () => ['public'],
  private: () => ['false']
}

/** Fields whose words are looked for. */
const texts: Readonly<Record<string, (entry: Entry) => string>> = {
  title: ({ title }) => title,
  notes: ({ notes = '' }) => notes,
  text: textOf
}

/** Times, in ms since 1970. */
const times: Readonly<Record<string, (entry: Entry) => number | undefined>> = {
  metadata_modified: ({ modifiedAt }) => modifiedAt,
  metadata_created: ({ createdAt }) => createdAt
}

/** What datasets can be counted by. */
export const facetNames = ['organization', 'groups', 'tags', 'res_format', 'license_id', 'owner_org', 'dataset_type',
  'frequency'] as const

export type Field =
  | { kind: 'exact'; values: Values }
  | { kind: 'text'; text(entry: Entry): string }
  | { kind: 'time'; at(entry: Entry): number | undefined }

export function fieldOf(name: string): Field | undefined {
  const [values, text, at] = [own(exact, name), own(texts, name), own(times, name)]
  if (values !== undefined) return { kind: 'exact', values }
  if (text !== undefined) return { kind: 'text', text: entry => text(entry).toLowerCase() }
  return at && { kind: 'time', at }
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

const known = new WeakMap<Entry, Weighted>()

/** The words of a dataset in small letters, by their weight in a search. */
interface Weighted {
  heading: string
  labels: string
  all: string
}

export function wordsOf(entry: Entry): Weighted {
  let found = known.get(entry)
  if (found === undefined) {
    const { name, title, tags, groups } = entry
    const heading = `${name}\n${title}`.toLowerCase()
    const labels = [...tags, ...groups.flatMap(group => [group.name, group.title])].join('\n').toLowerCase()
    known.set(entry, found = { heading, labels, all: `${heading}\n${labels}\n${textOf(entry).toLowerCase()}` })
  }
  return found
}

function textOf(
  { name, title, titles, notes = '', descriptions, tags, groups, organization, files, sdi, variables }: Entry
): string {
  return [
    name,
    title,
    titles?.en ?? '',
    notes,
    descriptions?.en ?? '',
    ...tags,
    ...groups.map(group => group.title),
    organization?.name ?? '',
    organization?.title ?? '',
    ...files.flatMap(file => [file.name, file.description ?? '', file.format ?? '']),
    ...Object.values(sdi),
    ...variables.flatMap(variable => [variable.name, variable.title ?? ''])
  ].join('\n')
}
