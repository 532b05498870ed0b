import { hash } from 'node:crypto'
import type { Contract, Operation } from '../../../contract/contract.ts'
import { type Records, recordSchemas } from '../../../contract/resources.ts'
import type { Validation } from '../../../contract/validation.ts'
import type { SourceOutcome } from '../../../errors.ts'
import { createShown, type Shown } from '../../../platform/privacy/shown.ts'
import { createMask, type Mask, MASKED } from '../../../platform/privacy/visibility.ts'
import type { Answer, Made } from '../answers.ts'
import { notFound } from '../find.ts'
import { nextLink, writePlace } from '../paging.ts'
import { createReport, outcomeOf, type SourceReport } from '../source-report.ts'
import type { UpdatesQuery } from './parameters.ts'
import type { Findings, Question, ReadAnswer, ReadRequest, Stage, Step } from './stage.ts'

/** What is looked at, and how. */
export type Viewed = Pick<ReadRequest, 'operation' | 'visibility'>

/** Enough of that to mask it. */
interface Seen {
  operation: Pick<Operation, 'resource'>
  visibility: ReadRequest['visibility']
}

/** Makes bodies of what was found: masked, and as the contract writes them. */
export interface Encoder {
  /**
   * The value as the caller may see it. @throws SatuError not_found when nothing of it may be seen: as if it were not
   * there
   */
  visible<T>(schema: string, value: T, viewed: Seen): T
  /** The body that the caller is given, and what it shows of people where more than the masks may be seen. */
  encode(viewed: Viewed, value: unknown): { body: string; shown?: Shown }
}

export function createEncoder(
  { contract, validation }: { contract: Contract; validation: Pick<Validation, 'serialize'> }
): Encoder {
  const masks = new Map<string, Mask>()
  const tellsShown = new Map<string, (value: unknown) => Shown>()

  const visible: Encoder['visible'] = <T>(
    schema: string,
    value: T,
    { operation: { resource }, visibility }: Seen
  ): T => {
    const key = `${visibility.key} ${schema}`
    let mask = masks.get(key)
    if (mask === undefined) masks.set(key, mask = createMask(contract, schema, visibility))
    const seen = mask(value)
    if (seen === undefined) throw notFound(resource)
    return seen as T
  }
  return {
    visible,
    encode(viewed, value) {
      const { operation: { answer = '' }, visibility } = viewed
      const seen = visible(answer, value, viewed)
      const body = validation.serialize(answer, seen)
      if (visibility === MASKED) return { body }
      const key = `${visibility.key} ${answer}`
      let tell = tellsShown.get(key)
      if (tell === undefined) tellsShown.set(key, tell = createShown(contract, answer, visibility))
      return { body, shown: tell(seen) }
    }
  }
}

type Encode<Asked> = Stage<Step<Question<Asked>, Made>, Step<Question<Asked>, Findings>>

/** Writes a list as the caller may see it, with where each part came from and the link to the next page. */
export function encodeList<Asked>({ encode }: Encoder): Encode<Asked> {
  return next => async question => {
    const found = await next(question)
    const { request: { operation, values } } = question
    const { items, nextCursor = null, sources } = found
    return madeOf(question, found, encode(question.request, { items, next_cursor: nextCursor, meta: { sources } }),
      nextCursor === null ? {} : { link: nextLink(operation.path, values, nextCursor) })
  }
}

/** Writes one record as the caller may see it: 404 where nothing of it may be seen. */
export function encodeRecord<Asked>({ encode }: Encoder): Encode<Asked> {
  return next => async question => {
    const found = await next(question)
    return madeOf(question, found, encode(question.request, found.items[0]), sourceHeader(found.reports[0]))
  }
}

/** Writes one part of the updates of a complaint, if the caller may see the complaint: else 404. */
export function encodeUpdates({ visible, encode }: Encoder): Encode<UpdatesQuery> {
  return next => async question => {
    const found = await next(question)
    const { request, asked: { wanted: { id }, start, limit } } = question
    const { operation, values } = request
    const { updates = [] } = visible(recordSchemas.complaints, found.items[0] as Records['complaints'], request)
    const place = start + limit < updates.length ? writePlace(start + limit) : null
    const encoded = encode(request, { items: updates.slice(start, start + limit), next_cursor: place,
      meta: { sources: found.sources } })
    return madeOf(question, found, encoded,
      place === null ? {} : { link: nextLink(operation.path.replace('{id}', id), values, place) })
  }
}

function madeOf<Asked>(
  { seq, day }: Question<Asked>,
  { reports, sources, tagged = reports }: Findings,
  encoded: { body: string; shown?: Shown },
  headers: Record<string, string>
): Made {
  return made({ seq, ...encoded, reports, sources, tagged, until: day?.until }, headers)
}

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

/** An answer with a system missing, or standing in for itself, is looked at again after so long. */
const UNSURE_MS = 1_000

/** An answer out of what was learned of the systems that it is made of. */
export function made(
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
export function now(body: string, headers: Record<string, string>): ReadAnswer {
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

/** Which system gave the one record that is answered, and how old it is. */
export function sourceHeader(report: SourceReport | undefined): Record<string, string> {
  if (report === undefined) return {}
  const { system, stale, asOf } = report
  const { as_of } = outcomeOf({ ...createReport(system), asOf })
  return { 'satu-source': `${system.id};state=${stale ? 'stale' : 'ok'};as_of="${as_of ?? ''}"` }
}
