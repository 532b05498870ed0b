import type { components, operations } from './contract.gen.ts'
import type { Credentials } from './credentials.ts'
import { readProblem, SatuConnectionError, SatuProblem } from './errors.ts'
import { newRequestId } from './random.ts'
import type { Settings } from './settings.ts'
import { createStreamReader } from './sse.ts'
import { backoffMs, sleep, waitOf } from './waits.ts'

export type CityEvent = components['schemas']['Event']
type EventQuery = Omit<NonNullable<operations['listEvents']['parameters']['query']>, 'cursor' | 'limit'>

export interface StreamOptions {
  signal?: AbortSignal
  /** Hears when a connection stands, the first and each later one. */
  onOpen?: () => void
  /** Hears why a connection has ended, before the next one. */
  onRetry?: (error: SatuConnectionError | SatuProblem) => void
}

/**
 * Follows what happens. It connects again by itself, after the last event that was seen: none is lost and none comes
 * twice. Without a position it begins now; with `after`, the id of the last event that you have dealt with, behind
 * that. It ends with the loop that reads it, or with the signal, whose reason it throws.
 * @throws SatuProblem when there is no use in connecting again: `forbidden`, `events_forgotten`, a wrong query
 */
export type StreamEvents = (query?: EventQuery, options?: StreamOptions) => AsyncGenerator<CityEvent, void>

/** The hub gives a sign of life every 15 s. */
const SILENCE_MS = 45_000
const BACKOFF = { firstMs: 1_000, mostMs: 30_000 }

export function createEventStream({ url, fetch, timeoutMs }: Settings, credentials: Credentials): StreamEvents {
  return async function* stream({ after, since, ...filters } = {}, { signal, onOpen, onRetry } = {}) {
    let last = after
    let failures = 0
    let isRenewed = false

    for (;;) {
      const ending = new AbortController()
      const stop = (): void => {
        ending.abort(signal?.reason)
      }
      signal?.addEventListener('abort', stop, { once: true })
      let retryMs: number | undefined
      try {
        signal?.throwIfAborted()
        const headers = { ...(await credentials.headers()), 'accept': 'text/event-stream',
          'x-request-id': newRequestId(), ...(last !== undefined && { 'last-event-id': last }) }
        const response = await within(timeoutMs, ending,
          fetch(address(url, { ...filters, ...(last === undefined && { since }) }), {
            headers,
            signal: ending.signal,
            redirect: 'error',
            credentials: 'omit',
            cache: 'no-store'
          }))
        if (response.status === 401 && !isRenewed &&
          (await credentials.renew((headers as { authorization?: string }).authorization)))
        {
          isRenewed = true
          continue
        }
        if (!response.ok || response.body === null) throw await problemOf(response)
        if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream'))
          throw fault('unexpected', 'Something else came in place of a stream.')
        isRenewed = false
        onOpen?.()
        const reader = createStreamReader()
        for await (const text of texts(response.body, ending)) {
          failures = 0
          for (const { id, data } of reader.push(text)) {
            // Only what the reader has come back for is dealt with.
            if (data !== undefined) yield JSON.parse(data) as CityEvent
            last = id ?? last
          }
          retryMs = reader.retryMs
        }
        onRetry?.(fault('unreachable', 'The stream has ended.'))
      } catch (error) {
        signal?.throwIfAborted()
        if (error instanceof SatuProblem && !isPassing(error)) throw error
        if (error instanceof SyntaxError) throw error
        failures++
        retryMs = error instanceof SatuProblem ? error.retryAfterMs : undefined
        onRetry?.(
          error instanceof SatuProblem || error instanceof SatuConnectionError
            ? error
            : fault('unreachable', 'The stream has broken off.', error)
        )
      } finally {
        signal?.removeEventListener('abort', stop)
        ending.abort()
      }
      await sleep(Math.max(retryMs ?? 0, failures === 0 ? 0 : backoffMs(failures, BACKOFF)), signal)
    }
  }
}

function address(url: string, query: Readonly<Record<string, string | readonly string[] | undefined>>): string {
  const given = Object.entries(query).flatMap((
    [name, value]
  ) => (value === undefined ? [] : [`${name}=${[value].flat().map(one => encodeURIComponent(one)).join(',')}`]))
  return `${url}/v1/events${given.length === 0 ? '' : `?${given.join('&')}`}`
}

/** Pieces of text, until the stream ends. One that is silent for too long has died without a word. */
async function* texts(body: ReadableStream<Uint8Array>, ending: AbortController): AsyncGenerator<string, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await within(SILENCE_MS, ending, reader.read())
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    // What was begun is not waited for.
    reader.cancel().catch(() => undefined)
  }
}

/** Ends everything when it takes longer. */
async function within<T>(ms: number, ending: AbortController, promise: Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    ending.abort(fault('timeout', `Nothing came for ${ms} ms.`))
  }, ms)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
  }
}

async function problemOf(response: Response): Promise<SatuProblem | SatuConnectionError> {
  const problem = readProblem(await response.text())
  return problem === undefined
    ? fault('unexpected', `Something else came in place of a stream, with status ${response.status}.`)
    : new SatuProblem(problem, { retryAfterMs: waitOf(response.headers) })
}

function isPassing({ status }: SatuProblem): boolean {
  return status === 429 || status >= 500
}

function fault(fault: SatuConnectionError['fault'], message: string, cause?: unknown): SatuConnectionError {
  return new SatuConnectionError(message, { fault, attempts: 1, mayHaveArrived: false, idempotencyKey: undefined,
    requestId: undefined, cause })
}
