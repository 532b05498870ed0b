// docs/access-fields.md: what of every field of the contract each kind of caller sees. Found by asking the hub's own
// rules about a whole record; test/hub/access-fields.test.ts reads the table back and asks a running hub for every cell
// of it.
import { closedFields } from '../src/contract/closed.ts'
import type { Contract, Operation } from '../src/contract/contract.ts'
import { type Condition, type FieldTree, fieldTree } from '../src/contract/fields.ts'
import { createMask } from '../src/platform/privacy/visibility.ts'
import { sampleOf } from './contract-sample.ts'
import { fieldCallers, type Verdict, verdictOf } from './field-callers.ts'

export type Cell = 'clear' | 'masked' | 'absent' | '400' | '401' | '403'

/** More fields than anybody reads within a row. */
const LONG = 5

export interface Row {
  /** Dotted paths; of a list those of its items. */
  fields: readonly string[]
  privacy: string | undefined
  when: Condition | undefined
  cells: readonly Cell[]
}

/** The fields that operations show, and what of them is seen. */
export interface FieldTable {
  schema: string
  operations: readonly Operation[]
  rows: readonly Row[]
}

export interface Leaf {
  path: readonly string[]
  privacy: string | undefined
}

/** The fields of a schema that hold values, without those around them. */
export function leavesOf({ privacy, items, properties }: FieldTree, path: readonly string[] = []): Leaf[] {
  if (privacy !== undefined) return [{ path, privacy }]
  if (items !== undefined) return leavesOf(items, path)
  if (properties === undefined) return [{ path, privacy }]
  return Object.entries(properties).flatMap(([name, child]) => leavesOf(child, [...path, name]))
}

/** What stands at a path: of lists the first that has it. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value) && path.length > 0)
    return value.map(item => valueAt(item, path)).find(found => found !== undefined)
  const [name, ...rest] = path
  if (name === undefined) return value
  return typeof value === 'object' && value !== null
    ? valueAt((value as Record<string, unknown>)[name], rest)
    : undefined
}

/** @throws Error when a field of an answer has no rule */
export function fieldTables(contract: Contract): FieldTable[] {
  const groups = new Map<string, { schema: string; operations: Operation[]; verdicts: Verdict[] }>()
  for (const operation of contract.operations) {
    const schema = shownBy(contract, operation)
    if (schema === undefined) continue
    const verdicts = fieldCallers.map(caller => verdictOf(operation, caller))
    const name = JSON.stringify([schema,
      verdicts.map(verdict => (typeof verdict === 'string' ? verdict : verdict.key))])
    const group = groups.get(name)
    if (group === undefined) groups.set(name, { schema, operations: [operation], verdicts })
    else group.operations.push(operation)
  }
  return [...groups.values()].map(({ schema, operations, verdicts }) => ({ schema, operations,
    rows: rowsOf(contract, schema, verdicts) })
  )
}

/** What an operation is about: of a list what is in it. */
function shownBy({ schemas }: Contract, { answer }: Operation): string | undefined {
  const items = (schemas[answer ?? '']?.['properties'] as { items?: { items?: { $ref?: string } } } | undefined)?.items
    ?.items?.$ref
  return items?.replace('#/components/schemas/', '') ?? answer
}

function rowsOf(contract: Contract, schema: string, verdicts: readonly Verdict[]): Row[] {
  const tree = fieldTree(contract, schema)
  const leaves = leavesOf(tree)
  const sample = sampleOf(contract, schema)
  const cellsOf = (value: unknown): Cell[][] => {
    const seen = verdicts.map(
      verdict => (typeof verdict === 'string' ? verdict : { is: createMask(contract, schema, verdict)(value) })
    )
    return leaves.map(({ path }) =>
      seen.map(one => (typeof one === 'string' ? one : stateOf(valueAt(value, path), valueAt(one.is, path))))
    )
  }
  const usual = cellsOf(sample)
  const rows = grouped(
    leaves.map(({ path, privacy }, i) => ({ path, privacy, when: undefined, cells: usual[i] ?? [] }))
  )
  for (const { at, condition } of conditionsOf(tree)) {
    const special = structuredClone(sample)
    put(special, [...at, ...condition.field], condition.is)
    const changed = cellsOf(special).flatMap((cells, i) => {
      const leaf = leaves[i]
      return leaf === undefined || cells.join() === usual[i]?.join()
        ? []
        : [{ ...leaf, when: { field: [...at, ...condition.field], is: condition.is }, cells }]
    })
    rows.push(...grouped(changed))
  }
  return rows
}

export function stateOf(value: unknown, seen: unknown): 'clear' | 'masked' | 'absent' {
  if (seen === undefined) return 'absent'
  return JSON.stringify(seen) === JSON.stringify(value) ? 'clear' : 'masked'
}

/** Fields of which the same is to be said share a row. */
function grouped(leaves: readonly (Leaf & Pick<Row, 'when' | 'cells'>)[]): Row[] {
  const rows = Map.groupBy(leaves, ({ privacy, cells }) => `${privacy} ${cells.join()}`)
  return [...rows.values()].map(([first, ...more]) => ({
    fields: [first, ...more].map(leaf => (leaf?.path ?? []).join('.')),
    privacy: first?.privacy,
    when: first?.when,
    cells: first?.cells ?? []
  }))
}

function conditionsOf(
  { hiddenWhen, privateWhen = [], items, properties = {} }: FieldTree,
  at: readonly string[] = []
): { at: readonly string[]; condition: Condition }[] {
  const own = [...(hiddenWhen ? [hiddenWhen] : []), ...privateWhen].map(condition => ({ at, condition }))
  return [...own, ...(items ? conditionsOf(items, at) : []),
    ...Object.entries(properties).flatMap(([name, child]) => conditionsOf(child, [...at, name]))]
}

/** Sets what stands at a path, in every item of a list. */
export function put(value: unknown, [name = '', ...rest]: readonly string[], is: unknown): void {
  if (Array.isArray(value)) { for (const item of value) put(item, [name, ...rest], is) }
  else if (rest.length > 0) put((value as Record<string, unknown>)[name], rest, is)
  else (value as Record<string, unknown>)[name] = is
}

/** Fields of answers that have no rule: the hub shows them to nobody, and nobody has thought of them. */
export function fieldsWithoutRule(contract: Contract): string[] {
  const answers = new Set(
    contract.operations.flatMap(operation => [operation.answer ?? [], shownBy(contract, operation) ?? []].flat())
  )
  const isOfItems = (schema: string, field: string): boolean => schema.endsWith('List') && field.startsWith('items.')
  return [...answers].flatMap(schema =>
    closedFields(contract, schema).filter(field => !isOfItems(schema, field)).map(field => `${schema}.${field}`)
  )
}

export function describeFields(contract: Contract): string {
  const without = fieldsWithoutRule(contract)
  if (without.length > 0)
    throw new Error(
      'fields without a rule: name each in x-open of its object if everybody may see it who sees the object, or give ' +
        `it x-privacy:\n  ${without.join('\n  ')}`
    )
  const tables = fieldTables(contract)
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
  const names = fieldCallers.map(({ name }) => name)
  const head = line(['fields', 'class', ...names]) + line(['---', '---', ...names.map(() => '---')])
  const listed = (fields: readonly string[]): string => fields.map(field => `\`${field}\``).join(', ')
  // What would make a table too wide to be read stands below it.
  const isLong = ({ fields }: Row): boolean => fields.length > LONG
  const write = (row: Row, at: number): string => {
    const { fields, privacy, when, cells } = row
    const named = isLong(row) ? `the ${fields.length} fields of [${at + 1}]` : listed(fields)
    return line([when === undefined ? named : `where \`${when.field.join('.')}\` is \`${String(when.is)}\`: ${named}`,
      privacy ?? '', ...cells])
  }
  const below = (rows: readonly Row[]): string =>
    rows.map((row, at) => (isLong(row) ? `\n[${at + 1}] ${listed(row.fields)}\n` : '')).join('')
  const by = ({ operations }: FieldTable): string =>
    `by ${operations.map(({ method, path }) => `\`${method} ${path}\``).join(', ')}`
  const isAlike = ({ rows: [first, ...more] }: FieldTable): boolean =>
    first !== undefined && more.length === 0 && first.privacy === undefined
  const alike = Map.groupBy(tables.filter(isAlike), ({ rows }) => rows[0]?.cells.join(' | ') ?? '')
  return `# Who sees what

Made from the contract by \`npm run generate\`, and held to a running hub field by field by
\`test/hub/access-fields.test.ts\`. A field that has no rule, neither \`x-privacy\` nor a place in \`x-open\`, is shown
to nobody, and \`npm run generate\` refuses it.

${told(tables)}

| column | who calls |
| --- | --- |
${fieldCallers.map(({ name, who }) => line([name, who])).join('')}
\`clear\`: as it is. \`masked\`: initials, the ends of numbers ([privacy.md](privacy.md)). \`absent\`: left out, or a
404 as for what is not there. A number is the status of the refusal. What a write answers is masked for everybody. What
stands around the items of a list (\`next_cursor\`, \`meta\`) is clear to whoever sees the list.

## Fields that are shown together or not at all

What is written of a row holds for all fields of the answers that stand behind its number.

| fields | ${names.join(' | ')} |
| --- |${' --- |'.repeat(names.length)}
${[...alike.keys()].map((cells, at) => `| [${at + 1}] | ${cells} |\n`).join('')}
${
    [...alike.values()].flatMap((group, at) =>
      group.map(table => `- [${at + 1}] ${table.schema}, ${by(table)}: ${listed(table.rows[0]?.fields ?? [])}\n`)
    ).join('')
  }
${
    tables.filter(table => !isAlike(table)).map(table =>
      `## ${table.schema}\n\nB${by(table).slice(1)}.\n\n${head}${table.rows.map(write).join('')}${below(table.rows)}`
    ).join('\n')
  }`
}

/** The sentence of counts, which the test says of the running hub. */
export function told(tables: readonly FieldTable[]): string {
  const cells = tables.flatMap(({ rows }) => rows.flatMap(({ fields, cells: of }) => fields.flatMap(() => of)))
  const count = (...wanted: Cell[]): number => cells.filter(cell => wanted.includes(cell)).length
  const fields = tables.reduce(
    (sum, { rows }) =>
      sum + rows.filter(({ when }) => when === undefined).reduce((of, row) => of + row.fields.length, 0),
    0
  )
  return `${fields} fields in ${tables.length} tables, ${fieldCallers.length} kinds of callers: ${
    count('clear')
  } clear, ${count('masked')} masked, ${count('absent')} absent, ${count('400', '401', '403')} refused.`
}
