import { hash } from 'node:crypto'
import type { Contract, Operation } from '../../contract/contract.ts'
import { type Records, recordSchemas, type ResourceName, resourceNames } from '../../contract/resources.ts'
import type { Validation } from '../../contract/validation.ts'
import type { SourceOutcome } from '../../errors.ts'
import type { City } from '../../kit/adapter.ts'
import { createShown, type Shown } from '../../platform/privacy/shown.ts'
import { createMask, type Mask, MASKED, type Visibility } from '../../platform/privacy/visibility.ts'
import type { Asker } from '../systems/asker.ts'
import type { LoadLedger } from '../systems/load-ledger.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Registry } from '../systems/registry.ts'
import type { Answer, Answers, Made, Tolerance } from './answers.ts'
import type { Clocks } from './clocks.ts'
import { createFederation, type FederateOptions, refuse } from './federate.ts'
import { hiddenFilters } from './filters.ts'
import { createFind, notFound } from './find.ts'
import { createLookUp } from './look-up.ts'
import { createPersons, type Persons, readRecords, type RecordKey } from './own.ts'
import { nextLink, readPlace, writePlace } from './paging.ts'
import { readFilters } from './query.ts'
import { createReport, outcomeOf, type SourceReport } from './source-report.ts'
import type { SourceReader } from './sources.ts'
import { viewLoad, viewSystem } from './system-view.ts'
import { type Claim, createVerify } from './verify.ts'

export interface ReadRequest {
  operation: Operation
  /** Parameters as the contract's validation gave them. */
  values: Readonly<Record<string, unknown>>
  visibility: Visibility
  asker: Asker
  /** What the caller asks of the answer's age. */
  tolerance: Tolerance
  /** Of a list only records that this is true of: what is a citizen's own. Such an answer is kept nowhere. */
  mine?: (record: CanonicalRecord) => boolean
}

export type ReadAnswer = Made & { hit: boolean }

/** One person's record, for those who may look people up. */
export interface LookedUp extends Pick<ReadAnswer, 'answer' | 'waits'> {
  shown: Shown
}

/** Every read of the contract. Faults come out as `SatuError`. */
export interface Reads extends Persons {
  /** Whether any system serves the operation; otherwise it is a 501. */
  serves(operation: Operation): boolean
  list(request: ReadRequest): Promise<ReadAnswer>
  get(request: ReadRequest): Promise<ReadAnswer>
  listUpdates(request: ReadRequest): Promise<ReadAnswer>
  /** A list of these records, those that are there and fit its filters. */
  records(request: ReadRequest, keys: readonly RecordKey[], nextCursor: string | null): Promise<ReadAnswer>
  listSystems(request: ReadRequest): ReadAnswer
  getSystem(request: ReadRequest): ReadAnswer
  getSystemLoad(request: ReadRequest): Promise<ReadAnswer>
  /** Not kept anywhere, as the next. */
  verify(claim: Claim, asker: Asker): Promise<Pick<ReadAnswer, 'answer' | 'waits'> & { matches: boolean }>
  /** Throws SatuError `not_found` when no register knows the person. */
  lookUp(nik: string, request: Pick<ReadRequest, 'operation' | 'visibility' | 'asker'>): Promise<LookedUp>
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
  /** What the hub calls a person by, instead of the NIK. */
  residentId(nik: string): string
}

/** An answer with a system missing, or standing in for itself, is looked at again after so long. */
const UNSURE_MS = 1_000

export function createReads(options: ReadsOptions): Reads {
  const { contract, validation, registry, ledger, city, reader, answers, clocks, residentId } = options
  const federate = createFederation(options)
  const verify = createVerify(registry)
  const lookUp = createLookUp({ registry, validation, nameOf: residentId })
  const find = createFind({ registry, reader, ...(options.onAnswered && { onAnswered: options.onAnswered }) })
  const hidden = new Map(resourceNames.map(name => [name, hiddenFilters(contract, name)]))
  const masks = new Map<string, Mask>()

  /**
   * The value as the caller may see it. @throws SatuError not_found when nothing of it may be seen: as if it were not
   * there
   */
  const visible = <T>(schema: string, value: T, { operation: { resource }, visibility }: Viewed): T => {
    const key = `${visibility.key} ${schema}`
    let mask = masks.get(key)
    if (mask === undefined) masks.set(key, mask = createMask(contract, schema, visibility))
    const seen = mask(value)
    if (seen === undefined) throw notFound(resource)
    return seen as T
  }
  const tellsShown = new Map<string, (value: unknown) => Shown>()
  const shownOf = (schema: string, value: unknown, visibility: Visibility): Shown => {
    const key = `${visibility.key} ${schema}`
    let tell = tellsShown.get(key)
    if (tell === undefined) tellsShown.set(key, tell = createShown(contract, schema, visibility))
    return tell(value)
  }
  /** The body that the caller is given, and what it shows of people where more than the masks may be seen. */
  const encode = (request: Viewed, value: unknown): { body: string; shown?: Shown } => {
    const { operation: { answer = '' }, visibility } = request
    const seen = visible(answer, value, request)
    const body = validation.serialize(answer, seen)
    return visibility === MASKED ? { body } : { body, shown: shownOf(answer, seen, visibility) }
  }
  /** What shows personal data as they are is made for one caller, and kept nowhere. */
  const read = async (
    { visibility, tolerance }: ReadRequest,
    key: string,
    make: (seq: number) => Promise<Made>
  ): Promise<ReadAnswer> =>
    visibility === MASKED ? answers.read(key, tolerance, make) : { ...(await make(0)), hit: false }

  /** Everything that an answer depends on, so that two questions share an answer only when it is the same. */
  const keyOf = ({ operation, visibility }: ReadRequest, ...parts: unknown[]): string =>
    `${contract.version} ${visibility.key} ${operation.id} ${JSON.stringify(parts)}`

  return {
    ...createPersons({ contract, registry, reader }),
    serves({ resource, action, path }) {
      if (resource === 'systems') return true
      if (!isResource(resource)) return false
      if (action === 'verify' || action === 'lookup') return registry.serving(resource, 'get').length > 0
      if (action !== 'list' && action !== 'get') return false
      return registry.serving(resource, path.includes('{') ? 'get' : 'list').length > 0
    },
    list(request) {
      const { operation, values, asker, mine } = request
      const { tolerance } = withLastResort(request)
      const resource = operation.resource as ResourceName
      const filters = clocks.narrow(resource, readFilters(values, city, hidden.get(resource)))
      const limit = values['limit'] as number
      const cursor = values['cursor'] as string | undefined
      const requireAll = values['require'] === 'all'
      const day = clocks.day(resource)
      return read(request, keyOf(request, filters, limit, cursor, requireAll, day?.today), async seq => {
        const { items, nextCursor, sources, reports } = await federate({ resource, filters, mine, today: day?.today,
          limit, cursor, requireAll, tolerance, asker })
        const shown = day === undefined ? items : items.map(record => clocks.shown(resource, record, day.today))
        return made({ seq, ...encode(request, { items: shown, next_cursor: nextCursor, meta: { sources } }), reports,
          sources, until: day?.until },
          nextCursor === null ? {} : { link: nextLink(operation.path, values, nextCursor) })
      })
    },
    get(request) {
      const { operation, values } = request
      const resource = operation.resource as ResourceName
      const wanted = wantedOf(values)
      const day = clocks.day(resource)
      return read(request, keyOf(request, wanted, day?.today), async seq => {
        const { record, report, reports } = await ('id' in wanted
          ? find.byId(resource, wanted.id, withLastResort(request))
          : find.byKey(resource, wanted.key, withLastResort(request)))
        const shown = day === undefined ? record : clocks.shown(resource, record, day.today)
        return made({ seq, ...encode(request, shown), reports: [report], sources: [outcomeOf(report)], tagged: reports,
          until: day?.until }, { 'satu-source': sourceHeader(report) })
      })
    },
    listUpdates(request) {
      const { operation, values } = request
      const id = String(values['id'])
      const limit = values['limit'] as number
      const start = readPlace(values['cursor'] as string | undefined) ?? 0
      return read(request, keyOf(request, id, limit, start), async seq => {
        const { record, report } = await find.byId('complaints', id, request)
        const { updates = [] } = visible(recordSchemas.complaints, record as Records['complaints'], request)
        const next = start + limit < updates.length ? writePlace(start + limit) : null
        const sources = [outcomeOf(report)]
        const encoded = encode(request, { items: updates.slice(start, start + limit), next_cursor: next,
          meta: { sources } })
        return made({ seq, ...encoded, reports: [report], sources },
          next === null ? {} : { link: nextLink(operation.path.replace('{id}', id), values, next) })
      })
    },
    async records(request, keys, nextCursor) {
      const { operation, values } = request
      const resource = operation.resource as ResourceName
      const day = clocks.day(resource)
      const fits = options.filters(resource, clocks.narrow(resource, readFilters(values, city, hidden.get(resource))),
        [], day?.today)
      const { records, reports } = await readRecords(reader, resource, keys, request)
      const sources = reports.map(outcomeOf)
      refuse(reports, sources, values['require'] === 'all')
      const fitting = records.filter(fits)
      const items = day === undefined ? fitting : fitting.map(record => clocks.shown(resource, record, day.today))
      return {
        ...made({ seq: 0, ...encode(request, { items, next_cursor: nextCursor, meta: { sources } }), reports, sources },
          {}),
        hit: false
      }
    },
    listSystems(request) {
      const { operation, values } = request
      const limit = values['limit'] as number
      const start = readPlace(values['cursor'] as string | undefined) ?? 0
      const all = registry.systems.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      const next = start + limit < all.length ? writePlace(start + limit) : null
      const items = all.slice(start, start + limit).map(viewSystem)
      return now(encode(request, { items, next_cursor: next, meta: { sources: [] } }).body,
        next === null ? {} : { link: nextLink(operation.path, values, next) })
    },
    getSystem(request) {
      const system = registry.get(String(request.values['id']))
      if (system === undefined) throw notFound('systems')
      return now(encode(request, viewSystem(system)).body, {})
    },
    async getSystemLoad(request) {
      const system = registry.get(String(request.values['id']))
      if (system === undefined) throw notFound('systems')
      return now(encode(request, viewLoad(system.id, await ledger.of(system.id))).body, {})
    },
    async verify(claim, asker) {
      const { answer, reports } = await verify(claim, asker)
      return {
        ...made({ seq: 0, body: validation.serialize('ResidentMatch', answer), reports, sources: answer.meta.sources },
          {}),
        matches: answer.match
      }
    },
    async lookUp(nik, request) {
      const { record, report, reports } = await lookUp(nik, request.asker)
      const { body, shown = { fields: new Set(), niks: new Set(), records: new Set() } } = encode(request, record)
      return {
        ...made({ seq: 0, body, reports, sources: reports.map(outcomeOf) }, { 'satu-source': sourceHeader(report) }),
        shown
      }
    }
  }
}

/** What is only remembered is as everybody may see it. */
function withLastResort(request: ReadRequest): ReadRequest {
  return request.visibility === MASKED && request.mine === undefined
    ? { ...request, tolerance: { ...request.tolerance, lastResort: true } }
    : request
}

function isResource(name: string): name is ResourceName {
  return (resourceNames as readonly string[]).includes(name)
}

/** A record is named by its id, or by the number that everybody knows it by: a tax object by its NOP. */
function wantedOf(values: Readonly<Record<string, unknown>>): { id: string } | { key: string } {
  const { id, nop, year } = values as { id?: string; nop?: string; year?: string | number }
  return nop === undefined ? { id: id ?? '' } : { key: year === undefined ? nop : `${nop}-${year}` }
}

/** What is looked at, and how. */
type Viewed = Pick<ReadRequest, 'operation' | 'visibility'>

interface Parts {
  /** See `Basis`. */
  seq: number
  body: string
  shown?: Shown
  reports: readonly SourceReport[]
  sources: readonly SourceOutcome[]
  /** Where it depends on more systems than those it reports. */
  tagged?: readonly SourceReport[]
  /** When what it says is over whatever the systems say, ms since 1970. */
  until?: number | undefined
}

function made(
  { seq, body, shown, reports, sources, tagged = reports, until = Infinity }: Parts,
  headers: Record<string, string>
): Made {
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
    outcome: sources.some(({ state }) => state === 'failed')
      ? 'partial'
      : sources.some(({ state }) => state === 'stale')
      ? 'stale'
      : 'ok',
    headers
  }
  const waits = Object.fromEntries(
    reports.filter(({ asked }) => asked).map(({ system, waitedMs }) => [system.id, Math.round(waitedMs)])
  )
  return { answer, asked: Object.keys(waits).length > 0, shared: reports.some(({ shared: isShared }) => isShared),
    waits, ...(shown && { shown }) }
}

/** An answer about the hub itself: true at this moment, never kept. */
function now(body: string, headers: Record<string, string>): ReadAnswer {
  const at = Date.now()
  const answer: Answer = { seq: 0, tags: [], systems: [], body, etag: etagOf(body), madeAt: at, asOf: at,
    freshUntil: at, outcome: 'ok', headers }
  return { answer, asked: false, shared: false, hit: false, waits: {} }
}

/** Weak: two answers with the same records are the same, whenever these were fetched (a cursor tells the time too). */
function etagOf(body: string): string {
  const lasting = body.replace(/"(?:fetched_at|as_of|next_cursor)":"[^"]*"/g, '')
  return `W/"${hash('sha1', lasting, 'base64url')}"`
}

function sourceHeader({ system, stale, asOf }: SourceReport): string {
  const { as_of } = outcomeOf({ ...createReport(system), asOf })
  return `${system.id};state=${stale ? 'stale' : 'ok'};as_of="${as_of ?? ''}"`
}
