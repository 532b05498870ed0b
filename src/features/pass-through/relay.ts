import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Dispatcher } from 'undici'
import type { Call } from '../../kit/call.ts'
import type { SystemConfig } from '../../platform/config/schema.ts'
import { faultOf, oddStatus } from './faults.ts'
import { answerHeaders, questionHeaders } from './headers.ts'
import type { Pools } from './pools.ts'

/** Such a body goes out in one write together with its head, if it is text. */
const SMALL_BYTES = 16_384

export interface Passing {
  request: IncomingMessage
  response: ServerResponse
  /** Who is asked. */
  system: Pick<SystemConfig, 'url' | 'tls'>
  /** As the system is asked for it, query included. */
  path: string
  /**
   * What the hub says on its own account, in place of what the system says. Called when the answer begins, which is
   * sent from then on.
   */
  ownHeaders(): Readonly<Record<string, string>>
}

/**
 * Passes a question without a body on and its answer back, byte by byte, until the system has said its last byte or its
 * caller has left. undici's `dispatch` is what costs least on the way: see bench/README.md.
 * @throws SystemFault when the system does not answer properly; its caller was cut off if the answer had begun
 */
export function relay(
  pools: Pools,
  passing: Passing,
  { signal, requestId, timeouts, trace }: Call
): Promise<undefined> {
  const { request, system, path } = passing
  return new Promise((resolve, reject) => {
    pools.of(system, timeouts?.connectMs).dispatch({
      path,
      method: request.method as Dispatcher.HttpMethod,
      headers: questionHeaders(request.headers, requestId, trace),
      body: null,
      ...(timeouts?.firstByteMs !== undefined && { headersTimeout: timeouts.firstByteMs })
    }, answerTo(passing, signal, resolve, reject))
  })
}

/** What becomes of a system's answer as it comes. */
function answerTo(
  { request, response, ownHeaders }: Passing,
  signal: AbortSignal,
  resolve: (nothing: undefined) => void,
  reject: (error: Error) => void
): Dispatcher.DispatchHandler {
  let controller: Dispatcher.DispatchController | undefined
  /** Why nobody waits any more. */
  let over: Error | undefined
  let missing = -1

  const end = (): void => {
    response.off('close', leave)
    signal.removeEventListener('abort', stop)
  }
  const giveUp = (error: Error): void => {
    over = error
    end()
    controller?.abort(error)
  }
  function leave(): void {
    giveUp(new Error('the caller has left'))
    resolve(undefined)
  }
  function stop(): void {
    giveUp(signal.reason as Error)
    reject(signal.reason as Error)
    if (response.headersSent) response.destroy()
  }
  response.once('close', leave)
  signal.addEventListener('abort', stop, { once: true })

  return {
    onRequestStart(given) {
      controller = given
      if (over !== undefined) given.abort(over)
    },
    onResponseStart(given, status, headers) {
      if (status < 200) return
      const odd = oddStatus(status)
      if (odd !== undefined) {
        given.abort(odd)
        return
      }
      const { 'content-length': length } = headers
      missing = typeof length === 'string' && request.method !== 'HEAD' ? Number(length) : -1
      response.writeHead(status, answerHeaders(headers, ownHeaders()))
      if (response.writableNeedDrain) hold(given)
    },
    onResponseData(given, chunk) {
      missing -= chunk.length
      // Latin-1 gives every byte as it is; a text leaves in one piece with the head.
      if (missing === 0) response.end(chunk.length <= SMALL_BYTES ? chunk.toString('latin1') : chunk, 'latin1')
      else if (!response.write(chunk)) hold(given)
    },
    onResponseEnd() {
      end()
      if (!response.writableEnded) response.end()
      resolve(undefined)
    },
    onResponseError(_given, error) {
      if (over !== undefined) return
      end()
      reject(faultOf(error))
      if (response.headersSent) response.destroy()
    }
  }

  function hold(given: Dispatcher.DispatchController): void {
    given.pause()
    response.once('drain', () => {
      given.resume()
    })
  }
}
