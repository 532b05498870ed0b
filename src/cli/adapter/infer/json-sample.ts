import { parseJson } from '../../../kit/connectors/json.ts'
import { decodeBody } from '../../../kit/encoding.ts'
import { isObject, type LegacyRow } from './columns.ts'
import { closeJson } from './cut-json.ts'
import type { Head } from './head.ts'
import { MOST_ROWS, type Sample, SampleError } from './sample.ts'

/** Reads a JSON document, or one document a line. The rows are the objects that repeat in it. */
export function readJsonSample(head: Head): Sample {
  const { text, codes } = decodeBody(head.bytes)
  const document = parse(text.trim(), head)
  const value = bodyOf(document)
  const found = bestOf(placesOf(value, value === document ? '' : 'answer.body'))
  if (found === undefined)
    throw new SampleError(`${head.path} has no records in it: an object, or a list of objects, was looked for`)
  const { rows, place } = found
  return {
    format: 'json',
    rows: rows.slice(0, MOST_ROWS),
    place: place === '' ? (Array.isArray(value) ? 'the list' : 'the object') : place,
    names: [...place.split(/[.[\]]+/).filter(Boolean).reverse(), head.name],
    remarks: codes.length > 0 ? ['is not in UTF-8, as JSON has to be'] : []
  }
}

function parse(text: string, { path, isCut }: Head): unknown {
  const whole = attempt(isCut ? closeJson(text) : text)
  if (whole !== undefined) return whole.value
  // One document a line.
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '').slice(0, MOST_ROWS)
  const rows = (isCut && lines.length > 1 ? lines.slice(0, -1) : lines).map(line => attempt(line.replace(/,\s*$/, '')))
  if (rows.length > 1 && rows.every(row => row !== undefined)) return rows.map(row => row.value)
  throw new SampleError(`${path} begins as JSON does, but is broken${isCut ? '' : ' or cut off'}`)
}

function attempt(text: string | undefined): { value: unknown } | undefined {
  try {
    return text === undefined ? undefined : { value: parseJson(text, 'sample') }
  } catch {
    return undefined
  }
}

/** What a recorded exchange answered. */
function bodyOf(value: unknown): unknown {
  const answer = isObject(value) && value['request'] !== undefined ? value['answer'] : undefined
  return isObject(answer) && answer['body'] !== undefined ? answer['body'] : value
}

interface Place {
  rows: LegacyRow[]
  place: string
}

const DEEPEST = 6

/** Everything in a document that may be its records. */
function placesOf(value: unknown, at: string, depth = 0): Place[] {
  if (depth > DEEPEST) return []
  if (Array.isArray(value)) {
    const items = value as unknown[]
    const objects = items.filter(isObject)
    if (objects.length > 0) return [{ rows: objects, place: `${at}[]` }]
    const lists = items.filter(item => Array.isArray(item)) as unknown[][]
    // DataTables: rows are lists of cells without names.
    return lists.length > 0 ? [{ rows: lists.map(named), place: `${at}[][]` }] : []
  }
  if (!isObject(value)) return []
  const below = Object.entries(value).flatMap(([name, inner]) =>
    placesOf(inner, at === '' ? name : `${at}.${name}`, depth + 1)
  )
  return [{ rows: [value], place: at }, ...below]
}

function named(cells: unknown[]): LegacyRow {
  return Object.fromEntries(
    cells.map((
      cell,
      index
    ) => [`column_${index + 1}`, typeof cell === 'string' ? cell.replace(/<[^>]*>/g, '').trim() : cell])
  )
}

/** Many rows of many fields. A list in an object that has more to say than its items is a part of that record. */
function bestOf(places: readonly Place[]): Place | undefined {
  const fieldsOf = ({ rows }: Place): number =>
    new Set(
      rows.slice(0, 100).flatMap(row => Object.keys(row).filter(key => !isObject(row[key]) && !Array.isArray(row[key])))
    ).size
  const rated = places.map(place => {
    const fields = fieldsOf(place)
    if (!place.place.endsWith('[]')) return { place, rate: fields }
    const around = places.filter(other =>
      !other.place.endsWith('[]') && place.place.startsWith(other.place === '' ? '' : `${other.place}.`)
    )
    const isPart = around.some(other => fieldsOf(other) > fields)
    return { place, rate: isPart ? fields / 2 : fields * (2 + Math.log2(place.rows.length)) }
  })
  return rated.filter(({ rate }) => rate > 0).toSorted((a, b) => b.rate - a.rate)[0]?.place
}
