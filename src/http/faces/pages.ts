import type { FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import type { SourceOutcome } from '../../errors.ts'
import type { Tolerance } from '../../gateway/reads/answers.ts'
import type { ReadAnswer } from '../../gateway/reads/reads.ts'
import { MASKED } from '../../platform/privacy/visibility.ts'
import { askerOf } from '../auth.ts'

interface List<T> {
  items: T[]
  next_cursor: string | null
  meta: { sources: SourceOutcome[] }
}

export interface ReadPage<T> extends ReadAnswer {
  items: T[]
  sources: SourceOutcome[]
}

/** The contract allows no more. */
const PAGE = 100

/** Every page of a list, by the same reads as `/v1`: masked, cached, within every limit. */
export async function* readPages<T>(
  request: FastifyRequest,
  operation: Operation,
  filters: Readonly<Record<string, unknown>> = {},
  tolerance: Tolerance = {}
): AsyncGenerator<ReadPage<T>> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const values = { ...filters, limit: PAGE, ...(cursor !== undefined && { cursor }) }
    const made = await request.serving.reads.list({ operation, values, visibility: MASKED,
      asker: askerOf(request, performance.now()), tolerance })
    const { items, next_cursor, meta } = JSON.parse(made.answer.body) as List<T>
    yield { ...made, items, sources: meta.sources }
    cursor = next_cursor
  }
}
