import type { ResourceName } from '../../contract/resources.ts'
import type { Validation } from '../../contract/validation.ts'
import { SatuError, type SourceOutcome } from '../../errors.ts'
import { refuse } from '../../gateway/reads/federate.ts'
import { createLookUp } from '../../gateway/reads/look-up.ts'
import { createReport, outcomeOf, type SourceReport } from '../../gateway/reads/source-report.ts'
import type { SourceReader } from '../../gateway/reads/sources.ts'
import type { Asker } from '../../gateway/systems/asker.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import { parseId } from '../../kit/ids.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import type { AccessLogKeys } from '../../platform/privacy/access-keys.ts'
import type { Visibility } from '../../platform/privacy/visibility.ts'
import { createTraitsMaker, type NumberKind, type PartyKind, resourcesWithParties } from '../matching/index.ts'
import type { Mirror, Mirrored } from '../mirror/index.ts'
import { ageOf, businessAttributes, parcelAttributes, residentAttributes } from './attributes.ts'
import { createCandidates, namesSomebody, placeOf } from './candidates.ts'
import { contradictionsIn } from './contradictions.ts'
import { createHolders, createReports, oneOfThese, type Reports } from './holders.ts'
import type { BusinessOverview, Found, Kept, ParcelOverview, RecordRow, ResidentOverview, Resource } from './types.ts'

export interface OverviewQuery {
  /** Whether the caller has the scope of a resource. */
  mayRead(resource: ResourceName): boolean
  visibility: Visibility
  /** No guesses about others are shown. */
  isOwn?: boolean
  asker: Asker
  requireAll: boolean
}

/** An overview as nobody has masked it yet. */
export interface Overview<Body> {
  body: Body
  sources: SourceOutcome[]
  reports: readonly SourceReport[]
  /** Ids of the records that values are taken from. */
  records: string[]
  niks: Set<string>
}

/**
 * What all systems know of somebody, each record read from its system. All throw SatuError: `not_found` when nothing is
 * known, `sources_failed` or the fault of a system when that cannot be told.
 */
export interface Overviews {
  resident(nik: string, query: OverviewQuery): Promise<Overview<ResidentOverview>>
  /** The NIK of a resident, found where a record carries it. */
  nikOf(residentId: string, query: Pick<OverviewQuery, 'asker'>): Promise<string>
  /** @param id a NIB, or the id of a licence or an application of the business */
  business(id: string, query: OverviewQuery): Promise<Overview<BusinessOverview>>
  parcel(nop: string, query: OverviewQuery): Promise<Overview<ParcelOverview>>
}

export interface OverviewOptions {
  mirror: Pick<Mirror, 'byKey' | 'keeps'>
  registry: Registry
  reader: SourceReader
  validation: Validation
  keys: AccessLogKeys
}

/** Of so many years bills are asked for by their key; older ones are found where the mirror keeps them. */
const BILL_YEARS = 5

/** They name people alone. */
const OF_PEOPLE: ReadonlySet<ResourceName> = new Set(['residents', 'complaints', 'information-requests'])

type Common = Pick<ResidentOverview, 'records' | 'candidates' | 'contradictions' | 'withheld' | 'coverage' | 'meta'>

export function createOverviews({ mirror, registry, reader, validation, keys }: OverviewOptions): Overviews {
  const [current, ...older] = keys.all
  const makers = [createTraitsMaker(current ?? keys.current), ...older.map(createTraitsMaker)] as const
  const holders = createHolders({ mirror, registry, reader, makers })
  const findCandidates = createCandidates({ mirror, keyId: keys.current.id })
  const lookUp = createLookUp({ registry, validation, nameOf: keys.current.recordKey })

  const openTo = ({ mayRead }: Pick<OverviewQuery, 'mayRead'>): Set<string> =>
    new Set(resourcesWithParties.filter(mayRead))

  /** What is the same of all three; refuses when nothing could be told. */
  async function common(
    kind: PartyKind,
    found: readonly Found[],
    lost: readonly Kept[],
    open: ReadonlySet<string>,
    reports: Reports,
    query: OverviewQuery
  ): Promise<{ common: Common; sources: SourceOutcome[] }> {
    const all = reports.all()
    const sources = all.map(outcomeOf)
    if (found.length === 0 && lost.length === 0) refuse(all, sources, all.some(({ failed }) => failed !== undefined))
    if (query.requireAll) refuse(all, sources, true)
    if (found.length === 0 && lost.length === 0)
      throw new SatuError('not_found',
        `Nothing that the gateway can look through speaks of this ${kind === 'person' ? 'resident' : kind}.`, {
        stage: 'overview'
      })
    const now = Date.now()
    const certain = new Set([...found.map(({ system, resource, record: { id } }) => placeOf({ system, resource, id })),
      ...lost.map(placeOf)])
    const candidates = query.isOwn === true
      ? []
      : await findCandidates({ found, certain, open, classes: query.visibility.open,
        stillNames: mirrored => stillNames(mirrored, query.asker) })
    return {
      sources,
      common: {
        records: [...found.map(one => recordRow(one, now)), ...lost.map(one => keptRow(one, now))],
        candidates,
        contradictions: contradictionsIn(found),
        withheld: resourcesWithParties.filter(name =>
          !open.has(name) && (kind === 'person' || !OF_PEOPLE.has(name))
        ) as Resource[],
        coverage: coverageOf(kind, open),
        meta: { sources }
      }
    }
  }

  /** People may ask afterwards not to be known: what is kept here may be older. */
  async function stillNames({ resource, id }: Mirrored, asker: Asker): Promise<boolean> {
    const owner = registry.owner(resource, id)
    const read = owner && await holders.record(owner.system, resource as Resource, owner.key, asker, createReports())
    return read !== undefined && !read.report.stale && namesSomebody(resource as Resource, read.record)
  }

  /** Where records are found by what they say, and where nothing of them is kept for that. */
  function coverageOf(kind: PartyKind, open: ReadonlySet<string>): Common['coverage'] {
    return resourcesWithParties.flatMap(resource => {
      if (!open.has(resource) || (kind !== 'person' && OF_PEOPLE.has(resource))) return []
      const isAsked = resource === 'residents' || (kind === 'parcel' && resource.startsWith('tax-'))
      return registry.serving(resource, 'get').map(({ id }) => ({ system: id, resource: resource as Resource,
        looked_through: isAsked || mirror.keeps(id, resource) })
      )
    })
  }

  async function register(nik: string, { asker }: OverviewQuery, reports: Reports): Promise<Found | undefined> {
    try {
      const { record, report, reports: asked } = await lookUp(nik, asker)
      for (const one of asked) reports.add(one)
      return holders.found('residents', record as unknown as CanonicalRecord, report.asOf ?? Date.now(), 'person', [],
        oneOfThese([{ kind: 'nik', value: nik }]))
    } catch (error) {
      if (!(error instanceof SatuError)) throw error
      for (const system of registry.serving('residents', 'get'))
        reports.add({ ...createReport(system),
          ...(error.code === 'not_found' ? { asOf: Date.now() } : { failed: error }) })
      return undefined
    }
  }

  return {
    async resident(nik, query) {
      const open = openTo(query)
      const reports = createReports()
      const isTheOne = oneOfThese([{ kind: 'nik', value: nik }])
      const [registered, { found, lost }] = await Promise.all([
        open.has('residents') ? register(nik, query, reports) : undefined,
        holders.kept([{ kind: 'nik', value: nik }], open).then(kept =>
          holders.read(kept, 'person', isTheOne, query.asker, reports)
        )
      ])
      const all = registered === undefined ? found : [registered, ...found]
      const { common: rest, sources } = await common('person', all, lost, open, reports, query)
      const [register1] = registry.serving('residents', 'get')
      const id = registered?.record.id ?? `${register1?.config.prefix ?? 'RESIDENT'}-${keys.current.recordKey(nik)}`
      return { body: { id, ...residentAttributes(all, Date.now()), ...rest }, sources, reports: reports.all(),
        records: all.map(({ record }) => record.id), niks: new Set([nik]) }
    },
    async nikOf(residentId, { asker }) {
      if (/^\d{16}$/.test(residentId))
        throw new SatuError('invalid_request', 'A NIK may not stand in a URL: ask POST /v1/residents/overview.', {
          stage: 'validation',
          errors: [{ in: 'path', field: 'id', code: 'personal', detail: 'must be the id of a resident, never a NIK' }]
        })
      const parsed = parseId(residentId)
      const reports = createReports()
      const nothing = new SatuError('not_found',
        'Nothing that the gateway has read names this resident; by NIK ask POST /v1/residents/overview.', {
        stage: 'overview'
      })
      if (parsed === undefined) throw nothing
      const kept = await holders.kept([{ kind: 'nik', hash: parsed.key }], new Set(resourcesWithParties))
      let nik: string | undefined
      await holders.read(kept, 'person', ({ kind, value }) => {
        const isTheOne = kind === 'nik' && keys.all.some(key => key.recordKey(value) === parsed.key)
        if (isTheOne) nik = value
        return isTheOne
      }, asker, reports)
      if (nik !== undefined) return nik
      const all = reports.all()
      refuse(all, all.map(outcomeOf), all.some(({ failed }) => failed !== undefined))
      throw nothing
    },
    async business(id, query) {
      const open = openTo(query)
      const reports = createReports()
      let named: Found[] = []
      let numbers: { kind: NumberKind; value: string }[] = [{ kind: 'nib', value: id }]
      if (!/^\d{13}$/.test(id)) {
        named = await namedBusiness(id, open, query.asker, reports)
        numbers = named.flatMap(({ party }) => party.numbers.filter(isOfBusiness))
      }
      let { found, lost } = await holdersOf(numbers, open, query.asker, reports)
      // Who has the NIB tells the NPWP, by which others know the business; once, as numbers are typed wrongly, too.
      const more = found.flatMap(({ party }) => party.numbers.filter(isOfBusiness))
      if (more.some(({ kind, value }) => !numbers.some(one => one.kind === kind && one.value === value)))
        ({ found, lost } = await holdersOf([...numbers, ...more], open, query.asker, reports))
      const isNamed = new Set(named.map(one => placeOf({ ...one, id: one.record.id })))
      const all = [
        ...named.map(one => ({ ...one, matchedBy: [
          ...new Set([
            ...one.party.numbers.filter(oneOfThese(numbers)).map(({ kind }) => kind as RecordRow['matched_by'][number]),
            ...one.matchedBy
          ])
        ] })),
        ...found.filter(one => !isNamed.has(placeOf({ ...one, id: one.record.id })))
      ]
      const { common: rest, sources } = await common('business', all, lost, open, reports, query)
      return { body: { ...businessAttributes(all, Date.now()), ...rest }, sources, reports: reports.all(),
        records: all.map(({ record }) => record.id), niks: new Set() }
    },
    async parcel(nop, query) {
      const open = openTo(query)
      const reports = createReports()
      const isTheOne = oneOfThese([{ kind: 'nop', value: nop }])
      // Objects and bills are known by the NOP itself: these need no mirror to be found.
      const year = Number(toWib(new Date()).slice(0, 4))
      const named: [Resource, string][] = [['tax-objects', nop],
        ...Array.from({ length: BILL_YEARS }, (_, ago): [Resource, string] => ['tax-bills', `${nop}-${year - ago}`])]
      const own = (await Promise.all(
        named.filter(([resource]) => open.has(resource)).flatMap(([resource, key]) =>
          registry.serving(resource, 'get').map(async system => {
            const read = await holders.record(system, resource, key, query.asker, reports)
            return read &&
              holders.found(resource, read.record, read.report.asOf ?? Date.now(), 'parcel', [], isTheOne)
          })
        )
      )).filter(found => found !== undefined)
      const ids = new Set(own.map(({ record }) => record.id))
      const kept = new Map(
        [...await holders.kept([{ kind: 'nop', value: nop }], open)].filter(([{ id }]) => !ids.has(id))
      )
      const { found, lost } = await holders.read(kept, 'parcel', isTheOne, query.asker, reports)
      const all = [...own, ...found]
      const { common: rest, sources } = await common('parcel', all, lost, open, reports, query)
      return { body: { nop, ...parcelAttributes(all, Date.now()), ...rest }, sources, reports: reports.all(),
        records: all.map(({ record }) => record.id), niks: new Set() }
    }
  }

  async function holdersOf(
    numbers: { kind: NumberKind; value: string }[],
    open: ReadonlySet<string>,
    asker: Asker,
    reports: Reports
  ): ReturnType<typeof holders.read> {
    return holders.read(await holders.kept(numbers, open), 'business', oneOfThese(numbers), asker, reports)
  }

  /** A licence and the application for it may have one id. */
  async function namedBusiness(
    id: string,
    open: ReadonlySet<string>,
    asker: Asker,
    reports: Reports
  ): Promise<Found[]> {
    const named: Found[] = []
    for (const resource of ['licences', 'licence-applications'] as const) {
      const owner = open.has(resource) ? registry.owner(resource, id) : undefined
      const read = owner && await holders.record(owner.system, resource, owner.key, asker, reports)
      const found = read &&
        holders.found(resource, read.record, read.report.asOf ?? Date.now(), 'business', ['id'], () => false)
      if (found !== undefined) named.push(found)
    }
    return named
  }
}

const isOfBusiness = ({ kind }: { kind: NumberKind }): boolean => kind === 'nib' || kind === 'npwp'

function recordRow({ system, resource, record, party: { role }, matchedBy, asOf }: Found, now: number): RecordRow {
  return { resource, system, id: record.id, role, matched_by: matchedBy, ...particulars(record), live: true,
    as_of: toWib(new Date(asOf)), age_seconds: ageOf(asOf, now) }
}

function keptRow({ system, resource, id, record, role, matchedBy, asOf }: Kept, now: number): RecordRow {
  return { resource, system, id, role, matched_by: matchedBy, ...particulars(record), live: false,
    as_of: toWib(new Date(asOf)), age_seconds: ageOf(asOf, now) }
}

function particulars({ number, status, tax_year, payable_idr }: Readonly<Record<string, unknown>>): Partial<RecordRow> {
  const code = (status as { code?: unknown } | undefined)?.code
  return {
    ...(typeof number === 'string' && { number }),
    ...(typeof code === 'string' && { status: code }),
    ...(typeof tax_year === 'number' && { tax_year }),
    ...(typeof payable_idr === 'number' && { payable_idr })
  }
}
