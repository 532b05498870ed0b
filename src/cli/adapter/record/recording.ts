import type { Contract } from '../../../contract/contract.ts'
import type { Adapter, City, ResourceName } from '../../../kit/adapter.ts'
import { secretsOf } from '../../../platform/config/settings.ts'
import type { HttpExchange } from '../../../testing/index.ts'
import { CommandError } from '../../command.ts'
import type { Bound } from '../configured.ts'
import { databaseAddressOf, filesAddressOf, watchAddresses } from './addresses.ts'
import { askSystem, type OperationName } from './ask.ts'
import { createChance } from './chance.ts'
import { mapExchange } from './exchange.ts'
import { createFields, type Fields } from './fields.ts'
import { fixtureFiles } from './fixtures.ts'
import { mapJson, type Visit } from './json-body.ts'
import { canonicalKind, isPublished, type Kind, namesPeople } from './kinds.ts'
import { leftOver, type Originals, originalsOf } from './left-over.ts'
import { createPeople } from './people.ts'
import { recordFiles } from './recorded-files.ts'
import { createScrubber, type Scrub } from './scrubber.ts'
import { createVocabulary } from './words.ts'

export interface RecordOptions {
  bound: Bound
  adapter: Adapter
  city: City
  contract: Contract
  operations: readonly OperationName[]
  rows: number
  keys: readonly string[]
  /** `YYYY-MM-DD` */
  today: string
  say(line: string): void
  /** Only for tests: what invented values follow from. */
  secret?: string
}

export interface Recording {
  files: ReadonlyMap<string, Buffer>
  /** What was replaced, for the terminal. */
  lines: readonly string[]
}

/** What is known of the people in a recording, and how they are replaced. */
export interface Disguise {
  fields: Fields
  /** Made when all fields are collected; so the next. */
  scrub(): Scrub
  originals(): Originals
}

/**
 * Asks a system and makes fixtures of what was said.
 * @throws CommandError when something of a person would be left: then there is nothing to write
 */
export async function recordSystem(options: RecordOptions): Promise<Recording> {
  const { bound, say } = options
  const disguise = createDisguise(options)
  const files = bound.url !== ''
    ? await recordHttp(options, disguise)
    : filesAddressOf(bound.settings) !== undefined
    ? await recordOfFiles(options, disguise)
    : await recordRows(options, disguise, say)
  const left = leftOver(files, disguise.originals(), options.today)
  if (left.length > 0)
    throw new CommandError(
      `something of a person is left in ${
        left.join(', ')
      }: nothing was written; this is a fault of the command, so record other operations or fewer rows`
    )
  return { files, lines: summary(disguise.fields) }
}

async function recordHttp(options: RecordOptions, { fields, scrub }: Disguise): Promise<Map<string, Buffer>> {
  const exchanges: HttpExchange[] = []
  const watched = await watchAddresses(options.bound, exchange => exchanges.push(exchange))
  try {
    await ask(options, fields, watched)
  } finally {
    await watched.close()
  }
  const collect: Visit = (key, text) => {
    fields.collect(key, text)
    return text
  }
  for (const exchange of exchanges) mapExchange(exchange, collect)
  const visit = withoutHost(scrub(), options.bound)
  return fixtureFiles(exchanges, exchanges.map(exchange => mapExchange(exchange, visit)))
}

async function recordOfFiles(options: RecordOptions, { fields, scrub }: Disguise): Promise<Map<string, Buffer>> {
  const { bound, rows, say } = options
  await ask(options, fields, bound)
  return recordFiles({ settings: bound.settings, tls: bound.tls, rows, fields, scrub, say })
}

/** Of what comes neither by HTTP nor in files: the rows, as the client hands them over. */
async function recordRows(
  options: RecordOptions,
  { fields, scrub }: Disguise,
  say: (line: string) => void
): Promise<Map<string, Buffer>> {
  const { bound } = options
  const rows = await ask(options, fields, bound)
  const collect: Visit = (key, text) => {
    fields.collect(key, text)
    return text
  }
  const found = [...rows].filter(([, list]) => list.length > 0)
  if (found.length === 0) return new Map()
  say(
    databaseAddressOf(bound.settings) === undefined
      ? 'it is asked in no way that can be watched: its rows are kept'
      : 'what a database says is not watched: its rows are kept'
  )
  for (const [, list] of found) mapJson(JSON.stringify(list), collect)
  const visit = scrub()
  return new Map(
    found.map((
      [resource, list]
    ) => [`${resource}.json`, Buffer.from(`${JSON.stringify(mapJson(JSON.stringify(list), visit), undefined, 2)}\n`)])
  )
}

function ask(
  options: RecordOptions,
  fields: Fields,
  { url, settings }: { url: string; settings: Readonly<Record<string, unknown>> }
): Promise<Map<ResourceName, unknown[]>> {
  const { bound, adapter, city, contract, operations, rows, keys, today, say } = options
  const kinds = new Map(bound.resources.map(resource => [resource, canonicalKind(contract, resource)]))
  return askSystem({
    bound,
    adapter,
    city,
    operations,
    rows,
    keys,
    url,
    settings,
    say,
    today: () => today,
    onRead(resource, { field, raw }) {
      if (typeof raw === 'string' || typeof raw === 'number')
        fields.read(String(raw), kinds.get(resource)?.(field) ?? 'keep')
    }
  })
}

function createDisguise({ bound, adapter, city, contract, today, secret }: RecordOptions): Disguise {
  const { regions, box, phoneArea } = city
  const credentials = credentialsOf(bound, adapter)
  const vocabulary = createVocabulary([
    city.name,
    // What the adapter looks for in texts.
    ...wordsIn(bound.settings).filter(text => !credentials.includes(text)),
    ...city.agencies.flatMap(({ name, short_name = '', aliases = [] }) => [name, short_name, ...aliases])
  ])
  const isOrdinary = (text: string): boolean =>
    (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).every(word => vocabulary.has(word))
  // In a text the names of places stay: "Kabupaten Bandung" is nobody's name.
  const places = createVocabulary([city.name, ...regions.districts.flatMap((
    { name, aliases = [], villages = [] }
  ) => [name, ...aliases, ...villages.map(village => village.name)])])
  const isNobody = (text: string): boolean =>
    (text.match(/\p{L}{2,}/gu) ?? []).every(word => vocabulary.has(word) || places.has(word))
  const fields = createFields({ context: { today, regions, box, phoneArea }, isOrdinary,
    namesPeople: bound.resources.some(resource => namesPeople(contract, resource)),
    isPublished: bound.resources.every(isPublished) })
  return {
    fields,
    originals: () => originalsOf(fields, isNobody),
    scrub() {
      const { numbers } = originalsOf(fields, isNobody)
      const names = new Set(
        fields.keys().filter(key => fields.kindOf(key) === 'name').flatMap(key =>
          fields.valuesOf(key).flatMap(value => value.toLowerCase().match(/\p{L}+/gu) ?? [])
        )
      )
      const chance = createChance(secret)
      const people = createPeople(chance, text => names.has(text) || numbers.has(text))
      return createScrubber({ fields, people, chance, regions, today, vocabulary, secrets: credentials })
    }
  }
}

/** Secrets, and who the hub is for the system. */
function credentialsOf({ settings }: Bound, adapter: Adapter): string[] {
  return [...new Set([...secretsOf(settings, adapter), ...accountsIn(settings)])].filter(text => text !== '').toSorted((
    a,
    b
  ) => b.length - a.length)
}

function accountsIn(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return /user|login|akun|account|^ip$|host_key/i.test(name) ? [value] : []
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => accountsIn(inner, key))
    : []
}

/** Strings that are no addresses. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[a-z+]+:/i.test(value) ? [] : [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

/** Where the system is belongs to no fixture. */
function withoutHost(scrub: Scrub, { url, id }: Bound): Scrub {
  const { host, origin } = new URL(url)
  return (key, text) => scrub(key, text).replaceAll(origin, `http://${id}.example`).replaceAll(host, `${id}.example`)
}

function summary(fields: Fields): string[] {
  const counts = new Map<Kind, Set<string>>()
  for (const key of fields.keys()) {
    const kind = fields.kindOf(key)
    if (kind === 'keep') continue
    counts.set(kind, new Set([...(counts.get(kind) ?? []), key]))
  }
  return [...counts].map(([kind, keys]) => `${kindNames[kind]}: ${[...keys].map(key => key || '(path)').join(', ')}`)
}

const kindNames: Readonly<Record<Kind, string>> = {
  nik: 'identity numbers',
  familyCard: 'family cards',
  npwp: 'tax numbers',
  phone: 'telephones',
  email: 'emails',
  name: 'names',
  birthDate: 'birth dates',
  birthPlace: 'birth places',
  plate: 'plates',
  attribute: 'attributes, exchanged',
  address: 'addresses',
  unit: 'RT and RW',
  coordinate: 'positions, to about a kilometre',
  business: 'businesses',
  text: 'texts',
  secret: 'credentials',
  keep: 'kept'
}
