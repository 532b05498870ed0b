import type { IncomingMessage } from 'node:http'
import { type FieldError, SatuError } from '../errors.ts'
import { holdsNik } from '../kit/indonesia/nik.ts'

const LONGEST_URL = 8_192
const MOST_HEADERS = 100
/** Headers that say one thing, and must not say another behind it. */
const SINGULAR = new Set(['authorization', 'x-api-key', 'host', 'content-type', 'content-length', 'transfer-encoding',
  'idempotency-key', 'x-purpose', 'origin'])

/**
 * What no request may be, whatever it asks for. Its connection ends with it: what comes behind it may be meant to pass
 * for another request.
 * @throws SatuError invalid_request
 */
export function checkRequest(
  { url = '', rawHeaders, headers, httpVersion }: Pick<IncomingMessage,
    'url' | 'rawHeaders' | 'headers' | 'httpVersion'>
): void {
  const refuse = (message: string, error: FieldError): SatuError => refused(message, error, { connection: 'close' })
  if (url.length > LONGEST_URL)
    throw refuse('The URL is too long.', { in: 'path', field: '', code: 'maxLength',
      detail: `may have ${LONGEST_URL} characters` })
  if (rawHeaders.length > MOST_HEADERS * 2)
    throw refuse('The request has too many headers.', { in: 'header', field: '', code: 'maxItems',
      detail: `there may be ${MOST_HEADERS}` })
  if (headers.host === undefined && httpVersion !== '1.0')
    throw refuse('The request names no host.', { in: 'header', field: 'Host', code: 'required', detail: 'is missing' })
  const seen = new Set<string>()
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = (rawHeaders[i] as string).toLowerCase()
    if (!SINGULAR.has(name)) continue
    if (seen.has(name))
      throw refuse('A header is given more than once.', { in: 'header', field: name, code: 'repeated',
        detail: 'is given more than once' })
    seen.add(name)
  }
}

const NIK_DIGITS = 16
const REPLACED = '\uFFFD'

/**
 * Reads the parameters behind a URL's question mark. No parameter takes a NIK: URLs stand in logs of balancers, in
 * histories of browsers, under what caches keep, and in links to the next page.
 * @throws SatuError invalid_request when they are not UTF-8, or one of them holds a NIK
 */
export function queryOf(url: string): URLSearchParams {
  const at = url.indexOf('?')
  const text = at < 0 ? '' : url.slice(at + 1)
  const query = new URLSearchParams(text)
  // The reader puts this letter where bytes are none; who sends the letter itself sends these bytes.
  if (text.includes('%') && query.toString().includes('%EF%BF%BD') && !/%ef%bf%bd/i.test(text) &&
    !text.includes(REPLACED))
  {
    throw refused('The query is not UTF-8.', { in: 'query', field: '', code: 'encoding', detail: 'is not UTF-8' })
  }
  for (const [field, value] of query) {
    if (value.length >= NIK_DIGITS && holdsNik(value)) {
      const isOurs = /^\w{1,40}$/.test(field) && !/\d/.test(field)
      throw refused('A NIK may not stand in a URL.', { in: 'query', field: isOurs ? field : '', code: 'personal',
        detail: 'must not hold a NIK: people are asked for by POST /v1/residents/verify and /v1/residents/lookup' })
    }
  }
  return query
}

function refused(message: string, error: FieldError, headers: Record<string, string> = {}): SatuError {
  return new SatuError('invalid_request', message, { stage: 'http', errors: [error], headers })
}
