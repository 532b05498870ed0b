import { createHash } from 'node:crypto'
import type { Validation } from '../../contract/validation.ts'
import { SatuError, type SourceOutcome } from '../../errors.ts'
import { workingDaysOf } from '../../gateway/systems/city.ts'
import { isUnchanged, JSON_TYPE } from '../../http/answer-headers.ts'
import type { Handlers } from '../../http/handlers.ts'
import { readParameters } from '../../http/parameters.ts'
import { toSatuError } from '../../http/problems.ts'
import type { Serving } from '../../http/serving.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { createGatherFacts, type Facts } from './information-facts.ts'
import { countRequests } from './statistics.ts'

interface Counted {
  body: string
  etag: string
  at: number
}

const RESOURCE = 'information-requests'
/** Counting asks a system for many records: it is done anew after so long, while the last count is given. */
const FRESH_MS = 600_000
const MOST_KEPT_MS = 86_400_000
/** How long a caller waits for a first count. It goes on by itself. */
const PATIENCE_MS = 20_000

/** Statistics of requests for information: counted in the background, the same for everybody. */
export function createInformationStatistics({ validation }: { validation: Validation }): Handlers {
  const gather = createGatherFacts()
  /** By configuration, so that what another one counted is not given; by year within. */
  const counts = new WeakMap<Serving['registry'], Map<number, { last?: Counted; running?: Promise<Counted> }>>()

  async function count({ registry, config }: Serving, year: number): Promise<Counted> {
    const systems = registry.serving(RESOURCE, 'list')
    const startedAt = Date.now()
    const facts: Facts[] = []
    const errors: SatuError[] = []
    const sources = await Promise.all(systems.map(async (system): Promise<SourceOutcome> => {
      try {
        facts.push(...(await gather(system, year)))
        return { system: system.id, state: 'ok', as_of: toWib(new Date(startedAt)) }
      } catch (cause) {
        const error = toSatuError(cause)
        errors.push(error)
        return { system: system.id, state: 'failed', as_of: null, code: error.code, detail: error.message }
      }
    }))
    const [failed] = errors
    if (failed !== undefined && errors.length === sources.length) throw failed
    const statistics = countRequests(facts, year, workingDaysOf(config.city))
    const body = validation.serialize('InformationRequestStatistics', { year, as_of: toWib(new Date(startedAt)),
      ...statistics, meta: { sources } })
    return { body, etag: `W/"${createHash('sha1').update(JSON.stringify(statistics)).digest('base64url')}"`,
      at: startedAt }
  }

  function counted(serving: Serving, year: number): Promise<Counted> | Counted {
    const years = counts.get(serving.registry) ?? new Map<number, { last?: Counted; running?: Promise<Counted> }>()
    counts.set(serving.registry, years)
    const known = years.get(year) ?? {}
    years.set(year, known)
    const age = known.last === undefined ? Infinity : Date.now() - known.last.at
    if (known.last !== undefined && age < FRESH_MS) return known.last
    known.running ??= count(serving, year).then(done => (known.last = done)).finally(() => {
      delete known.running
    })
    // A count that fails is tried again by the next who asks.
    known.running.catch(() => undefined)
    return known.last !== undefined && age < MOST_KEPT_MS ? known.last : known.running
  }

  return {
    getInformationRequestStatistics: operation => async (request, reply) => {
      const { year } = readParameters(validation, operation, request) as { year: number }
      const { serving } = request
      if (serving.registry.serving(RESOURCE, 'list').length === 0) {
        throw new SatuError('not_served', `No connected system serves ${operation.id} yet.`, { stage: 'route' })
      }
      const { body, etag, at } = await within(PATIENCE_MS, counted(serving, year))
      request.seen = { outcome: 'ok', cache: 'bypass' }
      void reply.headers({ 'content-type': JSON_TYPE, etag, 'age': String(Math.floor((Date.now() - at) / 1_000)),
        'cache-control': 'public, max-age=60', 'vary': 'origin' })
      return isUnchanged(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(body)
    }
  }
}

/** @throws SatuError system_unavailable while it is still being counted */
async function within(ms: number, counting: Promise<Counted> | Counted): Promise<Counted> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new SatuError('system_unavailable', 'The requests of this year are still being counted.', { stage: 'statistics',
          retryAfterMs: 10_000 })
      )
    }, ms)
  })
  try {
    return await Promise.race([counting, late])
  } finally {
    clearTimeout(timer)
  }
}
