import type { TraceIds } from './context.ts'
import { attributesJson, KIND, nanoseconds } from './span.ts'
import type { ServedLine } from './trace.ts'

/** Writes the span of a request as `spanJson` would. */
export type ServerSpanFormat = (
  own: TraceIds,
  parentSpanId: string | undefined,
  start: number,
  end: number,
  line: ServedLine
) => string

/**
 * Requests that follow each other are often alike, so what they share is kept from one to the next: it is most of a
 * span.
 */
export function createServerSpanFormat(scheme: 'http' | 'https'): ServerSpanFormat {
  let last: Omit<ServedLine, 'requestId'> | undefined
  let name = ''
  let shared = ''

  return (own, parentSpanId, start, end, line) => {
    const { method, route, status, outcome, consumer, cache } = line
    if (last === undefined || route !== last.route || status !== last.status || consumer !== last.consumer ||
      cache !== last.cache || outcome !== last.outcome || method !== last.method)
    {
      last = line
      const isError = status >= 500
      name = `,"name":${
        JSON.stringify(route === undefined ? method : `${method} ${route}`)
      },"kind":${KIND.server},"startTimeUnixNano":"`
      shared = `,${
        attributesJson({
          'http.request.method': method,
          'http.route': route,
          'http.response.status_code': status,
          'url.scheme': scheme,
          'satu.consumer': consumer,
          'satu.outcome': outcome,
          'satu.cache': cache,
          'error.type': isError ? outcome : undefined
        }).slice(1)
      }${isError ? ',"status":{"code":2}' : ''}}`
    }
    // A request id holds nothing that JSON would have to escape: see http/request-id.
    return `{"traceId":"${own.traceId}","spanId":"${own.spanId}"${
      parentSpanId === undefined ? '' : `,"parentSpanId":"${parentSpanId}"`
    }${name}` +
      `${nanoseconds(start)}","endTimeUnixNano":"${
        nanoseconds(end)
      }","attributes":[{"key":"satu.request_id","value":{"stringValue":"${line.requestId}"}}${shared}`
  }
}
