import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer } from './answer.ts'
import { startFolder } from './drop-folder.ts'
import type { FileDrop } from './drop.ts'
import { startFtp } from './ftp-server.ts'
import { brokenPage } from './garbage.ts'
import { type DriftKind, type Edit, type Fault, isDrift, isOfWrites, type Pusher, type RunningSystem,
  type StartOptions } from './running-system.ts'

export type { DropFile, FileDrop, FolderDrop, FtpDrop } from './drop.ts'
export * from './running-system.ts'

export interface Exchange {
  request: IncomingMessage
  url: URL
  body: Buffer
}

/** One legacy application that speaks HTTP: what it is asked, what it answers, how it fails. */
export interface LegacyProtocol {
  /** As in the hub's config. */
  id: string
  /** The legacy operation's name, under which the control server counts the call. */
  operation(exchange: Exchange): string
  answer(exchange: Exchange): Answer | Promise<Answer>
  /** How this system itself reports an internal error (fault `error`). */
  failure(exchange: Exchange): Answer
  /**
   * For a system that takes writes: how it says no to this one (fault `refuse`); undefined for a call that writes
   * nothing.
   */
  refusal?(exchange: Exchange): Answer | undefined
  /** What it answers after an update that its vendor told nobody of; undefined where it never changes. */
  drifted?(answer: Answer, change: DriftKind): Answer
  /** What was written to it since start. */
  records(): unknown[]
  /** The environment variables that the hub's config reads for this system. */
  environment(url: string): Record<string, string>
  /**
   * For a system whose owners can be played: changes fields of one of its records, as they would. Undefined when there
   * is none such.
   */
  revise?(edit: Edit): unknown
  /** For a system that pushes: begins to push into the hub at this address. */
  pushTo?(hubUrl: string, fault: () => Fault): Pusher
}

/** A legacy application, by what it does when it is asked: answer, or let files be fetched. */
export type LegacySystem = LegacyProtocol | FileDrop

const slowMs = 8_000
/** For the port that a system had before it was down. */
const AGAIN_MS = 200
const MOST_TRIES = 100
/** Longer than anybody waits. */
const neverMs = 24 * 3_600_000
const maxBodyBytes = 4 * 1024 * 1024

/** Starts a legacy application on 127.0.0.1, on a free port unless one is given. */
export function startLegacySystem(system: LegacySystem, options: StartOptions = {}): Promise<RunningSystem> {
  if ('answer' in system) return startHttp(system, options)
  return 'login' in system ? startFtp(system, options) : startFolder(system)
}

async function startHttp(protocol: LegacyProtocol, { port = 0, latencyMs = 0 }: StartOptions): Promise<RunningSystem> {
  const calls: Record<string, number> = {}
  const waiting = new Set<() => void>()
  let fault: Fault = { kind: 'none' }
  let inProgress = 0
  let maxConcurrency = 0
  let faultsServed = 0
  let changing: Promise<void> = Promise.resolve()
  let pusher: Pusher | undefined

  /** Ends early when the caller leaves or the fault changes. */
  function wait(ms: number, response: ServerResponse): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        clearTimeout(timer)
        waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      waiting.add(done)
      response.once('close', done)
    })
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    if (body === undefined) return send(response, { status: 413, body: 'Request Entity Too Large' })
    const exchange: Exchange = { request, url: new URL(request.url ?? '/', 'http://127.0.0.1'), body }
    const operation = protocol.operation(exchange)
    calls[operation] = (calls[operation] ?? 0) + 1
    const current = fault

    if (latencyMs > 0) await wait(latencyMs, response)
    if (current.kind === 'slow') await wait(current.ms ?? slowMs, response)
    if (current.kind === 'garbage') return send(response, brokenPage(faultsServed++))
    const refusal = isOfWrites(current.kind) ? protocol.refusal?.(exchange) : undefined
    if (current.kind === 'refuse' && refusal !== undefined) return send(response, refusal)
    const well = current.kind === 'error' ? protocol.failure(exchange) : await protocol.answer(exchange)
    const answer = isDrift(current.kind) ? protocol.drifted?.(well, current.kind) ?? well : well
    if (current.kind === 'truncate') return truncate(response, answer)
    if (refusal === undefined) return send(response, answer)
    if (current.kind === 'hang') await wait(neverMs, response)
    response.destroy()
  }

  const server = createServer((request, response) => {
    inProgress++
    maxConcurrency = Math.max(maxConcurrency, inProgress)
    response.once('close', () => inProgress--)
    serve(request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return
      process.stderr.write(`demo: ${protocol.id}: ${error instanceof Error ? error.stack : String(error)}\n`)
      response.destroy()
    })
  })

  async function change(next: Fault, after: Promise<void>): Promise<void> {
    await after.catch(() => {})
    fault = next
    for (const done of waiting) done()
    if (next.kind === 'down' && server.listening) await close(server)
    if (next.kind !== 'down' && !server.listening) await listenAgain(server, address.port)
  }

  await listen(server, port)
  const address = server.address() as AddressInfo
  const url = `http://127.0.0.1:${address.port}`

  return {
    id: protocol.id,
    url,
    calls,
    get maxConcurrency() {
      return maxConcurrency
    },
    get fault() {
      return fault
    },
    takesWrites: protocol.refusal !== undefined,
    canDrift: protocol.drifted !== undefined,
    environment: protocol.environment(url),
    setFault: next => (changing = change(next, changing)),
    records: () => protocol.records(),
    pushTo(hubUrl) {
      pusher?.stop()
      pusher = protocol.pushTo?.(hubUrl, () => fault)
    },
    ...(protocol.revise && { revise: (edit: Edit) => protocol.revise?.(edit) }),
    ...(protocol.pushTo && { press: async presses => pusher?.press(presses) }),
    stop: async () => {
      pusher?.stop()
      await changing.catch(() => {})
      if (server.listening) await close(server)
    }
  }
}

/** While it was down somebody else may have been given its port, for a moment. */
async function listenAgain(server: Server, port: number): Promise<void> {
  for (let tries = 1;; tries++) {
    try {
      return await listen(server, port)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === MOST_TRIES) throw error
      await new Promise(resolve => {
        setTimeout(resolve, AGAIN_MS)
      })
    }
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= maxBodyBytes) chunks.push(chunk)
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks)
}

function send(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const bytes = Buffer.from(body as string)
  response.writeHead(status, { ...headers, 'content-length': bytes.length })
  response.end(bytes)
}

/** Promises the whole body, sends half of it, and hangs up. */
function truncate(response: ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const bytes = Buffer.from(body as string)
  response.writeHead(status, { ...headers, 'content-length': Math.max(bytes.length, 1) })
  response.flushHeaders()
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy())
}
