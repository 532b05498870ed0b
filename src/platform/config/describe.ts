import { resourceNames } from '../../contract/resources.ts'
import { environmentVariables } from './environment.ts'
import { fileSchemaOf } from './schema.ts'
import type { ConfigSection } from './section.ts'
import { fileVariableOf } from './variables.ts'

interface Schema {
  type?: string
  description?: string
  default?: unknown
  enum?: readonly string[]
  examples?: readonly unknown[]
  minimum?: number
  maximum?: number
  required?: readonly string[] | undefined
  properties?: Record<string, Schema>
  propertyNames?: { enum?: readonly string[]; title?: string }
  additionalProperties?: Schema | boolean
  items?: Schema
}

/**
 * Puts the tables of keys and variables, made from the schemas, between the markers of the documentation.
 * @param sections of all features
 */
export function describeConfiguration(text: string, sections: readonly ConfigSection[]): string {
  return Object.entries({ keys: keyTable(sections), variables: variableTable() }).reduce((document, [name, table]) => {
    const [start, end] = [`<!-- ${name}: generated -->\n`, `<!-- end of ${name} -->\n`]
    const [from, to] = [document.indexOf(start), document.indexOf(end)]
    if (from < 0 || to < from) throw new Error(`the markers of ${name} are missing`)
    return `${document.slice(0, from)}${start}\n${table}\n${document.slice(to)}`
  }, text)
}

function keyTable(sections: readonly ConfigSection[]): string {
  return table(['key', 'value', 'default', 'meaning'], rowsOf(fileSchemaOf(sections), ''))
}

function variableTable(): string {
  return table(['variable', 'default', 'meaning'], environmentVariables.map(variable => [
    `\`${variable.name}\``,
    variable.fallback === '' ? '' : `\`${variable.fallback}\``,
    'secret' in variable
      ? `${variable.description} Or a file: \`${fileVariableOf(variable.name)}\`.`
      : variable.description
  ]))
}

function rowsOf(schema: Schema, path: string): string[][] {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema
  const named = Object.entries(properties).flatMap(([key, inner]) =>
    rowOf(inner, path === '' ? key : `${path}.${key}`, required.includes(key))
  )
  const keyed = propertyNames !== undefined && typeof additionalProperties === 'object'
    ? rowsOf(additionalProperties, `${path}.<${nameOf(propertyNames)}>`)
    : []
  return [...named, ...keyed]
}

function rowOf(schema: Schema, path: string, isRequired: boolean): string[][] {
  const below = schema.type === 'array' && schema.items?.properties !== undefined
    ? rowsOf(schema.items, `${path}[]`)
    : rowsOf(schema, path)
  const description = schema.description ?? ''
  // A mapping that only holds others together needs no line of its own.
  if (below.length > 0 && description === '') return below
  const hasDefault = 'default' in schema
  const fallback = hasDefault ? code(schema.default) : isRequired ? '**required**' : ''
  return [[`\`${path}\``, kindOf(schema), fallback, description + exampleOf(schema)], ...below]
}

/** What the keys of a mapping are called. */
const nameOf = ({ enum: words, title }: NonNullable<Schema['propertyNames']>): string =>
  title ?? (words === undefined ? 'id' : 'resource')

function kindOf({ type, items, enum: words, minimum, maximum, propertyNames }: Schema): string {
  if (words !== undefined) return wordsOf(words)
  if (type === 'array') return items?.properties === undefined ? `list of ${kindOf(items ?? {})}` : 'list'
  if (type === 'string') return 'text'
  if (type === 'object')
    return propertyNames === undefined
      ? 'mapping'
      : `mapping by ${'enum' in propertyNames ? nameOf(propertyNames) : 'id'}`
  if (minimum !== undefined && maximum !== undefined) return `${type}, ${minimum} to ${maximum}`
  return minimum === undefined ? String(type) : `${type} ≥ ${minimum}`
}

function wordsOf(words: readonly string[]): string {
  if (words === resourceNames || words.length === resourceNames.length) return 'resource'
  if (words.length > 10 && words.every(word => (resourceNames as readonly string[]).includes(word)))
    return 'resource but `residents`'
  return words.length > 11 ? 'scope' : words.map(code).join(', ')
}

function exampleOf({ examples, items }: Schema): string {
  const [example] = examples ?? items?.examples ?? []
  return example === undefined ? '' : ` Example: ${code(example)}.`
}

function code(value: unknown): string {
  const text = typeof value === 'string'
    ? value
    : JSON.stringify(value).replaceAll('"', '').replaceAll(':', ': ').replaceAll(',', ', ')
  return `\`${text}\``
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |\n`
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('')
}
