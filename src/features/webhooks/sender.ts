import { Agent, type Dispatcher } from 'undici'
import { transportFault } from '../../kit/connectors/transport-faults.ts'
import { createReceiverConnector, type ReceiverConnectorOptions } from './connect.ts'
import { hostOf, TargetFault } from './target.ts'

/** How an attempt ended. */
export type Outcome = 'delivered' | 'gone' | 'redirect' | 'status' | 'timeout' | 'unreachable' | 'address'

export interface Answer {
  outcome: Outcome
  /** What came back, if anything did. */
  status?: number
  /** In a few words, without anything of the receiver's answer. */
  detail: string
  /** What the receiver asked for. */
  retryAfterMs?: number
  /** What its body begins with, where the message wanted to know. */
  text?: string
}

export interface Message {
  headers: Readonly<Record<string, string>>
  body: string
  /** Of a receiver that says in its answer's body how it went: so many bytes of it are read. */
  answerBytes?: number
}

/** Sends messages to receivers, and finds out whether there is one. */
export interface Sender {
  /**
   * Makes a connection to the receiver, with TLS where it is https, and sends nothing.
   * @throws TargetFault
   */
  probe(url: URL): Promise<void>
  /** Never rejects, but for the reason of the signal. */
  send(url: string, message: Message, signal: AbortSignal): Promise<Answer>
  close(): Promise<void>
}

export interface SenderOptions extends ReceiverConnectorOptions {
  /** For an attempt as a whole, at this moment. */
  timeoutMs(): number
}

/** Of an answer's body as much is taken off the wire to keep the connection; it is never looked at. */
const IGNORED_BYTES = 16_384
const HEADER_BYTES = 16_384
const IDLE_MS = 10_000

export function createSender({ timeoutMs, ...options }: SenderOptions): Sender {
  const { rules } = options
  const connect = createReceiverConnector(options)
  const agent = new Agent({
    connect,
    allowH2: false,
    pipelining: 1,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MS,
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: 0,
    bodyTimeout: 0
  })

  return {
    probe: url =>
      new Promise((resolve, reject) => {
        const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
        connect({ hostname: hostOf(url), host: url.host, protocol: url.protocol, port }, (error, socket) => {
          if (error === null) {
            socket.destroy()
            resolve()
          } else reject(targetFaultOf(error))
        })
      }),
    async send(url, message, signal) {
      const ending = new AbortController()
      let isLate = false
      const end = (): void => {
        ending.abort()
      }
      const timer = setTimeout(() => {
        isLate = true
        end()
      }, timeoutMs())
      signal.addEventListener('abort', end)
      const settled = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', end)
      }
      try {
        const answer = await post(url, message, ending.signal)
        const text = message.answerBytes === undefined ? undefined : await beginningOf(answer.body, message.answerBytes)
        // Nothing of it is wanted, and the receiver has said what it had to: the rest may be endless, or never come.
        answer.body.on('error', () => {})
        void answer.body.dump({ limit: IGNORED_BYTES, signal: ending.signal }).catch(() => {}).finally(settled)
        return { ...answerOf(answer), ...(text !== undefined && { text }) }
      } catch (error) {
        settled()
        if (signal.aborted) throw signal.reason
        return isLate ? { outcome: 'timeout', detail: 'did not answer in time' } : faultOf(error as Error)
      }
    },
    async close() {
      await agent.destroy()
    }
  }

  /** What may be called may have changed since it was subscribed. */
  async function post(
    address: string,
    { headers, body }: Message,
    signal: AbortSignal
  ): Promise<Dispatcher.ResponseData> {
    const { origin, pathname, search } = rules().read(address)
    return agent.request({ origin, path: pathname + search, method: 'POST',
      headers: { ...headers, 'user-agent': 'Satu' }, body, signal })
  }
}

/** So many bytes of a body; the rest is left on the wire, which is closed. */
async function beginningOf(body: Dispatcher.ResponseData['body'], most: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most).toString()
}

function answerOf({ statusCode: status, headers }: Dispatcher.ResponseData): Answer {
  if (status >= 200 && status < 300) return { outcome: 'delivered', status, detail: 'took it' }
  if (status === 410) return { outcome: 'gone', status, detail: 'says that it is gone' }
  if (status >= 300 && status < 400)
    return { outcome: 'redirect', status, detail: 'leads elsewhere, which is not followed' }
  const retryAfterMs = status === 429 || status === 503 ? retryAfterOf(headers['retry-after']) : undefined
  return { outcome: 'status', status, detail: `answered with status ${status}`,
    ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** Seconds or a date (RFC 9110). */
function retryAfterOf(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

function faultOf(error: Error): Answer {
  if (error instanceof TargetFault)
    return { outcome: error.code === 'unresolved' ? 'unreachable' : 'address', detail: error.message }
  const { kind, message: detail } = transportFault(error, hasConnected(error) ? 'request' : 'connect', 'deliver')
  return kind === 'timeout' ? { outcome: 'timeout', detail } : { outcome: 'unreachable', detail }
}

/** What broke off, or was no HTTP, had a connection before. */
function hasConnected(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException
  return error.name === 'HTTPParserError' || code === 'UND_ERR_SOCKET' || code === 'UND_ERR_HEADERS_OVERFLOW' ||
    code === 'ECONNRESET' || code === 'EPIPE'
}

function targetFaultOf(error: Error): TargetFault {
  if (error instanceof TargetFault) return error
  return new TargetFault('unreachable', transportFault(error, 'connect', 'connect').message, { cause: error })
}
