import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Agent, request as send } from 'undici'
import { createConnector } from '../kit/connectors/http-connect.ts'
import type { SystemTls } from '../kit/tls.ts'
import { type Barrier, createWatch } from './barrier.ts'

/** A whole answer of the system behind the proxy. */
export interface HttpExchange {
  request: { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer }
  answer: { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer }
}

/** Answers in the system's place. `ask` gives what the system itself would have said. */
export type HttpFault = (response: ServerResponse, ask: () => Promise<HttpExchange>) => void | Promise<void>

/** An HTTP proxy in front of one system that can stand in its way. */
export interface HttpProxy extends Barrier<HttpFault> {
  /** The system's address as it is seen through the proxy. */
  readonly url: string
}

export interface HttpProxyOptions {
  /** Is told of every exchange that the system behind has had part in. */
  onExchange?: (exchange: HttpExchange) => void
  /** How the system behind is reached over TLS. */
  tls?: SystemTls | undefined
}

const CONNECT_MS = 10_000

/** Never passed on: they belong to one connection, and bodies must come as they can be changed. */
const ownHeaders = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length',
  'accept-encoding', 'expect'])

export async function startHttpProxy(target: string, { onExchange, tls }: HttpProxyOptions = {}): Promise<HttpProxy> {
  const { origin, pathname } = new URL(target)
  const agent = new Agent({ allowH2: false, connect: createConnector(tls, () => CONNECT_MS) })
  const open = new Set<ServerResponse>()
  const sockets = new Set<Socket>()
  const watch = createWatch()
  let fault: HttpFault | undefined
  let arrived = 0

  const server = createServer((request, response) => {
    arrived++
    open.add(response)
    response.once('close', () => {
      open.delete(response)
      watch.changed()
    })
    watch.changed()
    serve(request, response).catch(() => response.destroy())
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      watch.changed()
    })
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const current = fault
    const ask = async (): Promise<HttpExchange> => {
      const exchange = await forward(request, await bodyOf(request))
      onExchange?.(exchange)
      return exchange
    }
    if (current !== undefined) return current(response, ask)
    const { answer } = await ask()
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  /** The system names itself where it sends its callers on: they must stay behind the proxy. */
  const ownName = (value: string | string[] | undefined): string | string[] | undefined =>
    typeof value === 'string' && (value === origin || value.startsWith(`${origin}/`))
      ? `http://127.0.0.1:${port}${value.slice(origin.length)}`
      : value

  async function forward({ method = 'GET', url = '/', headers }: IncomingMessage, body: Buffer): Promise<HttpExchange> {
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !ownHeaders.has(name)))
    const answer = await send(`${origin}${url}`, { method, headers: kept, body: body.length > 0 ? body : null,
      dispatcher: agent })
    const answered = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !ownHeaders.has(name)))
    return {
      request: { method, path: url, headers, body },
      answer: { status: answer.statusCode,
        headers: { ...answered,
          ...(answered['location'] !== undefined && { location: ownName(answered['location']) }) },
        body: Buffer.from(await answer.body.arrayBuffer()) }
    }
  }

  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  const down = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }

  return {
    url: `http://127.0.0.1:${port}${pathname.replace(/\/$/, '')}`,
    get arrived() {
      return arrived
    },
    isCalm: () => Promise.resolve(),
    set: next => {
      fault = next
    },
    down,
    up: () => (server.listening ? Promise.resolve() : listen(port)),
    async nextArrival() {
      const before = arrived
      await watch.until(() => arrived > before, 5_000)
    },
    isReleased: ms => watch.until(() => open.size === 0, ms),
    isLetGo: ms => watch.until(() => sockets.size === 0, ms),
    async close() {
      await down()
      await agent.destroy()
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
