import type { FastifyInstance } from 'fastify'
import type { Contract, Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import { isWrite } from '../gateway/writes/routing.ts'
import { isOfEvents } from './events.ts'
import type { Handler, Handlers } from './handlers.ts'
import type { HotPath } from './hot-path.ts'
import { isOwn, listOwnAccess } from './me.ts'
import type { OnRecord } from './operator-record.ts'
import { createOwnRecords, isOwnRead } from './own-records.ts'
import type { Privacy, Witness } from './personal.ts'
import { createPurge } from './purge.ts'
import { createReadOperation, readOf } from './read-operation.ts'
import { createResidents } from './residents.ts'
import type { Serving } from './serving.ts'
import { createSubmissions } from './submissions.ts'
import type { Submit } from './submit.ts'
import { takeForms } from './uploads.ts'
import { createWrites } from './writes.ts'

export interface OperationsOptions {
  contract: Contract
  validation: Validation
  journal: Journal
  privacy: Privacy
  submit: Submit
  hotPath: HotPath
  witness: Witness
  record: OnRecord
  current(): Serving
  /** What features answer, by the ids of operations. */
  handlers: Handlers
  /** Operations of features that are off, each with what is told of it. */
  off: ReadonlyMap<string, string>
}

/**
 * One route for each operation of the contract. What is about events stands beside. What no system serves is a 501,
 * whatever it asks, and so is what a feature answers that is switched off.
 */
export async function addOperations(
  app: FastifyInstance,
  { contract, validation, journal, privacy, submit, hotPath, witness, record, current, handlers, off }:
    OperationsOptions
): Promise<void> {
  const { accessLog, enumeration, owners, ownership } = privacy
  const writes = createWrites({ validation, submit })
  const own = createOwnRecords({ validation, journal, owners, ownership, witness })
  const residents = createResidents({ validation, witness, enumeration })
  const read = createReadOperation({ validation, witness, hotPath, current })
  const purge = createPurge({ validation, record })
  const ofHub: Handlers = { ...createSubmissions({ validation, journal, owners }), ...handlers }

  /** Citizens read what is theirs; all others, and what is not theirs, as everywhere. */
  function readOwn(operation: Operation): Handler {
    const from = readOf(operation)
    const others = read(operation)
    const ofCitizen = from === 'get' || from === 'listUpdates' ? own.get(operation, from, others) : own.list(operation)
    return (request, reply) => (request.session?.kind === 'citizen' ? ofCitizen : others)(request, reply)
  }

  /** The one handler of an operation: first what is named by its id, then by what it does to its resource. */
  function handlerOf(operation: Operation): Handler {
    const { id, resource, action, form } = operation
    const named = ofHub[id]
    if (named !== undefined) return named(operation)
    if (isOwn(operation)) return listOwnAccess(operation, { validation, accessLog })
    if (action === 'verify') return residents.verify(operation)
    if (action === 'lookup' && resource === 'residents') return residents.lookUp(operation)
    if (action === 'purge') return purge(operation)
    if (isWrite(resource, action)) return form ? writes.attach(operation) : writes.write(operation)
    return isOwnRead(operation) ? readOwn(operation) : read(operation)
  }

  function addRoute(scope: FastifyInstance, operation: Operation): void {
    const { id, resource, action } = operation
    const isOfHub = ofHub[id] !== undefined || isOwn(operation)
    scope.route({
      // HEAD is as GET: a route of its own would give the length of no body where a 304 has none.
      method: operation.method === 'GET' ? ['GET', 'HEAD'] : operation.method,
      exposeHeadRoute: false,
      url: operation.path.replace(/\{(\w+)\}/g, ':$1'),
      config: { operation },
      // Before the body is read: nobody needs to send a file to learn that nothing takes it.
      onRequest: async ({ serving: { reads, routing } }) => {
        const why = off.get(id)
        if (why !== undefined) throw new SatuError('not_served', why, { stage: 'route' })
        if (!isOfHub && !reads.serves(operation) && !routing.serves(resource, action))
          throw new SatuError('not_served', `No connected system serves ${id} yet.`, { stage: 'route' })
      },
      handler: handlerOf(operation)
    })
  }

  const served = contract.operations.filter(operation => !isOfEvents(operation))
  for (const operation of served) if (!operation.form) addRoute(app, operation)
  await app.register(async scope => {
    await takeForms(scope)
    for (const operation of served) if (operation.form) addRoute(scope, operation)
  })
}
