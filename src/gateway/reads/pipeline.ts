import type { Contract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { Validation } from '../../contract/validation.ts'
import type { City } from '../../kit/adapter.ts'
import type { CanonicalRecord } from '../systems/records.ts'
import type { Answers } from './answers.ts'
import type { Cache } from './cache.ts'
import type { Clocks } from './clocks.ts'
import { createFederation, type FederateOptions } from './federate.ts'
import { createFind, type Find } from './find.ts'
import { outcomeOf } from './source-report.ts'
import { recordOf, rowsOf, type SourceReader } from './sources.ts'
import { cached } from './stages/cached.ts'
import { encodeList, type Encoder, encodeRecord, encodeUpdates } from './stages/encode.ts'
import { keep } from './stages/keep.ts'
import { type FiltersOf, listParameters, type OneQuery, recordParameters, toleranceOf,
  updatesParameters } from './stages/parameters.ts'
import { report, type ReportOptions } from './stages/report.ts'
import { type Findings, type Question, type ReadAnswer, type ReadRequest, stack, type Step } from './stages/stage.ts'
import { today } from './stages/today.ts'
import { lastKnown, lastRows, type StandIn } from './stand-in.ts'

export interface PipelineOptions extends FederateOptions {
  contract: Contract
  validation: Pick<Validation, 'serialize'>
  city: City
  answers: Answers
  clocks: Clocks
}

export interface ReadPipeline extends Record<'list' | 'get' | 'listUpdates', Step<ReadRequest, ReadAnswer>> {
  /**
   * One record as somebody may see it, not written out and with no clock: for the hub itself to look at.
   * @throws SatuError not_found when it is not there, or not for them; the fault of the system that should have it
   */
  record(
    resource: ResourceName,
    id: string,
    viewer: Pick<ReadRequest, 'asker' | 'visibility'>
  ): Promise<CanonicalRecord>
}

/**
 * The way of a read, from the outside in: what stands first is asked first, and has the last word on the way back. What
 * reads of a system go through stands below, in `sourcePipeline`.
 */
export function readPipeline(
  options: PipelineOptions,
  { encoder, filtersOf }: { encoder: Encoder; filtersOf: FiltersOf }
): ReadPipeline {
  const { contract, answers, clocks } = options
  const federate = createFederation(options)
  const found = createFind(options)
  const find = findOne(found)
  return {
    list: stack(
      listParameters(filtersOf, clocks),
      keep(answers, contract),
      encodeList(encoder),
      today(clocks),
      ({ asked }) => federate(asked)
    ),
    get: stack(
      recordParameters(clocks),
      keep(answers, contract),
      encodeRecord(encoder),
      today(clocks),
      find
    ),
    listUpdates: stack(
      updatesParameters,
      keep(answers, contract),
      encodeUpdates(encoder),
      today(clocks),
      find
    ),
    async record(resource, id, { asker, visibility }) {
      const { record } = await found.byId(resource, id, { asker,
        tolerance: toleranceOf({ visibility, tolerance: {} }) })
      return encoder.visible(recordSchemas[resource], record, { operation: { resource }, visibility })
    }
  }
}

export interface SourceOptions extends ReportOptions {
  cache: Pick<Cache, 'read'>
  standIn?: StandIn | undefined
}

/**
 * The way to one system, from the outside in. A read goes it when rows are wanted, not before: a list merges the
 * streams of its systems (`./federate.ts`), a stream that is out of rows asks `rows` for a page (`./stream.ts`), a
 * page goes through `report` and `cached`, and the cache, where it has nothing, calls `load` of the page
 * (`./sources.ts`). That asks the system: `list` of `../systems/system.ts` hands on to what `../systems/supplies.ts`
 * has chosen for the resource (live, snapshot or inbox). A live one (`../systems/supply.ts`) is asked within its
 * guard (`../systems/guard.ts`), which asks its adapter. A row that comes back is mapped and held against the
 * contract (`../systems/records.ts`) when it is first looked at: by a list, as it is merged; of one record, at once.
 */
export function sourcePipeline({ cache, standIn, ...noting }: SourceOptions): SourceReader {
  const read = report(noting)(cached(cache))
  return {
    record: lastKnown(standIn, noting.served)(wanted => recordOf(wanted, read)),
    rows: wanted => rowsOf(wanted, read),
    // A list gives what it has of a system that fails on the way: only one that gave nothing is stood in for.
    lastRows: async (wanted, fault) => standIn && lastRows(standIn, wanted, fault)
  }
}

/** Finds one record: by its id in the system that it names, by its number in every system that may have it. */
function findOne(find: Find): Step<Question<OneQuery>, Findings> {
  return async ({ resource, asked: { wanted, caller } }) => {
    const { record, report: given, reports } = await ('id' in wanted
      ? find.byId(resource, wanted.id, caller)
      : find.byKey(resource, wanted.key, caller))
    return { items: [record], sources: [outcomeOf(given)], reports: [given], tagged: reports }
  }
}
