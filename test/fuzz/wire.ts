import { connect, type Socket } from 'node:net'

/** One answer as it stood on the wire; names of headers in lower case. */
export interface WireAnswer {
  status: number
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** What came of a request. */
export interface Exchange {
  answers: WireAnswer[]
  /** How it ended: the connection is still good, was closed by the server, or nothing came in time. */
  end: 'open' | 'closed' | 'silent'
}

/** A connection that sends whatever it is given: no client in between corrects anything. */
export interface Wire {
  /** @param alone to send it over a connection of its own, and to read all that comes until the server has closed it */
  exchange(bytes: Buffer, method: string, alone: boolean): Promise<Exchange>
  close(): void
}

/** No request: a server that still listens says so and closes. */
const END = '\r\nthis is the end\r\n\r\n'
/** Much longer than anything takes, on a slow machine too. */
const PATIENCE_MS = 30_000

export function createWire(port: number): Wire {
  let kept: Socket | undefined

  function send(socket: Socket, bytes: Buffer, method: string, untilClosed: boolean): Promise<Exchange> {
    return new Promise(resolve => {
      let got = Buffer.alloc(0)
      let isEnding = false
      const timer = setTimeout(() => {
        end('silent')
      }, PATIENCE_MS)
      const end = (how: Exchange['end']): void => {
        clearTimeout(timer)
        socket.removeAllListeners('data')
        socket.removeAllListeners('close')
        if (how !== 'open') socket.destroy()
        const answers = readAnswers(got, method)
        // What came of the end is no answer to the request.
        resolve({ answers: isEnding && answers.length > 1 ? answers.slice(0, -1) : answers, end: how })
      }
      socket.on('data', chunk => {
        got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
        const last = readAnswers(got, method).at(-1)
        if (last?.headers['content-type']?.startsWith('text/event-stream') === true) end('closed')
        // Whoever says that it closes must do so before it is done.
        else if (last === undefined || last.headers['connection'] === 'close') return
        else if (!untilClosed) end('open')
        else if (!isEnding) {
          isEnding = true
          socket.write(END)
        }
      })
      socket.on('close', () => {
        end('closed')
      })
      socket.write(bytes)
    })
  }

  return {
    async exchange(bytes, method, alone) {
      const socket = alone || kept === undefined || kept.destroyed ? await open(port) : kept
      if (!alone) kept = socket
      const exchange = await send(socket, bytes, method, alone)
      if (exchange.end !== 'open' && socket === kept) kept = undefined
      return exchange
    },
    close: () => {
      kept?.destroy()
    }
  }
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => {
      socket.off('error', reject)
      // A server that refuses what it is sent may reset the connection: what it said before is what counts.
      socket.on('error', () => {})
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

/** The whole answers in what has come so far. */
export function readAnswers(bytes: Buffer, method: string): WireAnswer[] {
  const answers: WireAnswer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', at)
    if (end < 0) break
    const [start = '', ...lines] = bytes.toString('latin1', at, end).split('\r\n')
    const status = Number(start.split(' ')[1])
    const headers: Record<string, string> = {}
    for (const line of lines) {
      const colon = line.indexOf(':')
      const name = line.slice(0, colon).toLowerCase()
      const value = line.slice(colon + 1).trim()
      headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`
    }
    at = end + 4
    // To go on is no answer.
    if (status >= 100 && status < 200) continue
    const hasBody = method !== 'HEAD' && status !== 304 && status !== 204
    if (hasBody && headers['transfer-encoding'] === 'chunked') {
      const whole = readChunks(bytes, at)
      if (whole === undefined) {
        if (headers['content-type']?.startsWith('text/event-stream') === true)
          answers.push({ status, headers, body: Buffer.alloc(0) })
        break
      }
      answers.push({ status, headers, body: whole.body })
      at = whole.end
      continue
    }
    const length = hasBody ? Number(headers['content-length'] ?? bytes.length - at) : 0
    if (bytes.length - at < length) break
    answers.push({ status, headers, body: bytes.subarray(at, at + length) })
    at += length
  }
  return answers
}

function readChunks(bytes: Buffer, from: number): { body: Buffer; end: number } | undefined {
  const parts: Buffer[] = []
  for (let at = from;;) {
    const end = bytes.indexOf('\r\n', at)
    if (end < 0) return undefined
    const length = Number.parseInt(bytes.toString('latin1', at, end), 16)
    if (bytes.length < end + 4 + length) return undefined
    if (length === 0) return { body: Buffer.concat(parts), end: end + 4 }
    parts.push(bytes.subarray(end + 2, end + 2 + length))
    at = end + 4 + length
  }
}
