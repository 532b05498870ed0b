import type { Trace } from '../../platform/telemetry/tracing/trace.ts'

/** On whose behalf a system is asked: a load that several callers share is the first one's. */
export interface Asker {
  /** Handed to the legacy system where its protocol has a place for it. */
  requestId: string
  /** Whose turn in the queue it takes; undefined for the hub itself. */
  consumer: string | undefined
  /** The trace that the request is in. */
  trace?: Trace | undefined
}

/** The consumer that all callers without a token are together. No id of a consumer looks like it. */
export const ANONYMOUS = '-'

/** The hub asks of itself: probes, and what comes whole. */
export function theHub(requestId: string): Asker {
  return { requestId, consumer: undefined }
}
