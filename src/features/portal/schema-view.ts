import { type Html, html, type Part } from '../../http/html.ts'
import { type ContractDocument, createResolve, type Schema } from './document.ts'
import { markdown } from './markdown.ts'

/** Deeper than this nobody reads on; the rest is in the contract. */
const DEEPEST = 5

/** A schema as a table of its fields, those within them folded. */
export type ViewSchema = (schema: Schema) => Html

export function createSchemaView(document: ContractDocument): ViewSchema {
  const resolve = createResolve(document)

  function fields(given: Schema, depth: number, within: readonly string[]): Html | undefined {
    const whole = objectOf(given, within)
    if (whole === undefined) return undefined
    const { schema, path } = whole
    const required = new Set(schema.required)
    const rows = Object.entries(schema.properties ?? {}).map(([name, property]) =>
      row(name, property, required.has(name), depth, path)
    )
    return html`<dl class="fields">${rows}</dl>`
  }

  function row(name: string, given: Schema, isRequired: boolean, depth: number, within: readonly string[]): Html {
    const schema = merged(given)
    const inner = depth < DEEPEST ? fields(given, depth + 1, within) : undefined
    const description = schema.description ?? ''
    return html`<div><dt><code>${name}</code> <span class="type">${typeOf(given)}</span>${
      isRequired && html` <span class="badge">required</span>`
    }${
      schema['x-privacy'] !== undefined &&
      html` <span class="badge private" title="Personal data (${
        schema['x-privacy']
      }): masked unless your agreement opens it">personal</span>`
    }</dt>
<dd>${description !== '' && markdown(description)}${rules(schema)}${
      inner && html`<details><summary>Fields of <code>${name}</code></summary>${inner}</details>`
    }</dd></div>`
  }

  /** What stands beside a reference goes before what it leads to. */
  function merged(schema: Schema): Schema {
    const { $ref, ...rest } = schema
    return $ref === undefined ? schema : { ...resolve<Schema>({ $ref }), ...rest }
  }

  /** The object within a schema, its list's items included, unless it is within itself. */
  function objectOf(given: Schema, within: readonly string[]): { schema: Schema; path: readonly string[] } | undefined {
    if (given.$ref !== undefined && within.includes(given.$ref)) return undefined
    const schema = merged(given)
    const path = given.$ref === undefined ? within : [...within, given.$ref]
    if (schema.properties !== undefined) return { schema, path }
    return schema.items === undefined ? undefined : objectOf(schema.items, path)
  }

  function typeOf(given: Schema): string {
    const schema = merged(given)
    const types = [schema.type ?? (schema.properties === undefined ? 'any' : 'object')].flat().filter(type =>
      type !== 'null'
    )
    const isNullable = Array.isArray(schema.type) && schema.type.includes('null')
    const name = schema.items !== undefined && types[0] === 'array'
      ? `list of ${typeOf(schema.items)}`
      : `${types.join(' or ')}${schema.format === undefined ? '' : ` (${schema.format})`}`
    return isNullable ? `${name} or null` : name
  }

  return schema => fields(schema, 0, []) ?? html`<p>${typeOf(schema)}${rules(merged(schema))}</p>`
}

/** What a value must be, in words. */
export function rules(schema: Schema): Html | undefined {
  const { enum: allowed, minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, items, default: fallback,
    examples } = schema
  const range = (
    least: number | undefined,
    most: number | undefined,
    what: string
  ):
    | string
    | undefined => (least !== undefined && most !== undefined
      ? `${least} to ${most}${what}`
      : least !== undefined
      ? `at least ${least}${what}`
      : most !== undefined
      ? `at most ${most}${what}`
      : undefined)
  const choices = allowed ?? items?.enum
  const [example] = examples ?? []
  const said: Part[] = [
    choices !== undefined &&
    html`One of ${choices.map((value, index) => html`${index > 0 && ', '}<code>${String(value)}</code>`)}`,
    range(minimum, maximum, ''),
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' of them'),
    pattern !== undefined && choices === undefined && html`matches <code>${pattern}</code>`,
    fallback !== undefined && html`default <code>${JSON.stringify(fallback)}</code>`,
    choices === undefined && (typeof example === 'string' || typeof example === 'number') &&
    html`such as <code>${example}</code>`
  ].filter(part => part !== undefined && part !== false)
  return said.length === 0
    ? undefined
    : html`<p class="rules">${said.map((part, index) => html`${index > 0 && '; '}${part}`)}</p>`
}
