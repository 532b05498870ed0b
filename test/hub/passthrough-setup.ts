import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import type { Config, SystemConfig } from '../../src/platform/config/schema.ts'
import { startCity, type TestCity } from '../suites/demo-city.ts'

/** More than fits into any buffer on the way, and no text. */
export const LONG = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * i) % 251))

/** Of a host that is not the one which is asked, signed by nobody. */
export const CERTIFICATE = 'test/kit/connectors/fixtures/other-host'

/** How a question reaches a system: what only asks goes one way, what may carry a body another. */
export interface Way {
  method: string
  body?: string
}
export const ways: readonly Way[] = [{ method: 'GET' }, { method: 'POST', body: 'what is sent' }, { method: 'DELETE' }]

export interface Opened {
  city: TestCity
  port: number
  /** Questions that are not answered yet, by way and path: taken out when their caller has gone. */
  waiting: Set<string>
  /** How often each was asked. */
  asked: Map<string, number>
  /** The most questions at a time. */
  most(): number
  /** `transport` unless another system is named. */
  ask(
    way: Way,
    path: string,
    options?: { system?: string; scopes?: readonly string[]; headers?: Record<string, string>; signal?: AbortSignal }
  ): Promise<Response>
  bearer: string
  close(): Promise<void>
}

const open: Partial<SystemConfig['passthrough'] & object> & { paths: string[];
  methods: ('GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE')[] } = { paths: ['/open/*', '/just-this'],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] }

/** A legacy application that tells what it was asked and sets what must not reach a caller, and a hub that opens it. */
export async function startOpened(): Promise<Opened> {
  const waiting = new Set<string>()
  const asked = new Map<string, number>()
  let [now, most] = [0, 0]

  const special: Record<string, (request: IncomingMessage, response: ServerResponse, name: string) => void> = {
    never(_request, response, name) {
      waiting.add(name)
      response.once('close', () => {
        waiting.delete(name)
      })
      if (name.endsWith('half')) response.writeHead(200, { 'content-type': 'text/plain' }).write('half of it')
    },
    busy: (_request, response) => {
      response.writeHead(503, { 'retry-after': '0' }).end('come again')
    },
    long(_request, response, name) {
      if (name.endsWith('told')) response.setHeader('content-length', LONG.length)
      response.write(LONG)
      response.end()
    },
    half: (_request, response) => {
      response.writeHead(200, { 'content-length': 1_000 }).write('half of it', () => {
        response.destroy()
      })
    },
    reset: request => {
      request.socket.destroy()
    },
    noise: request => {
      request.socket.end('220 ftp.example ready\r\n')
    },
    odd: request => {
      request.socket.end('HTTP/1.1 700 Odd\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    },
    away(_request, response, name) {
      const to = decodeURIComponent(name.split('?')[1] ?? '')
      response.writeHead(302, ['location', to, ...(to === 'twice'
        ? ['location', 'http://elsewhere.example/', 'connection', 'close', 'connection', 'x-hop']
        : [])]).end()
    }
  }

  const legacy = createServer((request, response) => {
    const name = `${request.method} ${request.url}`
    asked.set(name, (asked.get(name) ?? 0) + 1)
    most = Math.max(most, ++now)
    response.once('close', () => {
      now--
    })
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
    })
    request.on('error', () => {})
    request.on('end', () => {
      const act = special[/^\/open\/([a-z]+)/.exec(request.url ?? '')?.[1] ?? '']
      if (act !== undefined) {
        act(request, response, name)
        return
      }
      const body = Buffer.concat(chunks)
      response.writeHead(200, {
        'connection': 'close, x-hop',
        'x-hop': 'mine',
        'keep-alive': 'timeout=1',
        'x-request-id': 'not-the-hubs',
        'content-type': 'application/json',
        'set-cookie': 'session=1',
        'server': 'Apache/2.2',
        'x-powered-by': 'PHP/5.3',
        'x-own': 'kept',
        'content-security-policy': 'script-src *',
        'cache-control': 'public, max-age=60',
        'ratelimit': '"theirs";r=1;t=1'
      })
      response.end(
        JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body: body.toString(),
          bytes: body.toString('hex') })
      )
    })
  }).listen(0, '127.0.0.1')
  await once(legacy, 'listening')
  const url = `http://127.0.0.1:${(legacy.address() as AddressInfo).port}`
  const nobody = await freeAddress()
  const otherHost = createTlsServer({ key: readFileSync(`${CERTIFICATE}.key.pem`),
    cert: readFileSync(`${CERTIFICATE}.cert.pem`) }, (_request, response) => {
    response.end('ok')
  }).listen(0, '127.0.0.1')
  await once(otherHost, 'listening')

  const entries: Record<string, (system: SystemConfig) => SystemConfig> = {
    'transport': system => ({ ...system, url: `${url}/base`,
      limits: { ...system.limits, timeout_ms: 4_000, concurrency: 2, queue: 0,
        breaker: { failures: 100, cooldown_ms: 100 } }, passthrough: open }),
    'ppid': system => ({ ...system, url,
      limits: { ...system.limits, timeout_ms: 60_000, first_byte_ms: 200,
        breaker: { failures: 100, cooldown_ms: 100 } }, passthrough: open }),
    'open-data': system => ({ ...system, url: `https://127.0.0.1:${(otherHost.address() as AddressInfo).port}`,
      limits: { ...system.limits, breaker: { failures: 100, cooldown_ms: 100 } }, passthrough: open }),
    'licensing-b': system => ({ ...system, passthrough: { paths: ['/api/*'], methods: ['GET'] } }),
    // One for each way: nothing answers there, and two failures are enough.
    ...Object.fromEntries(['licensing-a', 'weather', 'humas'].map(id => [id, (system: SystemConfig) => (
      { ...system, url: nobody, limits: { ...system.limits, breaker: { failures: 2, cooldown_ms: 600_000 } },
        passthrough: open }
    )]))
  }
  const city = await startCity({
    change: (config: Config) => ({ ...config,
      systems: config.systems.map(system => entries[system.id]?.(system) ?? system) })
  })
  const { authorization } = city.authorization(['systems:raw'])
  return {
    city,
    waiting,
    asked,
    port: Number(new URL(city.url).port),
    most: () => most,
    ask: ({ method, body }, path, { system = 'transport', scopes = ['systems:raw'], headers, signal } = {}) =>
      fetch(`${city.url}/systems/${system}/raw${path}`, {
        method,
        redirect: 'manual',
        headers: { ...city.authorization(scopes), ...(body !== undefined && { 'content-type': 'text/plain' }),
          ...headers },
        ...(body !== undefined && { body }),
        ...(signal && { signal })
      }),
    bearer: `Authorization: ${authorization}`,
    async close() {
      await city.close()
      for (const server of [legacy, otherHost]) {
        server.closeAllConnections()
        server.close()
      }
    }
  }
}

/** Where nobody listens. */
async function freeAddress(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}
