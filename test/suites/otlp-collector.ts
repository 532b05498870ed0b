import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import type { TracingSettings } from '../../src/platform/config/tracing.ts'
import { until } from '../services/wait.ts'

export interface ReceivedSpan {
  traceId: string
  spanId: string
  parentSpanId: string | undefined
  name: string
  kind: 'server' | 'client' | 'consumer'
  /** ms */
  durationMs: number
  startMs: number
  attributes: Record<string, string | number>
  isError: boolean
  links: { traceId: string; spanId: string }[]
}

export interface Collector {
  settings: TracingSettings
  spans: ReceivedSpan[]
  posts: { headers: IncomingHttpHeaders; body: string; resource: Record<string, string | number> }[]
  /** What it answers: taken unless told. */
  answer: number | ((response: ServerResponse) => void)
  until(count: number): Promise<ReceivedSpan[]>
  close(): Promise<void>
}

/**
 * What OTLP 1 has in JSON of what the hub sends: names that are not there are refused, as by the real schema's parser.
 */
const messages = {
  request: ['resourceSpans'],
  resourceSpans: ['resource', 'scopeSpans', 'schemaUrl'],
  resource: ['attributes', 'droppedAttributesCount'],
  scopeSpans: ['scope', 'spans', 'schemaUrl'],
  scope: ['name', 'version', 'attributes', 'droppedAttributesCount'],
  span: ['traceId', 'spanId', 'traceState', 'parentSpanId', 'flags', 'name', 'kind', 'startTimeUnixNano',
    'endTimeUnixNano', 'attributes', 'droppedAttributesCount', 'events', 'droppedEventsCount', 'links',
    'droppedLinksCount', 'status'],
  link: ['traceId', 'spanId', 'traceState', 'attributes', 'droppedAttributesCount', 'flags'],
  status: ['message', 'code'],
  keyValue: ['key', 'value'],
  value: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue']
} as const
const kinds = [undefined, undefined, 'server', 'client', undefined, 'consumer'] as const

type Json = Record<string, unknown>

function read(message: keyof typeof messages, given: unknown): Json {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Error(`${message} is no object`)
  const unknown = Object.keys(given).find(name => !(messages[message] as readonly string[]).includes(name))
  if (unknown !== undefined) throw new Error(`${message} has no ${unknown}`)
  return given as Json
}

const listOf = (
  message: keyof typeof messages,
  given: unknown
): Json[] => (given === undefined ? [] : (given as unknown[]).map(one => read(message, one)))

function attributesOf(given: unknown): Record<string, string | number> {
  return Object.fromEntries(listOf('keyValue', given).map(({ key, value }) => {
    const entries = Object.entries(read('value', value))
    if (entries.length !== 1) throw new Error('a value is one of several')
    const [[type, inner]] = entries as [[string, unknown]]
    if (type === 'intValue' && !(typeof inner === 'string' && /^-?\d+$/.test(inner)))
      throw new Error('a 64-bit number is text')
    return [String(key), type === 'intValue' ? Number(inner) : inner as string | number]
  }))
}

function idOf(given: unknown, digits: number): string {
  if (typeof given !== 'string' || !new RegExp(`^[0-9a-f]{${digits}}$`).test(given) || /^0+$/.test(given))
    throw new Error(`${String(given)} is no id`)
  return given
}

function timeOf(given: unknown): number {
  if (typeof given !== 'string' || !/^\d{19}$/.test(given))
    throw new Error(`${String(given)} is no time in nanoseconds`)
  return Number(BigInt(given) / 1_000n) / 1_000
}

function spanOf(span: Json): ReceivedSpan {
  const start = timeOf(span['startTimeUnixNano'])
  const end = timeOf(span['endTimeUnixNano'])
  if (end < start) throw new Error('a span ends before it begins')
  const kind = kinds[Number(span['kind'])]
  if (kind === undefined) throw new Error('a span of no kind')
  return {
    traceId: idOf(span['traceId'], 32),
    spanId: idOf(span['spanId'], 16),
    parentSpanId: span['parentSpanId'] === undefined ? undefined : idOf(span['parentSpanId'], 16),
    name: String(span['name']),
    kind,
    startMs: start,
    durationMs: end - start,
    attributes: attributesOf(span['attributes']),
    isError: span['status'] !== undefined && read('status', span['status'])['code'] === 2,
    links: listOf('link', span['links']).map(link => ({ traceId: idOf(link['traceId'], 32),
      spanId: idOf(link['spanId'], 16) })
    )
  }
}

/** A collector: a real server that takes OTLP over HTTP and reads every span. What is not OTLP fails the test. */
export async function startCollector(t: Test, { port = 0 } = {}): Promise<Collector> {
  const collector: Collector = {
    settings: { url: '', headers: { authorization: 'Bearer collector' }, sampler: { ratio: 1, followsCaller: true },
      serviceName: 'satu-test', resource: { region: 'west' } },
    spans: [],
    posts: [],
    answer: 200,
    async until(count) {
      await until(() => collector.spans.length >= count, { what: `${count} spans` })
      return collector.spans
    },
    async close() {
      if (!server.listening) return
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
    })
    request.on('end', () => {
      if (typeof collector.answer === 'function') return collector.answer(response)
      if (collector.answer !== 200) return response.writeHead(collector.answer).end()
      const body = Buffer.concat(chunks).toString()
      try {
        if (request.method !== 'POST' || request.url !== '/v1/traces' ||
          request.headers['content-type'] !== 'application/json') throw new Error('not as OTLP is sent')
        for (const { resource, scopeSpans } of listOf('resourceSpans',
          read('request', JSON.parse(body))['resourceSpans']))
        {
          collector.posts.push({ headers: request.headers, body,
            resource: attributesOf(read('resource', resource)['attributes']) })
          for (const { scope, spans } of listOf('scopeSpans', scopeSpans)) {
            read('scope', scope)
            collector.spans.push(...listOf('span', spans).map(spanOf))
          }
        }
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"partialSuccess":{}}')
      } catch (error) {
        t.fail((error as Error).message, { body })
        response.writeHead(400).end()
      }
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  collector.settings = { ...collector.settings,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces` }
  t.teardown(() => collector.close())
  return collector
}
