import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { faultKinds, type Fault, type FaultKind, type RunningSystem } from './legacy-system.ts'

export interface ControlServer {
  url: string
  stop(): Promise<void>
}

interface Reply {
  status: number
  value: unknown
}

const maxBodyBytes = 64 * 1024
const maxMs = 600_000
const faultKeys = ['kind', 'ms']

const help = `Breaks and inspects the demo's legacy systems.
GET  /systems                list them: calls by operation, most requests at once, fault
POST /systems/{id}/fault     {"kind":"${faultKinds.join('|')}","ms":8000}
GET  /systems/{id}/records   what was written to one
`

/** Starts the server that switches faults on and off and tells what the systems saw. */
export function startControl(systems: readonly RunningSystem[], { port }: { port: number }): Promise<ControlServer> {
  const byId = new Map(systems.map(system => [system.id, system]))

  async function reply(request: IncomingMessage): Promise<Reply> {
    const [, root, id, action, ...more] = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.split('/')
    if (root !== 'systems' || more.length > 0) return refuse(404, `no such path; GET / lists them`)
    if (id === undefined || id === '') return request.method === 'GET' ? { status: 200, value: { systems: systems.map(tell) } } : refuse(405, 'use GET')
    const system = byId.get(id)
    if (system === undefined) return refuse(404, `no system "${id}"; there are ${[...byId.keys()].join(', ')}`)
    if (action === 'records') return request.method === 'GET' ? { status: 200, value: { records: system.records() } } : refuse(405, 'use GET')
    if (action !== 'fault') return refuse(404, 'a system has /fault and /records')
    if (request.method !== 'POST') return refuse(405, 'use POST')
    const fault = readFault(await readText(request))
    if (typeof fault === 'string') return refuse(400, fault)
    await system.setFault(fault)
    return { status: 200, value: { id, fault } }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/' && request.method === 'GET') return void response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(help)
    const { status, value } = await reply(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(value)}\n`)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`)
    })
  })

  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop: () =>
          new Promise(done => {
            server.close(() => done())
            server.closeAllConnections()
          })
      })
    })
  })
}

function tell({ id, url, calls, maxConcurrency, fault }: RunningSystem): Record<string, unknown> {
  return { id, url, calls, max_concurrency: maxConcurrency, fault }
}

const refuse = (status: number, error: string): Reply => ({ status, value: { error } })

/** The fault that a body asks for, or what is wrong with the body. */
function readFault(text: string | undefined): Fault | string {
  if (text === undefined) return `the body is larger than ${maxBodyBytes} bytes`
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'the body is not JSON; send {"kind":"down"}'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'the body must be an object such as {"kind":"down"}'
  const unknown = Object.keys(value).find(key => !faultKeys.includes(key))
  if (unknown !== undefined) return `unknown key "${unknown}"; there are kind and ms`
  const { kind, ms } = value as { kind?: unknown; ms?: unknown }
  if (!isKind(kind)) return `kind must be one of ${faultKinds.join(', ')}`
  if (ms === undefined) return { kind }
  if (kind !== 'slow') return 'ms belongs to the kind slow alone'
  if (typeof ms !== 'number' || !Number.isInteger(ms) || ms < 0 || ms > maxMs) return `ms must be a whole number from 0 to ${maxMs}`
  return { kind, ms }
}

function isKind(kind: unknown): kind is FaultKind {
  return (faultKinds as readonly unknown[]).includes(kind)
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= maxBodyBytes) chunks.push(chunk)
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8')
}
