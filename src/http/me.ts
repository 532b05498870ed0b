import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import type { components } from '../contract/types.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import { toWib } from '../kit/indonesia/calendar.ts'
import type { AccessEntry } from '../platform/privacy/access-chain.ts'
import type { AccessLog } from '../platform/privacy/access-log.ts'
import { readParameters } from './parameters.ts'
import { unkept } from './personal.ts'

type Item = components['schemas']['AccessLogEntry']

/** Whether the operation is about the caller's own person, and no system is asked for it. */
export function isOwn({ resource }: Operation): boolean {
  return resource === 'me'
}

/** Lets a citizen see who saw their data. */
export function listOwnAccess(
  operation: Operation,
  { validation, accessLog }: { validation: Validation; accessLog: AccessLog }
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { limit, cursor } = readParameters(validation, operation, request) as { limit: number; cursor?: string }
    const before = cursor === undefined ? undefined : readCursor(cursor)
    const { session, serving: { config } } = request
    const nik = session?.person?.nik
    if (nik === undefined)
      throw new SatuError('forbidden', 'The issuer of the token does not tell the NIK of the citizen.', {
        stage: 'auth'
      })
    const rows = await accessLog.ofSubject(nik, { limit: limit + 1, before })
    const items = rows.slice(0, limit).map(({ at, entry }) => view(at, entry, config.consumers[entry.consumer]?.name))
    const last = rows[limit - 1]
    const next_cursor = rows.length > limit && last !== undefined ? `a${last.seq}` : null
    if (next_cursor !== null)
      void reply.header('link', `<${operation.path}?limit=${limit}&cursor=${next_cursor}>; rel="next"`)
    return reply.headers(unkept).send(
      validation.serialize(operation.answer ?? '', { items, next_cursor, meta: { sources: [] } })
    )
  }
}

function view(
  at: number,
  { consumer, agency, on_behalf_of: person, purpose, operation, fields, systems, request_id }: AccessEntry,
  name: string | undefined
): Item {
  return {
    time: toWib(new Date(at)),
    consumer,
    ...(name !== undefined && { consumer_name: name }),
    ...(agency !== null && { agency_code: agency }),
    caller: person?.kind === 'officer' || person?.kind === 'citizen' ? person.kind : 'application',
    ...(purpose !== null && { purpose: purpose as NonNullable<Item['purpose']> }),
    operation,
    fields: [...fields],
    systems: [...systems],
    request_id
  }
}

function readCursor(cursor: string): number {
  const seq = Number(/^a([1-9]\d{0,14})$/.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(seq)) {
    throw new SatuError('invalid_request', 'The cursor cannot be used.', {
      stage: 'cursor',
      errors: [{ in: 'query', field: 'cursor', code: 'pattern',
        detail: 'is not a cursor of this list; start again without it' }]
    })
  }
  return seq
}
