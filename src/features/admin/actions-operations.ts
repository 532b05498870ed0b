import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import type { Actions, RecordedAct } from '../../gateway/operators/actions.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { misfit, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'

type View = components['schemas']['OperatorAction']

/** The record of what operators did. */
export function createActionHandlers(
  { validation, actions }: { validation: Validation; actions: Pick<Actions, 'list'> }
): Handlers {
  return {
    listOperatorActions: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { since, until, cursor, ...asked } = values as { since?: string; until?: string; cursor?: string;
        limit: number; result?: RecordedAct['result'] }
      const from = timeOf(since)
      const to = timeOf(until)
      if (from !== undefined && to !== undefined && to <= from)
        throw misfit([{ in: 'query', field: 'until', code: 'order', detail: 'must be later than since' }])
      const { items, next } = await actions.list({ ...asked, since: from, until: to, after: readPlace(cursor) })
      const nextCursor = next === undefined ? null : writePlace(next)
      if (nextCursor !== null) reply.header('link', nextLink(operation.path, values, nextCursor))
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('OperatorActionList', { items: items.map(view), next_cursor: nextCursor,
          meta: { sources: [] } })
      )
    }
  }
}

function view(
  { seq, at, action, system, target, consumer, caller, person, reason, detail, result, code, ended_at: endedAt,
    request_id: requestId }: RecordedAct
): View {
  return {
    id: String(seq),
    time: toWib(new Date(at)),
    action,
    consumer,
    caller: caller === 'officer' ? 'officer' : 'application',
    result,
    request_id: requestId,
    ...(system !== null && { system }),
    ...(target !== null && { target }),
    ...(person !== null && { person }),
    ...(reason !== null && { reason }),
    ...(detail !== null && { detail }),
    ...(code !== null && { code }),
    ...(endedAt !== null && { ended_at: toWib(new Date(endedAt)) })
  }
}

function timeOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Date.parse(text)
}
