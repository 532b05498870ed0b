import type { IncomingHttpHeaders } from 'node:http'
import type { TraceHeaders } from '../../kit/call.ts'

/** Headers as undici gives them: one that came twice is a list. */
export type Headers = Record<string, string | string[] | undefined>

/** What of a caller's headers reaches a legacy system. Who calls, and with what, stays here. */
const FORWARDED = ['accept', 'accept-encoding', 'accept-language', 'content-type', 'if-none-match', 'if-modified-since',
  'range', 'user-agent', 'soapaction'] as const
/**
 * What of a legacy system's headers stays here: its cookies, its signature, what only the hub may say, and what is of
 * one connection.
 */
const KEPT_BACK = new Set([
  'set-cookie',
  'server',
  'x-powered-by',
  'x-aspnet-version',
  'strict-transport-security',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'alt-svc',
  'via',
  'www-authenticate',
  'x-request-id',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
])

/** What a system is told: name, value, name, value. */
export function questionHeaders(asked: IncomingHttpHeaders, requestId: string, trace?: TraceHeaders): string[] {
  const own = ownToConnection(asked.connection)
  const headers = ['x-request-id', requestId]
  if (trace !== undefined) headers.push('traceparent', trace.traceparent)
  if (trace?.tracestate !== undefined) headers.push('tracestate', trace.tracestate)
  for (const name of FORWARDED) {
    const value = asked[name]
    if (typeof value !== 'string' || own?.includes(name)) continue
    headers.push(name, value)
  }
  return headers
}

/**
 * What a caller is told: name, value, name, value.
 * @param ofHub what the hub says itself, in place of what the system says
 */
export function answerHeaders(answered: Headers, ofHub: Readonly<Record<string, string>> = {}): (string | string[])[] {
  const own = ownToConnection(answered['connection'])
  const headers: (string | string[])[] = Object.entries(ofHub).flat()
  for (const name in answered) {
    const value = answered[name]
    // A redirect is never followed, and never leads a caller to another host.
    if (value === undefined || KEPT_BACK.has(name) || Object.hasOwn(ofHub, name) || own?.includes(name) ||
      (name === 'location' && !isOfHost(value))) continue
    headers.push(name, value)
  }
  return headers
}

/** Name, value, name, value as an object. */
export function toObject<V>(pairs: readonly (string | V)[]): Record<string, V> {
  const object: Record<string, V> = {}
  for (let i = 0; i < pairs.length; i += 2) object[pairs[i] as string] = pairs[i + 1] as V
  return object
}

/**
 * Headers that concern the connection alone (RFC 9110, 7.6.1). One that is sent twice is a list, whatever its type
 * says.
 */
function ownToConnection(connection: string | string[] | undefined): string[] | undefined {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return undefined
  return [connection].flat().join(',').toLowerCase().split(',').map(name => name.trim())
}

/** Whether a redirect stays where it is. As browsers read it: `//host`, `/\\host` and `/<tab>/host` do not. */
function isOfHost(location: string | string[]): boolean {
  const here = 'http://hub.invalid'
  return typeof location === 'string' && location.startsWith('/') && URL.canParse(location, here) &&
    new URL(location, here).origin === here
}
