import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../../contract/contract.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import type { Core } from '../../gateway/core.ts'
import { askerOf } from '../../http/auth.ts'
import type { Handlers } from '../../http/handlers.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import { unkept, visibilityFor, type Witness } from '../../http/personal.ts'
import { enumerationOf, mayLookUp } from '../../http/residents.ts'
import type { Enumeration } from '../../platform/privacy/enumeration.ts'
import { createShown } from '../../platform/privacy/shown.ts'
import { createMask, type Visibility } from '../../platform/privacy/visibility.ts'
import type { Overview, OverviewQuery, Overviews } from './overview.ts'

export interface OverviewHandlersOptions {
  contract: Contract
  validation: Validation
  witness: Witness
  enumeration: Enumeration
  overviewsOf(core: Core): Overviews
}

/** What every system knows of somebody. Whoever looks at a person is written down before the answer is given. */
export function createOverviewHandlers(
  { contract, validation, witness, enumeration, overviewsOf }: OverviewHandlersOptions
): Handlers {
  const queryOf = (
    request: FastifyRequest,
    visibility: Visibility,
    values: Readonly<Record<string, unknown>>
  ): OverviewQuery => ({
    mayRead: resource => request.session?.scopes.has(`${resource}:read`) === true,
    visibility,
    asker: askerOf(request),
    isOwn: request.session?.kind === 'citizen',
    requireAll: values['require'] === 'all'
  })

  /** A person's overview tells that the person exists, whatever else of it is open. */
  async function send<Body extends object>(
    operation: Operation,
    overview: Overview<Body>,
    visibility: Visibility,
    purpose: unknown,
    request: FastifyRequest,
    reply: FastifyReply
  ): Promise<FastifyReply> {
    const schema = operation.answer ?? ''
    const seen = createMask(contract, schema, visibility)(overview.body)
    const body = validation.serialize(schema, seen)
    const { fields, niks } = createShown(contract, schema, visibility)(seen)
    if (overview.niks.size > 0 && fields.size === 0) fields.add('existence')
    if (fields.size > 0)
      await witness(request, operation, { purpose, fields: [...fields], niks: [...niks, ...overview.niks],
        records: overview.records, systems: overview.sources.map(({ system }) => system) })
    const waits = Object.fromEntries(
      overview.reports.filter(({ asked }) => asked).map(({ system, waitedMs }) => [system.id, Math.round(waitedMs)])
    )
    const outcome = overview.sources.some(({ state }) => state === 'failed')
      ? 'partial'
      : overview.sources.some(({ state }) => state === 'stale')
      ? 'stale'
      : 'ok'
    request.seen = { outcome, cache: 'bypass', systems: waits }
    return reply.headers(unkept).send(body)
  }

  async function ofResident(
    operation: Operation,
    nik: string,
    values: Readonly<Record<string, unknown>>,
    request: FastifyRequest,
    reply: FastifyReply
  ): Promise<FastifyReply> {
    const purpose = values['X-Purpose']
    const visibility = mayLookUp(request.session, nik)
    const { id, limit } = enumerationOf(request)
    await enumeration.asks(id, limit, nik)
    try {
      const overview = await overviewsOf(request.serving).resident(nik, queryOf(request, visibility, values))
      return await send(operation, overview, visibility, purpose, request, reply)
    } catch (error) {
      if (error instanceof SatuError && error.code === 'not_found') {
        await enumeration.missed(id, limit, nik)
        // That nobody knows a person is told as well.
        await witness(request, operation, { purpose, fields: ['existence'], niks: [nik], records: [], systems: [] })
      }
      throw error
    }
  }

  return {
    overviewResident: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { nik } = readBody(validation, operation, request) as { nik: string }
      return ofResident(operation, nik, values, request, reply)
    },
    getResidentOverview: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      // Before anything is looked for: who may look at nobody learns of nobody.
      mayLookUp(request.session, '')
      const nik = await overviewsOf(request.serving).nikOf(String(values['id']), { asker: askerOf(request) })
      return ofResident(operation, nik, values, request, reply)
    },
    getBusinessOverview: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const visibility = visibilityFor(operation, request.session, values['X-Purpose'])
      const overview = await overviewsOf(request.serving).business(String(values['id']),
        queryOf(request, visibility, values))
      return send(operation, overview, visibility, values['X-Purpose'], request, reply)
    },
    getParcelOverview: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const visibility = visibilityFor(operation, request.session, values['X-Purpose'])
      const overview = await overviewsOf(request.serving).parcel(String(values['nop']),
        queryOf(request, visibility, values))
      return send(operation, overview, visibility, values['X-Purpose'], request, reply)
    }
  }
}
