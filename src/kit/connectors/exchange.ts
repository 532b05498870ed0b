import type { Dispatcher } from 'undici'
import { SystemFault } from '../faults.ts'
import { transportFault } from './transport-faults.ts'

export interface ExchangeLimits {
  firstByteTimeoutMs: number
  wholeTimeoutMs: number
  maxBodyBytes: number
  redirects?: 'refuse' | 'answer' | undefined
}

export interface RawAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** As sent: still compressed when the system compressed it. */
  bytes: Buffer
}

/**
 * One request and its answer over a pool, within limits. Ends once: with the whole answer, a `SystemFault`, or the
 * reason of the signal. Whatever ends it early also closes its connection, so the system sees that nobody waits.
 */
export function exchange(
  pool: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: ExchangeLimits,
  stage: string,
  signal: AbortSignal
): Promise<RawAnswer> {
  if (signal.aborted) return Promise.reject(signal.reason)
  return new Promise((resolve, reject) => {
    const handler = new Exchange(limits, stage, signal, resolve, reject)
    pool.dispatch(options, handler)
  })
}

// undici's own first-byte and idle timers are off: they are half a second coarse, and idle time does not bound the
// whole.
class Exchange implements Dispatcher.DispatchHandler {
  #limits: ExchangeLimits
  #stage: string
  #signal: AbortSignal
  #resolve: (answer: RawAnswer) => void
  #reject: (reason: unknown) => void
  #controller: Dispatcher.DispatchController | undefined
  #ended = false
  #status = 0
  #headers: RawAnswer['headers'] = {}
  #chunks: Buffer[] = []
  #size = 0
  #whole: NodeJS.Timeout
  #firstByte: NodeJS.Timeout | undefined
  #onAbort = (): void => this.#fail(this.#signal.reason)

  constructor(
    limits: ExchangeLimits,
    stage: string,
    signal: AbortSignal,
    resolve: (answer: RawAnswer) => void,
    reject: (reason: unknown) => void
  ) {
    this.#limits = limits
    this.#stage = stage
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
    this.#whole = setTimeout(() => this.#outOfTime(), limits.wholeTimeoutMs)
    signal.addEventListener('abort', this.#onAbort)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // Ended while it waited for a connection: nothing must be sent any more.
    if (this.#ended) return controller.abort(new Error('ended before it was sent'))
    const { firstByteTimeoutMs } = this.#limits
    this.#firstByte = setTimeout(() => {
      this.#fault('timeout', `sent no answer within ${firstByteTimeoutMs} ms`)
    }, firstByteTimeoutMs)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: RawAnswer['headers']): void {
    if (status < 200) return
    clearTimeout(this.#firstByte)
    this.#status = status
    this.#headers = headers
    if (status >= 300 && status < 400 && status !== 304 && this.#limits.redirects !== 'answer') {
      return this.#fault('unreadable', `redirects to another address (status ${status})`)
    }
    if (Number(headers['content-length']) > this.#limits.maxBodyBytes) this.#oversized()
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length
    if (this.#size > this.#limits.maxBodyBytes) this.#oversized()
    else this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (!this.#end()) return
    const [first] = this.#chunks
    const bytes = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks, this.#size)
    this.#resolve({ status: this.#status, headers: this.#headers, bytes })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (!this.#end()) return
    const phase = this.#status > 0 ? 'answer' : this.#controller ? 'request' : 'connect'
    this.#reject(transportFault(error, phase, this.#stage))
  }

  #outOfTime(): void {
    const within = `within ${this.#limits.wholeTimeoutMs} ms`
    if (this.#status > 0) this.#fault('timeout', `did not finish its answer ${within}`)
    else if (this.#controller) this.#fault('timeout', `sent no answer ${within}`)
    else this.#fail(new SystemFault('timeout', { stage: 'connect', detail: `had no free connection ${within}` }))
  }

  #oversized(): void {
    this.#fault('oversized', `sent more than ${this.#limits.maxBodyBytes} bytes`)
  }

  #fault(kind: 'timeout' | 'unreadable' | 'oversized', detail: string): void {
    this.#fail(new SystemFault(kind, { stage: this.#stage, detail }))
  }

  #fail(reason: unknown): void {
    if (!this.#end()) return
    this.#chunks = []
    this.#controller?.abort(reason instanceof Error ? reason : new Error('cancelled'))
    this.#reject(reason)
  }

  /** True the first time. */
  #end(): boolean {
    if (this.#ended) return false
    this.#ended = true
    clearTimeout(this.#whole)
    clearTimeout(this.#firstByte)
    this.#signal.removeEventListener('abort', this.#onAbort)
    return true
  }
}
