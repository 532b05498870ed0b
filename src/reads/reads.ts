import { createHash } from 'node:crypto'
import type { Contract, Operation } from '../contract/contract.ts'
import { recordSchemas, resourceNames, type Records, type ResourceName } from '../contract/resources.ts'
import type { Validation } from '../contract/validation.ts'
import { SatuError, type SourceOutcome } from '../errors.ts'
import type { City } from '../kit/adapter.ts'
import { createMask, type Mask, type Visibility } from '../privacy/visibility.ts'
import type { Asker } from '../systems/asker.ts'
import type { LoadLedger } from '../systems/load-ledger.ts'
import type { Registry } from '../systems/registry.ts'
import type { Answer, Answers, Made, Tolerance } from './answers.ts'
import { narrowToOverdue, type Clocks } from './clocks.ts'
import { createFederation, type FederateOptions } from './federate.ts'
import { hiddenFilters } from './filters.ts'
import { readFilters } from './query.ts'
import { createFind, notFound } from './find.ts'
import { createReport, outcomeOf, type SourceReader, type SourceReport } from './sources.ts'
import { viewLoad, viewSystem } from './system-view.ts'
import { createVerify, type Claim } from './verify.ts'

export interface ReadRequest {
  operation: Operation
  /** Parameters as the contract's validation gave them. */
  values: Readonly<Record<string, unknown>>
  visibility: Visibility
  asker: Asker
  /** What the caller asks of the answer's age. */
  tolerance: Tolerance
}

export type ReadAnswer = Made & { hit: boolean }

/** Every read of the contract. Faults come out as `SatuError`. */
export interface Reads {
  /** Whether any system serves the operation; otherwise it is a 501. */
  serves(operation: Operation): boolean
  list(request: ReadRequest): Promise<ReadAnswer>
  get(request: ReadRequest): Promise<ReadAnswer>
  listUpdates(request: ReadRequest): Promise<ReadAnswer>
  listSystems(request: ReadRequest): ReadAnswer
  getSystem(request: ReadRequest): ReadAnswer
  getSystemLoad(request: ReadRequest): Promise<ReadAnswer>
  /** Not kept anywhere. */
  verify(claim: Claim, asker: Asker): Promise<Pick<ReadAnswer, 'answer' | 'waits'>>
}

export interface ReadsOptions extends FederateOptions {
  contract: Contract
  validation: Validation
  registry: Registry
  ledger: Pick<LoadLedger, 'of'>
  city: City
  reader: SourceReader
  answers: Answers
  clocks: Clocks
}

/** An answer with a system missing, or standing in for itself, is looked at again after so long. */
const UNSURE_MS = 1_000

export function createReads(options: ReadsOptions): Reads {
  const { contract, validation, registry, ledger, city, reader, answers, clocks } = options
  const federate = createFederation(options)
  const verify = createVerify(registry)
  const find = createFind({ registry, reader })
  const hidden = new Map(resourceNames.map(name => [name, hiddenFilters(contract, name)]))
  const masks = new Map<string, Mask>()

  /** The value as the caller may see it. @throws SatuError not_found when nothing of it may be seen: as if it were not there */
  const visible = <T>(schema: string, value: T, resource: string): T => {
    let mask = masks.get(schema)
    if (mask === undefined) masks.set(schema, (mask = createMask(contract, schema)))
    const shown = mask(value)
    if (shown === undefined) throw notFound(resource)
    return shown as T
  }
  const encode = ({ answer = '', resource }: Operation, value: unknown): string => validation.serialize(answer, visible(answer, value, resource))

  /** Everything that an answer depends on, so that two questions share an answer only when it is the same. */
  const keyOf = ({ operation, visibility }: ReadRequest, ...parts: unknown[]): string =>
    `${contract.version} ${visibility} ${operation.id} ${JSON.stringify(parts)}`

  return {
    serves({ resource, action, path }) {
      if (resource === 'systems') return true
      if (!isResource(resource)) return false
      if (action === 'verify') return registry.serving(resource, 'get').length > 0
      if (action !== 'list' && action !== 'get') return false
      return registry.serving(resource, path.includes('{') ? 'get' : 'list').length > 0
    },
    list(request) {
      const { operation, values, asker, tolerance } = request
      const resource = operation.resource as ResourceName
      const filters = narrowToOverdue(resource, readFilters(values, city, hidden.get(resource)))
      const limit = values['limit'] as number
      const cursor = values['cursor'] as string | undefined
      const requireAll = values['require'] === 'all'
      const day = clocks.day(resource)
      return answers.read(keyOf(request, filters, limit, cursor, requireAll, day?.today), tolerance, async seq => {
        const { items, nextCursor, sources, reports } = await federate({ resource, filters, today: day?.today, limit, cursor, requireAll, tolerance, asker })
        const shown = day === undefined ? items : items.map(record => clocks.shown(resource, record, day.today))
        const body = encode(operation, { items: shown, next_cursor: nextCursor, meta: { sources } })
        return made({ seq, body, reports, sources, until: day?.until }, nextCursor === null ? {} : { link: nextLink(operation.path, values, nextCursor) })
      })
    },
    get(request) {
      const { operation, values, tolerance } = request
      const resource = operation.resource as ResourceName
      const wanted = wantedOf(values)
      const day = clocks.day(resource)
      return answers.read(keyOf(request, wanted, day?.today), tolerance, async seq => {
        const { record, report, reports } = await ('id' in wanted ? find.byId(resource, wanted.id, request) : find.byKey(resource, wanted.key, request))
        const shown = day === undefined ? record : clocks.shown(resource, record, day.today)
        return made({ seq, body: encode(operation, shown), reports: [report], sources: [outcomeOf(report)], tagged: reports, until: day?.until }, { 'satu-source': sourceHeader(report) })
      })
    },
    listUpdates(request) {
      const { operation, values, tolerance } = request
      const id = String(values['id'])
      const limit = values['limit'] as number
      const start = readOffset(values['cursor'] as string | undefined)
      return answers.read(keyOf(request, id, limit, start), tolerance, async seq => {
        const { record, report } = await find.byId('complaints', id, request)
        const { updates = [] } = visible(recordSchemas.complaints, record as Records['complaints'], 'complaints')
        const next = start + limit < updates.length ? writeOffset(start + limit) : null
        const sources = [outcomeOf(report)]
        const body = encode(operation, { items: updates.slice(start, start + limit), next_cursor: next, meta: { sources } })
        return made({ seq, body, reports: [report], sources }, next === null ? {} : { link: nextLink(operation.path.replace('{id}', id), values, next) })
      })
    },
    listSystems({ operation, values }) {
      const limit = values['limit'] as number
      const start = readOffset(values['cursor'] as string | undefined)
      const all = registry.systems.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const next = start + limit < all.length ? writeOffset(start + limit) : null
      const items = all.slice(start, start + limit).map(viewSystem)
      return now(encode(operation, { items, next_cursor: next, meta: { sources: [] } }), next === null ? {} : { link: nextLink(operation.path, values, next) })
    },
    getSystem({ operation, values }) {
      const system = registry.get(String(values['id']))
      if (system === undefined) throw notFound('systems')
      return now(encode(operation, viewSystem(system)), {})
    },
    async getSystemLoad({ operation, values }) {
      const system = registry.get(String(values['id']))
      if (system === undefined) throw notFound('systems')
      return now(encode(operation, viewLoad(system.id, await ledger.of(system.id))), {})
    },
    async verify(claim, asker) {
      const { answer, reports } = await verify(claim, asker)
      return made({ seq: 0, body: validation.serialize('ResidentMatch', answer), reports, sources: answer.meta.sources }, {})
    }
  }
}

function isResource(name: string): name is ResourceName {
  return (resourceNames as readonly string[]).includes(name)
}

/** A record is named by its id, or by the number that everybody knows it by: a tax object by its NOP. */
function wantedOf(values: Readonly<Record<string, unknown>>): { id: string } | { key: string } {
  const { id, nop, year } = values as { id?: string; nop?: string; year?: string | number }
  return nop === undefined ? { id: id ?? '' } : { key: year === undefined ? nop : `${nop}-${year}` }
}

interface Parts {
  /** See `Basis`. */
  seq: number
  body: string
  reports: readonly SourceReport[]
  sources: readonly SourceOutcome[]
  /** Where it depends on more systems than those it reports. */
  tagged?: readonly SourceReport[]
  /** When what it says is over whatever the systems say, ms since 1970. */
  until?: number | undefined
}

function made({ seq, body, reports, sources, tagged = reports, until = Infinity }: Parts, headers: Record<string, string>): Made {
  const unsure = reports.some(({ stale, failed }) => stale || failed !== undefined)
  const freshUntil = Math.min(until, ...(unsure ? [Date.now() + UNSURE_MS] : reports.map(report => report.freshUntil)))
  const answer: Answer = {
    seq,
    tags: tagged.flatMap(({ tags }) => tags),
    systems: reports.map(({ system }) => system.id),
    body,
    etag: etagOf(body),
    madeAt: Date.now(),
    asOf: Math.min(Date.now(), ...reports.flatMap(({ asOf }) => (asOf === undefined ? [] : [asOf]))),
    freshUntil: Number.isFinite(freshUntil) ? freshUntil : Date.now() + UNSURE_MS,
    outcome: sources.some(({ state }) => state === 'failed') ? 'partial' : sources.some(({ state }) => state === 'stale') ? 'stale' : 'ok',
    headers
  }
  const waits = Object.fromEntries(reports.filter(({ asked }) => asked).map(({ system, waitedMs }) => [system.id, Math.round(waitedMs)]))
  return { answer, asked: Object.keys(waits).length > 0, shared: reports.some(({ shared }) => shared), waits }
}

/** An answer about the hub itself: true at this moment, never kept. */
function now(body: string, headers: Record<string, string>): ReadAnswer {
  const at = Date.now()
  const answer: Answer = { seq: 0, tags: [], systems: [], body, etag: etagOf(body), madeAt: at, asOf: at, freshUntil: at, outcome: 'ok', headers }
  return { answer, asked: false, shared: false, hit: false, waits: {} }
}

/** Weak: two answers with the same records are the same, whenever these were fetched (a cursor tells the time too). */
function etagOf(body: string): string {
  const lasting = body.replace(/"(?:fetched_at|as_of|next_cursor)":"[^"]*"/g, '')
  return `W/"${createHash('sha1').update(lasting).digest('base64url')}"`
}

function nextLink(path: string, values: Readonly<Record<string, unknown>>, cursor: string): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (name === 'cursor' || name === 'id' || /^[A-Z]/.test(name)) continue
    query.set(name, Array.isArray(value) ? value.join(',') : (value as string | number).toString())
  }
  query.set('cursor', cursor)
  return `<${path}?${query}>; rel="next"`
}

function sourceHeader({ system, stale, asOf }: SourceReport): string {
  const { as_of } = outcomeOf({ ...createReport(system), asOf })
  return `${system.id};state=${stale ? 'stale' : 'ok'};as_of="${as_of ?? ''}"`
}

function readOffset(cursor: string | undefined): number {
  if (cursor === undefined) return 0
  const offset = Number(/^o(\d{1,9})$/.exec(cursor)?.[1] ?? Number.NaN)
  if (Number.isNaN(offset)) {
    throw new SatuError('invalid_request', 'The cursor cannot be used.', {
      stage: 'cursor',
      errors: [{ in: 'query', field: 'cursor', code: 'pattern', detail: 'is not a cursor of this list; start again without it' }]
    })
  }
  return offset
}

function writeOffset(offset: number): string {
  return `o${offset}`
}
