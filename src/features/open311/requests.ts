import type { FastifyRequest } from 'fastify'
import { SatuError } from '../../errors.ts'
import type { City } from '../../kit/adapter.ts'
import type { Config } from '../../platform/config/schema.ts'
import { isOnMap, type Names, requestedAt, toRequest } from './map.ts'
import { type Params, wholeNumber, wrong } from './params.ts'
import { listComplaintServices } from './services.ts'
import { statuses } from './statuses.ts'
import { isWithin, readWindow, timeText } from './times.ts'
import type { Answer } from './values.ts'
import type { Complaint, Walks } from './walk.ts'

export interface Requests {
  list(request: FastifyRequest, params: Params): Promise<Answer>
  get(request: FastifyRequest, params: Params, id: string): Promise<Answer>
}

/** Most rows of one answer (GeoReport v2). */
export const MOST_ROWS = 1_000
/** Looked up at the same time, of those that are asked for by id. */
const AT_ONCE = 8

export function createRequests(walks: Walks, cityOf: (config: Config) => City): Requests {
  async function answer(request: FastifyRequest, params: Params, complaints: readonly Complaint[]): Promise<Answer> {
    const names: Names = { city: cityOf(request.serving.config), services: await namesOfServices(request) }
    const extended = params.one('extensions')?.trim() === 'true'
    return { root: 'service_requests', value: complaints.map(complaint => toRequest(complaint, names, { extended })) }
  }

  /** A name is worth less than the rows: when nobody can tell it, the code stands for it. */
  async function namesOfServices(request: FastifyRequest): Promise<Map<string, string>> {
    try {
      const services = await listComplaintServices(walks, request)
      return new Map(services.map(({ code, label }) => [code, label]))
    } catch (error) {
      if (error instanceof SatuError && error.status >= 500) return new Map()
      throw error
    }
  }

  async function byIds(request: FastifyRequest, ids: readonly string[]): Promise<Complaint[]> {
    if (ids.length > MOST_ROWS) throw wrong('service_request_id', `may name ${MOST_ROWS} requests`)
    const found: Complaint[] = []
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = await Promise.all(ids.slice(at, at + AT_ONCE).map(id => walks.complaint(request, id)))
      // One that nobody knows must not hide the others.
      found.push(...some.filter(complaint => complaint !== undefined))
    }
    return found
  }

  return {
    async list(request, params) {
      const ids = params.list('service_request_id')
      if (ids.length > 0) return answer(request, params, await byIds(request, ids))
      const window = readWindow(params, Date.now())
      const fits = readFilters(params)
      const { skip, most } = readPage(params)
      const found: Complaint[] = []
      let passed = 0
      // Nothing has changed before it came.
      for await (const complaint of walks.complaints(request, { updated_since: timeText(window.start) })) {
        if (!isOnMap(complaint) || !isWithin(requestedAt(complaint), window) || !fits(complaint)) continue
        if (passed++ < skip) continue
        found.push(complaint)
        if (found.length === most) break
      }
      return answer(request, params, found)
    },
    async get(request, params, id) {
      const complaint = await walks.complaint(request, id)
      if (complaint === undefined)
        throw new SatuError('not_found', 'service_request_id is not one of a request here.', { stage: 'open311' })
      return answer(request, params, [complaint])
    }
  }
}

function readFilters(params: Params): (complaint: Complaint) => boolean {
  const codes = params.list('service_code')
  const wanted = params.list('status').map(status => status.toLowerCase())
  if (wanted.some(status => status !== 'open' && status !== 'closed')) throw wrong('status', 'is open, closed, or both')
  return ({ service_code: code = '', status }) =>
    (codes.length === 0 || codes.includes(code)) &&
    (wanted.length === 0 || wanted.includes(statuses[status.code].request))
}

/** Pages of a list; without them one of as many rows as an answer may have. */
export function readPage(params: Params): { skip: number; most: number } {
  const most = wholeNumber(params, 'page_size', { least: 1, most: MOST_ROWS, fallback: MOST_ROWS })
  const page = wholeNumber(params, 'page', { least: 1, most: 1_000_000, fallback: 1 })
  return { skip: (page - 1) * most, most }
}
