import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { Operation } from '../contract/contract.ts'
import { SatuError } from '../errors.ts'
import type { Core } from '../gateway/core.ts'
import type { Gateway } from '../gateway/gateway.ts'
import type { Config } from '../platform/config/schema.ts'
import { createIdentity } from '../platform/identity/identity.ts'
import type { Platform } from '../platform/platform.ts'
import type { Family } from '../platform/telemetry/metrics.ts'
import type { RequestTrace } from '../platform/telemetry/tracing/trace.ts'
import { createRules, type RouteTable } from './access.ts'
import { addApiCatalog, type ApiDescription } from './api-catalog.ts'
import type { Rule, Session } from './auth.ts'
import { SAFE, transportHeaders } from './browsers.ts'
import { addEvents } from './events.ts'
import { createHotPath, type HotPath } from './hot-path.ts'
import { addJsonBodies } from './json-body.ts'
import { createWindows, takeOne, type Windows } from './limits.ts'
import { addMetrics } from './metrics.ts'
import { createRefusals } from './no-request.ts'
import { registerOwnKeys } from './own-keys.ts'
import { addPipeline, requestPipeline } from './pipeline.ts'
import { causesOf, problemHeaders, toProblem, toSatuError } from './problems.ts'
import { addPush } from './push.ts'
import { requestIdOf } from './request-id.ts'
import { createRequestLog } from './request-log.ts'
import { createListeners } from './server.ts'
import { createExchange, type Serving } from './serving.ts'
import { createSharedWindows } from './shared-windows.ts'

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined
    /** What its route asks of callers; undefined where everybody is let in. */
    rule: Rule | undefined
    /** The configuration that the request came under. */
    serving: Serving
    /** What lasts longer than a configuration leaves it as soon as it does not need its systems any more. */
    leave(): void
    /** When the time began in which it is to be answered, in ms of `performance.now()`. */
    startedAt: number
    /** The trace that it is in. */
    trace: RequestTrace | undefined
    /** What the log line says of the answer. */
    seen:
      | { outcome: string; cache?: string; systems?: Readonly<Record<string, number>>; operation?: string }
      | undefined
  }
  interface FastifyContextConfig {
    operation?: Operation
    /** Name of a route that the contract does not have, for the log and for who may use it: see `RouteTable`. */
    name?: string
  }
}

export interface AppOptions {
  /** The first one. What of it belongs to the server, such as its time limits, is taken at the start. */
  config: Config
  /** What stands beside the contract. */
  routes: RouteTable
  /** Numbers of the other processes that share the port. */
  others: () => Promise<readonly (readonly Family[])[]>
}

/** How those who ask below certain paths are told of a fault, where they do not read problems. */
export interface Refusal {
  /** `/api` */
  under: string
  refuse(error: SatuError, request: FastifyRequest, reply: FastifyReply): void
}

export interface App {
  fastify: FastifyInstance
  hotPath: HotPath
  windows: Windows
  /** The configuration in use. */
  current(): Serving
  isClosing(): boolean
  /** Added to by features while they are registered. */
  refusals: Refusal[]
  /** Interfaces of the hub for /.well-known/api-catalog. Added to by features. */
  apis: ApiDescription[]
  /** Numbers that every process would tell alike, from the store. Added to by features. */
  commonMetrics: (() => Promise<readonly Family[]>)[]
  /**
   * Makes ready what HTTP needs of another configuration.
   * @returns what puts it in use; that resolves when no request needs the old one any more
   * @throws Error when it cannot be put in use while the app listens
   */
  prepare(config: Config): (core: Core) => Promise<void>
}

const MEBIBYTE = 1_048_576

/**
 * The HTTP server with what every request meets: the hot path, then the stages of `./pipeline.ts`, then its route;
 * errors become problems. It takes requests once a configuration is in use.
 */
export async function createApp(
  { environment, contract, validation, store, jobs, log, metrics, tracing }: Platform,
  { caches: { purges, shared }, events, journal, operators }: Gateway,
  { config: first, routes, others }: AppOptions
): Promise<App> {
  let closing = false
  const isClosing = (): boolean => closing
  /** Whether callers come over TLS is settled at the start. */
  const transport = transportHeaders(first.tls !== undefined)
  const noRequest = createRefusals(transport)
  const sharedWindows = shared && createSharedWindows({ ready: () => shared.redis.ready, counts: shared.counts })
  const windows = createWindows(sharedWindows?.share)
  const refusals: Refusal[] = []
  const listeners = createListeners(first.hub.times, first.tls)
  const hotPath = createHotPath({ serving: () => exchange.current(), transport, log, answered: tracing.answered, purges,
    isClosing, maxBytes: (first.hub.cache.max_mb * MEBIBYTE) / 4 })

  const app = fastify({
    serverFactory: handler =>
      listeners.create({
        listener: (request, response) => {
          if (!hotPath.serve(request, response)) handler(request, response)
        },
        onConnect: noRequest.connect
      }),
    bodyLimit: first.hub.max_body_bytes,
    routerOptions: { maxParamLength: 1_000, querystringParser: () => ({}) },
    genReqId: request => requestIdOf(request.headers['x-request-id']),
    requestIdHeader: false,
    // Connections are let go of as ./drain.ts says.
    forceCloseConnections: false,
    // Who still comes over an open connection is answered like those before: a balancer has not heard yet.
    return503OnClosing: false,
    clientErrorHandler: noRequest.unreadable,
    frameworkErrors: refuseUnrouted
  })
  const ownKeys = await registerOwnKeys(app, environment)
  const identity = createIdentity({ environment, ownKeys: () => ownKeys, revoked: operators.keyRevocations, jobs,
    log: log.logger })
  const exchange = createExchange({ identity, environment: environment.name, windows,
    suspensions: operators.suspensions })
  app.addHook('onClose', async () => {
    identity.close()
    sharedWindows?.close()
  })
  // The framework reads plain text too; operations take JSON alone.
  app.removeContentTypeParser('text/plain')
  addJsonBodies(app)

  app.decorateRequest('session', undefined)
  app.decorateRequest('rule', undefined)
  app.decorateRequest('serving')
  app.decorateRequest('leave')
  app.decorateRequest('startedAt', 0)
  app.decorateRequest('seen', undefined)
  app.decorateRequest('trace', undefined)
  // A request without a body has ended when it comes: a parser would wait for its end for ever.
  app.addHook('preParsing', (request, _reply, payload, done) => {
    done(null, request.raw.readableEnded && request.headers['content-type'] !== undefined ? Readable.from([]) : payload)
  })
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', (_request, reply, _payload, done) => {
    // The next request over this connection would meet a closed door.
    if (closing) reply.header('connection', 'close')
    done()
  })

  const requestLog = createRequestLog(log)
  addPipeline(app,
    requestPipeline({ exchange, tracing, transport, ruleOf: createRules(routes), onCutOff: requestLog.cutOff }))
  app.addHook('onResponse', async (request, reply) => {
    requestLog.answered(request, reply)
  })

  app.setErrorHandler((cause, request, reply) => {
    const error = toSatuError(cause)
    if (error.status >= 500 && error.code !== 'not_served')
      log.logger.warn({ request_id: request.id, code: error.code, stage: error.stage, cause: causesOf(error) },
        'request failed')
    sendProblem(error, request, reply)
  })

  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request)
    const allowed = contract.operations.filter(operation => matches(operation, path)).flatMap((
      { method }
    ) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    const preflight = request.method === 'OPTIONS' && allowed.length > 0
      ? request.serving.cors.preflight(request.headers.origin, allowed)
      : undefined
    if (preflight !== undefined) {
      void reply.code(204).headers(preflight).send()
      return
    }
    const error = allowed.length > 0
      ? new SatuError('method_not_allowed', `This path takes ${allowed.join(', ')}.`, { stage: 'route',
        headers: { allow: allowed.join(', ') } })
      : new SatuError('not_found', 'There is nothing at this path.', { stage: 'route' })
    sendProblem(error, request, reply)
  })

  app.get('/livez', { config: { name: 'livez' } }, async () => ({ status: 'alive' }))
  app.get('/readyz', { config: { name: 'readyz' } }, async () => {
    if (closing)
      throw new SatuError('shutting_down', 'This process takes no new requests.', { stage: 'http',
        retryAfterMs: 1_000 })
    // Reads go on without it: a balancer that took the process out would take them out, too.
    const { state, isFull } = store.state()
    // One that has never had it is not to take the place of one that has.
    if (state === 'starting') {
      throw new SatuError('store_unavailable', 'The store has not been reached since the start.', { stage: 'store',
        retryAfterMs: 1_000 })
    }
    return { status: 'ready', store: isFull ? 'full' : state }
  })
  const commonMetrics: App['commonMetrics'] = [journal.waitingFamilies]
  addMetrics(app, { own: metrics.families, others,
    common: async () => (await Promise.all(commonMetrics.map(read => read()))).flat() })
  const apis: ApiDescription[] = []
  addApiCatalog(app, apis)
  await addPush(app)
  addEvents(app, { contract, validation, events, current: exchange.current })
  return {
    fastify: app,
    hotPath,
    windows,
    current: exchange.current,
    isClosing,
    refusals,
    apis,
    commonMetrics,
    prepare(config) {
      listeners.check(config.tls)
      const checks = identity.under(config)
      return core => {
        listeners.renew(config.tls)
        hotPath.clear()
        return exchange.swap(core, checks)
      }
    }
  }

  /**
   * A URL that leads nowhere before any hook has run: it is answered and logged like any other request all the same.
   */
  function refuseUnrouted(cause: unknown, request: FastifyRequest, reply: FastifyReply): void {
    reply.headers({ 'x-request-id': request.id, ...SAFE, ...transport })
    request.serving = exchange.current()
    let error = toSatuError(cause)
    try {
      const { addressWindow, addressOf } = request.serving
      takeOne(addressWindow(addressOf(request.raw)), Date.now())
    } catch (refusal) {
      error = toSatuError(refusal)
    }
    const path = pathOf(request)
    const face = refusals.find(({ under }) => path === under || path.startsWith(`${under}/`))
    if (face === undefined) sendProblem(error, request, reply)
    else face.refuse(error, request, reply)
    const { id: requestId, method, headers } = request
    const line = { requestId, consumer: undefined, status: error.status, outcome: error.code, cache: undefined }
    log.request({ ...line, operation: 'unmatched', durationMs: 0, systems: undefined,
      trace: tracing.answered?.(headers, 0, { ...line, method, route: undefined }) })
  }
}

/** The path as the router saw it: a target may name the host too (RFC 9112, absolute form), and end with a fragment. */
function pathOf({ raw: { url = '' } }: FastifyRequest): string {
  return url.replace(/^https?:\/\/[^/]*/, '').split(/[?#]/)[0] ?? ''
}

function sendProblem(error: SatuError, request: FastifyRequest, reply: FastifyReply): void {
  request.seen = { ...request.seen, outcome: error.code }
  void reply.code(error.status).headers(problemHeaders(error)).send(JSON.stringify(toProblem(error, request.id)))
}

function matches({ path }: Operation, given: string): boolean {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(given)
}
