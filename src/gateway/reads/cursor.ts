import { createHmac, createSecretKey, hash, hkdfSync, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { SatuError } from '../../errors.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { ListFilters } from './filters.ts'

/** A record's place in the canonical order: newest change first, then by id. */
export type Key = readonly [updatedAt: string, id: string]

/** Where a traversal stands within one system. */
export interface Position {
  /** Row of the system's own order to go on from. */
  offset: number
  /** The last record that was given or passed over. */
  after: Key | undefined
  /** When the system gave what was read so far, ms since 1970. */
  asOf: number
  /** Nothing is left in this system. */
  done: boolean
}

/** Times in seconds since 1970; 1 for a system of which nothing is left. Dozens of systems must fit into a URL. */
type Packed = 1 | [offset: number, changedAt: number, id: string, asOf: number]
interface Content {
  q: string
  s: Record<string, Packed>
}

// No system is read so deep.
const DEEPEST_OFFSET = 10_000_000
const LARGEST_CONTENT = 65_536
// Seconds of the year 10000: later times have no RFC 3339 form.
const END_OF_TIME = 253_402_300_800 - 86_400

/** Opaque to callers: each system's own position, and a mark of the query that it belongs to. */
export interface Cursors {
  write(query: string, positions: ReadonlyMap<string, Position>): string
  /** @throws SatuError invalid_request when the cursor was not written by this hub for the same query. */
  read(cursor: string, query: string): Map<string, Position>
}

const SIGNATURE_BYTES = 12
const SHORT = 400
const BRACE = '{'.charCodeAt(0)

/**
 * Cursors are signed: a made-up one would have systems searched for where it stands, dozens of calls for one request.
 * @param secret the hub's own; every process of it has the same
 */
export function createCursors(secret: string): Cursors {
  // Bytes would be made a key anew for each cursor, which takes four times as long as signing.
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'satu cursor', 32)))
  const sign = (packed: Buffer): Buffer =>
    createHmac('sha256', key).update(packed).digest().subarray(0, SIGNATURE_BYTES)

  return {
    write(query, positions) {
      const systems = Object.fromEntries([...positions].map(([system, position]) => [system, pack(position)]))
      const packed = pressed(JSON.stringify({ q: query, s: systems } satisfies Content))
      return Buffer.concat([sign(packed), packed]).toString('base64url')
    },
    read(cursor, query) {
      const bytes = Buffer.from(cursor, 'base64url')
      const packed = bytes.subarray(SIGNATURE_BYTES)
      const isOwn = bytes.length > SIGNATURE_BYTES && timingSafeEqual(bytes.subarray(0, SIGNATURE_BYTES), sign(packed))
      const content = isOwn ? parse(packed) : undefined
      if (content === undefined) throw wrongCursor('pattern', 'is not a cursor of this hub')
      if (content.q !== query) throw wrongCursor('mismatch', 'belongs to a query with other filters')
      return new Map(Object.entries(content.s).map(([system, packed]) => [system, unpack(packed)]))
    }
  }
}

/** A few systems' positions are short as they stand, and pressing them takes longer than all else here. */
function pressed(text: string): Buffer {
  return text.length <= SHORT ? Buffer.from(text) : deflateRawSync(text)
}

function pack({ offset, after, asOf, done }: Position): Packed {
  if (done) return 1
  const [changedAt, id] = after ?? []
  return [offset, changedAt === undefined ? 0 : Date.parse(changedAt) / 1_000, id ?? '', Math.floor(asOf / 1_000)]
}

function unpack(packed: Packed): Position {
  if (packed === 1) return { offset: 0, after: undefined, asOf: 0, done: true }
  const [offset, changedAt, id, asOf] = packed
  return { offset, after: id === '' ? undefined : [toWib(new Date(changedAt * 1_000)), id], asOf: asOf * 1_000,
    done: false }
}

/** Marks a query: everything that decides which records are listed, in one short text. */
export function queryMark(resource: string, filters: ListFilters): string {
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hash('sha256', JSON.stringify([resource, sorted]), 'base64url').slice(0, 10)
}

function wrongCursor(code: string, detail: string): SatuError {
  return new SatuError('invalid_request', 'The cursor cannot be used.', {
    stage: 'cursor',
    errors: [{ in: 'query', field: 'cursor', code, detail: `${detail}; start again without it` }]
  })
}

/** What an earlier version of the hub has signed may be of another form. */
function parse(packed: Buffer): Content | undefined {
  try {
    // What is pressed never begins like an object: its first byte says how the rest is.
    const text = (packed[0] === BRACE ? packed : inflateRawSync(packed, { maxOutputLength: LARGEST_CONTENT }))
      .toString()
    const { q, s } = JSON.parse(text) as { q?: unknown; s?: unknown }
    if (typeof q !== 'string' || typeof s !== 'object' || s === null || Array.isArray(s)) return undefined
    return Object.values(s).every(isPacked) ? { q, s: s as Content['s'] } : undefined
  } catch {
    return undefined
  }
}

function isPacked(value: unknown): value is Packed {
  if (value === 1) return true
  if (!Array.isArray(value) || value.length !== 4) return false
  const [offset, changedAt, id, asOf] = value as unknown[]
  return (
    isWithin(offset, 0, DEEPEST_OFFSET) && isWithin(asOf, 0, END_OF_TIME) &&
    isWithin(changedAt, -END_OF_TIME, END_OF_TIME) && typeof id === 'string' && /^[A-Za-z0-9_~-]{0,64}$/.test(id)
  )
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
}
