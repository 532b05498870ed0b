import { AsyncLocalStorage } from 'node:async_hooks'
import { Transform } from 'node:stream'
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Agent, type Dispatcher } from 'undici'
import { SatuError } from '../errors.ts'
import { SystemFault, type FaultKind } from '../kit/faults.ts'
import { askerOf } from './auth.ts'
import { SANDBOXED } from './browsers.ts'

/** What of a caller's headers reaches a legacy system. Who calls, and with what, stays here. */
const FORWARDED = new Set(['accept', 'accept-encoding', 'accept-language', 'content-type', 'content-length', 'if-none-match', 'if-modified-since', 'range', 'user-agent', 'soapaction'])
/** What of a legacy system's headers stays here: its cookies, its signature, what only the hub may say, and what is of one connection. */
const KEPT_BACK = new Set([
  'set-cookie', 'server', 'x-powered-by', 'x-aspnet-version', 'strict-transport-security', 'access-control-allow-origin', 'access-control-allow-credentials', 'alt-svc', 'via', 'www-authenticate',
  'x-request-id', 'connection', 'keep-alive', 'proxy-authenticate', 'proxy-connection', 'te', 'trailer', 'upgrade'
])

const faultOfCode: Record<string, [FaultKind, string]> = {
  ECONNREFUSED: ['unreachable', 'refused the connection'],
  ENOTFOUND: ['unreachable', 'has no address'],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', 'could not be reached in time'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'did not answer in time'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'stopped in the middle of its answer'],
  ECONNRESET: ['reset', 'broke the connection'],
  UND_ERR_SOCKET: ['reset', 'broke the connection'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['unreachable', 'shows the certificate of another host']
}

/**
 * /systems/{id}/raw/...: a legacy system's own HTTP interface, for what the contract does not have yet. Off unless the
 * config opens paths and methods; with the hub's own identity, limits and guard; never cached, never mapped.
 */
export async function addPassThrough(app: FastifyInstance): Promise<void> {
  // The guard alone says how long a call may take.
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0 })
  app.addHook('onClose', () => agent.destroy())
  const request = (options: Dispatcher.RequestOptions, done: (error: Error | null, answer: Dispatcher.ResponseData) => void): void => {
    agent.request({ ...options, signal: lifeOf.getStore() ?? null }, done)
  }
  await app.register(async scope => {
    // Whatever is sent is handed on as it comes: nothing here reads it, not even as text.
    scope.removeAllContentTypeParsers()
    await scope.register(httpProxy, optionsOf(request))
  })
}

function optionsOf(request: unknown): FastifyHttpProxyOptions {
  return {
    undici: { request: request as never },
    prefix: '/systems/:system/raw',
    rewritePrefix: '/',
    upstream: '',
    config: { name: 'passthrough' },
    httpMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    internalRewriteLocationHeader: false,
    preHandler(request, _reply, done) {
      admit(request)
      done()
    },
    replyOptions: {
      getUpstream: request => upstreamOf(request as FastifyRequest),
      rewriteRequestHeaders: (request, headers) => ({
        ...Object.fromEntries(Object.entries(headers).filter(([name]) => FORWARDED.has(name))),
        'x-request-id': request.id
      }),
      rewriteHeaders: headers => {
        // A header that is sent twice is a list, whatever its type says.
        const ownToConnection = [headers['connection'] ?? ''].flat().join(',').toLowerCase().split(',').map(name => name.trim())
        const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => !KEPT_BACK.has(name) && !ownToConnection.includes(name)))
        // A redirect is never followed, and never leads a caller to another host.
        if (!isOfHost(passed['location'])) delete passed['location']
        return { ...passed, 'cache-control': 'no-store', ...SANDBOXED }
      }
    },
    handler: (request: FastifyRequest, reply: FastifyReply, destination: string, options: object) => forward(request, reply, destination, options)
  }
}

/** How long the call may live that is being made: its caller may leave, its time may be up. */
const lifeOf = new AsyncLocalStorage<AbortSignal>()

/** Within the guard: the call has its slot until the last byte has gone, and its end is the system's health. */
async function forward(request: FastifyRequest, reply: FastifyReply, destination: string, options: object): Promise<FastifyReply> {
  const system = request.serving.registry.get(systemOf(request))
  if (system === undefined) throw notOpen()
  const body = measured(request)
  /** What the caller did wrong on the way, which is no fault of the system. */
  let wrong: SatuError | undefined
  await system.through(askerOf(request), ({ signal }) => new Promise<void>((resolve, reject) => {
    const caller = new AbortController()
    const leave = (error?: SatuError): void => {
      wrong = error
      caller.abort()
      resolve()
    }
    // It may have left while its call waited for its turn.
    if (reply.raw.closed) {
      leave()
      return
    }
    reply.raw.once('close', () => { leave() })
    signal.addEventListener('abort', () => {
      const isWaitingForCaller = body !== undefined && !request.raw.complete && body.readableLength === 0
      if (isWaitingForCaller) leave(new SatuError('invalid_request', 'The body did not come in time.', { stage: 'pass through' }))
      else reject(signal.reason as Error)
      if (reply.raw.headersSent) reply.raw.destroy()
    }, { once: true })
    lifeOf.run(AbortSignal.any([signal, caller.signal]), () => reply.from(destination, {
      ...options,
      // A system that asks for patience must not be asked again at once.
      retryDelay: () => null,
      onError(_reply: unknown, { error }: { error: Error & { cause?: unknown } }) {
        if (error.cause instanceof SatuError) {
          leave(error.cause)
          return
        }
        const [kind, detail] = faultOfCode[(error.cause as { code?: string } | undefined)?.code ?? ''] ?? ['failed', 'could not be passed through']
        reject(new SystemFault(kind, { stage: 'pass through', detail, cause: error }))
      }
    }))
  }))
  if (wrong !== undefined && !reply.raw.headersSent) {
    // The rest of the body is not waited for.
    reply.header('connection', 'close')
    throw wrong
  }
  return reply
}

/** The body on its way, which ends where it grows longer than any other may be. */
function measured(request: FastifyRequest): Transform | undefined {
  if (request.body !== request.raw) return undefined
  const most = request.serving.config.hub.max_body_bytes
  let left = most
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length
      if (left < 0) done(tooLarge(most))
      else done(null, chunk)
    }
  })
  // Its end is the call's own matter.
  body.on('error', () => {})
  request.body = request.raw.pipe(body)
  return body
}

function tooLarge(most: number): SatuError {
  return new SatuError('payload_too_large', `The body may have ${most} bytes.`, { stage: 'pass through' })
}

/** Lets through what the config has opened. Who may ask was told before, as for every route. */
function admit(request: FastifyRequest): void {
  const opened = request.serving.registry.get(systemOf(request))?.config.passthrough
  const path = `/${(request.params as { '*'?: string })['*'] ?? ''}`
  const open = opened !== undefined && isPlain(request) && opened.paths.some(allowed => (allowed.endsWith('/*') ? path.startsWith(allowed.slice(0, -1)) : path === allowed))
  if (!open) throw notOpen()
  if (!opened.methods.includes(request.method as 'GET')) {
    throw new SatuError('method_not_allowed', `This path takes ${opened.methods.join(', ')}.`, { stage: 'pass through', headers: { allow: opened.methods.join(', ') } })
  }
  const { max_body_bytes: most } = request.serving.config.hub
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most)
}

/**
 * What leads where it seems to: another spelling of the address, or encoded slashes and dots, could walk out of an opened
 * path behind the check's back. So could dots before a semicolon, which servlet containers cut off.
 */
function isPlain(request: FastifyRequest): boolean {
  const [path = ''] = (request.raw.url ?? '').split('?')
  return path.startsWith(`/systems/${systemOf(request)}/raw/`) && !/[\\#]|%2[ef]|%5c|%00|\/\.{1,2}(?:[/;]|%3b|$)/i.test(path)
}

/** Whether a redirect stays where it is. As browsers read it: `//host`, `/\\host` and `/<tab>/host` do not. */
function isOfHost(location: unknown): boolean {
  const here = 'http://hub.invalid'
  return typeof location === 'string' && location.startsWith('/') && URL.canParse(location, here) && new URL(location, here).origin === here
}

/** Opened paths are those of the system's host, whatever path its own address has. */
function upstreamOf(request: FastifyRequest): string {
  return new URL(request.serving.registry.get(systemOf(request))?.config.url ?? '').origin
}

function systemOf(request: FastifyRequest): string {
  return (request.params as { system: string }).system
}

function notOpen(): SatuError {
  return new SatuError('not_found', 'Nothing is opened for pass-through at this path.', { stage: 'pass through' })
}
