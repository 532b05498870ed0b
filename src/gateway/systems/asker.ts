import type { Trace } from '../../platform/telemetry/tracing/trace.ts'
import type { From } from './queue.ts'

/** On whose behalf a system is asked: a load that several callers share is the first one's. */
export interface Asker extends From {
  /** Handed to the legacy system where its protocol has a place for it. */
  requestId: string
  /**
   * Until when the caller waits, in ms of `performance.now()`; undefined for whoever has time. A call that is sent goes
   * on after it: what it brings is kept for the next caller.
   */
  deadline?: number | undefined
  /** A citizen's write, or what belongs to it: it does not wait behind the reads of its own consumer. */
  isWrite?: boolean | undefined
  /** The trace that the request is in. */
  trace?: Trace | undefined
}

/** The consumer that all callers without a token are together. No id of a consumer looks like it. */
export const ANONYMOUS = '-'

/** The hub asks of itself: probes, and what comes whole. */
export function theHub(requestId: string): Asker {
  return { requestId, consumer: undefined }
}
