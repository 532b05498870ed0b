import type { CodeTable } from './codes.ts'
import type { Pair } from './match.ts'
import type { Proposal } from './propose.ts'
import { safe } from './wire-source.ts'

/** The proposal as a terminal shows it: what was read, what is what, what is left to do. No value of a person's. */
export function reportOf(source: string, { sample, resource, ranked, matching, tables }: Proposal): string[] {
  const { pairs, composites, unplaced, missing, key } = matching
  const lines = [
    `${source}: ${
      sample.rows.length === 0 ? 'no rows' : `${sample.rows.length} rows`
    }, ${sample.format}, ${sample.place}`
  ]
  for (const remark of sample.remarks) lines.push(`  it ${remark}`)
  if (ranked.length > 0) {
    const others = ranked.slice(1, 3).map(({ resource, score }) => `${resource} ${score.toFixed(2)}`).join(', ')
    lines.push(
      `It looks like ${resource} (${ranked[0]?.score.toFixed(2)}; then ${others}). Another is taken with --resource.`
    )
  } else {
    lines.push(`As ${resource}:`)
  }

  const shown = [
    ...composites.flatMap(({ columns, target }) =>
      columns.map(({ name }) => ({ name, path: target.path, sure: 'sure', why: 'together' }))
    ),
    ...pairs.map(pair => ({ name: pair.column.name, path: pair.target.path, sure: pair.sure ? 'sure' : 'unsure',
      why: whyOf(pair) })
    )
  ]
  if (shown.length > 0) {
    const [name, path] = [Math.max(...shown.map(({ name }) => name.length)), Math.max(...shown.map(({ path }) =>
      path.length
    ))]
    lines.push('', ...shown.map(row =>
      `  ${row.name.padEnd(name)}  ${row.path.padEnd(path)}  ${row.sure.padEnd(6)}  ${row.why}`
    ))
  }
  for (const table of tables) lines.push('', ...codesOf(table))
  lines.push('')
  if (unplaced.length > 0)
    lines.push(`Not placed: ${
      unplaced.map(({ column, near }) =>
        `${column.name}${
          near.length > 0
            ? ` (${near.map(({ path }) => path).join(' or ')}?)`
            : ''
        }`
      ).join(', ')
    }`)
  if (missing.length > 0) lines.push(`Not found, and needed: ${missing.map(({ path }) => path).join(', ')}`)
  lines.push(
    key === undefined && composites.every(({ how }) => how !== 'nopParts')
      ? 'No field tells the records apart: name a key.'
      : `Key: ${key?.name ?? 'the number of the tax object'}`
  )
  const sure = pairs.filter(pair => pair.sure).length + composites.length
  lines.push(`${sure} sure, ${pairs.length + composites.length - sure} unsure, ${unplaced.length} not placed`)
  return lines
}

function whyOf({ by, score, alternatives, joins }: Pair): string {
  if (joins === true) return 'behind the field above'
  const others = alternatives.length > 0 ? `; or ${alternatives.map(({ path }) => path).join(', ')}` : ''
  return `${score.toFixed(2)} by ${by}${others}`
}

function codesOf({ pair, codes, hidden }: CodeTable): string[] {
  const known = codes.filter(({ value }) => value !== undefined).map(({ raw, value, because }) =>
    `${safe(raw)} = ${value}${because === 'word' ? '' : ` (by its ${because})`}`
  )
  const unknown = codes.filter(({ value }) => value === undefined).map(({ raw, count, label }) =>
    `${safe(raw)}${label === undefined ? '' : ` "${safe(label)}"`} (${count})`
  )
  return [
    `Codes of ${pair.column.name}, for ${pair.target.path}:`,
    ...(known.length > 0 ? [`  ${known.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`  not mapped: ${unknown.join(', ')}`] : []),
    ...(hidden > 0 ? [`  ${hidden} values that may be names are not shown`] : [])
  ]
}
