import { createHash } from 'node:crypto'
import { SatuError } from '../errors.ts'
import type { Filters } from '../kit/adapter.ts'
import type { Key } from './order.ts'

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

type Packed = [offset: number, updatedAt: string, id: string, asOf: number, done: 0 | 1]

/** An opaque cursor holds each system's own position, and a mark of the query that it belongs to. */
export function writeCursor(query: string, positions: ReadonlyMap<string, Position>): string {
  const systems: Record<string, Packed> = {}
  for (const [system, { offset, after, asOf, done }] of positions) {
    systems[system] = [offset, after?.[0] ?? '', after?.[1] ?? '', asOf, done ? 1 : 0]
  }
  return Buffer.from(JSON.stringify({ q: query, s: systems })).toString('base64url')
}

/** @throws SatuError invalid_request when the cursor was not written by `writeCursor` for the same query. */
export function readCursor(cursor: string, query: string): Map<string, Position> {
  const content = parse(cursor)
  if (content === undefined) throw wrongCursor('pattern', 'is not a cursor of this hub')
  if (content.q !== query) throw wrongCursor('mismatch', 'belongs to a query with other filters')
  return new Map(
    Object.entries(content.s).map(([system, [offset, updatedAt, id, asOf, done]]) => [
      system,
      { offset, after: updatedAt === '' ? undefined : [updatedAt, id], asOf, done: done === 1 }
    ])
  )
}

/** Marks a query: everything that decides which records are listed, in one short text. */
export function queryMark(resource: string, filters: Filters): string {
  const sorted = Object.entries(filters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify([resource, sorted])).digest('base64url').slice(0, 10)
}

function wrongCursor(code: string, detail: string): SatuError {
  return new SatuError('invalid_request', 'The cursor cannot be used.', {
    stage: 'cursor',
    errors: [{ in: 'query', field: 'cursor', code, detail: `${detail}; start again without it` }]
  })
}

function parse(cursor: string): { q: string; s: Record<string, Packed> } | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined
  try {
    const content = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { q?: unknown; s?: unknown }
    if (typeof content?.q !== 'string' || typeof content.s !== 'object' || content.s === null) return undefined
    const fits = Object.values(content.s).every(isPacked)
    return fits ? (content as { q: string; s: Record<string, Packed> }) : undefined
  } catch {
    return undefined
  }
}

function isPacked(value: unknown): value is Packed {
  if (!Array.isArray(value) || value.length !== 5) return false
  const [offset, updatedAt, id, asOf, done] = value as unknown[]
  return (
    Number.isSafeInteger(offset) && (offset as number) >= 0 &&
    typeof updatedAt === 'string' && typeof id === 'string' &&
    Number.isSafeInteger(asOf) && (done === 0 || done === 1)
  )
}
