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
    socket.on('data', chunk => {
      chunks.push(chunk)
    })
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString())
    })
    socket.on('error', reject)
  })
}

/** Sends a request on a connection of its own. */
export async function sendRaw(port: number, target: string, request: RawRequest = {}): Promise<RawAnswer> {
  return readAnswer(
    await sendBytes(port,
      rawRequest(target, { ...request, headers: [...(request.headers ?? []), 'Connection: close'] }))
  )
}

/** Sends requests one behind the other on one connection, and gives their answers in order. */
export async function sendTogether(
  port: number,
  requests: readonly (RawRequest & { target: string })[]
): Promise<RawAnswer[]> {
  const last = requests.length - 1
  const text = requests.map(({ target, ...request }, i) =>
    rawRequest(target,
      i === last ? { ...request, headers: [...(request.headers ?? []), 'Connection: close'] } : request)
  )
  return readAnswers(await sendBytes(port, text.join('')), requests.map(({ method }) => method))
}

/** Takes apart what came over one connection: answers follow each other without a mark in between. */
function readAnswers(text: string, methods: readonly (string | undefined)[]): RawAnswer[] {
  const answers: RawAnswer[] = []
  for (const method of methods) {
    const whole = readAnswer(text)
    const hasBody = method !== 'HEAD' && whole.status !== 304
    const bytes = Buffer.from(whole.body)
    const length = hasBody ? Number(whole.headers['content-length'] ?? 0) : 0
    answers.push({ ...whole, body: bytes.subarray(0, length).toString() })
    text = bytes.subarray(length).toString()
  }
  return text === '' ? answers : [...answers, readAnswer(text)]
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
