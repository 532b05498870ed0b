import type { Operation } from '../../contract/contract.ts'
import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { Backlog } from '../../gateway/writes/backlog.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import { ALL, type Pause } from '../../gateway/writes/switches.ts'
import { takesWrites } from '../../gateway/writes/takers.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handler, Handlers } from '../../http/handlers.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { misfit, readBody, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Log } from '../../platform/telemetry/log.ts'

type Schemas = components['schemas']

export interface DeliveriesOptions {
  validation: Validation
  journal: Journal
  record: OnRecord
  log: Pick<Log, 'logger'>
}

const USUAL_PER_SECOND = 1

/** How writes get into their systems, and the switches that stop them. */
export function createDeliveries({ validation, journal, record, log }: DeliveriesOptions): Handlers {
  const { switches } = journal

  async function view(system: string): Promise<Schemas['Deliveries']> {
    const [backlog] = await Promise.all([journal.backlog(), switches.refresh()])
    return viewDeliveries(system, backlog.get(system), switches.paused(system))
  }

  async function viewAll(systems: readonly System[]): Promise<Schemas['AllDeliveries']> {
    const [backlog] = await Promise.all([journal.backlog(), switches.refresh()])
    const taking = systems.filter(takesWrites).map(({ id }) => id)
    const ids = [...new Set([...taking, ...backlog.keys()])].toSorted((a, b) => (a < b ? -1 : 1))
    return { ...viewPause(switches.paused(ALL)),
      systems: ids.map(id => viewDeliveries(id, backlog.get(id), switches.paused(id))) }
  }

  /** @param of a system, or all */
  async function turn(operation: Operation, request: Parameters<Handler>[0], of: string): Promise<void> {
    const { paused, reason } = readBody(validation, operation, request) as Schemas['DeliverySwitch']
    if (paused && reason === undefined)
      throw misfit([{ in: 'body', field: 'reason', code: 'required', detail: 'is missing: a pause needs one' }])
    const by = operatorOf(request.session)
    const doing = { action: paused ? 'deliveries.pause' : 'deliveries.resume', system: of === ALL ? undefined : of,
      reason } as const
    await record(request, doing,
      () => (paused ? switches.pause({ system: of, reason: reason ?? '', by, at: Date.now() }) : switches.resume(of)))
    log.logger.info({ request_id: request.id, consumer: request.session?.consumer, system: of === ALL ? 'all' : of,
      paused }, paused ? 'deliveries are paused' : 'deliveries go on')
    journal.wake()
  }

  function systemOf(operation: Operation, request: Parameters<Handler>[0]): string {
    const { id } = readParameters(validation, operation, request) as { id: string }
    if (request.serving.registry.get(id) === undefined)
      throw new SatuError('not_found', 'No system has this id.', { stage: 'journal' })
    return id
  }

  return {
    getDeliveries: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('AllDeliveries', await viewAll(request.serving.registry.systems))
      )
    },
    switchDeliveries: operation => async (request, reply) => {
      readParameters(validation, operation, request)
      await turn(operation, request, ALL)
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('AllDeliveries', await viewAll(request.serving.registry.systems))
      )
    },
    getSystemDeliveries: operation => async (request, reply) => {
      const system = systemOf(operation, request)
      return reply.headers(OWN_HEADERS).send(validation.serialize('Deliveries', await view(system)))
    },
    switchSystemDeliveries: operation => async (request, reply) => {
      const system = systemOf(operation, request)
      await turn(operation, request, system)
      return reply.headers(OWN_HEADERS).send(validation.serialize('Deliveries', await view(system)))
    },
    retrySystemDeliveries: operation => async (request, reply) => {
      const system = systemOf(operation, request)
      const { per_second: perSecond = USUAL_PER_SECOND, reason } = readBody(validation, operation,
        request) as Schemas['ParkedRetryRequest']
      const doing = { action: 'deliveries.retry', system, reason, detail: `${perSecond} a second` } as const
      const { retried, left, lastAt } = await record(request, doing,
        () => journal.retryParked(system, { by: operatorOf(request.session), reason, perSecond }))
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('ParkedRetry', { system, retried, left, per_second: perSecond,
          ...(lastAt !== undefined && { last_begins_at: time(lastAt) }) })
      )
    }
  }
}

/** What waits for a system, and whether it is sent. */
export function viewDeliveries(
  system: string,
  { waiting = 0, uncertain = 0, parked = 0, oldestAt }: Partial<Backlog> = {},
  pause: Pause | undefined
): Schemas['Deliveries'] {
  return { system, ...viewPause(pause), waiting, uncertain, parked,
    ...(oldestAt !== undefined && { oldest_accepted_at: time(oldestAt) }) }
}

function viewPause(pause: Pause | undefined): Pick<Schemas['Deliveries'], 'paused' | 'pause'> {
  if (pause === undefined) return { paused: false }
  return { paused: true,
    pause: { of: pause.system === ALL ? 'all' : 'system', reason: pause.reason, by: pause.by, since: time(pause.at) } }
}

function time(ms: number): string {
  return toWib(new Date(ms))
}
