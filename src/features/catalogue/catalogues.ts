import type { FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/contract.ts'
import type { Records } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { Answer, Tolerance } from '../../gateway/reads/answers.ts'
import type { Purges } from '../../gateway/reads/purges.ts'
import type { Reads } from '../../gateway/reads/reads.ts'
import type { CacheUse } from '../../http/answer-headers.ts'
import { readPages } from '../../http/faces/pages.ts'
import { readTolerance } from '../../http/tolerance.ts'
import type { City } from '../../kit/adapter.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { OpenData } from '../open-data/index.ts'
import { type Catalogue, compare, createCatalogue } from './catalogue.ts'
import type { Entry } from './entry.ts'
import { createOrganizations, type Organizations } from './organizations.ts'
import { fromOwn } from './own-entry.ts'
import { fromPortal } from './portal-entry.ts'

/** The catalogue as a request finds it. */
export interface Opened {
  catalogue: Catalogue
  /** What its age, its sources and its freshness are: what the headers of an answer say. */
  basis: Omit<Answer, 'body' | 'etag'>
  use: CacheUse
  /** Milliseconds waited for each system. */
  waits: Readonly<Record<string, number>>
}

export interface Catalogues {
  /**
   * The whole catalogue, by the same reads and with the same freshness as `/v1/datasets`; one that is kept while it is
   * fresh. All or nothing: clients take what is not in a catalogue for gone.
   * @throws SatuError sources_failed when a system that has datasets neither answers nor is remembered
   */
  open(request: FastifyRequest): Promise<Opened>
}

export interface CataloguesOptions {
  /** Lists datasets. */
  operation: Operation
  /** The hub's own datasets. */
  openData: Pick<OpenData, 'list' | 'edition' | 'state'>
  purges: Purges
  cityOf(config: Config): City
}

/** What the systems gave, for one configuration. */
interface Portals {
  entries: readonly Entry[]
  organizations: Organizations
  basis: Opened['basis']
}

interface Kept {
  portals: Portals
  /** Which editions of the hub's own datasets it holds. */
  editions: string
  catalogue: Catalogue
}

/** Who connects more than this needs a search engine. */
const MOST_DATASETS = 100_000

export function createCatalogues({ operation, openData, purges, cityOf }: CataloguesOptions): Catalogues {
  const known = new WeakMap<Reads, Kept>()
  const flights = new WeakMap<Reads, { seq: number; work: Promise<Gathered> }>()

  interface Gathered {
    portals: Portals
    use: CacheUse
    waits: Record<string, number>
  }

  async function gather(request: FastifyRequest, tolerance: Tolerance): Promise<Gathered> {
    const { serving } = request
    const organizations = createOrganizations(cityOf(serving.config))
    const records = new Map<string, Records['datasets']>()
    const answers: Answer[] = []
    const waits: Record<string, number> = {}
    let [asked, shared, hit] = [false, false, true]
    for await (const page of readPages<Records['datasets']>(request, operation, {}, tolerance)) {
      const missing = page.sources.filter(({ state }) => state === 'failed')
      if (missing.length > 0) {
        throw new SatuError('sources_failed', `Some of the catalogue is missing: ${
          missing.map(({ system }) => system).join(', ')
        } did not answer.`, { stage: 'catalogue', systems: missing, retryAfterMs: 1_000 })
      }
      for (const record of page.items) records.set(record.id, record)
      if (records.size > MOST_DATASETS)
        throw new SatuError('internal', `There are more than ${MOST_DATASETS} datasets.`, { stage: 'catalogue' })
      answers.push(page.answer)
      for (const [system, ms] of Object.entries(page.waits)) waits[system] = (waits[system] ?? 0) + ms
      asked ||= page.asked
      shared ||= page.shared
      hit &&= page.hit
    }
    const order = new Map(serving.config.systems.map(({ id }, index) => [id, index]))
    const entries = [...records.values()]
      .map(record => fromPortal(record, organizations))
      .sort((a, b) => (order.get(a.system ?? '') ?? 0) - (order.get(b.system ?? '') ?? 0) || compare(a.key, b.key))
    return {
      portals: { entries, organizations, basis: together(answers) },
      use: hit ? 'hit' : asked ? 'fetched' : shared ? 'shared' : 'refreshed',
      waits
    }
  }

  /** Many who ask at once wait for one; not for one that was begun before something was purged. */
  function gatherOnce(request: FastifyRequest): Promise<Gathered> {
    const { reads } = request.serving
    const running = flights.get(reads)
    if (running?.seq === purges.seq) return running.work
    const work = gather(request, {}).finally(() => {
      if (flights.get(reads)?.work === work) flights.delete(reads)
    })
    flights.set(reads, { seq: purges.seq, work })
    return work
  }

  async function portalsOf(request: FastifyRequest, kept: Kept | undefined): Promise<Gathered> {
    const { reads, config } = request.serving
    const now = Date.now()
    if (!reads.serves(operation) && openData.list().length > 0) {
      const basis = { seq: purges.seq, tags: [], systems: [], madeAt: now, asOf: now,
        freshUntil: Number.POSITIVE_INFINITY, outcome: 'ok' as const, headers: {} }
      return { portals: kept?.portals ?? { entries: [], organizations: createOrganizations(cityOf(config)), basis },
        use: 'hit', waits: {} }
    }
    const tolerance = readTolerance(request.headers['cache-control'], now)
    const { notBefore = 0, minFresh = 0 } = tolerance
    const basis = kept?.portals.basis
    const isGood = basis !== undefined && now < basis.freshUntil - minFresh * 1_000 && basis.asOf >= notBefore &&
      purges.holds(basis)
    if (kept !== undefined && isGood) return { portals: kept.portals, use: 'hit', waits: {} }
    return Object.keys(tolerance).length === 0 ? gatherOnce(request) : gather(request, tolerance)
  }

  return {
    async open(request) {
      const { reads, config } = request.serving
      const { portals, use, waits } = await portalsOf(request, known.get(reads))
      const own = openData.list().flatMap(dataset => {
        // One that was never built has nothing to show yet.
        const edition = openData.edition(dataset.name)
        return edition === undefined ? [] : [{ dataset, edition, state: openData.state(dataset.name) }]
      })
      const editions = own.map(({ edition: { dataset, id, modifiedAt } }) => `${dataset} ${id} ${modifiedAt}`).join(
        '\n'
      )
      let kept = known.get(reads)
      if (kept === undefined || kept.portals !== portals || kept.editions !== editions) {
        const context = { organizations: portals.organizations, place: cityOf(config).name }
        const entries = own.map(({ dataset, edition, state }) => fromOwn(dataset, edition, state, context))
        known.set(reads,
          kept = { portals, editions, catalogue: createCatalogue(entries, portals.entries, portals.organizations) })
      }
      return { catalogue: kept.catalogue, basis: basisNow(portals.basis), use, waits }
    }
  }
}

/** Where nothing comes from systems, an answer holds for a minute: editions are made when their time comes. */
const OWN_FRESH_MS = 60_000

function basisNow(basis: Opened['basis']): Opened['basis'] {
  if (Number.isFinite(basis.freshUntil)) return basis
  const now = Date.now()
  return { ...basis, madeAt: now, asOf: now, freshUntil: now + OWN_FRESH_MS }
}

function together(answers: readonly Answer[]): Opened['basis'] {
  const outcomes = new Set(answers.map(({ outcome }) => outcome))
  return {
    seq: Math.min(...answers.map(({ seq }) => seq)),
    tags: [...new Set(answers.flatMap(({ tags }) => tags))],
    systems: [...new Set(answers.flatMap(({ systems }) => systems))],
    madeAt: Math.min(...answers.map(({ madeAt }) => madeAt)),
    asOf: Math.min(...answers.map(({ asOf }) => asOf)),
    freshUntil: Math.min(...answers.map(({ freshUntil }) => freshUntil)),
    outcome: outcomes.has('partial') ? 'partial' : outcomes.has('stale') ? 'stale' : 'ok',
    headers: {}
  }
}
