import { type IncomingMessage, type Server, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import type { Look, PlaceName, Sight } from './report.ts'

/** A hub's server joins what comes twice; those of legacy systems, which may say anything, do not. */
type AnyServer = Server & { joinDuplicateHeaders?: boolean }
type Answering = ServerResponse & { req: IncomingMessage; _header: string | null }

/** What holds nobody, whoever asks for it and with whatever rights. */
const IMPERSONAL = new RegExp(
  String.raw`^/(?:v1/(?:systems|events|subscriptions|agencies|services|datasets|statistics)\b|` +
    String.raw`metrics|livez|readyz|problems|data|catalog|\.well-known|api/)`
)
/** The contract's examples are people made up, and the same before any system has said anything. */
const OF_THE_CONTRACT = /^\/(?:openapi|docs)\b/
/** A system's own words, under rules of their own (docs/pass-through.md). */
const PASSED_THROUGH = /^\/systems\/[^/]+\/raw\//

/**
 * Answers of a hub: errors, pages, events and what is public hold nobody. A personal answer may hold somebody, if no
 * cache keeps it.
 */
export function watchAnswers(look: Look): void {
  const { write, end } = ServerResponse.prototype
  const heads = new WeakSet<ServerResponse>()

  const seen = (response: Answering, chunk: unknown, encoding: unknown): void => {
    const server = (response.req.socket as { server?: AnyServer } | null)?.server
    if (server?.joinDuplicateHeaders !== true) return
    const path = response.req.url ?? ''
    const where = `${response.req.method} ${path.split('?')[0]} ${response.statusCode}`
    if (PASSED_THROUGH.test(path)) return
    if (!heads.has(response)) {
      heads.add(response)
      look({ place: 'header', where }, response._header ?? JSON.stringify(response.getHeaders()))
    }
    const text = textOf(chunk, encoding)
    if (text === '' || OF_THE_CONTRACT.test(path) || head(response, 'content-encoding') !== '') return
    const sight = sightOf(response, path, where)
    const found = look(sight, text)
    if (sight.rule === 'given' && found.length > 0 && !/no-store|private/.test(head(response, 'cache-control')))
      look({ place: 'answer', where: `${where}, which a cache may keep` }, text)
  }

  ServerResponse.prototype.write = function(this: Answering, ...parameters: Parameters<typeof write>) {
    seen(this, parameters[0], parameters[1])
    return write.apply(this, parameters)
  } as typeof write
  ServerResponse.prototype.end = function(this: Answering, ...parameters: Parameters<typeof end>) {
    seen(this, parameters[0], parameters[1])
    return end.apply(this, parameters)
  } as typeof end
}

function sightOf(response: Answering, path: string, where: string): Sight {
  const place: PlaceName = path.startsWith('/metrics')
    ? 'metrics'
    : head(response, 'content-type').startsWith('text/event-stream')
    ? 'event'
    : 'answer'
  const { headers, socket } = response.req
  const isKnown = headers.authorization !== undefined || headers['x-api-key'] !== undefined ||
    (socket as TLSSocket).authorized
  // Whoever signs in is given their token, which no cache keeps.
  const isSignIn = path === '/command-center/sign-in' && response.statusCode === 200
  if (response.statusCode >= 400 || !(isKnown || isSignIn) || place === 'metrics') return { place, where }
  // Whoever subscribes is shown the secret, once.
  return { place, where, rule: place === 'event' || IMPERSONAL.test(path) ? 'persons' : 'given' }
}

function head(response: Answering, name: string): string {
  if (response._header === null) return String(response.getHeader(name) ?? '')
  return new RegExp(`\r\n${name}: ([^\r]*)`, 'i').exec(response._header)?.[1] ?? ''
}

export function textOf(chunk: unknown, encoding?: unknown): string {
  if (typeof chunk === 'string') return encoding === 'base64' || encoding === 'hex' ? '' : chunk
  return chunk instanceof Uint8Array
    ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')
    : ''
}
