import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../contract/resources.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import { notFound } from '../gateway/reads/find.ts'
import { nextLink, readPlace, writePlace } from '../gateway/reads/paging.ts'
import type { ReadAnswer, ReadRequest, Reads } from '../gateway/reads/reads.ts'
import type { Journal } from '../gateway/writes/journal.ts'
import type { MadeRecord } from '../gateway/writes/owners.ts'
import type { Citizen, Owners } from '../platform/privacy/owners.ts'
import { OWN_HEADERS } from './answer-headers.ts'
import { askerOf } from './auth.ts'
import type { Handler } from './handlers.ts'
import { citizenOf, type Ownership } from './ownership.ts'
import { readParameters } from './parameters.ts'
import { OWN, sendPersonal, type Witness } from './personal.ts'

/**
 * What of the records of systems is a citizen's own: what was made of a write of theirs, and what carries their NIK.
 */
export interface OwnRecords {
  /** One record that is theirs, whole; of others what everybody sees, or nothing. */
  get(operation: Operation, from: 'get' | 'listUpdates', others: Handler): Handler
  /** All that are theirs: first what they sent, the newest first, then what carries their NIK. */
  list(operation: Operation): Handler
}

/** Reads that show citizens what is theirs: the list of a resource that is not public, and a record of any. */
export function isOwnRead(
  { citizen, method, public: isPublic, resource, path }: Pick<Operation,
    'citizen' | 'method' | 'public' | 'resource' | 'path'>
): boolean {
  return citizen === true && method === 'GET' && resource in recordSchemas && (path.includes('{') || !isPublic)
}

/** Each is a call to its system. */
const MOST_AT_ONCE = 20
/** Nobody sends more. */
const MOST_SENT = 10_000
/** The cursor behind the last record that was sent: what carries the NIK follows. */
const BY_NIK = 'nik'

export interface OwnRecordsOptions {
  validation: Validation
  journal: Pick<Journal, 'madeBy'>
  owners: Owners
  ownership: Ownership
  witness: Witness
}

export function createOwnRecords({ validation, journal, owners, ownership, witness }: OwnRecordsOptions): OwnRecords {
  function send(
    operation: Operation,
    purpose: unknown,
    { nik }: Citizen,
    made: ReadAnswer,
    request: FastifyRequest,
    reply: FastifyReply
  ): Promise<FastifyReply> {
    const { fields = new Set<string>(), niks = new Set<string>(), records = new Set<string>() } = made.shown ?? {}
    // Whoever sees what is theirs finds it in their own log, whether or not the record names them.
    const shown = { fields, niks: nik === undefined ? niks : niks.union(new Set([nik])), records }
    return sendPersonal(witness, operation, purpose, { ...made, shown }, request, reply)
  }

  async function sentBy(
    person: Citizen,
    { resource }: Operation,
    limit: number,
    after?: number
  ): Promise<{ items: MadeRecord[]; next: number | undefined }> {
    return journal.madeBy(owners.ever(person), { resource, limit, after })
  }

  return {
    get: (operation, from, others) => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      // What everybody may see is told by the ordinary way, and so is why it cannot be told now.
      const isOwn = await ownership.isTheirs(request, operation, String(values['id']), operation.public).catch(
        (error: unknown) => {
          if (operation.public && error instanceof SatuError) return false
          throw error
        }
      )
      if (!isOwn) {
        if (operation.public) return others(request, reply)
        throw notFound(operation.resource)
      }
      const made = await request.serving.reads[from]({ operation, values, visibility: OWN, asker: askerOf(request),
        tolerance: {} })
      return send(operation, values['X-Purpose'], citizenOf(request), made, request, reply)
    },
    list: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const person = citizenOf(request)
      const { nik } = person
      const { limit, cursor, 'X-Purpose': purpose } = values as { 'limit': number; 'cursor'?: string;
        'X-Purpose'?: string }
      const { reads, registry } = request.serving
      const resource = operation.resource as ResourceName
      const read: ReadRequest = { operation, values, visibility: OWN, asker: askerOf(request), tolerance: {} }
      const mayFollow = nik !== undefined && reads.carriesNik(resource)

      const isPlace = cursor !== undefined && /^o\d+$/.test(cursor)
      if (cursor === undefined || isPlace) {
        const { items, next } = await sentBy(person, operation, Math.min(limit, MOST_AT_ONCE), readPlace(cursor))
        if (items.length > 0 || !mayFollow) {
          const then = next !== undefined ? writePlace(next) : mayFollow ? BY_NIK : null
          const made = await reads.records(read, keysOf(items, resource, registry), then)
          if (then !== null) reply.header('link', nextLink(operation.path, values, then))
          return send(operation, purpose, person, made, request, reply)
        }
      }
      if (nik === undefined || !mayFollow) return empty(operation, reply)
      const { items } = await sentBy(person, operation, MOST_SENT)
      const sent = new Set(items.map(({ system, key }) => JSON.stringify([system, key])))
      const { cursor: _place, ...first } = values
      const goesOn = cursor !== undefined && cursor !== BY_NIK && !isPlace
      const made = await reads.list({
        ...read,
        values: goesOn ? values : first,
        mine: record =>
          !sent.has(JSON.stringify([record.source.system, record.source.record_id])) &&
          reads.namesPerson(resource, record, nik)
      })
      return send(operation, purpose, person, made, request, reply)
    }
  }

  function empty(operation: Operation, reply: FastifyReply): FastifyReply {
    return reply.headers(OWN_HEADERS).send(
      validation.serialize(operation.answer ?? '', { items: [], next_cursor: null, meta: { sources: [] } })
    )
  }
}

/** Those of systems that are there, and can still be asked for one. */
function keysOf(
  made: readonly MadeRecord[],
  resource: ResourceName,
  registry: FastifyRequest['serving']['registry']
): Parameters<Reads['records']>[1] {
  return made.flatMap(({ system: id, key }) => {
    const system = registry.get(id)
    return system?.serves(resource, 'get') === undefined ? [] : [{ system, key }]
  })
}
