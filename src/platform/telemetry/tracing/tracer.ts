import type { TracingSettings } from '../../config/tracing.ts'
import { readTraceContext, type TraceContext, traceHeaders, type TraceIds } from './context.ts'
import { createIds } from './ids.ts'
import { createSampler } from './sampler.ts'
import { createServerSpanFormat } from './server-span.ts'
import { KIND, spanJson } from './span.ts'
import type { CallSpan, DeliveryTrace, RequestTrace, Trace, Tracing } from './trace.ts'

/** Where a span begins on both clocks: the one that is right, and the one that only goes forward. */
interface Start {
  wall: number
  steady: number
}

const start = (): Start => ({ wall: Date.now(), steady: performance.now() })
/** The time of a trace goes on from its beginning here, whatever becomes of the clock. */
const since = ({ wall, steady }: Start): number => wall + performance.now() - steady

export interface TracerOptions extends Pick<TracingSettings, 'sampler'> {
  /** Over which callers come. */
  scheme: 'http' | 'https'
  /** Takes each span as it ends, as JSON. */
  add(span: string): void
}

/**
 * Makes spans: one for each request, each call to a system and each delivery of the journal, of the traces that are
 * sampled. What is not sampled costs the reading of one header or one random number.
 */
export function createTracer({ sampler: settings, scheme, add }: TracerOptions): Tracing {
  const ids = createIds()
  const samples = createSampler(settings, ids)
  const join = (caller: TraceContext | undefined): TraceIds => ({ traceId: caller?.traceId ?? ids.traceId(),
    spanId: ids.spanId() })

  const serverSpan = createServerSpanFormat(scheme)

  /** What runs within a span: calls to systems are its children. */
  function within(own: TraceIds, from: Start, tracestate?: string): Trace & { ids: TraceIds } {
    return {
      headers: traceHeaders(own, true, tracestate),
      ids: own,
      call(system, stage) {
        const child = { traceId: own.traceId, spanId: ids.spanId() }
        const begun = since(from)
        let attempts = 0
        let waited = 0
        const span: CallSpan = {
          headers: traceHeaders(child, true, tracestate),
          ids: child,
          tried(waitedMs) {
            attempts++
            waited += waitedMs
          },
          end(outcome) {
            const isError = outcome !== 'ok'
            add(spanJson({
              ...child,
              parentSpanId: own.spanId,
              kind: KIND.client,
              name: `${system} ${stage}`,
              start: begun,
              end: since(from),
              isError,
              attributes: {
                'peer.service': system,
                'satu.system': system,
                'satu.operation': stage,
                'satu.attempts': attempts,
                'satu.queue_wait_ms': Math.round(waited),
                'satu.outcome': outcome,
                'error.type': isError ? outcome : undefined
              }
            }))
          }
        }
        return span
      }
    }
  }

  return {
    request({ traceparent, tracestate }): RequestTrace {
      const caller = traceparent === undefined ? undefined : readTraceContext(traceparent, tracestate)
      if (!samples(caller)) return unrecorded(caller ?? join(undefined))
      const from = start()
      const own = join(caller)
      return { ...within(own, from, caller?.tracestate), end: line => {
        add(serverSpan(own, caller?.spanId, from.wall, since(from), line))
      } }
    },
    answered({ traceparent }, durationMs, line) {
      const caller = traceparent === undefined ? undefined : readTraceContext(traceparent)
      if (!samples(caller)) return undefined
      const own = join(caller)
      const now = Date.now()
      add(serverSpan(own, caller?.spanId, now - durationMs, now, line))
      return own
    },
    delivery(accepted, { system, resource, action, attempt }): DeliveryTrace | undefined {
      const origin = accepted === null ? undefined : readTraceContext(accepted)
      if (origin === undefined) return undefined
      if (!origin.isSampled) return unrecorded(origin)
      const from = start()
      ids.draw()
      const own = join(undefined)
      return {
        ...within(own, from),
        end(state) {
          add(spanJson({
            ...own,
            kind: KIND.consumer,
            name: `deliver ${resource} ${action}`,
            start: from.wall,
            end: since(from),
            isError: state === 'parked',
            link: origin,
            attributes: { 'satu.system': system, 'satu.resource': resource, 'satu.action': action,
              'satu.attempt': attempt, 'satu.state': state }
          }))
        }
      }
    }
  }
}

/**
 * Nothing is recorded; who comes after the hub is told so. The caller's own span stays the parent: there is none of the
 * hub in between.
 */
function unrecorded(of: TraceIds | TraceContext): Trace {
  return { headers: traceHeaders(of, false, 'tracestate' in of ? of.tracestate : undefined) }
}
