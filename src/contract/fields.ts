import type { Contract, JsonSchema } from './contract.ts'

/** Holds where the field, a path from the object that the condition stands on, has this value. */
export interface Condition {
  field: readonly string[]
  is: unknown
}

/** What the contract says about the fields of a schema, as a tree to walk records with. */
export interface FieldTree {
  /** Class of personal data (`x-privacy`) of this whole value. */
  privacy?: string
  /** No rule says who may see it, neither `x-privacy` nor `x-open` of the object that it stands in: nobody may. */
  closed?: true
  /** Where the whole object is left out (`x-hidden-when`). */
  hiddenWhen?: Condition
  /** Fields that are left out under a condition (`x-private-when`), as paths. */
  privateWhen?: readonly (Condition & { fields: readonly (readonly string[])[] })[]
  /** People wrote it in their own words (`x-free-text`). */
  freeText?: true
  /** A text of any characters, without a form of its own. */
  text?: true
  /** HTML (`contentMediaType: text/html`). */
  html?: true
  /** An address (`format: uri`). */
  uri?: true
  properties?: Record<string, FieldTree>
  items?: FieldTree
}

/** Everybody walks the same trees, and nobody changes one. */
const made = new WeakMap<Contract, Map<string, FieldTree>>()

/** The tree of a component schema. Schemas that contain themselves end where they repeat. */
export function fieldTree(contract: Contract, schema: string): FieldTree {
  const trees = made.get(contract) ?? new Map<string, FieldTree>()
  made.set(contract, trees)
  const tree = trees.get(schema) ?? treeOf(contract, contract.schemas[schema] ?? {}, new Set([schema]))
  trees.set(schema, tree)
  return tree
}

interface Marks {
  'x-privacy'?: string
  'x-open'?: string[]
  'x-free-text'?: boolean
  'x-hidden-when'?: { field: string; is: unknown }
  'x-private-when'?: { field: string; is: unknown; fields: string[] }[]
}

function treeOf(contract: Contract, schema: JsonSchema, within: ReadonlySet<string>): FieldTree {
  const tree = marksOf(schema)
  const ref = schema['$ref'] as string | undefined
  if (ref !== undefined) {
    const name = ref.replace('#/components/schemas/', '')
    // What stands beside a reference adds to it.
    return within.has(name)
      ? tree
      : { ...treeOf(contract, contract.schemas[name] ?? {}, new Set([...within, name])), ...tree }
  }
  const properties = schema['properties'] as Record<string, JsonSchema> | undefined
  if (properties !== undefined) {
    const open = new Set((schema as Marks)['x-open'])
    tree.properties = Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => {
        const child = treeOf(contract, inner, within)
        return [name, hasRule(child) || open.has(name) ? child : { ...child, closed: true }]
      })
    )
  }
  const items = schema['items'] as JsonSchema | undefined
  if (items !== undefined) tree.items = treeOf(contract, items, within)
  return tree
}

/** What holds other fields is shown as they are. */
function hasRule({ privacy, properties, items }: FieldTree): boolean {
  return privacy !== undefined || properties !== undefined || (items !== undefined && hasRule(items))
}

/** Keywords that say what a text looks like. */
const FORMS = ['enum', 'const', 'format', 'pattern']

function marksOf(schema: JsonSchema): FieldTree {
  const isText = schema['type'] === 'string'
  const { 'x-privacy': privacy, 'x-free-text': freeText, 'x-hidden-when': hidden, 'x-private-when': rules } =
    schema as Marks
  return {
    ...(privacy === undefined ? {} : { privacy }),
    ...(freeText === true ? { freeText } : {}),
    ...(isText && !FORMS.some(keyword => keyword in schema) ? { text: true } : {}),
    ...(schema['contentMediaType'] === 'text/html' ? { html: true } : {}),
    ...(schema['format'] === 'uri' ? { uri: true } : {}),
    ...(hidden === undefined ? {} : { hiddenWhen: conditionOf(hidden) }),
    ...(rules === undefined
      ? {}
      : { privateWhen: rules.map(rule => ({ ...conditionOf(rule), fields: rule.fields.map(toPath) })) })
  }
}

function conditionOf({ field, is }: { field: string; is: unknown }): Condition {
  return { field: toPath(field), is }
}

function toPath(dotted: string): string[] {
  return dotted.split('.')
}
