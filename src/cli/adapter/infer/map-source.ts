import { recordSchemas } from '../../../contract/resources.ts'
import { helperSource } from './map-values.ts'
import { MapWriter } from './map-writer.ts'
import type { MapSourceOptions } from './map-writing.ts'
import type { Matching } from './match.ts'

/** map.ts: the first mapping, as far as it can be told. What is unsure says so where it stands. */
export function mapSource(options: MapSourceOptions): string {
  const { resource, rowName, matching } = options
  const record = recordSchemas[resource]
  const writer = new MapWriter(options)
  const body = writer.record()
  const { needs } = writer
  const surroundings = [...(needs.codes ? ['codes'] : []), ...(needs.agency ? ['agencyId'] : [])]
  const kit = ['compact', ...(writer.isNeeded ? ['needed'] : []), ...needs.kit].toSorted()
  const lines = [
    `import { ${
      [...kit, ...(writer.usesPlace ? ['type LocationFields'] : []), 'type Mapped', 'type MapTools'].join(', ')
    } } from '../../src/kit/index.ts'`,
    ...(needs.codes ? ["import type { Codes } from './codes.ts'"] : []),
    `import type { ${rowName} } from './wire.ts'`,
    '',
    `type ${record} = Mapped<'${resource}'>['record']`,
    ''
  ]
  if (surroundings.length > 0) {
    lines.push('/** What the mapping knows beside the row. */', 'export interface Surroundings {')
    if (needs.codes) lines.push('  codes: Codes')
    if (needs.agency) lines.push('  /** The agency that owns the system. */', '  agencyId: string | undefined')
    lines.push('}', '')
  }
  const remarks = remarksOf(matching, writer.leftOut)
  if (remarks.length > 0) lines.push(...remarks)
  const beside = surroundings.length > 0 ? `, { ${surroundings.join(', ')} }: Surroundings` : ''
  lines.push(`export function map${record}(${writer.parameters()}${beside}): Mapped<'${resource}'> {`, ...body, '}')
  lines.push(...writer.parts(), ...helperSource(needs), '')
  return lines.join('\n')
}

/** What the mapping leaves to its author. */
function remarksOf({ unplaced }: Matching, leftOut: readonly string[]): string[] {
  const useful = unplaced.filter(({ column }) => !column.contents.isCounter)
  const out = leftOut.map(what => `// Left out: ${what}`)
  if (useful.length === 0) return out
  const names = useful.map(({ column, near }) =>
    `${column.name}${near.length > 0 ? ` (${near.map(({ path }) => path).join(' or ')}?)` : ''}`
  )
  const lines = ['// Not placed:']
  for (const name of names) {
    const last = lines.at(-1) ?? ''
    if (last.length + name.length + 2 > 130) lines.push(`//   ${name}`)
    else lines[lines.length - 1] = last.endsWith(':') ? `${last} ${name}` : `${last}, ${name}`
  }
  return [...out, ...lines]
}
