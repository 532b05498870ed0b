import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import { createActionHandlers } from '../features/admin/actions-operations.ts'
import { createCacheHandlers } from '../features/admin/cache-operations.ts'
import { createConsumerHandlers } from '../features/admin/consumer-operations.ts'
import { createDeliveries } from '../features/admin/delivery-operations.ts'
import { createOperating } from '../features/admin/journal-operations.ts'
import { createLogLevelHandlers } from '../features/admin/log-level-operations.ts'
import { createAdminSystems } from '../features/admin/system-operations.ts'
import type { Alerts } from '../features/alerts/alerts.ts'
import { createAdminAlerts } from '../features/alerts/operations.ts'
import { createInformationStatistics } from '../features/deadlines/operations.ts'
import type { Disagreements } from '../features/disagreements/disagreements.ts'
import { createDisagreementHandlers } from '../features/disagreements/operations.ts'
import type { Drifts } from '../features/drift/drift.ts'
import { createDriftHandlers } from '../features/drift/operations.ts'
import { createSuccessionHandlers } from '../features/migrations/operations.ts'
import type { Successions } from '../features/migrations/successions.ts'
import { createAdminMirror } from '../features/mirror/operations.ts'
import { createOverviewHandlers } from '../features/overview/operations.ts'
import { createSearchHandlers, type Searching } from '../features/search/operations.ts'
import { createTrackHandlers } from '../features/track/operations.ts'
import { createSubscriptionHandlers } from '../features/webhooks/operations.ts'
import type { Webhooks } from '../features/webhooks/webhooks.ts'
import type { Hearing } from '../gateway/events/hearing.ts'
import type { Administration } from '../gateway/operators/administration.ts'
import type { Answer } from '../gateway/reads/answers.ts'
import type { ReadRequest } from '../gateway/reads/reads.ts'
import { theHub } from '../gateway/systems/asker.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import { isWrite } from '../gateway/writes/routing.ts'
import type { City } from '../kit/adapter.ts'
import { MASKED } from '../platform/privacy/visibility.ts'
import type { Log } from '../platform/telemetry/log.ts'
import type { Family } from '../platform/telemetry/metrics.ts'
import { answerHeaders, type CacheUse, isUnchanged, OWN_HEADERS } from './answer-headers.ts'
import { askerOf } from './auth.ts'
import { isOfEvents } from './events.ts'
import type { Handler, Handlers } from './handlers.ts'
import type { HotPath } from './hot-path.ts'
import { isOwn, listOwnAccess } from './me.ts'
import { createRecord } from './operator-record.ts'
import { createOwnRecords, isOwnRead } from './own-records.ts'
import { readParameters } from './parameters.ts'
import { createWitness, type Privacy, sendPersonal, visibilityFor } from './personal.ts'
import { readTarget } from './purge-target.ts'
import { createResidents } from './residents.ts'
import type { Serving } from './serving.ts'
import { createSubmissions } from './submissions.ts'
import type { Submit } from './submit.ts'
import { readTolerance } from './tolerance.ts'
import { takeForms } from './uploads.ts'
import { createWrites } from './writes.ts'

export interface RoutesOptions {
  contract: Contract
  validation: Validation
  journal: Journal
  admin: Administration
  /** Numbers of every process of the hub. */
  numbersOfAll(): Promise<readonly (readonly Family[])[]>
  drifts: Drifts
  successions: Successions
  privacy: Privacy
  submit: Submit
  webhooks: Webhooks
  searching: Searching
  disagreements: Disagreements
  alerts: Alerts
  agencies(): City['agencies']
  hearing: Hearing
  log: Pick<Log, 'logger'>
  hotPath: HotPath
  current(): Serving
}

type ReadName = 'list' | 'get' | 'listUpdates' | 'listSystems' | 'getSystem' | 'getSystemLoad'

/**
 * One route for each operation of the contract. What is about events stands beside. What no system serves is a 501,
 * whatever it asks.
 */
export async function addRoutes(
  app: FastifyInstance,
  { contract, validation, journal, admin, numbersOfAll, drifts, successions, submit, webhooks, searching, disagreements,
    alerts, agencies, hearing, log, privacy: { accessLog, enumeration, owners, ownership }, hotPath, current }:
      RoutesOptions
): Promise<void> {
  const writes = createWrites({ validation, submit })
  const witness = createWitness(accessLog)
  const own = createOwnRecords({ validation, journal, owners, ownership, witness })
  const residents = createResidents({ validation, witness, enumeration })
  const record = createRecord(admin.actions)
  const ofHub: Handlers = {
    ...createActionHandlers({ validation, actions: admin.actions }),
    ...createDriftHandlers({ validation, drifts, record }),
    ...createSuccessionHandlers({ validation, successions, record }),
    ...createAdminAlerts({ validation, record, alerts }),
    ...createAdminMirror({ validation, record, mirror: searching.mirror }),
    ...createAdminSystems({ validation, record, holds: admin.holds, levels: admin.levels, reloads: admin.reloads,
      journal }),
    ...createCacheHandlers({ validation, record, hotPath }),
    ...createConsumerHandlers({ validation, record, suspensions: admin.suspensions, revocations: admin.keyRevocations,
      numbersOfAll }),
    ...createLogLevelHandlers({ validation, record, levels: admin.levels }),
    ...createInformationStatistics({ validation }),
    ...createSubmissions({ validation, journal, owners }),
    ...createOperating({ contract, validation, journal, record }),
    ...createDeliveries({ validation, journal, record, log }),
    ...createSearchHandlers({ validation, ...searching }),
    ...createOverviewHandlers({ contract, validation, witness, enumeration }),
    ...createTrackHandlers({ validation }),
    ...createDisagreementHandlers({ contract, validation, disagreements, agencies, submit, record }),
    ...createSubscriptionHandlers({ validation, webhooks, hearing, record })
  }
  const served = contract.operations.filter(operation => !isOfEvents(operation))
  for (const operation of served) if (!operation.form) addRoute(app, operation)
  await app.register(async scope => {
    await takeForms(scope)
    for (const operation of served) if (operation.form) addRoute(scope, operation)
  })

  function addRoute(scope: FastifyInstance, operation: Operation): void {
    scope.route({
      // HEAD is as GET: a route of its own would give the length of no body where a 304 has none.
      method: operation.method === 'GET' ? ['GET', 'HEAD'] : operation.method,
      exposeHeadRoute: false,
      url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
      config: { operation },
      // Before the body is read: nobody needs to send a file to learn that nothing takes it.
      onRequest: async ({ serving: { reads, routing } }) => {
        const { resource, action } = operation
        if (ofHub[operation.id] === undefined && !isOwn(operation) && !reads.serves(operation) &&
          !routing.serves(resource, action))
        {
          throw new SatuError('not_served', `No connected system serves ${operation.id} yet.`, { stage: 'route' })
        }
      },
      handler: handlerOf(operation)
    })
  }

  function handlerOf(operation: Operation) {
    if (operation.action === 'verify') return residents.verify(operation)
    if (operation.action === 'lookup' && operation.resource === 'residents') return residents.lookUp(operation)
    if (isOwn(operation)) return listOwnAccess(operation, { validation, accessLog })
    const handle = ofHub[operation.id]
    if (handle !== undefined) return handle(operation)
    if (isWrite(operation.resource, operation.action))
      return operation.form
        ? writes.attach(operation)
        : writes.write(operation)
    return operation.action === 'purge'
      ? purge(operation)
      : isOwnRead(operation)
      ? readOwn(operation)
      : read(operation, readOf(operation))
  }

  /** Citizens read what is theirs; all others, and what is not theirs, as everywhere. */
  function readOwn(operation: Operation): Handler {
    const from = readOf(operation)
    const others = read(operation, from)
    const ofCitizen = from === 'get' || from === 'listUpdates' ? own.get(operation, from, others) : own.list(operation)
    return (request, reply) => (request.session?.kind === 'citizen' ? ofCitizen : others)(request, reply)
  }

  function readOf({ id, resource, action }: Operation): ReadName {
    if (id === 'getSystemLoad') return id
    if (resource === 'systems') return action === 'list' ? 'listSystems' : 'getSystem'
    if (id === 'listComplaintUpdates') return 'listUpdates'
    return action === 'list' ? 'list' : 'get'
  }

  function read(operation: Operation, from: ReadName) {
    /** Before an answer that is often asked for ends, the next is made: nobody waits, and nobody gets a stale one. */
    const remember = (url: string, serving: Serving, request: ReadRequest, answer: Answer): void => {
      // An answer of a configuration that was exchanged meanwhile must not be kept for the next one.
      if (answer.freshUntil <= Date.now() || serving !== current()) return
      hotPath.remember(url, operation, answer, async () => {
        const again: ReadRequest = { ...request, asker: theHub(`ahead-${operation.id}`), tolerance: { ahead: true } }
        const { answer: next } = await serving.reads[from](again)
        if (next.outcome === 'ok') remember(url, serving, request, next)
      })
    }
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const values = readParameters(validation, operation, request)
      const { serving } = request
      const tolerance = readTolerance(request.headers['cache-control'], Date.now())
      const read: ReadRequest = { operation, values,
        visibility: visibilityFor(operation, request.session, values['X-Purpose']), asker: askerOf(request), tolerance }
      const made = await serving.reads[from](read)
      if (read.visibility !== MASKED) return sendPersonal(witness, operation, values['X-Purpose'], made, request, reply)
      const { answer, hit, asked, shared, waits } = made
      const use: CacheUse = hit ? 'hit' : asked ? 'fetched' : shared ? 'shared' : 'refreshed'
      request.seen = { outcome: answer.outcome, cache: use, systems: waits }
      remember(request.raw.url ?? '', serving, read, answer)
      const headers = answerHeaders(answer, use, request.session === undefined, Date.now())
      for (let i = 0; i < headers.length; i += 2) reply.header(headers[i] as string, headers[i + 1])
      if (isUnchanged(request.headers['if-none-match'], answer.etag)) return reply.code(304).send()
      return reply.send(answer.body)
    }
  }

  function purge(operation: Operation) {
    return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const { registry, purge } = request.serving
      const target = readTarget(readParameters(validation, operation, request), registry)
      const { system, resource, record: id } = target
      const doing = { action: 'cache.purge', system, target: id, detail: resource, reason: undefined } as const
      const reached = (await record(request, doing, () => purge(target))) ? 'every_process' : 'this_process'
      return reply
        .headers(OWN_HEADERS)
        .send(validation.serialize(operation.answer ?? '', { system, resource, record: id, reached }))
    }
  }
}
