import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../contract/contract.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError } from '../errors.ts'
import { toCloudEvent } from '../gateway/events/cloud-event.ts'
import type { Events } from '../gateway/events/events.ts'
import type { Start } from '../gateway/events/feed.ts'
import type { Hearing, Wish } from '../gateway/events/hearing.ts'
import type { EventType } from '../gateway/events/types.ts'
import { JSON_TYPE } from './answer-headers.ts'
import type { Session } from './auth.ts'
import { streamEvents } from './event-stream.ts'
import { readParameters } from './parameters.ts'
import type { Serving } from './serving.ts'
import { followStanding } from './standing.ts'

export interface EventRoutesOptions {
  contract: Contract
  validation: Validation
  events: Events
  current(): Serving
}

/** Whether the operation is served from the log of events, and by no system. */
export function isOfEvents({ resource }: Operation): boolean {
  return resource === 'events'
}

/** GET /v1/events: the log of events as pages, or as a stream for whoever accepts one. */
export function addEvents(app: FastifyInstance, { contract, validation, events, current }: EventRoutesOptions): void {
  const { feed, tail, hearing, streams } = events
  // A stream would hold the closing up: its reader comes back, to whoever is there then.
  app.addHook('preClose', async () => {
    streams.end()
  })

  const operation = contract.operations.find(({ id }) => id === 'listEvents')
  if (operation === undefined) throw new Error('the contract has no listEvents')
  app.route({
    method: ['GET', 'HEAD'],
    exposeHeadRoute: false,
    url: operation.path,
    config: { operation },
    async handler(request, reply) {
      const values = readParameters(validation, operation, request)
      const session = request.session as Session
      const wish = { ...wishOf(values, session.scopes), consumer: session.consumer }
      const isStream = request.method === 'GET' && prefersStream(request.headers.accept)
      return isStream ? stream(request, reply, wish, values) : page(request, reply, wish, values)
    }
  })

  async function page(request: FastifyRequest, reply: FastifyReply, wish: Wish, values: Values): Promise<FastifyReply> {
    const { rows, next, last } = await feed.page(wish, startOf(values), values['limit'] as number)
    const prefix = request.serving.config.city.event_prefix
    const cursor = next === undefined ? null : Buffer.from(`${next}`).toString('base64url')
    request.seen = { outcome: 'ok', cache: 'bypass' }
    if (cursor !== null)
      reply.header('link', `<${operation?.path}?${nextQuery(request.raw.url ?? '', cursor)}>; rel="next"`)
    return reply
      .headers({ 'content-type': JSON_TYPE, 'cache-control': 'no-store' })
      .send(
        validation.serialize('EventList', { items: rows.map(row => toCloudEvent(row, prefix)), next_cursor: cursor,
          last_id: String(last), meta: { sources: [] } })
      )
  }

  async function stream(
    request: FastifyRequest,
    reply: FastifyReply,
    wish: Wish,
    values: Values
  ): Promise<FastifyReply> {
    const { consumer, scopes } = request.session as Session
    const { config } = request.serving
    const position = await feed.position(startOf(values))
    const place = streams.enter(consumer, config.hub.events.max_streams)
    request.seen = { outcome: 'stream', cache: 'bypass' }
    const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store', 'x-accel-buffering': 'no' }
    reply.hijack()
    // It outlives the configuration that it came under, and asks none of its systems.
    request.leave()
    reply.raw.writeHead(200, headers as Record<string, string>)
    const standing = followStanding(request, current)
    let serving: Serving | undefined
    let may: Wish | undefined
    try {
      await streamEvents(reply.raw, {
        tail,
        position,
        prefix: config.city.event_prefix,
        signal: place.signal,
        wish() {
          if (standing() === undefined) return undefined
          if (serving !== current()) {
            serving = current()
            // A consumer may have been taken out, or have lost scopes, since it came.
            const granted = new Set(serving.config.consumers[consumer]?.scopes.filter(scope => scopes.has(scope)))
            may = granted.has('events:read')
              ? { ...wish, types: intersection(wish.types, hearing.typesFor(granted)) }
              : undefined
          }
          return may
        }
      })
    } finally {
      place.leave()
    }
    return reply
  }

  function wishOf(values: Values, scopes: ReadonlySet<string>): Omit<Wish, 'consumer'> {
    const { type, subject, system, resource } = values as { type?: EventType[]; subject?: string; system?: string;
      resource?: string }
    return { types: typesFor(hearing, scopes, type), subject, system, resource }
  }
}

/**
 * The types that a caller wants and may hear of; all that it may when it names none.
 * @throws SatuError forbidden when it names one that it may not hear of
 */
export function typesFor(
  hearing: Hearing,
  scopes: ReadonlySet<string>,
  wanted: readonly EventType[] | undefined
): ReadonlySet<EventType> {
  const may = hearing.typesFor(scopes)
  const missing = wanted?.find(type => !may.has(type))
  if (missing !== undefined) {
    const lacking = hearing.needs(missing).filter(scope => !scopes.has(scope)).join(' ')
    throw new SatuError('forbidden',
      `The caller lacks the scope ${lacking}, without which it may not hear of ${missing}.`, { stage: 'events' })
  }
  return wanted === undefined ? may : new Set(wanted)
}

type Values = Readonly<Record<string, unknown>>

function startOf(values: Values): Start {
  const { cursor, 'Last-Event-ID': seen, after, since } = values as { 'cursor'?: string; 'Last-Event-ID'?: string;
    'after'?: string; 'since'?: string }
  if (cursor !== undefined) {
    const text = Buffer.from(cursor, 'base64url').toString()
    if (!/^\d{1,15}$/.test(text)) {
      throw new SatuError('invalid_request', 'The request does not fit the contract.', {
        stage: 'validation',
        errors: [{ in: 'query', field: 'cursor', code: 'cursor', detail: 'is not a cursor of this list' }]
      })
    }
    return { after: Number(text) }
  }
  const position = seen ?? after
  if (position !== undefined) return { after: Number(position) }
  return since === undefined ? {} : { since: Date.parse(since) }
}

/** The same query with another cursor, which goes before every other start. */
function nextQuery(url: string, cursor: string): URLSearchParams {
  const query = new URLSearchParams(url.split('?')[1] ?? '')
  query.set('cursor', cursor)
  return query
}

/** Whoever names the type gets a stream; a wildcard alone does not ask for an answer without an end. */
function prefersStream(accept: string | undefined): boolean {
  return accept !== undefined && /(^|,)\s*text\/event-stream\s*(;|,|$)/i.test(accept)
}

function intersection<T>(one: ReadonlySet<string>, other: ReadonlySet<T & string>): Set<string> {
  return new Set([...one].filter(item => other.has(item as T & string)))
}
