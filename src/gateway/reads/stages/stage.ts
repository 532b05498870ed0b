import type { Operation } from '../../../contract/contract.ts'
import type { ResourceName } from '../../../contract/resources.ts'
import type { SourceOutcome } from '../../../errors.ts'
import type { Freshness } from '../../../kit/adapter.ts'
import type { Visibility } from '../../../platform/privacy/visibility.ts'
import type { Asker } from '../../systems/asker.ts'
import type { Patience } from '../../systems/deadline.ts'
import type { CanonicalRecord } from '../../systems/records.ts'
import type { System } from '../../systems/system.ts'
import type { Made, Tolerance } from '../answers.ts'
import type { Kept } from '../cache.ts'
import type { Day } from '../clocks.ts'
import type { SourceReport } from '../source-report.ts'

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

/** One step of a read: what it is asked, and what it gives. */
export type Step<Asked, Given> = (asked: Asked) => Promise<Given>

/** Puts something around the next step: before it, after it, or in its place. */
export type Stage<Outer, Inner> = (next: Inner) => Outer

/** A question in its normal form. */
export interface Question<Asked> {
  request: ReadRequest
  resource: ResourceName
  /** What the systems are asked. */
  asked: Asked
  /** All that the answer depends on beside its operation and what the caller may see. */
  parts: readonly unknown[]
  /** The day that clocks are counted on, where some run. */
  day?: Day | undefined
  /** The purges that had been when its answer was begun: see `Basis`. */
  seq: number
}

/** Records as the systems have them, not yet as the caller may see them, and what was learned of each system. */
export interface Findings {
  items: readonly CanonicalRecord[]
  /** Of a list. */
  nextCursor?: string | null
  sources: readonly SourceOutcome[]
  reports: readonly SourceReport[]
  /** Where the answer depends on more systems than those it reports. */
  tagged?: readonly SourceReport[]
}

type Answering<Asked> = Step<Question<Asked>, ReadAnswer>
type Making<Asked> = Step<Question<Asked>, Made>
type Finding<Asked> = Step<Question<Asked>, Findings>

/** Puts the stages of a read on each other: each one is given the next. */
export function stack<Asked>(
  parameters: Stage<Step<ReadRequest, ReadAnswer>, Answering<Asked>>,
  keep: Stage<Answering<Asked>, Making<Asked>>,
  encode: Stage<Making<Asked>, Finding<Asked>>,
  today: Stage<Finding<Asked>, Finding<Asked>>,
  find: Finding<Asked>
): Step<ReadRequest, ReadAnswer> {
  return parameters(keep(encode(today(find))))
}

/** What one system is to be asked. */
export interface Fetch<T> {
  system: System
  /** Is told what comes of it. */
  report: SourceReport
  tolerance: Tolerance
  /** Everything that the value depends on. */
  key: string
  /** What the value is made of: see `Purges`. */
  tags: readonly string[]
  freshness: Freshness
  shareMs: number | undefined
  /** Only what was given at or after this time (ms since 1970) goes together with what was read before. */
  notBefore: number
  /** How long the caller waits, and what it is told then. */
  patience?: Patience | undefined
  /** Size of a value in bytes, roughly. */
  weigh(value: T): number
  /** Asks the system. */
  load(): Promise<T>
}

/** A step that asks a system, or what is kept of it. */
export type Fetching = <T>(fetch: Fetch<T>) => Promise<Kept<T>>
