import type { FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../../contract/contract.ts'
import type { Records } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import { askerOf } from '../../http/auth.ts'
import { operationOf } from '../../http/faces/operations.ts'
import { readPages } from '../../http/faces/pages.ts'
import { MASKED } from '../../platform/privacy/visibility.ts'

export type Complaint = Records['complaints']
export type Service = Records['services']

/** The same reads as `/v1`: masked, cached, within every limit. */
export interface Walks {
  complaints(request: FastifyRequest, filters: { updated_since: string }): AsyncGenerator<Complaint>
  /** One of them; undefined when there is none, or when nobody may see it. */
  complaint(request: FastifyRequest, id: string): Promise<Complaint | undefined>
  /** Services of every system. @param needs which of them must be there */
  services(request: FastifyRequest, needs: (system: string) => boolean): AsyncGenerator<Service>
}

/** Who asks for more than this has to ask for less time. */
const MOST_RECORDS = 20_000

export function createWalks({ operations }: Contract): Walks {
  const complaints = operationOf(operations, 'listComplaints')
  const complaint = operationOf(operations, 'getComplaint')
  const services = operationOf(operations, 'listServices')

  /**
   * Clients take what is not in a list for gone, and a list of GeoReport cannot say what is missing: so it is all or
   * nothing.
   */
  async function* walk<T>(
    request: FastifyRequest,
    operation: Operation,
    filters: Readonly<Record<string, unknown>>,
    needs: (system: string) => boolean
  ): AsyncGenerator<T> {
    let count = 0
    for await (const { items, sources, waits } of readPages<T>(request, operation, filters)) {
      request.seen = { outcome: 'ok', systems: { ...request.seen?.systems, ...waits } }
      const missing = sources.filter(({ system, state }) => state === 'failed' && needs(system))
      if (missing.length > 0) {
        throw new SatuError('sources_failed', `Some of it is missing: ${
          missing.map(({ system }) => system).join(', ')
        } did not answer.`, { stage: 'open311', systems: missing, retryAfterMs: 1_000 })
      }
      count += items.length
      if (count > MOST_RECORDS)
        throw new SatuError('invalid_request', 'Too much has changed since then for one answer. Ask for a later time.',
          { stage: 'open311' })
      yield* items
    }
  }

  return {
    complaints: (request, filters) => walk(request, complaints, filters, () => true),
    services: (request, needs) => walk(request, services, {}, needs),
    async complaint(request, id) {
      try {
        const { answer } = await request.serving.reads.get({ operation: complaint, values: { id }, visibility: MASKED,
          asker: askerOf(request), tolerance: {} })
        return JSON.parse(answer.body) as Complaint
      } catch (error) {
        if (error instanceof SatuError && error.code === 'not_found') return undefined
        throw error
      }
    }
  }
}
