import type { FastifyReply, FastifyRequest } from 'fastify'
import { SatuError } from '../errors.ts'
import { isUnchanged } from './answer-headers.ts'

/** A file as it is sent. */
export interface SentFile {
  size: number
  /** A strong entity tag, quotes included. */
  etag: string
  /** ms since 1970 */
  modifiedAt: number
}

/** What of it is sent: nothing, since the caller has it; all; or a part, its last byte included. */
export type Part = 'unchanged' | 'all' | { start: number; end: number }

/**
 * Which part of a file a request asks for (RFC 9110, sections 13 and 14). Several ranges at once get all of it, as a
 * range that is not understood does.
 * @throws SatuError precondition_failed, range_not_satisfiable
 */
export function partOf({ headers, method }: Pick<FastifyRequest, 'headers' | 'method'>, file: SentFile): Part {
  const { etag, modifiedAt, size } = file
  const { 'if-match': match, 'if-none-match': noneMatch } = headers
  // Dates in headers know no fractions of a second.
  const changed = Math.floor(modifiedAt / 1_000) * 1_000
  if (match !== undefined
    ? !holdsStrongly(match, etag)
    : changed > (dateOf(headers['if-unmodified-since']) ?? changed))
  {
    throw new SatuError('precondition_failed', 'The file is another one than the request is about.', { stage: 'data',
      headers: { etag } })
  }
  if (noneMatch !== undefined
    ? isUnchanged(noneMatch, etag)
    : changed <= (dateOf(headers['if-modified-since']) ?? -Infinity)) return 'unchanged'
  if (method !== 'GET' || headers.range === undefined || !isStill(headers['if-range'], etag, changed)) return 'all'
  return rangeOf(headers.range, size)
}

/** Sets the headers of a part, and says with which status it is sent. */
export function describePart(reply: FastifyReply, part: Part, { size, etag, modifiedAt }: SentFile): number {
  reply.headers({ etag, 'last-modified': new Date(modifiedAt).toUTCString(), 'accept-ranges': 'bytes' })
  if (part === 'unchanged') return 304
  if (part === 'all') {
    reply.header('content-length', size)
    return 200
  }
  const { start, end } = part
  reply.headers({ 'content-length': end - start + 1, 'content-range': `bytes ${start}-${end}/${size}` })
  return 206
}

/** Whether a caller takes answers packed with gzip. */
export function takesGzip(accepted: string | undefined): boolean {
  const weights = new Map((accepted ?? '').toLowerCase().split(',').map(one => {
    const [coding = '', ...parameters] = one.split(';').map(part => part.trim())
    const weight = parameters.find(parameter => parameter.startsWith('q='))?.slice(2)
    return [coding, weight === undefined ? 1 : Number(weight)]
  }))
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

function rangeOf(range: string, size: number): Part {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range.replaceAll(/\s/g, '')) ?? []
  if (first === '' && last === '') return 'all'
  // Without a first it is as many as that from the end.
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < start) return 'all'
  if (start >= size || (first === '' && Number(last) === 0)) {
    throw new SatuError('range_not_satisfiable', `The file has ${size} bytes.`, { stage: 'data',
      headers: { 'content-range': `bytes */${size}` } })
  }
  return { start, end }
}

/** If-Range: the part goes with what the caller has only if the file is still the same, to the byte. */
function isStill(ifRange: string | string[] | undefined, etag: string, changed: number): boolean {
  if (ifRange === undefined) return true
  const one = String(ifRange).trim()
  return one.startsWith('"') || one.startsWith('W/') ? one === etag : dateOf(one) === changed
}

function holdsStrongly(ifMatch: string, etag: string): boolean {
  return ifMatch.trim() === '*' || ifMatch.split(',').some(tag => tag.trim() === etag)
}

function dateOf(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}
