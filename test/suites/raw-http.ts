import { connect } from 'node:net'

/** One answer as it stood on the wire. */
export interface RawAnswer {
  status: number
  /** By their names in lower case; a name that comes twice has its values joined by a line break. */
  headers: Record<string, string>
  body: string
}

export interface RawRequest {
  method?: string
  headers?: readonly string[]
  body?: string
}

/** A request as text, so that nothing in between corrects it. */
export function rawRequest(target: string, { method = 'GET', headers = [], body = '' }: RawRequest = {}): string {
  return [`${method} ${target} HTTP/1.1`, 'Host: hub', ...headers, '', body].join('\r\n')
}

/** Sends bytes on one connection, and gives what came back when the server has closed it. */
export function sendBytes(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', chunk => { chunks.push(chunk) })
    socket.on('close', () => { resolve(Buffer.concat(chunks).toString()) })
    socket.on('error', reject)
  })
}

/** Sends a request on a connection of its own. */
export async function sendRaw(port: number, target: string, request: RawRequest = {}): Promise<RawAnswer> {
  return readAnswer(await sendBytes(port, rawRequest(target, { ...request, headers: [...(request.headers ?? []), 'Connection: close'] })))
}

export function readAnswer(text: string): RawAnswer {
  const at = text.indexOf('\r\n\r\n')
  const [start = '', ...lines] = text.slice(0, at).split('\r\n')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase()
    const value = line.slice(line.indexOf(':') + 1).trim()
    headers[name] = headers[name] === undefined ? value : `${headers[name]}\n${value}`
  }
  return { status: Number(start.split(' ')[1]), headers, body: text.slice(at + 4) }
}
