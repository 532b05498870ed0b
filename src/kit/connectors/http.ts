import { Pool } from 'undici'
import type { Call } from '../call.ts'
import { decodeBody } from '../encoding.ts'
import { SystemFault } from '../faults.ts'
import type { SystemTls } from '../tls.ts'
import { currentLook } from '../wire-look.ts'
import { acceptEncoding, decompress } from './content-encoding.ts'
import { exchange } from './exchange.ts'
import { createConnector } from './http-connect.ts'
import { parseJson } from './json.ts'
import { statusFault } from './status-faults.ts'

export interface HttpOptions {
  /** Base address, http or https. A path in it is kept in front of every request's path. */
  url: string
  /** Most connections at a time; further requests wait, within their time-outs. Default 16. */
  connections?: number
  /** Default 5,000; a call's own time-outs come before this one and the next. */
  connectTimeoutMs?: number
  /** From sending the request to the head of the answer. Default 15,000. */
  firstByteTimeoutMs?: number
  /** From the call of `send` to the last byte. Default 60,000. */
  wholeTimeoutMs?: number
  /** Of one answer's body, as sent and as unpacked. Default 8 MiB. */
  maxBodyBytes?: number
  /** Sent with every request. */
  headers?: Record<string, string>
  /** As the adapter's context has it. Without a use for an http address. */
  tls?: SystemTls | undefined
}

export interface HttpRequest {
  /** Default GET, or POST when there is a body. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the base address. A list is its segments, each encoded: use it when one of them is data. */
  path?: string | readonly (string | number)[]
  /** Encoded; undefined values are left out. Whoever needs a secret here may: no error ever shows the query. */
  query?: Parameters
  headers?: Record<string, string | undefined>
  /** A body, sent as application/json. */
  json?: unknown
  /** A body, sent as application/x-www-form-urlencoded. */
  form?: Parameters
  /** A body, sent as it is; name its content-type in `headers`. */
  body?: string | Buffer
  /** What a redirect is: a fault, or an answer like any other, for those who follow it themselves. Default `refuse`. */
  redirects?: 'refuse' | 'answer'
  /** What is being done, for faults: `list permits`. */
  stage: string
}
export type Parameters = Record<string, string | number | boolean | undefined | readonly (string | number)[]>

export interface HttpAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string | string[] | undefined>
  /** The header, parameters and all; empty when there was none. */
  contentType: string
  /** The body, unpacked. */
  bytes: Buffer
  /**
   * The body in the character set that the system declared; text that is not the UTF-8 it claims to be is read as
   * windows-1252.
   */
  text(): string
}

export interface HttpClient {
  /** Base address, as it was given. */
  readonly url: string
  /**
   * Sends one request and reads the whole answer, of any status but a redirect, unless asked for: none is followed.
   * @throws SystemFault for whatever is wrong with the way or the transport; the signal's reason when it is aborted
   */
  send(request: HttpRequest, call: Call): Promise<HttpAnswer>
  /**
   * The same for JSON. 401 and 403 throw `denied`, 429 and 503 `throttled`, other 5xx `failed`; HTML or broken JSON
   * `unreadable`. Any other 4xx is the adapter's to judge: look at `status` first, `value` is undefined when its body
   * was no JSON. With `accept404`, a 404 means "no such record" and its value is always undefined.
   */
  // The adapter names the shape that its system promises.
  json<T>(request: HttpRequest & { accept404: true }, call: Call): Promise<{ status: number; value: T | undefined }>
  json<T>(request: HttpRequest & { accept404?: false }, call: Call): Promise<{ status: number; value: T }>
  /** Lets running requests end, then closes the connections. */
  close(): Promise<void>
}

/** A client for one system over HTTP/1.1, on a pool of connections of its own. Makes no connection yet. */
export function createHttp({
  url,
  connections = 16,
  connectTimeoutMs = 5_000,
  firstByteTimeoutMs = 15_000,
  wholeTimeoutMs = 60_000,
  maxBodyBytes = 8 * 1024 * 1024,
  headers = {},
  tls
}: HttpOptions): HttpClient {
  const { origin, basePath } = readBase(url)
  // Of the call that a connection is made for.
  let connectMs = connectTimeoutMs
  const pool = new Pool(origin, {
    connections,
    connect: createConnector(tls, () => connectMs),
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0
  })
  const limits = { wholeTimeoutMs, maxBodyBytes }
  const commonHeaders = { 'user-agent': 'Satu', 'accept-encoding': acceptEncoding, ...lowerCased(headers) }

  const send = async (request: HttpRequest, call: Call): Promise<HttpAnswer> => {
    const { stage } = request
    connectMs = call.timeouts?.connectMs ?? connectTimeoutMs
    const { body, type } = bodyOf(request)
    const options = {
      method: request.method ?? (body === undefined ? 'GET' : 'POST'),
      path: addressOf(basePath, request),
      headers: {
        ...commonHeaders,
        'x-request-id': call.requestId,
        ...call.trace,
        ...(type && { 'content-type': type }),
        ...(request.headers && lowerCased(request.headers))
      },
      body: body ?? null
    }
    const { status, headers, bytes: raw } = await exchange(pool, options, { ...limits,
      firstByteTimeoutMs: call.timeouts?.firstByteMs ?? firstByteTimeoutMs, redirects: request.redirects }, stage,
      call.signal)
    const encoding = one(headers['content-encoding'])
    const packed = encoding !== undefined && encoding !== '' && encoding !== 'identity' && raw.length > 0
    const bytes = packed ? await decompress(raw, encoding, maxBodyBytes, stage) : raw
    const contentType = one(headers['content-type']) ?? ''
    return { status, headers, contentType, bytes, text: () => decodeBody(bytes, { contentType }).text }
  }

  const json = async (
    request: HttpRequest & { accept404?: boolean },
    call: Call
  ): Promise<{ status: number; value: unknown }> => {
    const answer = await send({ ...request, headers: { accept: 'application/json', ...request.headers } }, call)
    const { status } = answer
    const fault = statusFault(answer, request.stage)
    if (fault) throw fault
    if (status === 404 && request.accept404) return { status, value: undefined }
    try {
      const value = parseJson(answer.text(), request.stage, answer.contentType)
      if (status < 400) currentLook()?.document(request.stage, value)
      return { status, value }
    } catch (error) {
      if (status < 400) throw error
      return { status, value: undefined }
    }
  }

  return { url, send, json, close: () => pool.close() }
}

function readBase(url: string): { origin: string; basePath: string } {
  const base = URL.canParse(url) ? new URL(url) : undefined
  if (base?.protocol !== 'http:' && base?.protocol !== 'https:')
    throw new TypeError('the url must begin with http:// or https://')
  // In an address they would be shown wherever the address is; a query would be lost.
  if (base.username || base.password)
    throw new TypeError('the url must not hold credentials: they belong in settings of their own')
  if (base.search || base.hash) throw new TypeError('the url must end with its path: no query and no fragment')
  return { origin: base.origin, basePath: base.pathname }
}

function addressOf(base: string, { path = '', query, stage }: HttpRequest): string {
  const below = typeof path === 'string' ? path : path.map(segment => encodeSegment(String(segment), stage)).join('/')
  const address = below === '' || below.startsWith('?')
    ? base + below
    : `${base.replace(/\/$/, '')}/${below.replace(/^\//, '')}`
  const search = query === undefined ? '' : encodeParameters(query)
  return search === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${search}`
}

function encodeSegment(segment: string, stage: string): string {
  // Servers resolve dot segments, encoded or not: data must not climb out of its place.
  if (segment === '' || segment === '.' || segment === '..' || !segment.isWellFormed()) {
    throw new SystemFault('rejected', { stage, detail: 'cannot be asked for this: it is not a valid part of a path' })
  }
  return encodeURIComponent(segment)
}

function encodeParameters(parameters: Parameters): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (Array.isArray(value)) { for (const item of value) search.append(name, String(item)) }
    else if (value !== undefined) search.append(name, String(value))
  }
  return search.toString()
}

function bodyOf({ json, form, body }: HttpRequest): { body: string | Buffer | undefined; type?: string } {
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' }
  if (form !== undefined) return { body: encodeParameters(form), type: 'application/x-www-form-urlencoded' }
  return { body }
}

function lowerCased<V extends string | undefined>(headers: Record<string, V>): Record<string, string> {
  const result: Record<string, string> = {}
  for (const name in headers) if (headers[name] !== undefined) result[name.toLowerCase()] = headers[name]
  return result
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
