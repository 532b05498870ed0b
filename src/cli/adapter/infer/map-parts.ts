import { entriesOf, type Entry, remarkOf } from './map-entries.ts'
import { placeSource, sharedPlace } from './map-places.ts'
import { plainText } from './map-values.ts'
import type { MapWriting } from './map-writing.ts'
import type { Pair } from './match.ts'
import { access, camel, indent, local, quoted } from './source-text.ts'
import { placeOf, type Target } from './targets.ts'

/** A function beside the mapping: of a part of the record. */
export interface Part {
  source: string[]
}
type Add = (part: Part) => void

/** The property of an object of the record, such as `holder`, with the function that makes it. */
export function objectPart(field: string, own: readonly Target[], writer: MapWriting, add: Add): Entry[] {
  const place = own.map(({ path }) => placeOf(path)).find(place => place !== undefined)
  const direct = own.filter(({ path }) => placeOf(path) === undefined && !path.includes('[]'))
  const placed = direct.flatMap(target => writer.pair(target.path) ?? [])
  const composite = direct.map(({ path }) => writer.composite(path)).find(found => found !== undefined)
  const isRequired = own.some(({ required }) => required)
  const type = `${writer.type}['${field}']`
  const [wanting] = direct.filter(target =>
    target.inner && writer.pair(target.path) === undefined && writer.composite(target.path) === undefined
  )
  if (wanting !== undefined || (placed.length === 0 && composite === undefined)) {
    if (isRequired) return [{ name: field, value: writer.nothing(field, `NonNullable<${type}>`), remark: 'missing' }]
    if (wanting !== undefined && placed.length > 0)
      writer.leaveOut(
        `${field} (${placed.map(({ column }) => column.name).join(', ')}), as nothing gives ${wanting.path}`
      )
    return []
  }

  const shared = place === undefined ? undefined : sharedPlaceOf(place, writer)
  const lines: string[] = []
  const entries: Entry[] = []
  for (const target of direct) {
    const pair = writer.pair(target.path)
    const columns = writer.composite(target.path)?.columns
    if (pair === undefined && columns === undefined) continue
    const name = target.path.slice(field.length + 1)
    const remark = pair && remarkOf(pair)
    if (target.isPerson === true) {
      const raw = columns === undefined
        ? access('row', pair?.column.path ?? [])
        : `[${columns.map(({ path }) => access('row', path)).join(', ')}].filter(Boolean).join(' ')`
      lines.push(`const name = read.personName(${quoted(target.path)}, ${raw})`,
        'if (name === undefined) return undefined')
      entries.push({ name, value: 'name.fullName', remark }, { name: 'name_raw', value: 'name.raw' }, { name: 'titles',
        value: 'name.titles.length > 0 ? name.titles : undefined' })
    } else if (target.inner && pair !== undefined) {
      lines.push(`const ${local(name)} = ${writer.value(pair)}`, `if (${local(name)} === undefined) return undefined`)
      entries.push({ name, value: local(name), remark })
    } else if (pair !== undefined) {
      entries.push({ name, value: writer.value(pair), remark })
    }
  }
  const found = place === undefined || shared !== undefined ? undefined : placeSource(place, writer)
  if (found !== undefined) entries.push({ name: 'location', value: found.source, remark: found.remark })
  if (shared !== undefined) entries.push({ name: 'location', value: 'home' })

  const made = [`compact<NonNullable<${type}>>({`, ...indent(entriesOf(entries)), '})']
  const isFilled = direct.some(({ inner }) => inner)
  if (isFilled) lines.push(`return ${made[0]}`, ...made.slice(1))
  else lines.push(`const ${camel(field)} = ${made[0]}`, ...made.slice(1),
      `return Object.keys(${camel(field)}).length > 0 ? ${camel(field)} : undefined`)
  const { needs, options } = writer
  const beside = [...(shared === undefined ? [] : [['home', 'LocationFields | undefined']]),
    ...(usesCodes(lines) ? [['codes', 'Codes']] : [])] as [string, string][]
  if (usesCodes(lines)) needs.codes = true
  if (shared !== undefined) writer.usesPlace = true
  const isLinked = lines.some(line => line.includes(', tools)'))
  add({
    source: [
      `function ${camel(field)}Of(row: ${options.rowName}, ${isLinked ? 'tools: MapTools' : '{ read }: MapTools'}${
        beside.map(([name, type]) => `, ${name}: ${type}`).join('')
      }): ${type}${isRequired ? ' | undefined' : ''} {`,
      ...indent([...(isLinked ? ['const { read } = tools'] : []), ...lines]),
      '}'
    ]
  })
  writer.useTools()
  const call = `${camel(field)}Of(${['row', 'tools', ...beside.map(([name]) => name)].join(', ')})`
  const named = placed[0]?.column.name ?? composite?.columns[0]?.name ?? ''
  return [{ name: field, value: isRequired ? writer.needed(call, `${field.replaceAll('_', ' ')} (${named})`) : call }]
}

function sharedPlaceOf(place: string, writer: MapWriting): string | undefined {
  const isPlain = writer.options.targets.some(({ path }) => placeOf(path) === 'location')
  return isPlain && writer.options.matching.pairs.some(({ target }) => placeOf(target.path) === place) &&
      !writer.options.matching.pairs.some(({ target }) => placeOf(target.path) === 'location')
    ? (sharedPlace(writer) === undefined || !isShared(place, writer) ? undefined : 'home')
    : undefined
}

function isShared(place: string, { options }: MapWriting): boolean {
  return options.matching.pairs.some(({ target, alternatives }) =>
    placeOf(target.path) === place && alternatives.some(({ path }) => placeOf(path) === 'location')
  )
}

function usesCodes(lines: readonly string[]): boolean {
  return lines.some(line => /\bcodes\.\w+/.test(line))
}

/** The property of a list of the record: of a legacy list, of the one item that a flat row has, or of plain values. */
export function listPart(field: string, own: readonly Target[], writer: MapWriting, add: Add): Entry[] {
  const plain = own.find(({ path }) => path === `${field}[]`)
  if (plain !== undefined) return plainList(field, plain, writer)
  const targets = own.filter(({ path }) => /^\w+\[\]\.\w+$/.test(path))
  const pairs = targets.flatMap(target => writer.pair(target.path) ?? [])
  const empty: Entry[] = own.some(({ ofNeededList }) => ofNeededList === true)
    ? [{ name: field, value: '[]', remark: 'missing' }]
    : []
  if (pairs.length === 0) return empty
  const isAgency = (target: Target): boolean => target.kind === 'reference' && !target.path.endsWith('.id')
  const wanting = targets.find(target => target.inner && (writer.pair(target.path) === undefined || isAgency(target)))
  if (wanting !== undefined) {
    const why = writer.pair(wanting.path) === undefined
      ? `nothing gives ${wanting.path}`
      : `createAgencyFinder has to find ${wanting.path}`
    writer.leaveOut(`${field} (${pairs.map(({ column }) => column.name).join(', ')}), as ${why}`)
    return empty
  }
  const legacy = writer.options.matching.lists.find(({ list }) => list === field)?.column
  const itemType = `NonNullable<${writer.type}['${field}']>[number]`
  const root = legacy === undefined ? 'row' : 'item'
  const index = legacy === undefined ? '0' : '${index}'
  const fieldOf = (path: string): string => {
    const name = path.replace('[]', `.${index}`)
    return legacy === undefined ? quoted(name) : `\`${name}\``
  }
  const lines: string[] = []
  const entries: Entry[] = []
  for (const pair of pairs) {
    const { target } = pair
    const name = target.path.slice(field.length + 3)
    if (isAgency(target)) {
      writer.leaveOut(`${target.path} (${pair.column.name}), as createAgencyFinder has to find it`)
      continue
    }
    const value = target.kind === 'reference' ? ownId(pair, root) : writer.value(pair, root, fieldOf(target.path))
    if (target.inner) {
      lines.push(`const ${local(name)} = ${value}`)
      entries.push({ name, value: local(name), remark: remarkOf(pair) })
    } else {
      entries.push({ name, value, remark: remarkOf(pair) })
    }
  }
  const needed = pairs.filter(({ target }) => target.inner && !isAgency(target)).map(({ target }) =>
    local(target.path.slice(field.length + 3))
  )
  const usesKey = lines.some(line => line.includes('${key}'))
  const codes = usesCodes([...lines, ...entries.map(({ value }) => value)])
  if (codes) writer.needs.codes = true
  const tools = usesKey ? '{ read, id }: MapTools' : '{ read }: MapTools'
  const missing = needed.length > 0
    ? [
      `if (${needed.map(name => `${name} === undefined`).join(' || ')}) return ${
        legacy === undefined ? 'undefined' : '[]'
      }`
    ]
    : []
  const made = [`compact<${itemType}>({`, ...indent(entriesOf(entries)), '})']
  const result = legacy === undefined
    ? [...lines, ...missing, `return [${made[0]}`, ...made.slice(1, -1), `${made.at(-1)}]`]
    : [
      '// An empty list may be sent as something else.',
      'const items = (Array.isArray(rows) ? rows : []).flatMap((item, index) => {',
      ...indent([...lines, ...missing, `return [${made[0]}`, ...made.slice(1, -1), `${made.at(-1)}]`]),
      '})',
      'return items.length > 0 ? items : undefined'
    ]
  const rows = legacy === undefined
    ? `row: ${writer.options.rowName}`
    : `rows: ${typeOfPath(writer.options.rowName, legacy.path)}`
  add({
    source: [
      `function ${camel(field)}Of(${rows}, ${tools}${usesKey ? ', key: string' : ''}${
        codes ? ', codes: Codes' : ''
      }): ${writer.type}['${field}'] {`,
      ...indent(result),
      '}'
    ]
  })
  writer.useTools()
  const given = [legacy === undefined ? 'row' : access('row', legacy.path), 'tools',
    ...(usesKey ? [writer.keyName()] : []), ...(codes ? ['codes'] : [])]
  const call = `${camel(field)}Of(${given.join(', ')})`
  return [{ name: field, value: empty.length > 0 ? `${call} ?? []` : call }]
}

/** The id of an item: its number counts within the record. */
function ownId({ column }: Pair, root: string): string {
  const raw = access(root, column.path)
  return `${raw} == null ? undefined : id(\`\${key}-\${${raw}}\`)`
}

function plainList(field: string, target: Target, writer: MapWriting): Entry[] {
  const pair = writer.pair(target.path)
  if (pair === undefined) return target.ofNeededList === true ? [{ name: field, value: '[]', remark: 'missing' }] : []
  writer.needs.helpers.add('listOf')
  const raw = access('row', pair.column.path)
  const max = target.maxLength === undefined ? '' : `, { maxLength: ${target.maxLength} }`
  const items = pair.column.isList
    ? `(Array.isArray(${raw}) ? ${raw} : [])`
    : `${plainText(pair.column, 'row')}.split(/\\s*[;\\n]\\s*/)`
  if (target.kind === 'code') {
    const value = writer.value({ ...pair, column: { ...pair.column, path: ['item'] } }, 'row', quoted(field)).replace(
      'row.item',
      'item'
    )
    return [{ name: field, value: `listOf(${items}.map(item => ${value}))`, remark: remarkOf(pair) }]
  }
  return [{ name: field, value: `listOf(${items}.map((item, index) => read.text(\`${field}.\${index}\`, item${max})))`,
    remark: remarkOf(pair) }]
}

/** `NonNullable<Row['laporan']>['tindak_lanjut']` */
function typeOfPath(row: string, path: readonly string[]): string {
  return path.reduce((type, name, index) => `${index === 0 ? type : `NonNullable<${type}>`}[${quoted(name)}]`, row)
}
