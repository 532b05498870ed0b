import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { until } from '../services/wait.ts'

/** A message as it reached a receiver. */
export interface Received {
  path: string
  headers: IncomingHttpHeaders
  /** All that came, as it came: head and body. */
  text: string
  body: string
  event: { id: string; type: string; subject: string; data: Record<string, unknown> }
}

export interface Receiver {
  url: string
  received: Received[]
  /** Requests that are being answered now, and the most there were at once. */
  open: number
  most: number
  /** What it answers: a status, or by hand. 204 unless told. */
  answer: number | ((received: Received, response: ServerResponse) => void)
  /** Subjects of what came, in order. */
  subjects(): string[]
  /** Waits until so many have come. */
  until(count: number, what?: string): Promise<Received[]>
  close(): Promise<void>
}

/** Who gets events: a real server that notes all that reaches it. */
export async function startReceiver(
  t: Test,
  { host = '127.0.0.1', port = 0 }: { host?: string; port?: number } = {}
): Promise<Receiver> {
  const { receiver, listener } = createReceiver()
  const server = createServer(listener)
  server.listen(port, host)
  await once(server, 'listening')
  receiver.url = `http://${host}:${(server.address() as AddressInfo).port}`
  receiver.close = async () => {
    if (!server.listening) return
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  t.teardown(() => receiver.close())
  return receiver
}

export function createReceiver(): { receiver: Receiver; listener: RequestListener } {
  const receiver: Receiver = {
    url: '',
    received: [],
    open: 0,
    most: 0,
    answer: 204,
    subjects: () => receiver.received.map(({ event }) => event.subject),
    async until(count, what = `${count} messages`) {
      await until(() => receiver.received.length >= count, { what })
      return receiver.received
    },
    close: () => Promise.resolve()
  }
  const listener: RequestListener = (request, response) => {
    receiver.most = Math.max(receiver.most, ++receiver.open)
    response.once('close', () => {
      receiver.open--
    })
    const chunks: Buffer[] = []
    request.on('error', () => {})
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
    })
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const text = `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n\n${body}`
      const received: Received = { path: request.url ?? '', headers: request.headers, text, body,
        event: JSON.parse(body) as Received['event'] }
      receiver.received.push(received)
      if (typeof receiver.answer === 'number') response.writeHead(receiver.answer).end()
      else receiver.answer(received, response)
    })
  }
  return { receiver, listener }
}
