import type { IncomingMessage, ServerResponse } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { Operation } from '../contract/contract.ts'
import type { Log } from '../ops/log.ts'
import type { Answer } from '../reads/answers.ts'
import { answerHeaders, isUnchanged } from './answer-headers.ts'
import type { RateWindow } from './limits.ts'
import { requestIdOf } from './request-id.ts'
import type { Serving } from './serving.ts'

/** Answers that can be sent again as they stand, found by the request's own text. */
export interface HotPath {
  /**
   * Answers a repeated read from memory before the framework sees it: caller known, allowed and within its limit,
   * answer fresh. False when any of this is not so; nothing has happened then, and the framework's way decides.
   */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  /** Remembers the answer that a read's URL gave. */
  remember(url: string, operation: Operation, answer: Answer): void
  clear(): void
}

export interface HotPathOptions {
  serving(): Pick<Serving, 'auth' | 'addressWindow'>
  log: Log
  isClosing(): boolean
  maxBytes: number
}

const LONGEST_URL = 1_024

export function createHotPath({ serving, log, isClosing, maxBytes }: HotPathOptions): HotPath {
  const known = new LRUCache<string, { operation: Operation; answer: Answer }>({ maxSize: maxBytes, maxEntrySize: maxBytes })

  return {
    serve(request, response) {
      if (request.method !== 'GET') return false
      const found = known.get(request.url as string)
      if (found === undefined) return false
      const started = performance.now()
      const now = Date.now()
      const { answer, operation } = found
      if (now >= answer.freshUntil || isClosing()) return false
      const { authorization, 'if-none-match': ifNoneMatch, 'x-request-id': givenId } = request.headers
      if (request.headers['cache-control'] !== undefined) return false

      let window: RateWindow
      let consumer: string | undefined
      if (authorization === undefined) {
        if (!operation.public) return false
        window = serving().addressWindow(request.socket.remoteAddress ?? '')
      } else {
        const session = serving().auth.known(authorization, now)
        if (session === undefined || !(operation.public || operation.scopes.every(scope => session.scopes.has(scope)))) return false
        window = session.window
        consumer = session.consumer
      }
      if (!window.take(now)) return false

      const requestId = requestIdOf(givenId)
      const headers = answerHeaders(answer, 'hit', authorization === undefined, now)
      const { policy, state } = window.headers(now)
      headers.push('ratelimit-policy', policy, 'ratelimit', state, 'x-request-id', requestId)
      const status = isUnchanged(ifNoneMatch, answer.etag) ? 304 : 200
      if (status === 304) {
        response.writeHead(304, headers)
        response.end()
      } else {
        headers.push('content-length', String(Buffer.byteLength(answer.body)))
        response.writeHead(200, headers)
        response.end(answer.body)
      }
      log.request({
        requestId, consumer, operation: operation.id, status, outcome: answer.outcome, cache: 'hit',
        durationMs: performance.now() - started, systems: undefined
      })
      return true
    },
    remember(url, operation, answer) {
      if (url.length <= LONGEST_URL) known.set(url, { operation, answer }, { size: answer.body.length * 2 + url.length })
    },
    clear() {
      known.clear()
    }
  }
}
