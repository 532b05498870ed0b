import { LRUCache } from 'lru-cache'
import { SatuError, type SourceOutcome } from '../../errors.ts'
import { createReport, outcomeOf, type SourceReport } from '../../gateway/reads/source-report.ts'
import type { SourceReader } from '../../gateway/reads/sources.ts'
import type { Asker } from '../../gateway/systems/asker.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import { submissionId } from '../../gateway/writes/receipts.ts'
import { toWib } from '../../kit/indonesia/calendar.ts'
import { type Candidate, candidatesOf, formsOf } from './candidates.ts'
import { type Accepted, type Case, type CasesOptions, createCases } from './case.ts'
import { type TrackedResource, trackedResources } from './stages.ts'
import { nikRefused, noNumber, readTypedNumber } from './typed-number.ts'

/** What is known under a number. */
export interface Tracked {
  cases: Case[]
  /** How the systems took part that may have had it. */
  sources: SourceOutcome[]
  /** ms waited for each that was asked. */
  waits: Record<string, number>
}

export interface Track {
  /**
   * Finds the cases of a number that somebody holds.
   * @throws SatuError invalid_request for what can be no number; not_found when nobody knows it, or nothing of it may
   *   be seen; system_unavailable when that cannot be told, since a system cannot be asked
   */
  find(text: string, asker: Asker): Promise<Tracked>
  /** What numbers look like here. */
  examples(): { name: { id: string; en: string }; example: string }[]
}

/** A write by its receipt. */
export interface KnownSubmission extends Accepted {
  system: string
  made_key: string | null
}

/** What is remembered of numbers that were asked for. It outlasts a configuration. */
export interface TrackMemory {
  /** The key of the record that a number leads to, where it is no key itself. */
  keys: LRUCache<string, string>
  /** Numbers that led to nothing a moment ago. */
  nothing: LRUCache<string, true>
}

export function createTrackMemory(): TrackMemory {
  return { keys: new LRUCache({ max: REMEMBERED, ttl: FOUND_MS }),
    nothing: new LRUCache({ max: REMEMBERED, ttl: NOTHING_MS }) }
}

export interface TrackOptions extends CasesOptions {
  memory: TrackMemory
  registry: Registry
  reader: SourceReader
  submission(id: string): Promise<KnownSubmission | undefined>
  now?: () => number
}

/**
 * So long a number that led to nothing is not looked for again: whether it is unknown or hidden cannot be told by the
 * time that takes.
 */
const NOTHING_MS = 15_000
/** A number that is no key stays that of its record. */
const FOUND_MS = 600_000
const REMEMBERED = 10_000
const RETRY_MS = 10_000

const receiptForm = { name: { id: 'nomor resi', en: 'receipt' }, example: 'K7Q2-M9X4-TBAJ' }

export function createTrack({ registry, reader, submission, memory, now = Date.now, ...options }: TrackOptions): Track {
  const cases = createCases(options)
  const { keys, nothing } = memory
  // Another configuration may know what this one does not.
  nothing.clear()

  async function ask(
    { system, resource, keys: known, search }: Candidate,
    compact: string,
    today: string,
    asker: Asker
  ): Promise<{ report: SourceReport; found: Case[] }> {
    const report = createReport(system)
    const read = async (key: string): Promise<Case[]> => {
      const record = await reader.record({ system, resource, key, report, tolerance: {}, asker }).catch(hiddenIfUnfit)
      const found = record && cases.ofRecord(system, resource, record, today)
      return found === undefined ? [] : [found]
    }
    const look = async (): Promise<string | undefined> => {
      if (search === undefined) return undefined
      const name = `${system.id} ${resource} ${compact}`
      const key = keys.get(name) ?? (await system.findNumber(search.form, search.parts, asker))
      if (key !== undefined) keys.set(name, key)
      return key
    }
    try {
      const looked = await look()
      const found = await Promise.all([...new Set([...known, ...(looked === undefined ? [] : [looked])])].map(read))
      return { report, found: found.flat() }
    } catch (error) {
      if (!(error instanceof SatuError)) throw error
      report.failed = error
      return { report, found: [] }
    }
  }

  /** What was accepted here: where its record is known by now, that; else how far it has come. */
  async function ofReceipt(
    receipt: string,
    today: string,
    asker: Asker
  ): Promise<{ cases: Case[]; reports: SourceReport[] }> {
    const known = await submission(submissionId(receipt))
    const system = known && registry.get(known.system)
    if (known === undefined || system === undefined) return { cases: [], reports: [] }
    const own = cases.ofSubmission(system, known, ms => toWib(new Date(ms)))
    const resource = trackedResources.find(name => name === known.resource)
    if (known.made_key === null || known.action !== 'create' || resource === undefined ||
      system.serves(resource, 'get') === undefined) return { cases: [own], reports: [] }
    const { report, found } = await ask({ system, resource, keys: [known.made_key] }, '', today, asker)
    return { cases: found.length > 0 ? found : [own], reports: [report] }
  }

  return {
    async find(text, asker) {
      const typed = readTypedNumber(text)
      const today = toWib(new Date(now())).slice(0, 10)
      const candidates = candidatesOf(registry, typed, today)
      if (candidates.length === 0 && typed.receipt === undefined)
        throw typed.isLikeNik
          ? nikRefused()
          : noNumber([receiptForm, ...formsOf(registry)])
      const name = typed.id === undefined ? typed.compact : text.trim()
      if (nothing.has(name)) throw notKnown()

      const [received, ...asked] = await Promise.all([
        typed.receipt === undefined ? { cases: [], reports: [] } : ofReceipt(typed.receipt, today, asker),
        ...candidates.map(candidate => ask(candidate, typed.compact, today, asker))
      ])
      const reports = [...received.reports, ...asked.map(({ report }) => report)]
      const found = [...received.cases, ...asked.flatMap(({ found: some }) => some)]
      const sources = outcomesOf(reports)
      if (found.length === 0) {
        const failed = reports.flatMap(report => report.failed ?? [])
        if (failed.length > 0) throw cannotTell(sources, failed)
        nothing.set(name, true)
        throw notKnown()
      }
      const waits = Object.fromEntries(
        reports.filter(({ asked: isAsked }) => isAsked).map(({ system, waitedMs }) => [system.id, Math.round(waitedMs)])
      )
      return { cases: found.toSorted(inOrder), sources, waits }
    },
    examples: () => [
      ...new Map(
        [receiptForm, ...formsOf(registry)].map(form => [form.example, { name: form.name, example: form.example }])
      ).values()
    ]
  }
}

/** A record that cannot be shown is there for nobody; whatever else is wrong is told. */
function hiddenIfUnfit(error: unknown): undefined {
  if (error instanceof SatuError && error.stage === 'map') return undefined
  throw error
}

/** The same words for a number that nobody knows and one of which nothing may be seen. */
function notKnown(): SatuError {
  return new SatuError('not_found', 'Nothing is known under this number.', { stage: 'track' })
}

function cannotTell(sources: SourceOutcome[], failed: readonly SatuError[]): SatuError {
  const names = sources.filter(({ state }) => state === 'failed').map(({ system }) => system).join(', ')
  return new SatuError('system_unavailable',
    `Whether there is such a number cannot be told now: ${names} cannot be asked.`, {
    stage: 'track',
    systems: sources,
    retryAfterMs: Math.max(...failed.map(({ retryAfterMs }) => retryAfterMs ?? RETRY_MS))
  })
}

const worst = ['failed', 'stale', 'ok', 'skipped'] as const

/** One for each system, however many of its resources were asked. */
function outcomesOf(reports: readonly SourceReport[]): SourceOutcome[] {
  const all = new Map<string, SourceOutcome>()
  for (const outcome of reports.map(outcomeOf)) {
    const before = all.get(outcome.system)
    if (before === undefined || worst.indexOf(outcome.state) < worst.indexOf(before.state))
      all.set(outcome.system, outcome)
  }
  return [...all.values()]
}

const order: readonly (TrackedResource | 'submission')[] = ['submission', ...trackedResources]

/** Bills by year, the newest first. */
function inOrder(a: Case, b: Case): number {
  return order.indexOf(a.kind) - order.indexOf(b.kind) || (b.year ?? 0) - (a.year ?? 0)
}
