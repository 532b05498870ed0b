import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerHeaders, isUnchanged } from '../../http/answer-headers.ts'
import type { Encoded } from './catalogue.ts'
import type { Opened } from './catalogues.ts'

/** The headers of `/v1` for what was made of the catalogue: its age, its freshness, and how the cache took part. */
export function describe(
  request: FastifyRequest,
  reply: FastifyReply,
  { basis, use }: Opened,
  etag: string,
  type: string
): void {
  const headers = answerHeaders({ ...basis, body: '', etag }, use, request.session === undefined, Date.now())
  for (let i = 0; i < headers.length; i += 2) reply.header(headers[i] as string, headers[i + 1])
  reply.headers({ 'content-type': type, 'vary': 'accept, authorization, x-api-key, x-ckan-api-key, origin' })
  if (request.method === 'POST') reply.header('cache-control', 'no-store')
}

/** Whether the caller has it already. */
export function isKnown({ method, headers }: FastifyRequest, etag: string): boolean {
  return method !== 'POST' && isUnchanged(headers['if-none-match'], etag)
}

export function sendEncoded(
  request: FastifyRequest,
  reply: FastifyReply,
  opened: Opened,
  { body, etag }: Encoded,
  type: string
): FastifyReply {
  describe(request, reply, opened, etag, type)
  return isKnown(request, etag) ? reply.code(304).send() : reply.send(body)
}
