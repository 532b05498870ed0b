import type { FastifyReply, FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { SatuError } from '../../errors.ts'
import { JSON_TYPE } from '../../http/answer-headers.ts'
import { baseOf } from '../../http/hub-address.ts'
import { problemHeaders } from '../../http/problems.ts'
import { describe, isKnown, type Opened } from '../catalogue/index.ts'
import type { Streamed } from './action.ts'
import type { CkanError } from './errors.ts'

/** Characters of an answer that is sent in one piece. */
const WHOLE = 262_144

/** Sends what is made on the way. A fault before much of it was made is told; later, the connection breaks off. */
export async function sendStreamed(
  request: FastifyRequest,
  reply: FastifyReply,
  opened: Opened,
  { question, envelope, version, chunks }: Streamed & { question: string; envelope: string }
): Promise<FastifyReply> {
  const etag = `W/"${createHash('sha1').update(`${version} ${question}`).digest('base64url')}"`
  if (isKnown(request, etag)) {
    describe(request, reply, opened, etag, JSON_TYPE)
    return reply.code(304).send()
  }
  const pieces = chunks[Symbol.asyncIterator]()
  let begun = envelope
  let next = await pieces.next()
  for (; next.done !== true && begun.length < WHOLE; next = await pieces.next()) begun += next.value
  describe(request, reply, opened, etag, JSON_TYPE)
  if (next.done === true) return reply.send(`${begun}}`)
  const { value: last } = next
  return reply.send(Readable.from((async function* rest() {
    yield begun
    yield last
    for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) yield piece.value
    yield '}'
  })()))
}

/** A failure in CKAN's envelope, never a problem of `/v1`. */
export function refuse(
  { status, body }: CkanError,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: SatuError | undefined
): void {
  const action = /\/action\/(\w{1,64})(?:[?#]|$)/.exec(request.raw.url ?? '')?.[1]
  request.seen = { ...request.seen, outcome: fault?.code ?? 'invalid_request' }
  const help = `${baseOf(request)}/api/3/action/help_show${action === undefined ? '' : `?name=${action}`}`
  void reply
    .code(status)
    .headers({ 'cache-control': 'no-store', ...(fault && problemHeaders(fault)), 'content-type': JSON_TYPE })
    .send(JSON.stringify({ help, success: false, error: body }))
}
