import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import type { Serving } from '../../http/serving.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Drift, Drifts } from './drift.ts'

type View = components['schemas']['SystemDrift']

export interface DriftHandlersOptions {
  validation: Validation
  drifts: Pick<Drifts, 'list' | 'accept'>
  record: OnRecord
}

/** What systems send otherwise than they did, and what operators accept of it. */
export function createDriftHandlers({ validation, drifts, record }: DriftHandlersOptions): Handlers {
  return {
    getSystemDrift: operation => async (request, reply) => {
      const { id, state } = readParameters(validation, operation, request) as { id: string; state: 'open' | 'all' }
      mustExist(request.serving, id)
      const items = (await drifts.list(id, state)).map(viewDrift)
      return reply.headers(OWN_HEADERS).send(validation.serialize('SystemDriftReport', { system: id, items }))
    },
    acceptSystemDrift: operation => async (request, reply) => {
      const { id, drift } = readParameters(validation, operation, request) as { id: string; drift: string }
      const { reason } = readBody(validation, operation, request) as { reason: string }
      mustExist(request.serving, id)
      const doing = { action: 'drift.accept', system: id, target: drift, reason } as const
      const accepted = await record(request, doing, () => drifts.accept(id, drift, operatorOf(request.session), reason))
      return reply.headers(OWN_HEADERS).send(validation.serialize('SystemDrift', viewDrift(accepted)))
    }
  }
}

function mustExist({ registry }: Serving, system: string): void {
  if (registry.get(system) === undefined) throw new SatuError('not_found', 'No system has this id.', { stage: 'drift' })
}

export function viewDrift(
  { id, system, resource, kind, stage, path, detail, sample, count, first_at: firstAt, last_at: lastAt, state,
    changed_at: changedAt, by, reason, mapping }: Drift
): View {
  return {
    id,
    system,
    resource,
    kind,
    call: stage.slice(0, 200),
    field: path.slice(0, 160),
    count,
    state,
    first_seen: toWib(new Date(firstAt)),
    last_seen: toWib(new Date(lastAt)),
    ...(detail !== '' && { detail: detail.slice(0, 200) }),
    ...(sample !== null && { sample }),
    ...(state !== 'open' && { changed_at: toWib(new Date(changedAt)) }),
    ...(by !== null && { accepted_by: by }),
    ...(reason !== null && { reason }),
    ...(mapping !== null && { mapping: JSON.parse(mapping) as NonNullable<View['mapping']> })
  }
}
