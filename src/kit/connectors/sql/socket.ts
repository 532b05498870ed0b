import net from 'node:net'
import type { Duplex } from 'node:stream'
import type { FaultKind } from '../../faults.ts'
import type { Address } from './address.ts'

/** An answer that must not go on: garbage, or too much. */
export class AnswerFault extends Error {
  override readonly name = 'AnswerFault'
  readonly kind: FaultKind

  constructor(kind: 'unreadable' | 'oversized', detail: string, cause?: unknown) {
    super(detail, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}

const NETWORK = new RegExp(
  '^(?:E(?:CONN|PIPE|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|TIMEDOUT|NOENT)|' +
    'ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)'
)

/** Whether an error comes from the network or from TLS: from below every protocol. */
export function isNetworkError(error: object): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && NETWORK.test(code)
}

export function connectSocket({ host, port }: Pick<Address, 'host' | 'port'>, path?: string): net.Socket {
  const socket = path === undefined ? net.connect(port, host) : net.connect(path)
  return socket.setNoDelay(true).setKeepAlive(true, 30_000)
}

/**
 * Keeps a driver's socket within bounds. Drivers parse in their 'data' handlers, and bytes that are no protocol make
 * some of them throw there, which would end the process; here it ends the connection. It also ends when more than
 * `maxBytes` come without a `mark`.
 * @param accepts says whether the first bytes can be the protocol's
 * @returns `mark`, which starts the count anew
 */
export function guardSocket(
  socket: Duplex,
  maxBytes: number,
  accepts: (first: Buffer) => boolean = () => true
): () => void {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...values: unknown[]) => boolean
  let bytes = 0
  let isFirst = true
  const stop = (fault: AnswerFault): true => {
    socket.destroy(fault)
    return true
  }
  socket.emit = (event: string | symbol, ...values: unknown[]): boolean => {
    const [chunk] = values
    if (event !== 'data' || !Buffer.isBuffer(chunk)) return emit(event, ...values)
    if (isFirst && !accepts(chunk)) return stop(new AnswerFault('unreadable', 'did not answer in its own protocol'))
    isFirst = false
    bytes += chunk.length
    if (bytes > maxBytes) return stop(new AnswerFault('oversized', `sent more than ${maxBytes} bytes`))
    try {
      return emit(event, ...values)
    } catch {
      // The parser's error may repeat the bytes: it is not kept.
      return stop(new AnswerFault('unreadable', 'did not answer in its own protocol'))
    }
  }
  return () => {
    bytes = 0
  }
}
