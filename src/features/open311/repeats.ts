import type { FastifyRequest } from 'fastify'
import { createHash } from 'node:crypto'
import { readKey } from '../../gateway/writes/idempotency.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import { consumerOf } from '../../http/auth.ts'
import type { Form } from './form.ts'
import { wrong } from './params.ts'

/** By what a repeat of a write is known. */
export interface Repeat {
  key: string
  /** What has to be the same under the key. */
  sameness: string
}

/** Who sends the very same again within this time, and up to twice of it, has not heard an answer. */
const REPEAT_MS = 600_000
/** Say who calls, not what is sent. */
const aboutCaller = new Set(['api_key', 'jurisdiction_id'])

/**
 * The idempotency key of a write. GeoReport has none, and its clients send again what they got no answer to. Where a
 * client names what it sends by a number of its own, that is the key, for as long as keys hold; else it is made of all
 * that was sent, and of the time. The header of `/v1` goes before both.
 * @param own the client's name of what it sends
 * @throws SatuError invalid_request, store_unavailable
 */
export async function readRepeat(
  journal: Pick<Journal, 'knows'>,
  request: FastifyRequest,
  path: string,
  { params, files }: Form,
  own?: readonly string[],
  now = Date.now()
): Promise<Repeat> {
  const sent = params.entries().filter(([name]) => !aboutCaller.has(name))
  const all = hashOf([path, sent, files.map(({ content }) => createHash('sha256').update(content).digest('base64url'))])
  const header = request.headers['idempotency-key']
  if (header !== undefined) {
    if (typeof header !== 'string' || !/^"(?:[ !#-[\]-~]|\\["\\]){1,255}"$/.test(header))
      throw wrong('Idempotency-Key', 'is a text in quotes')
    return { key: readKey(header), sameness: all }
  }
  if (own !== undefined) {
    const key = `open311 ${path} ${hashOf(own)}`
    return { key, sameness: key }
  }
  const turn = Math.floor(now / REPEAT_MS)
  const keyOf = (turn: number): string => `open311 ${all} ${turn}`
  // Sent at the end of one turn, and again at the begin of the next.
  const before = keyOf(turn - 1)
  return { key: (await journal.knows(consumerOf(request), before)) ? before : keyOf(turn), sameness: all }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}
