import type { Operation } from '../../contract/contract.ts'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import type { Validation } from '../../contract/validation.ts'
import type { Shown } from '../../platform/privacy/shown.ts'
import type { Asker } from '../systems/asker.ts'
import type { LoadLedger } from '../systems/load-ledger.ts'
import { refuse } from './federate.ts'
import { notFound } from './find.ts'
import { createLookUp } from './look-up.ts'
import { createPersons, type Persons, readRecords, type RecordKey } from './own.ts'
import { nextLink, readPlace, writePlace } from './paging.ts'
import { type PipelineOptions, type ReadPipeline, readPipeline } from './pipeline.ts'
import { outcomeOf } from './source-report.ts'
import { createEncoder, made, now, sourceHeader } from './stages/encode.ts'
import { createFilterReader } from './stages/parameters.ts'
import type { ReadAnswer, ReadRequest } from './stages/stage.ts'
import { viewLoad, viewSystem } from './system-view.ts'
import { type Claim, createVerify } from './verify.ts'

export type { ReadAnswer, ReadRequest } from './stages/stage.ts'

/** One person's record, for those who may look people up. */
export interface LookedUp extends Pick<ReadAnswer, 'answer' | 'waits'> {
  shown: Shown
}

/** Every read of the contract. Faults come out as `SatuError`. */
export interface Reads extends ReadPipeline, Persons {
  /** Whether any system serves the operation; otherwise it is a 501. */
  serves(operation: Operation): boolean
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

export interface ReadsOptions extends PipelineOptions {
  validation: Validation
  ledger: Pick<LoadLedger, 'of'>
  /** What the hub calls a person by, instead of the NIK. */
  residentId(nik: string): string
}

export function createReads(options: ReadsOptions): Reads {
  const { contract, validation, registry, ledger, reader, clocks, residentId } = options
  const verify = createVerify(registry)
  const lookUp = createLookUp({ registry, validation, nameOf: residentId })
  const filtersOf = createFilterReader(options)
  const encoder = createEncoder(options)
  const { encode } = encoder

  return {
    ...createPersons({ contract, registry, reader }),
    ...readPipeline(options, { encoder, filtersOf }),
    serves({ resource, action, path }) {
      if (resource === 'systems') return true
      if (!isResource(resource)) return false
      if (action === 'verify' || action === 'lookup') return registry.serving(resource, 'get').length > 0
      if (action !== 'list' && action !== 'get') return false
      return registry.serving(resource, path.includes('{') ? 'get' : 'list').length > 0
    },
    async records(request, keys, nextCursor) {
      const { operation, values } = request
      const resource = operation.resource as ResourceName
      const day = clocks.day(resource)
      const fits = options.filters(resource, filtersOf(resource, values), [], day?.today)
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
        ...made({ seq: 0, body, reports, sources: reports.map(outcomeOf) }, sourceHeader(report)),
        shown
      }
    }
  }
}

function isResource(name: string): name is ResourceName {
  return (resourceNames as readonly string[]).includes(name)
}
