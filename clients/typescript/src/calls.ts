import createClient, { type Client } from 'openapi-fetch'
import { type Attempts, quoted } from './attempts.ts'
import type { paths } from './contract.gen.ts'
import type { Entry } from './entry.ts'
import { readProblem, SatuConnectionError, SatuProblem, type SourceState } from './errors.ts'
import { newRequestId } from './random.ts'
import type { AnswerInfo, Settings, WriteOptions } from './settings.ts'
import { waitOf } from './waits.ts'

export interface Asked {
  path?: Readonly<Record<string, unknown>>
  query?: Readonly<Record<string, unknown>> | undefined
  body?: unknown
  options?: WriteOptions | undefined
  /** Of a write. */
  key?: string
}

export interface Given {
  status: number
  headers: Headers
  body: unknown
}

/** One call of an operation. @throws SatuProblem, SatuConnectionError, the signal's reason */
export type Call = (entry: Pick<Entry, 'id' | 'method' | 'path'>, asked: Asked) => Promise<Given>

/** The operations by path, as openapi-fetch has them, over the same attempts and credentials. */
export type Raw = Client<paths>

type AnyClient = {
  request(method: string, path: string, init: object): Promise<{ data?: unknown; error?: unknown; response: Response }>
}

export function createRaw(settings: Settings, attempts: Attempts): Raw {
  return createClient<paths>({
    baseUrl: settings.url === '' ? globalThis.location.origin : settings.url,
    fetch: request => attempts(request, settings),
    // `?status=a,b`, as the contract has its lists.
    querySerializer: { array: { style: 'form', explode: false } }
  })
}

export function createCall(settings: Settings, attempts: Attempts, raw: Raw): Call {
  // What is called is known at run time alone: methods.ts holds the types.
  const client = raw as unknown as AnyClient

  return async ({ id, method, path }, { path: pathParams, query, body, options = {}, key }) => {
    const { signal, purpose = settings.purpose, onAnswer, timeoutMs = settings.timeoutMs, retries = settings.retries,
      mostWaitMs = settings.mostWaitMs } = options
    const requestId = newRequestId()
    let attemptCount = 0
    const { data, error, response } = await client.request(method, path, {
      params: { ...(pathParams && { path: pathParams }), ...(query && { query }) },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
      // Read below, where what is no JSON has a name.
      parseAs: 'arrayBuffer',
      headers: {
        'x-request-id': requestId,
        ...(purpose !== undefined && { 'x-purpose': purpose }),
        ...(key !== undefined && { 'idempotency-key': quoted(key) })
      },
      fetch: (request: Request) =>
        attempts(request, { timeoutMs, retries, mostWaitMs }, count => {
          attemptCount = count
        })
    })

    const tell = (sources: readonly SourceState[]): void => {
      const about = describe(id, response, attemptCount, sources)
      settings.onAnswer?.(about)
      onAnswer?.(about)
    }
    const unexpected = (what: string): SatuConnectionError =>
      new SatuConnectionError(`${what} came in place of an answer of the hub, with status ${response.status}.`, {
        fault: 'unexpected',
        attempts: attemptCount,
        mayHaveArrived: true,
        idempotencyKey: key,
        requestId
      })

    if (!response.ok) {
      const problem = readProblem(typeof error === 'string' ? error : JSON.stringify(error ?? null))
      if (problem === undefined) throw unexpected('Something else')
      tell(problem.systems ?? [])
      throw new SatuProblem(problem, { retryAfterMs: waitOf(response.headers), idempotencyKey: key })
    }
    const isJson = /^application\/(?:[\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')
    if (!isJson) {
      tell(sourcesOf(undefined, response.headers))
      return { status: response.status, headers: response.headers,
        body: data === undefined ? undefined : new Response(data as ArrayBuffer, { headers: response.headers }) }
    }
    const value = parse(data as ArrayBuffer)
    if (value === undefined) throw unexpected('A broken text')
    tell(sourcesOf(value, response.headers))
    return { status: response.status, headers: response.headers, body: value }
  }
}

function parse(bytes: ArrayBuffer): object | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as object
  } catch {
    return undefined
  }
}

function describe(
  operation: string,
  { status, headers }: Response,
  attempts: number,
  sources: readonly SourceState[]
): AnswerInfo {
  const age = headers.get('age')
  return { operation, status, attempts, sources, requestId: headers.get('x-request-id') ?? undefined,
    ageSeconds: age === null ? undefined : Number(age) }
}

/** Lists say it in `meta`, single records in `Satu-Source: complaints;state=stale;as_of="..."`. */
function sourcesOf(body: object | undefined, headers: Headers): readonly SourceState[] {
  const { meta } = (body ?? {}) as { meta?: { sources?: SourceState[] } }
  if (Array.isArray(meta?.sources)) return meta.sources
  const [, system, state, asOf] =
    /^([a-z0-9-]+);\s*state=(\w+)(?:;\s*as_of="([^"]*)")?/.exec(headers.get('satu-source') ?? '') ?? []
  return system === undefined ? [] : [{ system, state: state as SourceState['state'], as_of: asOf ?? null }]
}
