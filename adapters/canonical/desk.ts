import { createHash } from 'node:crypto'
import { type AttachedFile, type Call, type HttpAnswer, type HttpClient, type HttpRequest, parseJson, SystemFault,
  type WritableResource, type Write, type WriteAction, writeMultipart, type Written } from '../../src/kit/index.ts'
import type { References } from './references.ts'
import { refusalOf, rejection } from './refusals.ts'
import type { WireList, WireRecord, WireSubmission } from './wire.ts'

/** One kind of write of the contract, and where it is sent. */
export interface Kind {
  resource: WritableResource
  action: WriteAction
  /** Behind the collection, or behind the record that is written to. */
  path: readonly string[]
}

/** The application's operations that write. */
export interface CanonicalDesk {
  /** @throws SystemFault `pending` when it has taken the write and has no record of it yet */
  send(kind: Kind, write: Write<object>, call: Call): Promise<Written>
  /** What became of what was sent under the write's own key. */
  find(kind: Kind, write: Write<object>, call: Call): Promise<Written | undefined>
}

const SOON_MS = 1_000
const LATER_MS = 5 * 60_000

export function createDesk(
  { http, references }: { http: HttpClient; references: Pick<References, 'toTheirs'> }
): CanonicalDesk {
  return {
    async send(kind, write, call) {
      const { resource, action, path } = kind
      const stage = `${action} ${resource}`
      const body = references.toTheirs(write.body)
      const { headers, ...sent } = sentAs(body)
      const answer = await http.send({
        ...sent,
        method: 'POST',
        path: ['v1', resource, ...(write.key === undefined ? [] : [write.key]), ...path],
        stage,
        headers: { 'accept': 'application/json', 'idempotency-key': `"${keyOf(kind, write, body)}"`, ...headers }
      }, call)
      if (answer.status === 201) return recordOf(answer, write.key, stage)
      if (answer.status === 202) return endOf(read<WireSubmission>(answer, stage), body, stage)
      throw refusalOf(answer, { body, ofRecord: write.key !== undefined, stage })
    },
    async find(kind, write, call) {
      const stage = `find ${kind.resource}`
      const body = references.toTheirs(write.body)
      const key = keyOf(kind, write, body)
      const { status, value } = await http.json<WireList<WireSubmission>>({ path: 'v1/submissions',
        query: { order: 'newest' }, headers: { 'idempotency-key': `"${key}"` }, stage }, call)
      // Without a way to look, a person has to.
      if (status === 404) throw new SystemFault('rejected', { stage, detail: 'has no list of submissions to look in' })
      if (status !== 200) throw new SystemFault('failed', { stage, detail: `answered with status ${status}` })
      if (!Array.isArray(value?.items))
        throw new SystemFault('unreadable', { stage, detail: 'sent no list of the contract' })
      const [found] = value.items
      if (found === undefined) return undefined
      if (found.idempotency_key !== key)
        throw new SystemFault('unreadable', { stage, detail: 'does not look submissions up by their key' })
      // It is not there: sent again under the same key, it is told why.
      if (found.status?.code === 'rejected') return undefined
      return endOf(found, body, stage)
    }
  }
}

/**
 * Under which the application knows a write again, however often it is sent: the receipt, and a mark of what is sent,
 * as an operator may correct it.
 */
function keyOf({ resource, action }: Kind, { receipt, key }: Write<object>, body: object): string {
  const { content, ...texts } = body as Partial<AttachedFile>
  const digest = createHash('sha256').update(JSON.stringify([resource, action, key, texts])).update(content ?? '')
    .digest('hex')
  return `${receipt}-${digest.slice(0, 16)}`
}

/** JSON, or a form where a file goes with it. */
function sentAs(body: object): Pick<HttpRequest, 'json' | 'body'> & { headers?: Record<string, string> } {
  if (!('content' in body)) return { json: body }
  const { file, media_type: mediaType, content, ...texts } = body as AttachedFile
  const { contentType, body: form } = writeMultipart({ ...texts }, { field: 'file', name: file, mediaType,
    bytes: Buffer.from(content) })
  return { body: form, headers: { 'content-type': contentType } }
}

/** @param key of the record that was written to; undefined for a new one */
function recordOf(answer: HttpAnswer, key: string | undefined, stage: string): Written {
  const { id, number, source } = read<Partial<WireRecord>>(answer, stage)
  if (typeof id !== 'string' || (key !== undefined && id !== key))
    throw new SystemFault('unreadable', { stage, detail: 'did not answer with the record that was written' })
  const reference = number ?? source?.record_id
  return { key: id, ...(typeof reference === 'string' && { reference }) }
}

/** How far the application has come with a write. */
function endOf(
  { status, record_id: key, reference, next_attempt_at: next, problem = {} }: WireSubmission,
  body: object,
  stage: string
): Written {
  switch (status?.code) {
    case 'delivered':
      if (typeof key !== 'string')
        throw new SystemFault('unreadable', { stage, detail: 'did not say which record was written' })
      return { key, ...(typeof reference === 'string' && { reference }) }
    case 'rejected':
      throw rejection(problem, { body, stage })
    case 'abandoned':
      throw new SystemFault('rejected', { stage, detail: 'has given it up, by a decision of its operators' })
    case 'parked':
      throw new SystemFault('pending', { stage, detail: 'has taken it, and somebody has to look at it there',
        retryAfterMs: LATER_MS })
    case 'accepted':
    case 'delivering':
    case 'uncertain': {
      const wait = Date.parse(next ?? '') - Date.now()
      throw new SystemFault('pending', { stage, detail: 'has taken it, and has no record of it yet',
        retryAfterMs: Math.min(Math.max(wait || 0, SOON_MS), LATER_MS) })
    }
    default:
      throw new SystemFault('unreadable', { stage, detail: 'did not say what became of it' })
  }
}

// T is the shape that the contract promises; each field is looked at before it is used.
function read<T>(answer: HttpAnswer, stage: string): T {
  const value = parseJson(answer.text(), stage, answer.contentType)
  if (typeof value !== 'object' || value === null)
    throw new SystemFault('unreadable', { stage, detail: 'sent nothing of the contract' })
  return value as T
}
