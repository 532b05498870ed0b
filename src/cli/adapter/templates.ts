import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { WritableResource } from '../../kit/writer.ts'
import { bodyGuidanceOf, guidanceOf } from './guidance.ts'
import { type ConnectorName, connectorOf } from './kinds.ts'

/** What the templates are filled with. */
export interface Blank {
  product: string
  connector: ConnectorName
  resource: ResourceName
  /** It takes new ones, too. */
  write: boolean
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const TEMPLATES = join(ROOT, 'templates', 'adapter')

/**
 * The files of a new adapter and of its tests, by their place in the repository. The templates are an adapter
 * themselves, for licences of the product "contoh", so that they are linted and type-checked where they lie: see
 * templates/adapter/README.md for the words in them that are replaced.
 */
export function fillTemplates(blank: Blank): Map<string, string> {
  const { connector, resource, write } = blank
  const parts = ['product', ...connectorOf(connector).layers.map(name => join('connectors', name)),
    join('resources', resource), join('pairs', `${connector}-${resource}`)]
  const layers = [...parts, ...(write ? parts.map(part => join('writes', part)) : [])]
  const sources = new Map<string, string>()
  for (const layer of layers.map(layer => join(TEMPLATES, layer)).filter(existsSync)) {
    for (const file of filesBelow(layer)) sources.set(placeOf(file, blank), file)
  }
  const words = wordsOf(blank, readFileSync(sources.get(join('adapters', blank.product, 'wire.ts'))!, 'utf8'), sources)
  return new Map(
    [...sources].map(([place, file]) => [place, fill(readFileSync(file, 'utf8'), { file, place, blank, words })])
  )
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry =>
    join(entry.parentPath, entry.name)
  )
}

/**
 * Where a template goes: `.../adapter/client.ts` into the adapter's folder, `.../test/stand-in.ts` into that of its
 * tests.
 */
function placeOf(template: string, { product }: Blank): string {
  const [, part, rest] = /^(?:writes\/)?(?:product|(?:connectors|resources|pairs)\/[^/]+)\/(adapter|test)\/(.+)$/.exec(
    relative(TEMPLATES, template).replaceAll(sep, '/')
  ) ?? []
  if (part === undefined || rest === undefined)
    throw new Error(`${template} lies in none of the folders that templates are in`)
  return part === 'adapter' ? join('adapters', product, rest) : join('test', 'adapters', product, rest)
}

/** What the templates speak of. */
interface Sample {
  resource: string
  record: string
  /** Of wire.ts: the row, and its first column. */
  row: string
  key: string
}
const SAMPLE: Sample = { resource: 'licences', record: 'Licence', row: 'Izin', key: 'NO_IZIN' }
/** Licences cannot be written. */
const WRITTEN_SAMPLE: Sample = { resource: 'complaints', record: 'Complaint', row: 'Pengaduan', key: 'NO_ADUAN' }

/** The words of the sample product, each with what takes its place. */
interface Words {
  columns: readonly string[]
  rows: readonly Record<string, unknown>[]
  /** What takes the place of a word of the sample, which is another one for what is written. */
  replace(text: string): string
  replaceWritten(text: string): string
  conditions: Readonly<Record<string, boolean>>
}

function wordsOf(
  { product, connector, resource, write }: Blank,
  wire: string,
  sources: ReadonlyMap<string, string>
): Words {
  const row = /export interface (\w+)/.exec(wire)![1]!
  const columns = [...wire.matchAll(/^ {2}(\w+): /gm)].map(([, column]) => column!)
  const [key = ''] = columns
  const record = recordSchemas[resource]
  const map = readFileSync(sources.get(join('adapters', product, 'map.ts'))!, 'utf8')
  const codes = sources.has(join('adapters', product, 'codes.ts'))
  const agency = map.includes('agencyId')
  const replace = (sample: Sample): (text: string) => string =>
    replacer([
      [sample.key, key],
      [labelOf(sample.key), labelOf(key)],
      ['CONTOH', product.replaceAll('-', '_').toUpperCase()],
      ['PREFIX', prefixOf(product)],
      ['CONNECTOR', connector],
      ['Contoh', pascal(product)],
      ['\\bcontoh\\b', product],
      [`\\b${sample.row.toUpperCase()}\\b`, words(row).join('_').toUpperCase()],
      [sample.row, row],
      [`\\b${sample.row.toLowerCase()}\\b`, row[0]!.toLowerCase() + row.slice(1)],
      [`(?<=['\`/])${sample.resource}(?=['\`/])`, resource],
      [`(?<=^ +|[{] )${sample.resource}(?=:)`, resource.includes('-') ? `'${resource}'` : resource],
      [`\\b${sample.resource}\\b`, resource.replaceAll('-', ' ')],
      [sample.record, record],
      [`\\b${sample.record.toLowerCase()}\\b`, words(record).join(' ').toLowerCase()]
    ])
  return {
    columns,
    rows: JSON.parse(readFileSync(sources.get(join('adapters', product, 'fixtures', 'rows.json'))!, 'utf8')) as Record<
      string,
      unknown
    >[],
    conditions: { codes, agency, surroundings: codes || agency, list: resource !== 'residents', write },
    replace: replace(SAMPLE),
    replaceWritten: replace(WRITTEN_SAMPLE)
  }
}

/** Replaces all patterns in one pass: what was put in is not looked at again. */
function replacer(pairs: readonly (readonly [pattern: string, to: string])[]): (text: string) => string {
  const pattern = new RegExp(pairs.map(([pattern]) => `(${pattern})`).join('|'), 'gm')
  return text =>
    text.replace(pattern, (_, ...groups: (string | undefined)[]) =>
      pairs[groups.findIndex(group => group !== undefined)]![1])
}

/** `LicenceApplication`: Licence, Application. */
function words(name: string): string[] {
  return name.split(/(?=[A-Z])/)
}

function pascal(product: string): string {
  return product.split('-').map(part => part[0]!.toUpperCase() + part.slice(1)).join('')
}

/** `NO_IZIN` as a page heads a column: No Izin. */
function labelOf(column: string): string {
  return column.split('_').map(part => part[0] + part.slice(1).toLowerCase()).join(' ')
}

/** The beginning of its ids: four to eight capital letters and digits. */
function prefixOf(product: string): string {
  const letters = product.replaceAll('-', '').toUpperCase()
  return letters.length < 4 ? `${letters}SYS`.slice(0, 8) : letters.slice(0, 8)
}

interface Filling {
  file: string
  place: string
  blank: Blank
  words: Words
}

function fill(source: string, filling: Filling): string {
  const { file, place, blank, words } = filling
  if (place.endsWith('.json')) return source
  let text = withConditions(source, words.conditions)
  text = withColumns(text, words.columns)
  if (place.endsWith('format.ts')) text = withPositions(text, words.rows)
  const [kind] = relative(TEMPLATES, file).split(sep).filter(part => part !== 'writes')
  // A resource's own templates are in its own words.
  if (kind !== 'resources')
    text = file.startsWith(join(TEMPLATES, 'writes'))
      ? words.replaceWritten(text)
      : words.replace(text)
  text = withPaths(text, filling)
  if (place.endsWith('wire.ts')) text = withValues(text, connectorOf(blank.connector).value)
  if (place.endsWith('map.ts')) text = withGuidance(text, blank.resource)
  if (place.endsWith('map-back.ts')) text = withBodyGuidance(text, blank.resource as WritableResource)
  // A line that went may have been the last of a list.
  return text.replace(/,(?=\n\s*[}\])])/g, '')
}

/**
 * `code // only: codes` stays where the product has codes, `code // only: codes, else: other` becomes the other where
 * it has none, also without a code in front of it; lines from `// begin only: codes` to `// end only` stay or go
 * together.
 */
function withConditions(source: string, conditions: Words['conditions']): string {
  const holds = (condition: string): boolean => {
    const name = condition.replace(/^not /, '')
    if (!Object.hasOwn(conditions, name)) throw new Error(`no condition "${condition}"`)
    return conditions[name] !== condition.startsWith('not ')
  }
  const lines: string[] = []
  let skipping = false
  for (const line of source.split('\n')) {
    const begin = /^\s*(?:\/\/|<!--) begin only: ([\w ]+?)(?: -->)?$/.exec(line)?.[1]
    if (begin !== undefined) skipping = !holds(begin)
    else if (/^\s*(?:\/\/|<!--) end only(?: -->)?$/.test(line)) skipping = false
    else if (!skipping) {
      const [, indent = '', code, condition, other] =
        /^(\s*)(?:(.*?) )?(?:\/\/|<!--|--) only: ([\w ]+?)(?:, else: (.+?))?(?: -->)?$/.exec(line) ?? []
      if (condition === undefined) lines.push(line)
      else if (holds(condition)) lines.push(...(code === undefined ? [] : [indent + code]))
      else if (other !== undefined) lines.push(indent + other)
    }
  }
  return lines.join('\n')
}

/**
 * The first line between `// each column` and `// end each` is said of every column; the others keep the template true.
 */
function withColumns(source: string, columns: readonly string[]): string {
  return source.replace(/^[^\S\n]*\/\/ each column\n(.+)\n[^]*?\/\/ end each\n/gm,
    (_, pattern: string) =>
      columns.map(column => `${pattern.replaceAll('NO_IZIN', column).replaceAll('No Izin', labelOf(column))}\n`).join(
        ''
      ))
}

/** `from: 1, length: 20`: each field behind the last one, wide enough for what the fixtures have. */
function withPositions(source: string, rows: readonly Record<string, unknown>[]): string {
  let from = 1
  return source.replace(/name: '(\w+)', from: \d+, length: \d+/g, (field, column: string) => {
    if (rows[0]?.[column] === undefined) return field
    const longest = Math.max(...rows.map(row => String(row[column] as string | number | null).length))
    const length = (Math.floor(longest / 10) + 1) * 10
    const text = `name: '${column}', from: ${from}, length: ${length}`
    from += length
    return text
  })
}

/** Relative paths lead to the same place from where the file goes. */
function withPaths(source: string, { file, place, blank }: Filling): string {
  return source.replace(/(?<=')\.\.?\/[^']+(?=')/g, path => {
    const target = resolve(dirname(file), path)
    const there = target.startsWith(TEMPLATES + sep) ? join(ROOT, placeOf(target, blank)) : target
    const way = relative(dirname(join(ROOT, place)), there).replaceAll(sep, '/')
    return way.startsWith('.') ? way : `./${way}`
  })
}

function withValues(wire: string, value: string | undefined): string {
  return value === undefined ? wire : wire.replace(/: (?:string|number) \| null$/gm, `: ${value}`)
}

function withGuidance(map: string, resource: ResourceName): string {
  return map.replace(/^( *)\/\/ what more the contract has\n/m, (_, indent: string) => {
    const mapped = new Set([...map.matchAll(/^ {6}(\w+)(?::|,)/gm)].map(([, field]) => field!))
    return guidanceOf(resource).filter(({ field }) => !mapped.has(field)).map(({ field, wants }) =>
      `${indent}// ${field}: ${wants}\n`
    ).join('')
  })
}

function withBodyGuidance(map: string, resource: WritableResource): string {
  return map.replace(/^( *)\/\/ what more the body has\n/m,
    (_, indent: string) =>
      bodyGuidanceOf(resource).filter(({ field }) => !new RegExp(`\\b${field}\\b`).test(map)).map(({ field, wants }) =>
        `${indent}// ${[field, wants].filter(text => text !== '').join(': ')}\n`
      ).join(''))
}
