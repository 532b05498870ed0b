import { redactPersonalNumbers } from '../../../kit/redact.ts'
import { allColumns, type Column } from './columns.ts'
import type { Matching } from './match.ts'
import type { Sample } from './sample.ts'
import { pascal, property, quoted, wrapped } from './source-text.ts'

/** wire.ts: the types of the legacy rows, with how their values are written and none of somebody's own. */
export function wireSource(
  columns: readonly Column[],
  matching: Matching,
  { format, place }: Sample,
  rowName: string
): string {
  const coded = new Set(
    matching.pairs.filter(({ target }) => target.kind === 'code' || target.kind === 'boolean').map(({ column }) =>
      column
    )
  )
  const nested: string[] = []
  const own = interfaceOf(rowName, tree(columns), { coded, nested, prefix: rowName })
  const names = [...new Set(columns.map(({ path }) => path[0] ?? ''))]
  const lines = [
    `/** A row as the sample has it (${format}: ${place}). No value in it is to be trusted. */`,
    ...own,
    ...nested,
    '',
    '/** What the client hands on: take out what the mapping has no use for. What is left behind cannot leak. */',
    ...wrapped(names.map(quoted), { before: 'export const columns = [',
      after: `] as const satisfies readonly (keyof ${rowName})[]` }),
    ''
  ]
  return lines.join('\n')
}

interface Node {
  name: string
  column?: Column
  below?: Node[]
}

function tree(columns: readonly Column[], depth = 0): Node[] {
  const groups = Map.groupBy(columns, ({ path }) => path[depth] ?? '')
  return [...groups].map(([name, group]) => {
    const [column] = group
    if (column !== undefined && column.path.length === depth + 1)
      return { name, column, ...(column.items && { below: tree(column.items) }) }
    return { name, below: tree(group, depth + 1) }
  })
}

interface Writing {
  coded: ReadonlySet<Column>
  /** Interfaces that are named by this one. */
  nested: string[]
  prefix: string
}

function interfaceOf(name: string, nodes: readonly Node[], writing: Writing): string[] {
  const lines = [`export interface ${name} {`]
  for (const { name: field, column, below } of nodes) {
    let type = column === undefined ? 'unknown' : typeOf(column)
    if (below !== undefined) {
      const inner = `${writing.prefix}${pascal(field)}`
      writing.nested.push('', ...interfaceOf(inner, below, { ...writing, prefix: inner }))
      type = column === undefined ? inner : `${inner}[]`
    }
    const comment = column === undefined ? '' : commentOf(column, writing.coded)
    if (comment !== '') lines.push(`  /** ${comment} */`)
    // An object may be missing as a whole; so may what a WSDL allows to be.
    const isOptional = column === undefined || !column.isRequired
    lines.push(`  ${property(field)}${isOptional ? '?' : ''}: ${type}${column?.isNullable === true ? ' | null' : ''}`)
  }
  return [...lines, '}']
}

const byDeclaration: Readonly<Record<string, string>> = { int: 'number', integer: 'number', long: 'number',
  short: 'number', float: 'number', double: 'number', boolean: 'boolean' }

function typeOf({ types, isList, declared }: Column): string {
  // SOAP clients hand on text, whatever the description says; a database says what an empty column would be.
  const guessed = types.length > 0
    ? types.join(' | ')
    : (byDeclaration[declared.type?.replace(/\(.*/, '') ?? ''] ?? 'string')
  return isList ? (types.length > 1 ? `(${guessed})[]` : `${guessed}[]`) : guessed
}

const MOST_CODES = 12
const TOLD = ['status', 'kind', 'type', 'channel', 'classification', 'group', 'category', 'active', 'severity']

function commentOf(column: Column, coded: ReadonlySet<Column>): string {
  const { contents, declared, readings, items } = column
  const parts: string[] = []
  if (declared.comment !== undefined && declared.comment !== '')
    parts.push(`${declared.comment.replace(/\s+/g, ' ').replaceAll('*/', '').replace(/\.?$/, '')}.`)
  if (declared.key === true) parts.push('The key.')
  if (items !== undefined) return parts.join(' ')
  if (contents.count === 0)
    return [...parts,
      ...(declared.type === undefined ? ['Always empty in the sample.'] : [`Of type ${declared.type}.`])].join(' ')
  const words = new Set(readings.flatMap(({ words }) => words))
  const isOfficer = words.has('officer') || words.has('name')
  const codes = contents.codes ?? []
  const isCode = codes.length > 0 && codes.length <= MOST_CODES && contents.count >= 2 * codes.length &&
    contents.share.person < 1
  if (!isOfficer &&
    (coded.has(column) || (isCode && TOLD.some(word => words.has(word))) || contents.share.yesNo === 1))
  {
    const shown = codes.slice(0, MOST_CODES).map(([value]) => `\`${safe(value)}\``)
    parts.push(`${shown.join(', ')}${codes.length > MOST_CODES || codes.length === 0 ? ', ...' : ''}.`)
  } else if (contents.words > 4) {
    parts.push(`Text of up to ${contents.maxLength} characters.`)
  } else {
    parts.push(`Written as ${contents.shapes.map(shape => `\`${plain(shape)}\``).join(', ')}.`)
  }
  return parts.join(' ')
}

/** Values of code columns are words; a number of somebody's in between is none. */
export function safe(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text
  return plain(redactPersonalNumbers(short))
}

function plain(text: string): string {
  return text.replaceAll('`', "'").replaceAll('*/', '* /')
}

/** A name for the type of the rows. */
export function rowNameOf({ names }: Sample, columns: readonly Column[]): string {
  const plain = new Set(['item', 'items', 'row', 'rows', 'data', 'record', 'records', 'result', 'results', 'body',
    'answer', 'content', 'entry', 'list', 'value', 'return', 'envelope', 'response'])
  const useful = names.map(name => name.replace(/[-_ .]?\d{4,}/g, '')).filter(name =>
    /^[A-Za-z][\w -]{1,30}$/.test(name) && !plain.has(name.toLowerCase())
  )
  const name = pascal(useful[0] ?? 'Baris')
  return allColumns(columns).some(({ name: other }) => pascal(other) === name && other.includes('[]'))
    ? `${name}Baris`
    : name
}
