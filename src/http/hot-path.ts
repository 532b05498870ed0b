import { LRUCache } from 'lru-cache'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Operation } from '../contract/contract.ts'
import type { Answer } from '../gateway/reads/answers.ts'
import { AHEAD } from '../gateway/reads/cache.ts'
import { type KeptSize, sizeOf } from '../gateway/reads/kept.ts'
import type { Purges } from '../gateway/reads/purges.ts'
import type { Log } from '../platform/telemetry/log.ts'
import { readTraceContext } from '../platform/telemetry/tracing/context.ts'
import type { Tracing } from '../platform/telemetry/tracing/trace.ts'
import { answerHeaders, headersHoldUntil, isUnchanged } from './answer-headers.ts'
import { allows } from './auth.ts'
import type { RateWindow } from './rate-window.ts'
import { requestIdOf } from './request-id.ts'
import type { Serving } from './serving.ts'
import { visitorOf } from './visitor.ts'

/** Answers that can be sent again as they stand, found by the request's own text. */
export interface HotPath {
  /**
   * Answers a repeated read from memory before the framework sees it: caller known, allowed and within its limit,
   * answer fresh. False when any of this is not so; nothing has happened then, and the framework's way decides.
   */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  /**
   * Remembers the answer that a read's URL gave.
   * @param renew makes the next one and remembers it: called once, when this one is near its end and often asked for
   */
  remember(url: string, operation: Operation, answer: Answer, renew: () => Promise<void>): void
  clear(): void
  size(): KeptSize
  /** Hits of each system since the last call: what its cache spared it. */
  takeSpared(): Map<string, number>
}

export interface HotPathOptions {
  serving(): Pick<Serving, 'auth' | 'addressWindow' | 'addressOf' | 'credentialOf' | 'cors'>
  /** Headers of every answer beside those of `SAFE`. */
  transport: Readonly<Record<string, string>>
  log: Log
  /** Records it in its trace; undefined when nothing is traced. */
  answered: Tracing['answered']
  isClosing(): boolean
  maxBytes: number
  purges: Purges
}

interface Kept {
  operation: Operation
  answer: Answer
  /** ASCII goes out as it lies in memory. */
  encoding: 'latin1' | 'utf8'
  length: string
  /** Makes the next answer; undefined once it was called. */
  renew: (() => Promise<void>) | undefined
  /** From then on it is near its end, ms since 1970. */
  endsFrom: number
  hits: number
  /** How many of them were told of by `takeSpared`. */
  told: number
  /** For callers with a credential, and for those without. */
  closed: Head
  open: Head
}

/** Headers, made ready: only the values of these places change from one request to the next. */
interface Head {
  until: number
  headers: string[]
  /** What Node has made of the others, with Date and Connection, as it stands on the wire; undefined until it has. */
  written: string | undefined
}

/**
 * Where Node keeps the text of a head. Not public: it is read and set in one place, and `as Node writes it` is tested.
 */
type Written = ServerResponse & { _header: string | null }

const LONGEST_URL = 1_024
/** Hits in one life from which on an answer is made anew ahead of its end. */
const OFTEN = 3
/** What an entry takes beside its body and URL: headers of both kinds, places in the map. */
const ENTRY_BYTES = 2_000
const STATE_AT = 1
const POLICY_AT = 3
const REQUEST_ID_AT = 5

export function createHotPath(
  { serving, transport, log, answered, isClosing, maxBytes, purges }: HotPathOptions
): HotPath {
  const known = new LRUCache<string, Kept>({ maxSize: maxBytes, maxEntrySize: maxBytes })
  const transportList = Object.entries(transport).flat()
  let touched: Kept[] = []

  return {
    serve(request, response) {
      const { method } = request
      if (method !== 'GET' && method !== 'HEAD') return false
      const kept = known.get(request.url as string)
      if (kept === undefined) return false
      const started = performance.now()
      const now = Date.now()
      const { answer, operation } = kept
      if (now >= answer.freshUntil || isClosing() || !purges.holds(answer)) return false
      const { headers: asked } = request
      const { auth, addressWindow, addressOf, credentialOf, cors } = serving()
      const credential = credentialOf(request)
      if (asked['cache-control'] !== undefined || asked.host === undefined || asked.host.includes(',')) return false
      // Who declares a purpose may see more than what is kept here.
      if (asked['x-purpose'] !== undefined) return false
      // Which pages may read the answer is told in its headers.
      if (asked.origin !== undefined && cors.isOpen) return false

      let window: RateWindow
      let consumer: string | undefined
      if (credential === undefined) {
        if (!operation.public) return false
        window = addressWindow(addressOf(request))
      } else {
        const session = visitorOf(request.socket, credential, auth, now)
        if (session === undefined || !allows(session, operation)) return false
        // It may be the citizen's own, of which they see more than what is kept here.
        if (session.kind === 'citizen' && operation.citizen !== false) return false
        window = session.window
        consumer = session.consumer
      }
      if (!window.take(now)) return false

      if (kept.hits++ === kept.told) touched.push(kept)
      if (now >= kept.endsFrom && kept.hits > OFTEN && kept.renew !== undefined) {
        kept.renew().catch(() => {})
        kept.renew = undefined
      }
      const requestId = requestIdOf(asked['x-request-id'])
      const head = credential === undefined ? kept.open : kept.closed
      if (now >= head.until) renew(head, kept, credential === undefined, now, transportList)
      const { headers } = head
      headers[STATE_AT] = window.state(now)
      headers[POLICY_AT] = window.policy
      headers[REQUEST_ID_AT] = requestId
      const status = isUnchanged(asked['if-none-match'], answer.etag) ? 304 : 200
      if (status === 304) {
        response.writeHead(304, headers.slice(0, -2))
        response.end()
      } else {
        sendHead(request, response as Written, head)
        if (method === 'HEAD') response.end()
        else response.end(answer.body, kept.encoding)
      }
      const durationMs = performance.now() - started
      const { outcome } = answer
      log.request({
        requestId,
        consumer,
        operation: operation.id,
        status,
        outcome,
        cache: 'hit',
        durationMs,
        systems: undefined,
        trace: answered === undefined
          ? asked.traceparent === undefined ? undefined : readTraceContext(asked.traceparent)
          : answered(asked, durationMs, { method, route: operation.path, status, outcome, consumer, cache: 'hit',
            requestId })
      })
      return true
    },
    remember(url, operation, answer, renew) {
      if (url.length > LONGEST_URL) return
      const bytes = Buffer.byteLength(answer.body)
      const isAscii = bytes === answer.body.length
      known.set(url, {
        operation,
        length: String(bytes),
        renew,
        endsFrom: answer.madeAt + (answer.freshUntil - answer.madeAt) * AHEAD,
        hits: 0,
        told: 0,
        // Made of many pieces, some of them of two bytes a character, the text would be put together again at each hit.
        answer: isAscii ? { ...answer, body: Buffer.from(answer.body, 'latin1').toString('latin1') } : answer,
        encoding: isAscii ? 'latin1' : 'utf8',
        closed: emptyHead(),
        open: emptyHead()
      }, { size: bytes * 2 + url.length + ENTRY_BYTES })
    },
    clear() {
      known.clear()
    },
    size: () => sizeOf(known),
    takeSpared() {
      const spared = new Map<string, number>()
      for (const kept of touched) {
        for (const system of kept.answer.systems) spared.set(system, (spared.get(system) ?? 0) + kept.hits - kept.told)
        kept.told = kept.hits
      }
      touched = []
      return spared
    }
  }
}

function emptyHead(): Head {
  return { until: 0, headers: [], written: undefined }
}

/** Node checks and joins every header of every response: a fifth of what a hit takes. It does so once for each head. */
function sendHead(request: IncomingMessage, response: Written, head: Head): void {
  const isPlain = request.httpVersion === '1.1' && response.shouldKeepAlive &&
    request.headers.connection === undefined && request.headers.expect === undefined
  if (!isPlain) {
    response.writeHead(200, head.headers)
    return
  }
  if (head.written === undefined) {
    response.writeHead(200, head.headers)
    // No value holds a line break, so the first such line is the first header that stays.
    const written = response._header ?? ''
    const at = written.indexOf('\r\ncontent-type: ')
    if (at > 0) head.written = Buffer.from(written.slice(at), 'latin1').toString('latin1')
    return
  }
  const { headers } = head
  response._header = `HTTP/1.1 200 OK\r\nratelimit: ${headers[STATE_AT]}\r\nratelimit-policy: ${
    headers[POLICY_AT]
  }\r\nx-request-id: ${headers[REQUEST_ID_AT]}${head.written}`
}

function renew(
  head: Head,
  { answer, length }: Kept,
  anonymous: boolean,
  now: number,
  transport: readonly string[]
): void {
  head.headers = [
    'ratelimit',
    '',
    'ratelimit-policy',
    '',
    'x-request-id',
    '',
    ...answerHeaders(answer, 'hit', anonymous, now),
    ...transport,
    'content-length',
    length
  ]
  head.written = undefined
  // Node's own Date changes with the second.
  head.until = Math.min(headersHoldUntil(answer, now), (Math.floor(now / 1_000) + 1) * 1_000)
}
