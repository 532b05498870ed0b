import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { Pool, type Dispatcher } from 'undici'
import { SatuError } from '../errors.ts'
import type { Call } from '../kit/adapter.ts'
import { SystemFault, type FaultKind } from '../kit/faults.ts'

/** What of a caller's headers reaches a legacy system. Who calls, and with what, stays here. */
const FORWARDED = ['accept', 'accept-encoding', 'accept-language', 'content-type', 'content-length', 'if-none-match', 'if-modified-since', 'range', 'user-agent', 'soapaction'] as const
/** What of a legacy system's headers stays here: its cookies, its signature, what only the hub may say, and what is of one connection. */
const KEPT_BACK = new Set([
  'set-cookie', 'server', 'x-powered-by', 'x-aspnet-version', 'strict-transport-security', 'access-control-allow-origin', 'access-control-allow-credentials', 'alt-svc', 'via', 'www-authenticate',
  'x-request-id', 'connection', 'keep-alive', 'proxy-authenticate', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'
])
/** Such a body goes out in one write together with its head, if it is text. */
const SMALL_BYTES = 16_384

const faultOfCode: Record<string, [FaultKind, string]> = {
  ECONNREFUSED: ['unreachable', 'refused the connection'],
  ENOTFOUND: ['unreachable', 'has no address'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'could not be reached in time'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'did not answer in time'],
  ECONNRESET: ['reset', 'broke the connection'],
  UND_ERR_SOCKET: ['reset', 'broke the connection'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['unreachable', 'shows the certificate of another host']
}

export interface Passing {
  request: IncomingMessage
  response: ServerResponse
  /** The body on its way, if there is one. */
  body: Readable | undefined
  /** The system's address: its host is asked, whatever path stands there. */
  url: string
  /** As the system is asked for it, query included. */
  path: string
  /** What the hub says on its own account, in place of what the system says. Called when the answer begins, which is sent from then on. */
  ownHeaders(): Readonly<Record<string, string>>
}

export interface Relay {
  /**
   * Passes a request on and its answer back, byte by byte, until the system has said its last byte or its caller has left.
   * @returns what the caller did wrong on the way, which is no fault of the system
   * @throws SystemFault when the system does not answer properly; its caller was cut off if the answer had begun
   */
  pass(passing: Passing, call: Call): Promise<SatuError | undefined>
  close(): Promise<void>
}

/** Connections to systems for what is passed through. undici's `dispatch` is what costs least on the way: see bench/README.md. */
export function createRelay(): Relay {
  const pools = new Map<string, Pool>()
  // The guard says how long a call may take.
  const poolOf = (url: string, connectMs: number | undefined): Pool => {
    const key = connectMs === undefined ? url : `${url} ${connectMs}`
    let pool = pools.get(key)
    if (pool === undefined) {
      const connect = connectMs === undefined ? {} : { connect: { timeout: connectMs } }
      pools.set(key, (pool = new Pool(new URL(url).origin, { headersTimeout: 0, bodyTimeout: 0, ...connect })))
    }
    return pool
  }

  return {
    pass(passing, { signal, requestId, timeouts }) {
      const { request, body, url, path } = passing
      return new Promise((resolve, reject) => {
        poolOf(url, timeouts?.connectMs).dispatch({
          path,
          method: request.method as Dispatcher.HttpMethod,
          headers: questionHeaders(request.headers, requestId, body !== undefined),
          body: body ?? null,
          ...(timeouts?.firstByteMs !== undefined && { headersTimeout: timeouts.firstByteMs })
        }, answerTo(passing, signal, resolve, reject))
      })
    },
    async close() {
      await Promise.all([...pools.values()].map(pool => pool.destroy()))
    }
  }
}

/** What becomes of a system's answer as it comes. */
function answerTo({ request, response, body, ownHeaders }: Passing, signal: AbortSignal, resolve: (wrong: SatuError | undefined) => void, reject: (error: Error) => void): Dispatcher.DispatchHandler {
  let controller: Dispatcher.DispatchController | undefined
  /** Why nobody waits any more. */
  let over: Error | undefined
  let missing = -1

  const end = (): void => {
    response.off('close', leave)
    signal.removeEventListener('abort', stop)
  }
  const giveUp = (error: Error): void => {
    over = error
    end()
    controller?.abort(error)
  }
  function leave(): void {
    giveUp(new Error('the caller has left'))
    resolve(undefined)
  }
  function stop(): void {
    const isWaitingForCaller = body !== undefined && !request.complete && body.readableLength === 0
    giveUp(signal.reason as Error)
    if (isWaitingForCaller) resolve(new SatuError('invalid_request', 'The body did not come in time.', { stage: 'pass through' }))
    else reject(signal.reason as Error)
    if (response.headersSent) response.destroy()
  }
  response.once('close', leave)
  signal.addEventListener('abort', stop, { once: true })

  return {
    onRequestStart(given) {
      controller = given
      if (over !== undefined) given.abort(over)
    },
    onResponseStart(given, status, headers) {
      if (status < 200) return
      const { 'content-length': length } = headers
      missing = typeof length === 'string' && request.method !== 'HEAD' ? Number(length) : -1
      response.writeHead(status, answerHeaders(headers, ownHeaders()))
      if (response.writableNeedDrain) hold(given)
    },
    onResponseData(given, chunk) {
      missing -= chunk.length
      // Latin-1 gives every byte as it is; a text leaves in one piece with the head.
      if (missing === 0) response.end(chunk.length <= SMALL_BYTES ? chunk.toString('latin1') : chunk, 'latin1')
      else if (!response.write(chunk)) hold(given)
    },
    onResponseEnd() {
      end()
      if (!response.writableEnded) response.end()
      resolve(undefined)
    },
    onResponseError(_given, error) {
      if (over !== undefined) return
      end()
      if (error instanceof SatuError) resolve(error)
      else reject(faultOf(error))
      if (response.headersSent) response.destroy()
    }
  }

  function hold(given: Dispatcher.DispatchController): void {
    given.pause()
    response.once('drain', () => { given.resume() })
  }
}

function faultOf(error: Error): SystemFault {
  const [kind, detail] = faultOfCode[(error as { code?: string }).code ?? ''] ?? ['failed', 'could not be passed through']
  return new SystemFault(kind, { stage: 'pass through', detail, cause: error })
}

function questionHeaders(asked: IncomingHttpHeaders, requestId: string, hasBody: boolean): string[] {
  const own = ownToConnection(asked.connection)
  const headers = ['x-request-id', requestId]
  for (const name of FORWARDED) {
    const value = asked[name]
    if (typeof value !== 'string' || own?.includes(name) || (name === 'content-length' && !hasBody)) continue
    headers.push(name, value)
  }
  return headers
}

function answerHeaders(answered: Record<string, string | string[] | undefined>, ofHub: Readonly<Record<string, string>>): (string | string[])[] {
  const own = ownToConnection(answered['connection'])
  const headers: (string | string[])[] = Object.entries(ofHub).flat()
  for (const name in answered) {
    const value = answered[name]
    // A redirect is never followed, and never leads a caller to another host.
    if (value === undefined || KEPT_BACK.has(name) || Object.hasOwn(ofHub, name) || own?.includes(name) || (name === 'location' && !isOfHost(value))) continue
    headers.push(name, value)
  }
  return headers
}

/** Headers that concern the connection alone (RFC 9110, 7.6.1). One that is sent twice is a list, whatever its type says. */
function ownToConnection(connection: string | string[] | undefined): string[] | undefined {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return undefined
  return [connection].flat().join(',').toLowerCase().split(',').map(name => name.trim())
}

/** Whether a redirect stays where it is. As browsers read it: `//host`, `/\\host` and `/<tab>/host` do not. */
function isOfHost(location: string | string[]): boolean {
  const here = 'http://hub.invalid'
  return typeof location === 'string' && location.startsWith('/') && URL.canParse(location, here) && new URL(location, here).origin === here
}
