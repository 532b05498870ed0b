import type { components } from '../../contract/types.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError } from '../../errors.ts'
import { nextLink, readPlace, writePlace } from '../../gateway/reads/paging.ts'
import type { Pair } from '../../gateway/systems/pair.ts'
import { OWN_HEADERS } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import type { OnRecord } from '../../http/operator-record.ts'
import { readBody, readParameters } from '../../http/parameters.ts'
import type { Serving } from '../../http/serving.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { type DifferenceKind, valueOf } from './differences.ts'
import type { SuccessionReport } from './report.ts'
import type { Successions } from './successions.ts'

type Schemas = components['schemas']

export interface SuccessionHandlersOptions {
  validation: Validation
  successions: Pick<Successions, 'report' | 'differences' | 'compare'>
  record: OnRecord
}

/** Systems that replace others, for operators. */
export function createSuccessionHandlers({ validation, successions, record }: SuccessionHandlersOptions): Handlers {
  return {
    listSuccessions: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { limit, cursor } = values as { limit: number; cursor?: string }
      const start = readPlace(cursor) ?? 0
      const { pairs } = request.serving.registry
      const next = start + limit < pairs.length ? writePlace(start + limit) : null
      if (next !== null) reply.header('link', nextLink(operation.path, values, next))
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('SuccessionList', {
          items: pairs.slice(start, start + limit).map(pair => viewPair(pair, request.serving)),
          next_cursor: next,
          meta: { sources: [] }
        })
      )
    },
    reportSuccession: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const pair = pairOf(request.serving, id)
      const report = await successions.report(id)
      if (report === undefined) throw notThere()
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('SuccessionReport', viewReport(report, viewPair(pair, request.serving)))
      )
    },
    listSuccessionDifferences: operation => async (request, reply) => {
      const values = readParameters(validation, operation, request)
      const { id, field, kind, limit, cursor } = values as { id: string; field?: string; kind?: DifferenceKind;
        limit: number; cursor?: string }
      pairOf(request.serving, id)
      const offset = readPlace(cursor) ?? 0
      const rows = await successions.differences.list(id, { field, kind, limit: limit + 1, offset })
      const next = rows.length > limit ? writePlace(offset + limit) : null
      if (next !== null) reply.header('link', nextLink(operation.path.replace('{id}', id), values, next))
      const items = rows.slice(0, limit).map((
        { record: name, field: path, kind: what, old_value: old, new_value: fresh, first_at: first, last_at: last }
      ): Schemas['SuccessionDifference'] => ({ record: name, field: path, kind: what, old: valueOf(old),
        new: valueOf(fresh), open_since: at(first), seen_at: at(last) })
      )
      return reply.headers(OWN_HEADERS).send(
        validation.serialize('SuccessionDifferenceList', { items, next_cursor: next, meta: { sources: [] } })
      )
    },
    compareSuccession: operation => async (request, reply) => {
      const { id } = readParameters(validation, operation, request) as { id: string }
      const { reason } = readBody(validation, operation, request) as { reason: string }
      const pair = pairOf(request.serving, id)
      const begun = await record(request, { action: 'succession.compare', system: pair.successor.id, target: id,
        reason }, () => successions.compare(id))
      if (begun === undefined) throw notThere()
      return reply.headers(OWN_HEADERS).send(validation.serialize('SuccessionComparisonBegun', { begun }))
    }
  }
}

function pairOf({ registry }: Serving, id: string): Pair {
  const pair = registry.pairs.find(one => one.id === id)
  if (pair === undefined) throw notThere()
  return pair
}

function notThere(): SatuError {
  return new SatuError('not_found', 'The config has no succession of this id.', { stage: 'succession' })
}

function viewPair(
  { id, resource, old, successor, mode, writes }: Pair,
  { config }: Pick<Serving, 'config'>
): Schemas['Succession'] {
  const { percent } = config.successions.find(entry => entry.id === id) ?? {}
  return { id, resource, old: old.id, new: successor.id, mode, ...(percent !== undefined && { percent }), writes }
}

function viewReport(
  { at: now, since, counts, consumers, records, pass, differences, findings }: SuccessionReport,
  succession: Schemas['Succession']
): Schemas['SuccessionReport'] {
  return {
    succession,
    as_of: at(now),
    ready: !findings.some(({ isBlocking }) => isBlocking),
    findings: findings.map(({ isBlocking, ...finding }) => ({ ...finding, blocking: isBlocking })),
    answered: { since, old: counts.answered_old, new: counts.answered_new, fell_back: counts.fell_back },
    comparison: {
      sampled: counts.compared,
      failed: counts.compare_failed,
      skipped: counts.compare_skipped,
      in_both: records.both,
      only_old: records.old,
      only_new: records.new,
      ...(pass && {
        last: {
          begun_at: at(pass.begun_at),
          ...(pass.ended_at !== null && { ended_at: at(pass.ended_at) }),
          ...(pass.outcome !== null && { outcome: pass.outcome }),
          ...(pass.old_records !== null && { old_records: pass.old_records }),
          ...(pass.new_records !== null && { new_records: pass.new_records }),
          ...(pass.differing !== null && { differing: pass.differing })
        }
      })
    },
    differences: differences.map(({ field, kind, count, example: { record, old, new: fresh, firstAt } }) => ({ field,
      kind, count, record, old, new: fresh, open_since: at(firstAt) })
    ),
    consumers: consumers.flatMap((
      { consumer, what, count }
    ) => ((what === 'answered_old' || what === 'unknown_id') && consumer !== '' ? [{ consumer, what, count }] : []))
  }
}

function at(ms: number): string {
  return toWib(new Date(ms))
}
