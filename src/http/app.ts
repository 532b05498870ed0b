import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import type { Contract, Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import type { Alerts } from '../features/alerts/alerts.ts'
import type { Disagreements } from '../features/disagreements/disagreements.ts'
import type { Drifts } from '../features/drift/drift.ts'
import type { Successions } from '../features/migrations/successions.ts'
import { addPassThrough } from '../features/pass-through/routes.ts'
import type { Searching } from '../features/search/operations.ts'
import type { Webhooks } from '../features/webhooks/webhooks.ts'
import type { Events } from '../gateway/events/events.ts'
import type { Administration } from '../gateway/operators/administration.ts'
import type { Purges } from '../gateway/reads/purges.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import type { City } from '../kit/adapter.ts'
import type { Environment } from '../platform/config/environment.ts'
import type { Config } from '../platform/config/schema.ts'
import type { Identity } from '../platform/identity/identity.ts'
import type { OwnKeys } from '../platform/identity/own-tokens.ts'
import type { StoreState } from '../platform/store/database.ts'
import type { Log } from '../platform/telemetry/log.ts'
import type { Family } from '../platform/telemetry/metrics.ts'
import type { RequestTrace, Tracing } from '../platform/telemetry/tracing/trace.ts'
import { checkPurpose, type RouteName, ruleOf } from './access.ts'
import type { Session } from './auth.ts'
import { SAFE, transportHeaders } from './browsers.ts'
import { certificateOf } from './client-certificates.ts'
import { addEvents } from './events.ts'
import { createHotPath } from './hot-path.ts'
import { addJsonBodies } from './json-body.ts'
import { type ShareWindow, takeOne } from './limits.ts'
import { addMetrics } from './metrics.ts'
import { createRefusals } from './no-request.ts'
import { registerOwnKeys } from './own-keys.ts'
import type { Privacy } from './personal.ts'
import { causesOf, problemHeaders, toProblem, toSatuError } from './problems.ts'
import { addPush } from './push.ts'
import { requestIdOf } from './request-id.ts'
import { checkRequest } from './requests.ts'
import { addRoutes } from './routes.ts'
import { createListeners } from './server.ts'
import { type Core, createExchange, type Serving } from './serving.ts'
import type { Submit } from './submit.ts'
import { visitorOf } from './visitor.ts'

declare module 'fastify' {
  interface FastifyRequest {
    session: Session | undefined
    /** The configuration that the request came under. */
    serving: Serving
    /** What lasts longer than a configuration leaves it as soon as it does not need its systems any more. */
    leave(): void
    /** The trace that it is in. */
    trace: RequestTrace | undefined
    /** What the log line says of the answer. */
    seen:
      | { outcome: string; cache?: string; systems?: Readonly<Record<string, number>>; operation?: string }
      | undefined
  }
  interface FastifyContextConfig {
    operation?: Operation
    /** Name of a route that the contract does not have, for the log and for who may use it. */
    name?: RouteName
  }
}

export interface AppOptions {
  core: Core
  environment: Pick<Environment, 'name' | 'jwtSecret'> & Partial<Pick<Environment, 'jwtPublicKey'>>
  identity: Identity
  /** Counts of callers that all processes of the hub keep together. */
  share?: ShareWindow | undefined
  contract: Contract
  validation: Validation
  purges: Purges
  journal: Journal
  admin: Administration
  drifts: Drifts
  successions: Successions
  privacy: Privacy
  events: Events
  submit: Submit
  webhooks: Webhooks
  searching: Searching
  disagreements: Disagreements
  alerts: Alerts
  /** Of the city, as they are now. */
  agencies(): City['agencies']
  log: Log
  tracing: Tracing
  storeState(): StoreState
  metrics(): Family[]
  others?: () => Promise<readonly (readonly Family[])[]>
  /** How those who ask below certain paths are told of a fault, where they do not read problems. */
  refusals?: readonly Refusal[]
}

export interface Refusal {
  /** `/api` */
  under: string
  refuse(error: SatuError, request: FastifyRequest, reply: FastifyReply): void
}

export interface App {
  fastify: FastifyInstance
  /** @throws Error when a configuration cannot be put in use while the app listens */
  check(config: Pick<Config, 'tls'>): void
  /** Puts another configuration in use; resolves when no request needs the old one any more. */
  swap(core: Core): Promise<void>
  /** The configuration in use. */
  current(): Serving
  /** Of the tokens that the hub signs itself. */
  ownKeys: OwnKeys
  /** Calls that systems were spared since the last time, by answers sent again as they stand. */
  takeSpared(): Map<string, number>
}

const MEBIBYTE = 1_048_576
/** What logs of servers have for a caller who left before there was an answer; nobody is answered with it. */
const CUT_OFF = 499

/** What every request meets, in order: hot path, request id, auth, limits, then its route; errors become problems. */
export async function buildApp({
  core,
  environment,
  identity,
  share,
  contract,
  validation,
  purges,
  events,
  journal,
  admin,
  drifts,
  successions,
  submit,
  webhooks,
  searching,
  disagreements,
  alerts,
  agencies,
  privacy,
  log,
  tracing,
  storeState,
  metrics,
  others = () => Promise.resolve([]),
  refusals = []
}: AppOptions): Promise<App> {
  let closing = false
  const exchange = createExchange(core, { identity, environment: environment.name, share,
    suspensions: admin.suspensions })
  /** Whether callers come over TLS is settled at the start. */
  const transport = transportHeaders(core.config.tls !== undefined)
  const noRequest = createRefusals(transport)
  const hotPath = createHotPath({
    serving: exchange.current,
    transport,
    log,
    answered: tracing.answered,
    purges,
    isClosing: () => closing,
    maxBytes: (core.config.hub.cache.max_mb * MEBIBYTE) / 4
  })

  const listeners = createListeners(core.config.hub.times, core.config.tls)

  const app = fastify({
    serverFactory: handler =>
      listeners.create({
        listener: (request, response) => {
          if (!hotPath.serve(request, response)) handler(request, response)
        },
        onConnect: noRequest.connect
      }),
    bodyLimit: core.config.hub.max_body_bytes,
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
  // The framework reads plain text too; operations take JSON alone.
  app.removeContentTypeParser('text/plain')
  addJsonBodies(app)

  app.decorateRequest('session', undefined)
  app.decorateRequest('serving')
  app.decorateRequest('leave')
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

  app.addHook('onRequest', async (request, reply) => {
    const { serving, leave } = exchange.enter()
    request.serving = serving
    request.leave = leave
    request.trace = tracing.request(request.headers)
    reply.raw.once('close', () => {
      leave()
      if (!reply.raw.writableFinished) tellCutOff(request, reply)
    })
    reply.headers({ 'x-request-id': request.id, ...SAFE, ...transport,
      ...serving.cors.headersFor(request.headers.origin) })
    checkRequest(request.raw)
    const { config } = request.routeOptions
    const rule = request.is404 ? 'open' : ruleOf(config)
    if (rule === undefined) throw new SatuError('forbidden', 'Nobody may use this: it has no rule.', { stage: 'auth' })
    if (rule === 'probe' || rule === 'own') return
    if (rule === 'open') {
      takeOne(serving.addressWindow(serving.addressOf(request.raw)), Date.now())
      return
    }
    const caller = callerOf(serving, request)
    // Who is known is not waited for, and requests are counted in the order they came.
    request.session = caller instanceof Promise ? await caller : caller
    const now = Date.now()
    const window = request.session?.window ?? serving.addressWindow(serving.addressOf(request.raw))
    takeOne(window, now)
    reply.headers({ 'ratelimit-policy': window.policy, 'ratelimit': window.state(now) })
    serving.auth.authorize(request.session, rule)
    checkPurpose(request.session, config, request.headers)
  })

  const told = new WeakSet<FastifyRequest>()
  const tell = (request: FastifyRequest, reply: FastifyReply, status: number, outcome: string): void => {
    if (told.has(request)) return
    told.add(request)
    const { config: { operation, name = 'unmatched' }, url } = request.routeOptions
    const { id: requestId, method, trace } = request
    const consumer = request.session?.consumer
    const cache = request.seen?.cache
    log.request({
      requestId,
      consumer,
      operation: operation?.id ?? request.seen?.operation ?? name,
      status,
      outcome,
      cache,
      durationMs: reply.elapsedTime,
      systems: request.seen?.systems,
      trace: trace?.ids
    })
    trace?.end?.({ requestId, method, route: operation?.path ?? url, consumer, status, outcome, cache })
  }
  app.addHook('onResponse', async (request, reply) => {
    tell(request, reply, reply.statusCode, request.seen?.outcome ?? (reply.statusCode < 400 ? 'ok' : 'error'))
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
    const { state, isFull } = storeState()
    return { status: 'ready', store: isFull ? 'full' : state }
  })
  addMetrics(app, { own: metrics, others,
    common: async () => (await Promise.all([journal.waitingFamilies(), disagreements.families()])).flat() })
  await addPush(app)
  await addPassThrough(app, () => closing)
  addEvents(app, { contract, validation, events, current: exchange.current })
  await addRoutes(app, { contract, validation, journal, admin,
    numbersOfAll: async () => [metrics(), ...(await others())], drifts, successions, submit, webhooks, searching,
    disagreements, alerts, agencies, hearing: events.hearing, log, privacy, hotPath, current: exchange.current })
  return {
    fastify: app,
    check({ tls }) {
      listeners.check(tls)
    },
    swap(next) {
      listeners.renew(next.config.tls)
      hotPath.clear()
      return exchange.swap(next)
    },
    current: exchange.current,
    ownKeys,
    takeSpared: hotPath.takeSpared
  }

  /**
   * The connection has gone before its answer was whole: while the request was coming, asked for, or read. A stream
   * ends so.
   */
  function tellCutOff(request: FastifyRequest, reply: FastifyReply): void {
    const isStream = request.seen?.outcome === 'stream'
    tell(request, reply, reply.raw.headersSent ? reply.raw.statusCode : CUT_OFF, isStream ? 'stream' : 'cut_off')
  }

  /**
   * A URL that leads nowhere before any hook has run: it is answered and logged like any other request all the same.
   */
  function refuseUnrouted(cause: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = toSatuError(cause)
    reply.headers({ 'x-request-id': request.id, ...SAFE, ...transport })
    request.serving = exchange.current()
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

/** Who calls. Those whose credentials are refused are counted by their address. */
function callerOf(
  { auth, addressWindow, addressOf, credentialOf }: Serving,
  { raw }: FastifyRequest
): Session | undefined | Promise<Session> {
  const credential = credentialOf(raw)
  if (credential === undefined) return undefined
  const refused = (error: unknown): never => {
    takeOne(addressWindow(addressOf(raw)), Date.now())
    throw error
  }
  try {
    const caller = visitorOf(raw.socket, credential, auth, Date.now()) ??
      auth.authenticate(credential, certificateOf(raw.socket))
    return caller instanceof Promise ? caller.catch(refused) : caller
  } catch (error) {
    return refused(error)
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
