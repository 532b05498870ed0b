import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import type { OnRecord } from '../../http/operator-record.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { Jobs, JobStatus } from '../../platform/jobs/jobs.ts'

type Schemas = components['schemas']

export interface JobHandlersOptions {
  jobs: Pick<Jobs, 'list' | 'runNow'>
  validation: Validation
  record: OnRecord
}

/** What operators see of jobs, and what they have run. */
export function createJobHandlers({ jobs, validation, record }: JobHandlersOptions): Handlers {
  return {
    listJobs: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const start = readPlace(cursor) ?? 0
      const all = await jobs.list()
      const next = start + limit < all.length ? writePlace(start + limit) : null
      if (next !== null) reply.header('link', nextLink(operation.path, values, next))
      const list = { items: all.slice(start, start + limit).map(view), next_cursor: next, meta: { sources: [] } }
      return reply.headers(OWN_HEADERS).send(validation.serialize('JobList', list))
    },
    runJob: operation => async (request, reply) => {
      const { job: name } = readParameters(validation, operation, request) as { job: string }
      const { reason } = readBody(validation, operation, request) as Schemas['JobRunOrder']
      const begun = await record(request, { action: 'job.run', target: name, reason }, async () => {
        const outcome = await jobs.runNow(name)
        if (outcome === undefined)
          throw new SatuError('not_found', `There is no job ${name}: GET /admin/jobs lists them.`, { stage: 'jobs' })
        return outcome
      })
      const answer: Schemas['JobBegun'] = begun === 'begun' ? { begun: true } : { begun: false, held_by: begun.heldBy }
      return reply.headers(OWN_HEADERS).send(validation.serialize('JobBegun', answer))
    }
  }
}

function view(
  { name, about, lease, entries, holders, isRunning, ranAt, succeededAt, nextAt, failures, cause }: JobStatus
): Schemas['Job'] {
  const at = (ms: number): string => toWib(new Date(ms))
  return {
    name,
    about,
    runs_on: lease === 'city' ? 'one_replica' : 'every_process',
    entries,
    holders,
    running: isRunning,
    ...(ranAt !== undefined && { last_run: at(ranAt) }),
    ...(succeededAt !== undefined && { last_success: at(succeededAt) }),
    ...(nextAt !== undefined && { next_run: at(nextAt) }),
    failures,
    ...(cause !== undefined && { cause })
  }
}
