import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInbox, type Inbox } from './inbox.ts'
import { type Edit, type Fault, type FaultKind, faultKinds, isDrift, isOfWrites, type Presses,
  type RunningSystem } from './legacy-system.ts'

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

const help = `Breaks and inspects the demo's legacy systems.
GET  /systems                list them: calls by operation, most requests at once, fault
POST /systems/{id}/fault     {"kind":"${faultKinds.join('|')}","ms":8000}
                             none: well. down: refuses connections. slow: answers after so many ms. error: says that it
                             failed, in its own way. garbage: answers nonsense. truncate: hangs up in the middle of its
                             answer.
                             For what is written alone: hang: keeps it and never answers. reset: keeps it and cuts the
                             connection. refuse: says no, in its own way.
                             new_field, new_code, new_type: well, but after an update that nobody told of.
GET  /systems/{id}/records   what was written to one
POST /systems/{id}/edit      {"resource":"tax-objects","id":"...","fields":{"land_m2":120}}: its owners correct a record
POST /systems/{id}/press     {"count":1,"taps":3}: residents press the button, each tapping so often
GET  /inbox                  what the hub tells people, as a page; GET /inbox.json as JSON
`

/** Starts the server that switches faults on and off and tells what the systems saw. */
export function startControl(
  systems: readonly RunningSystem[],
  { port, inbox = createInbox() }: { port: number; inbox?: Inbox }
): Promise<ControlServer> {
  const byId = new Map(systems.map(system => [system.id, system]))

  async function reply(request: IncomingMessage): Promise<Reply> {
    const [, root, id, action, ...more] = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.split('/')
    if (root !== 'systems' || more.length > 0) return refuse(404, `no such path; GET / lists them`)
    if (id === undefined || id === '')
      return request.method === 'GET'
        ? { status: 200, value: { systems: systems.map(tell) } }
        : refuse(405, 'use GET')
    const system = byId.get(id)
    if (system === undefined) return refuse(404, `no system "${id}"; there are ${[...byId.keys()].join(', ')}`)
    if (action === 'records')
      return request.method === 'GET'
        ? { status: 200, value: { records: system.records() } }
        : refuse(405, 'use GET')
    if (action !== 'fault' && !(action === 'press' && system.press) && !(action === 'edit' && system.revise))
      return refuse(404,
        `${id} has /fault${system.press ? ', /press' : ''}${system.revise ? ', /edit' : ''} and /records`)
    if (request.method !== 'POST') return refuse(405, 'use POST')
    if (action === 'press') return press(system, await readText(request))
    if (action === 'edit') return edit(system, await readText(request))
    const fault = readFault(await readText(request))
    if (typeof fault === 'string') return refuse(400, fault)
    if (isOfWrites(fault.kind) && !system.takesWrites)
      return refuse(409, `${id} takes no writes; ${fault.kind} is a fault of writes`)
    if (isDrift(fault.kind) && !system.canDrift)
      return refuse(409,
        `${id} sends what it always did; ${fault.kind} is for ${
          systems.filter(({ canDrift }) => canDrift).map(other => other.id).join(', ') || 'none'
        }`)
    await system.setFault(fault)
    return { status: 200, value: { id, fault } }
  }

  async function press(system: RunningSystem, body: string | undefined): Promise<Reply> {
    const presses = readPresses(body)
    if (typeof presses === 'string') return refuse(400, presses)
    const alerts = await system.press?.(presses)
    if (alerts === undefined)
      return refuse(409, `${system.id} cannot push: its fault is ${system.fault.kind}, or the hub has not started`)
    return { status: 200, value: { id: system.id, alerts } }
  }

  async function mail(request: IncomingMessage): Promise<Reply> {
    if (request.url === '/inbox.json' && request.method === 'GET')
      return { status: 200, value: { messages: inbox.messages() } }
    if (request.url !== '/inbox' || request.method !== 'POST')
      return refuse(404, 'there are GET /inbox, GET /inbox.json, and POST /inbox for the hub')
    const text = await readText(request)
    const fault = text === undefined
      ? `the body is larger than ${maxBodyBytes} bytes`
      : inbox.take(request.headers, text)
    return fault === undefined ? { status: 200, value: {} } : refuse(401, fault)
  }

  function edit(system: RunningSystem, body: string | undefined): Reply {
    const wanted = readEdit(body)
    if (typeof wanted === 'string') return refuse(400, wanted)
    const record = system.revise?.(wanted)
    return record === undefined
      ? refuse(404, `${system.id} has no record "${wanted.id}" of ${wanted.resource}`)
      : { status: 200, value: { id: system.id, record } }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url === '/' && request.method === 'GET')
      return void response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(help)
    if (request.url === '/inbox' && request.method === 'GET') {
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" }).end(inbox.page())
    }
    const { status, value } = request.url?.startsWith('/inbox') === true ? await mail(request) : await reply(request)
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

/** The fault that a body asks for, or what is wrong with the body. `ms` counts for `slow` alone. */
function readFault(text: string | undefined): Fault | string {
  const value = readObject(text, ['kind', 'ms'], '{"kind":"down"}')
  if (typeof value === 'string') return value
  const { kind, ms } = value
  if (!isKind(kind)) return `kind must be one of ${faultKinds.join(', ')}`
  if (ms === undefined) return { kind }
  if (!isWhole(ms, 0, maxMs)) return `ms must be a whole number from 0 to ${maxMs}`
  return kind === 'slow' ? { kind, ms } : { kind }
}

/** How the button is pressed; once without a body. */
function readPresses(text: string | undefined): Presses | string {
  const value = readObject(text === '' ? '{}' : text, ['count', 'taps'], '{"count":1}')
  if (typeof value === 'string') return value
  const { count = 1, taps } = value
  if (!isWhole(count, 1, 50)) return 'count must be a whole number from 1 to 50'
  if (taps === undefined) return { count }
  return isWhole(taps, 1, 10) ? { count, taps } : 'taps must be a whole number from 1 to 10'
}

/** What of which record is changed. */
function readEdit(text: string | undefined): Edit | string {
  const value = readObject(text, ['resource', 'id', 'fields'],
    '{"resource":"tax-objects","id":"...","fields":{"land_m2":120}}')
  if (typeof value === 'string') return value
  const { resource, id, fields } = value
  if (typeof resource !== 'string' || typeof id !== 'string') return 'resource and id must be text'
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    return 'fields must be an object such as {"land_m2":120}'
  return { resource, id, fields: { ...fields } }
}

function readObject(
  text: string | undefined,
  keys: readonly string[],
  example: string
): Record<string, unknown> | string {
  if (text === undefined) return `the body is larger than ${maxBodyBytes} bytes`
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return `the body is not JSON; send ${example}`
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return `the body must be an object such as ${example}`
  const unknown = Object.keys(value).find(key => !keys.includes(key))
  return unknown === undefined ? { ...value } : `unknown key "${unknown}"; there are ${keys.join(' and ')}`
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
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
