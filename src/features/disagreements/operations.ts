import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../../contract/contract.ts'
import type { Validation } from '../../contract/validation.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handler, Handlers } from '../../http/handlers.ts'
import { type OnRecord, operatorOf } from '../../http/operator-record.ts'
import { misfit, readBody, readParameters } from '../../http/parameters.ts'
import type { Submit } from '../../http/submit.ts'
import type { City } from '../../kit/adapter.ts'
import type { Act } from './acts.ts'
import { createCorrections } from './corrections.ts'
import type { Disagreements } from './disagreements.ts'
import type { DisagreementFilter } from './listing.ts'
import type { DisagreementState } from './model.ts'
import type { DisagreementRow } from './settle.ts'
import { disagreementTable } from './table-view.ts'
import { viewDisagreement, viewDisagreementStep, viewStanding } from './view.ts'

export interface DisagreementsOptions {
  contract: Contract
  validation: Validation
  disagreements: Disagreements
  agencies(): City['agencies']
  submit: Submit
  record: OnRecord
}

/** Where systems contradict each other, for officers: lists, files, figures, and what is done about it. */
export function createDisagreementHandlers(
  { contract, validation, disagreements, agencies, submit, record }: DisagreementsOptions
): Handlers {
  const { listing, acts, weeks } = disagreements
  const corrections = createCorrections({ contract, disagreements, submit })
  const context = () => ({ rules: disagreements.rules(), agencies: agencies() })

  /** @throws SatuError invalid_request for an agency that there is not */
  function agencyCode(agency: string | undefined): string | undefined {
    if (agency === undefined) return undefined
    const found = agencies().find(({ id, code }) => id === agency || code === agency)
    if (found === undefined)
      throw misfit([{ in: 'query', field: 'agency', code: 'unknown',
        detail: 'is the id or code of no agency of this city; see /v1/agencies' }])
    return found.code
  }

  function filterOf(
    { state, rule, severity, system, agency, district, since }: Record<string, unknown>
  ): DisagreementFilter {
    return {
      state: state as DisagreementState[] | undefined,
      rule: rule as string | undefined,
      severity: severity as string[] | undefined,
      system: system as string | undefined,
      agency: agencyCode(agency as string | undefined),
      district: district as string | undefined,
      since: since === undefined ? undefined : Date.parse(since as string)
    }
  }

  async function sendOne(request: FastifyRequest, reply: FastifyReply, row: DisagreementRow): Promise<FastifyReply> {
    const steps = await listing.steps(row.seq)
    const remedies = row.state === 'corrected' ? undefined : corrections.remedies(row, request)
    return reply.headers(OWN_HEADERS).send(validation.serialize('Disagreement', {
      ...viewDisagreement(row, context()),
      ...(remedies && { corrections: remedies }),
      history: steps.map(viewDisagreementStep)
    }))
  }

  function act(
    action: `disagreement.${string}`,
    operation: Operation,
    run: (id: string, act: Act) => Promise<DisagreementRow>
  ): Handler {
    return async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const { reason } = readBody(validation, operation, request) as { reason: string }
      const by = operatorOf(request.session)
      return sendOne(request, reply,
        await record(request, { action, target: id, reason }, () => run(id, { by, reason })))
    }
  }

  return {
    listDisagreements: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const filter = filterOf(values)
      const [{ items, next }, counts] = await Promise.all([listing.list({ ...filter, limit, after: readPlace(cursor) }),
        listing.counts(filter)])
      const nextCursor = next === undefined ? null : writePlace(next)
      const shown = context()
      if (nextCursor !== null) reply.header('link', nextLink(operation.path, values, nextCursor))
      return reply.headers(OWN_HEADERS).send(validation.serialize('DisagreementList', {
        items: items.map(row => viewDisagreement(row, shown)),
        next_cursor: nextCursor,
        counts,
        meta: { sources: [] }
      }))
    },
    exportDisagreements: operation => async (request, reply) => {
      const filter = filterOf(readParameters(validation, operation, request))
      const table = await disagreementTable(listing, { ...filter, state: filter.state ?? ['open', 'accepted'] },
        agencies())
      // A download may last longer than the configuration it came under.
      request.leave()
      return reply.headers({ 'content-type': 'text/csv; charset=utf-8; header=present', 'cache-control': 'no-store',
        'content-disposition': 'attachment; filename="disagreements.csv"' }).send(table)
    },
    getDisagreementIndex: operation => async (request, reply) => {
      const { agency, weeks: wanted } = readParameters(validation, operation, request) as { agency?: string;
        weeks: number }
      const items = await weeks.list({ agency: agencyCode(agency), weeks: wanted })
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('DisagreementIndex', { items: items.map(item => viewStanding(item, agencies())) })
      )
    },
    getDisagreement: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      return sendOne(request, reply, await listing.get(id))
    },
    acceptDisagreement: operation => act('disagreement.accept', operation, acts.accept),
    ignoreDisagreement: operation => act('disagreement.ignore', operation, acts.ignore),
    reopenDisagreement: operation => act('disagreement.reopen', operation, acts.reopen),
    correctDisagreement: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const { reason, record: right } = readBody(validation, operation, request) as { reason: string; record?: string }
      const by = operatorOf(request.session)
      const doing = { action: 'disagreement.correct', target: id, reason } as const
      return sendOne(request, reply,
        await record(request, doing, () => corrections.send(id, { by, reason, right }, request)))
    }
  }
}
