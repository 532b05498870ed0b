import type { ResourceName } from '../../../contract/resources.ts'
import type { CodeTable } from './codes.ts'
import { camel, pascal, property, quoted } from './source-text.ts'
import { safe } from './wire-source.ts'

/** codes.ts: what the codes of the sample mean, in the settings of a deployment. Undefined when there are none. */
export function codeSource(tables: readonly CodeTable[], resource: ResourceName): string | undefined {
  if (tables.length === 0) return undefined
  const lines = ["import { Type } from 'typebox'", "import type { Mapped } from '../../src/kit/index.ts'", '']
  for (const table of tables) lines.push(`type ${pascal(table.name)} = ${typeAt(resource, table.pair.target.path)}`)
  lines.push('', '/** What the codes of one deployment mean. */', 'export interface Codes {')
  for (const { name, pair } of tables)
    lines.push(`  /** Values of ${pair.column.name}. */`, `  ${name}: Readonly<Record<string, ${pascal(name)}>>`)
  lines.push('}', '',
    '/** Proposed from the sample: check it with the owner. What is left out is unknown, and never guessed. */',
    'export const codes: Codes = {')
  for (const [index, table] of tables.entries()) lines.push(...entriesOf(table, index < tables.length - 1))
  lines.push('}', '')
  for (const { name, pair } of tables) {
    const values = (pair.target.values ?? []).filter(value => value !== 'unknown').map(quoted)
    lines.push(`const ${camel(name)}Values: ${pascal(name)}[] = [${values.join(', ')}]`)
  }
  lines.push('', 'export const codesSchema = Type.Object(', '  {')
  for (const [index, { name, pair }] of tables.entries()) {
    lines.push(
      `    ${name}: Type.Record(Type.String(), Type.Unsafe<${pascal(name)}>({ type: 'string', enum: ${
        camel(name)
      }Values }), {`,
      `      default: codes.${name},`,
      `      description: ${
        quoted(
          `Values of ${pair.column.name} and what they mean. A table given here takes the place of the product's own.`
        )
      }`,
      `    })${index < tables.length - 1 ? ',' : ''}`
    )
  }
  lines.push('  },', '  { additionalProperties: false, default: {} }', ')', '')
  return lines.join('\n')
}

function entriesOf({ name, codes, hidden }: CodeTable, hasNext: boolean): string[] {
  const known = codes.filter(({ value }) => value !== undefined)
  const unknown = codes.filter(({ value }) => value === undefined)
  const lines = [`  ${name}: {`]
  for (const [index, { raw, value = '', because, label }] of known.entries()) {
    const doubt = because === 'part'
      ? ' // unsure: told by a part of its words'
      : because === 'label'
      ? ` // ${safe(label ?? '')}`
      : ''
    lines.push(`    ${property(raw)}: ${quoted(value)}${index < known.length - 1 ? ',' : ''}${doubt}`)
  }
  for (const { raw, count, label } of unknown)
    lines.push(
      `    // not mapped: ${quoted(safe(raw))}${label === undefined ? '' : ` (${safe(label)})`}, ${count} ${
        count === 1 ? 'row' : 'rows'
      }`
    )
  if (hidden > 0) lines.push(`    // not shown: ${hidden} values that may be names`)
  return [...lines, `  }${hasNext ? ',' : ''}`]
}

/** `Mapped<'complaints'>['record']['status']['code']` */
export function typeAt(resource: ResourceName, path: string): string {
  const steps = path.split('.')
  return steps.reduce((type, step, index) => {
    const [name = '', ...lists] = step.split('[]')
    const inner = `${
      index > 0 && !type.endsWith("['record']") && !type.startsWith('NonNullable') ? `NonNullable<${type}>` : type
    }['${name}']`
    return lists.length === 0
      ? (index === steps.length - 1 ? `NonNullable<${inner}>` : inner)
      : lists.reduce(list => `NonNullable<${list}>[number]`, inner)
  }, `Mapped<'${resource}'>['record']`)
}
