import type { FastifyRequest } from 'fastify'
import type { Contract, Operation } from '../../contract/contract.ts'
import type { Records } from '../../contract/resources.ts'
import { SatuError, type SourceOutcome } from '../../errors.ts'
import { askerOf } from '../../http/auth.ts'
import { MASKED } from '../../privacy/visibility.ts'

interface Page<T> {
  items: T[]
  next_cursor: string | null
  meta: { sources: SourceOutcome[] }
}

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

/** The contract allows no more. */
const PAGE = 100
/** Who asks for more than this has to ask for less time. */
const MOST_RECORDS = 20_000

export function createWalks(contract: Contract): Walks {
  const operation = (id: string): Operation => {
    const found = contract.operations.find(one => one.id === id)
    if (found === undefined) throw new Error(`the contract has no ${id}`)
    return found
  }
  const complaints = operation('listComplaints')
  const complaint = operation('getComplaint')
  const services = operation('listServices')

  /** Clients take what is not in a list for gone, and a list of GeoReport cannot say what is missing: so it is all or nothing. */
  async function* walk<T>(request: FastifyRequest, operation: Operation, filters: Readonly<Record<string, unknown>>, needs: (system: string) => boolean): AsyncGenerator<T> {
    let count = 0
    for (let cursor: string | null | undefined; cursor !== null;) {
      const values = { ...filters, limit: PAGE, ...(cursor !== undefined && { cursor }) }
      const { answer, waits } = await request.serving.reads.list({ operation, values, visibility: MASKED, asker: askerOf(request), tolerance: {} })
      request.seen = { outcome: 'ok', systems: { ...request.seen?.systems, ...waits } }
      const page = JSON.parse(answer.body) as Page<T>
      const missing = page.meta.sources.filter(({ system, state }) => state === 'failed' && needs(system))
      if (missing.length > 0) {
        throw new SatuError('sources_failed', `Some of it is missing: ${missing.map(({ system }) => system).join(', ')} did not answer.`, { stage: 'open311', systems: missing, retryAfterMs: 1_000 })
      }
      count += page.items.length
      if (count > MOST_RECORDS) throw new SatuError('invalid_request', 'Too much has changed since then for one answer. Ask for a later time.', { stage: 'open311' })
      yield* page.items
      cursor = page.next_cursor
    }
  }

  return {
    complaints: (request, filters) => walk(request, complaints, filters, () => true),
    services: (request, needs) => walk(request, services, {}, needs),
    async complaint(request, id) {
      try {
        const { answer } = await request.serving.reads.get({ operation: complaint, values: { id }, visibility: MASKED, asker: askerOf(request), tolerance: {} })
        return JSON.parse(answer.body) as Complaint
      } catch (error) {
        if (error instanceof SatuError && error.code === 'not_found') return undefined
        throw error
      }
    }
  }
}
