import net from 'node:net'
import type { Test } from 'tap'
import type { Call } from '../../../../src/kit/call.ts'
import { createSql, type SqlClient, type SqlOptions } from '../../../../src/kit/connectors/sql/sql.ts'
import { SystemFault } from '../../../../src/kit/faults.ts'
import { listening, startTcp } from '../servers.ts'

export const stage = 'list proposals'

export function aCall(signal: AbortSignal = new AbortController().signal): Call {
  return { signal, requestId: 'req-1' }
}

/** A client; a password in the URL is put where it belongs. */
export function clientOf(t: Test, url: string, options: Partial<SqlOptions> = {}): SqlClient {
  const client = createSql({ ...addressOf(url), ...options })
  t.teardown(() => client.close())
  return client
}

export function addressOf(url: string): { url: string; password: string } {
  const parsed = new URL(url)
  const { password } = parsed
  parsed.password = ''
  return { url: parsed.href, password: decodeURIComponent(password) }
}

/** The URL with other parts: another database, another user, another port. */
export function withParts(
  url: string,
  parts: { user?: string; password?: string; database?: string; port?: string }
): string {
  const parsed = new URL(url)
  if (parts.user !== undefined) parsed.username = parts.user
  if (parts.password !== undefined) parsed.password = parts.password
  if (parts.database !== undefined) parsed.pathname = `/${parts.database}`
  if (parts.port !== undefined) parsed.port = parts.port
  return parsed.href
}

export async function faultOf(promise: Promise<unknown>): Promise<SystemFault> {
  const error = await promise.then(
    () => new Error('it was not rejected'),
    (error: unknown) => error
  )
  if (error instanceof SystemFault) return error
  throw new Error('no fault', { cause: error })
}

export async function readAll<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** All that a fault could show to somebody. */
export function textOf(fault: SystemFault): string {
  const { cause } = fault
  const parts = [fault.message, fault.stack, JSON.stringify(fault)]
  if (cause instanceof Error)
    parts.push(cause.message, cause.stack, JSON.stringify(cause), JSON.stringify(Object.values(cause)))
  return parts.join('\n')
}

export interface Proxy {
  port: string
  /** Bytes that have come from the server. */
  bytes(): number
  connections(): number
  /** Cuts every connection. */
  cut(): void
  /** Lets nothing more through, without a word. */
  stall(): void
  /** Puts other bytes in place of the server's. */
  garble(): void
  /** Answers what the client says next with these bytes; the server does not hear it. */
  interject(bytes: Buffer): void
}

/** Stands between a client and a real server, to break what servers do not break when asked. */
export async function startProxy(t: Test, target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const open = new Set<net.Socket>()
  let bytes = 0
  let stalled = false
  let garbled = false
  let interjected: Buffer | undefined
  const url = await startTcp(t, client => {
    const server = net.connect(Number(port), hostname)
    for (const socket of [client, server]) open.add(socket.on('error', () => {}))
    client.on('close', () => server.destroy()).on('close', () => open.delete(client))
    server.on('close', () => client.destroy()).on('close', () => open.delete(server))
    client.on('data', chunk => {
      if (interjected === undefined) return server.write(chunk)
      client.write(interjected)
      interjected = undefined
    })
    client.on('end', () => server.end())
    server.on('data', chunk => {
      bytes += chunk.length
      if (!stalled && !client.write(garbled ? Buffer.alloc(chunk.length, 0xa5) : chunk)) server.pause()
    })
    client.on('drain', () => server.resume())
  })
  return {
    port: new URL(url).port,
    bytes: () => bytes,
    connections: () => open.size / 2,
    cut: () => open.forEach(socket => socket.resetAndDestroy()),
    stall: () => {
      stalled = true
    },
    garble: () => {
      garbled = true
    },
    interject: bytes => {
      interjected = bytes
    }
  }
}

/** A port where nobody listens any more. */
export async function deadPort(): Promise<string> {
  const server = net.createServer()
  const url = await listening(server)
  await new Promise(done => server.close(done))
  return new URL(url).port
}
