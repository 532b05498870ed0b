import type { TraceIds } from './context.ts'

/** What OTLP calls the kinds of spans that the hub has. */
export const KIND = { server: 2, client: 3, consumer: 5 } as const

/** Names and values are the hub's own words: names of operations, ids of systems and consumers, codes. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

export interface Span extends TraceIds {
  parentSpanId?: string | undefined
  name: string
  kind: (typeof KIND)[keyof typeof KIND]
  /** ms since 1970, with fractions. */
  start: number
  end: number
  attributes: Attributes
  isError: boolean
  /** Another span that it comes of without being a part of it. */
  link?: TraceIds | undefined
}

const ERROR = ',"status":{"code":2}'

/**
 * A span as OTLP has it in JSON (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): ids in hexadecimal
 * digits, 64-bit numbers as text.
 */
export function spanJson(
  { traceId, spanId, parentSpanId, name, kind, start, end, attributes, isError, link }: Span
): string {
  return `{"traceId":"${traceId}","spanId":"${spanId}"` +
    (parentSpanId === undefined ? '' : `,"parentSpanId":"${parentSpanId}"`) +
    `,"name":${JSON.stringify(name)},"kind":${kind},"startTimeUnixNano":"${nanoseconds(start)}","endTimeUnixNano":"${
      nanoseconds(end)
    }"` +
    `,"attributes":${attributesJson(attributes)}` +
    (link === undefined ? '' : `,"links":[{"traceId":"${link.traceId}","spanId":"${link.spanId}"}]`) +
    `${isError ? ERROR : ''}}`
}

export function attributesJson(attributes: Attributes): string {
  let list = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value === undefined) continue
    const typed = typeof value === 'string'
      ? `"stringValue":${JSON.stringify(value)}`
      : Number.isInteger(value)
      ? `"intValue":"${value}"`
      : `"doubleValue":${value}`
    list += `${list === '' ? '' : ','}{"key":${JSON.stringify(name)},"value":{${typed}}}`
  }
  return `[${list}]`
}

export function nanoseconds(ms: number): string {
  const whole = Math.floor(ms)
  return `${whole}${String(Math.floor((ms - whole) * 1_000_000)).padStart(6, '0')}`
}
