import type { FastifyRequest } from 'fastify'
import { isUtf8 } from 'node:buffer'
import { SatuError } from '../../errors.ts'
import { readMultipart } from '../../http/faces/multipart.ts'
import { jsonFault } from '../../http/json-body.ts'
import { queryOf } from '../../http/requests.ts'
import { CkanError } from './errors.ts'
import type { Params } from './params.ts'

const FORM = /^application\/x-www-form-urlencoded\b/i
const MULTIPART = /^multipart\/form-data\b/i

/**
 * The parameters of a call: of the URL, of a JSON body, or of a form in either encoding.
 * @throws CkanError Integrity Error
 */
export function readParams({ method, raw, headers, body }: FastifyRequest): Params {
  const query = queryOf(raw.url?.split('#')[0] ?? '')
  const type = headers['content-type'] ?? ''
  if (method === 'POST' && Buffer.isBuffer(body) && body.length > 0) return withoutCallback(readForm(type, body))
  if (method === 'POST' && body !== undefined && body !== null && !Buffer.isBuffer(body)) {
    if (typeof body !== 'object' || Array.isArray(body)) throw unreadable('it is JSON, but no object')
    return Object.keys(body).length > 0 ? withoutCallback(body as Params) : fromPairs(query)
  }
  return fromPairs(query)
}

function readForm(type: string, body: Buffer): Params {
  if (MULTIPART.test(type)) {
    const fields = new URLSearchParams()
    for (const { name, filename, content } of readMultipart(type, body))
      if (filename === undefined) fields.append(name, content.toString('utf8'))
    return fromPairs(fields)
  }
  if (type !== '' && !FORM.test(type))
    throw new SatuError('unsupported_media_type', 'The body is neither JSON nor a form.', { stage: 'ckan' })
  if (!isUtf8(body)) throw unreadable('it is not UTF-8')
  const fields = new URLSearchParams(body.toString('utf8'))
  const [first] = fields
  // Command lines send JSON and call it a form: then all of it is the name of one field without a value.
  if (fields.size === 1 && first !== undefined && (first[1] === '' || first[1] === '1') &&
    first[0].trim().startsWith('{')) return parse(first[0])
  return fromPairs(fields)
}

function parse(text: string): Params {
  const fault = jsonFault(Buffer.from(text))
  if (fault !== undefined)
    throw unreadable(fault === 'nesting' ? 'it is nested too deep' : 'a name stands twice in one object')
  try {
    return JSON.parse(text) as Params
  } catch {
    throw unreadable('it is not valid JSON')
  }
}

/** A name that comes several times has the list of its values. */
function fromPairs(pairs: URLSearchParams): Params {
  const names = [...new Set(pairs.keys())]
  return withoutCallback(Object.fromEntries(names.map(name => {
    const values = pairs.getAll(name)
    return [name, values.length === 1 ? values[0] : values]
  })))
}

/** Asks for JavaScript around the answer, for pages of other sites; they have CORS today. */
function withoutCallback(params: Params): Params {
  const { callback: _callback, ...rest } = params
  return rest
}

function unreadable(why: string): CkanError {
  return new CkanError(400, 'Integrity Error', { message: `JSON Error: the body cannot be read: ${why}.` })
}
