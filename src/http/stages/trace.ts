import type { Tracing } from '../../platform/telemetry/tracing/trace.ts'
import type { Stage } from './stage.ts'

/** Begins or continues the trace that the request is in (W3C Trace Context). Answers nothing. */
export function trace({ request: begin }: Pick<Tracing, 'request'>): Stage {
  return request => {
    request.trace = begin(request.headers)
  }
}
