import type { Package } from './open-data-datasets.ts'

/** What CKAN tells of a query that it does not understand. */
export class QueryError extends Error {}

type Test = (dataset: Package) => boolean

/**
 * The part of Solr's filter queries that catalogues are asked with: `field:value`, ranges of dates, `-`, `OR` in
 * between, brackets.
 */
export function parseFilter(fq: string): Test {
  const tokens = fq.match(/[()]|[+-]?[A-Za-z_]+:(?:"[^"]*"|\[[^\]]*\]|[^\s()]+)|\S+/g) ?? []
  let at = 0

  function all(): Test {
    const tests: Test[] = []
    while (at < tokens.length && tokens[at] !== ')') {
      if (tokens[at] === 'AND') at++
      else tests.push(any())
    }
    return dataset => tests.every(test => test(dataset))
  }

  function any(): Test {
    const tests = [one()]
    while (tokens[at] === 'OR') {
      at++
      tests.push(one())
    }
    return dataset => tests.some(test => test(dataset))
  }

  function one(): Test {
    const token = tokens[at++] ?? ''
    if (token !== '(') return term(token)
    const test = all()
    if (tokens[at++] !== ')') throw new QueryError('Cannot parse: missing bracket')
    return test
  }

  const test = all()
  if (at < tokens.length) throw new QueryError('Cannot parse: unexpected bracket')
  return test
}

function term(token: string): Test {
  const [, sign, field, raw] = /^([+-]?)([A-Za-z_]+):(.+)$/.exec(token) ?? []
  if (field === undefined || raw === undefined) throw new QueryError(`Cannot parse '${token}'`)
  const range = /^\[(\S+) TO (\S+)\]$/.exec(raw)
  const wanted = raw.replace(/^"|"$/g, '')
  const matches: Test = dataset => {
    const values = valuesOf(dataset, field)
    return range ? values.some(value => isWithin(value, range[1]!, range[2]!)) : values.includes(wanted)
  }
  return sign === '-' ? dataset => !matches(dataset) : matches
}

function valuesOf(dataset: Package, field: string): string[] {
  switch (field) {
    case 'id':
    case 'name':
    case 'state':
      return [dataset[field]]
    case 'dataset_type':
      return [dataset.type]
    case 'organization':
      return dataset.organization === null ? [] : [String(dataset.organization['name'])]
    case 'owner_org':
      return [dataset.owner_org]
    case 'groups':
      return dataset.groups.map(({ name }) => name)
    case 'tags':
      return dataset.tags.map(({ name }) => name)
    case 'res_format':
      return dataset.resources.map(({ format }) => format)
    case 'license_id':
      return [dataset.license_id ?? '']
    case 'metadata_modified':
    case 'metadata_created':
      return [dataset[field]]
    default:
      throw new QueryError(`undefined field ${field}`)
  }
}

/** Dates as Solr takes them: in UTC, with a Z. */
function isWithin(value: string, from: string, to: string): boolean {
  const at = instant(value)
  for (const bound of [from, to])
    if (bound !== '*' && Number.isNaN(Date.parse(bound))) throw new QueryError(`Invalid Date String:'${bound}'`)
  return at !== undefined && (from === '*' || at >= instant(from)!) && (to === '*' || at <= instant(to)!)
}

/** Text in the order of time, to the microsecond; undefined for what is no date. */
function instant(text: string): string | undefined {
  const [, whole, fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z?$/.exec(text) ?? []
  return whole === undefined || whole.startsWith('0000') ? undefined : `${whole}.${fraction.padEnd(6, '0')}`
}

const sortable: Readonly<Record<string, (dataset: Package) => string>> = {
  metadata_modified: ({ metadata_modified }) => instant(metadata_modified) ?? '',
  metadata_created: ({ metadata_created }) => instant(metadata_created) ?? '',
  title_string: ({ title }) => title.toLowerCase(),
  name: ({ name }) => name,
  id: ({ id }) => id,
  // Without words to search for, everything scores the same.
  score: () => ''
}

/** `metadata_modified desc, id asc` */
export function parseSort(sort: string): (a: Package, b: Package) => number {
  const keys = sort.split(',').map(part => {
    const [, field = '', way] = /^\s*(\w+)\s+(asc|desc)\s*$/i.exec(part) ?? []
    const key = sortable[field]
    if (key === undefined) throw new QueryError('Invalid "sort" parameter')
    return { key, sign: way?.toLowerCase() === 'desc' ? -1 : 1 }
  })
  return (a, b) => {
    for (const { key, sign } of keys) {
      const [one, other] = [key(a), key(b)]
      if (one !== other) return one < other ? -sign : sign
    }
    return 0
  }
}

/** Every word occurs somewhere in the data set. */
export function parseWords(q: string): Test {
  if (q === '' || q === '*:*') return () => true
  if (/^\w+:\S/.test(q)) return parseFilter(q)
  const words = q.toLowerCase().split(/\s+/)
  return ({ name, title, notes, tags }) => {
    const text = [name, title, notes ?? '', ...tags.map(({ name }) => name)].join(' ').toLowerCase()
    return words.every(word => text.includes(word))
  }
}
