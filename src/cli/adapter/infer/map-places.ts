import { plainText } from './map-values.ts'
import type { MapWriting } from './map-writing.ts'
import type { Pair } from './match.ts'
import { access, quoted } from './source-text.ts'
import { placeOf } from './targets.ts'

const rowKeys: Readonly<Record<string, string>> = { address: 'address', rt: 'rt', rw: 'rw', village: 'village',
  district: 'district', postalCode: 'postalCode', lat: 'lat', long: 'long' }

/** `read.location('holder.location', { ... })` of what was found for that place; undefined when nothing was. */
export function placeSource(
  place: string,
  writer: MapWriting
): { source: string; remark: string | undefined } | undefined {
  const pairs = pairsOf(place, writer)
  const both = writer.composite(`${place}.lat`)
  if (pairs.length === 0 && both === undefined) return undefined
  const entries = pairs.flatMap(pair => entryOf(pair, pairs, writer))
  if (both !== undefined) entries.push(`lat: ${access('row', both.columns[0]?.path ?? [])}`)
  const doubts = pairs.filter(({ sure }) => !sure)
  const shortCodes = pairs.filter(({ target, column }) =>
    (target.kind === 'district' || target.kind === 'village') && !isName(target.kind, column.contents.share)
  )
  const remarks = [
    ...(doubts.length > 0
      ? [`unsure: ${doubts.map(({ column }) => column.name).join(', ')}${othersOf(doubts, place)}`]
      : []),
    ...(shortCodes.length > 0
      ? [
        `short codes in ${
          shortCodes.map(({ column }) => column.name).join(', ')
        }: say with districtScheme and villageScheme whose they are`
      ]
      : [])
  ]
  const one = `read.location(${quoted(place)}, { ${entries.join(', ')} })`
  const source = one.length <= 120
    ? one
    : `read.location(${quoted(place)}, {\n${entries.map(entry => `  ${entry}`).join(',\n')}\n})`
  return { source, remark: remarks.length > 0 ? remarks.join('; ') : undefined }
}

/** The place of a person whose address goes by no name: the record may show its area only. */
export function sharedPlace(writer: MapWriting): string | undefined {
  const { matching } = writer.options
  const pair = matching.pairs.find(({ target, sure }) =>
    !sure && placeOf(target.path)?.includes('.') === true &&
    (target.kind === 'district' || target.kind === 'village' || target.kind === 'address')
  )
  const place = pair === undefined ? undefined : placeOf(pair.target.path)
  const isNameless = pair?.alternatives.some(({ path }) => placeOf(path) === 'location') === true
  if (place === undefined || place.startsWith('business') || !isNameless) return undefined
  const found = placeSource(place, writer)
  return found && writer.hoist('home', found.source, found.remark)
}

function pairsOf(place: string, { options }: MapWriting): Pair[] {
  return options.matching.pairs.filter(({ target, joins }) => placeOf(target.path) === place && joins === undefined)
}

function entryOf(pair: Pair, pairs: readonly Pair[], writer: MapWriting): string[] {
  const { target, column } = pair
  const raw = access('row', column.path)
  const key = rowKeys[target.kind] ?? target.kind
  if (column.contents.share.unitPair >= 0.5) {
    // "003/005" is RT, then RW; the property tax has it the other way round.
    const text = `${plainText(column, 'row')}.split('/')`
    return pairs.some(other => other !== pair && other.target.kind === 'rw')
      ? [`rt: ${text}[0]`]
      : [`rt: ${text}[0]`, `rw: ${text}[1]`]
  }
  if (target.kind === 'address') {
    const behind = writer.joined(target)
    return [
      behind === undefined
        ? `address: ${raw}`
        : `address: [${raw}, ${access('row', behind.column.path)}].filter(Boolean).join(' ')`
    ]
  }
  const scheme = (target.kind === 'district' || target.kind === 'village') && isName(target.kind, column.contents.share)
    ? [`${key}Scheme: 'name'`]
    : []
  return [`${key}: ${raw}`, ...scheme]
}

function isName(kind: 'district' | 'village', share: Pair['column']['contents']['share']): boolean {
  return share[kind] >= 0.5 && share.regionCode < 0.5
}

function othersOf(doubts: readonly Pair[], place: string): string {
  const others = [
    ...new Set(doubts.flatMap(({ alternatives }) => alternatives.flatMap(({ path }) => placeOf(path) ?? [])))
  ].filter(other => other !== place)
  return others.length === 0 ? '' : ` may be of ${others.join(' or ')} as well`
}
