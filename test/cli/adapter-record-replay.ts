import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

interface Fixture {
  request: { method: string; path: string; form?: Record<string, string>; body?: unknown }
  answer: { status: number; content_type?: string; location?: string; body?: unknown; file?: string }
}

export interface Replay {
  url: string
  /** Requests that nothing was recorded for. */
  unknown: string[]
  close(): Promise<void>
}

/** Answers as the recorded system did. Where a fixture has `...`, anything will do. */
export async function startReplay(folder: string): Promise<Replay> {
  const fixtures = readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map(name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fixture)
  const served = new Map<string, number>()
  const unknown: string[] = []
  const server: Server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString()
      const found = fixtures.filter(fixture => matches(fixture, request.method ?? 'GET', request.url ?? '/', body))
      if (found.length === 0) {
        unknown.push(`${request.method} ${request.url} ${body.slice(0, 300)}`)
        response.writeHead(599).end()
        return
      }
      // One after the other, as they came; the last one from then on.
      const key = `${request.method} ${request.url} ${body}`
      const turn = served.get(key) ?? 0
      served.set(key, turn + 1)
      const { answer } = found[Math.min(turn, found.length - 1)]!
      response.writeHead(answer.status, {
        ...(answer.content_type !== undefined && { 'content-type': answer.content_type }),
        ...(answer.location !== undefined && { location: answer.location })
      })
      response.end(
        answer.file !== undefined
          ? readFileSync(join(folder, answer.file))
          : answer.body === undefined
          ? ''
          : JSON.stringify(answer.body)
      )
    })()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    unknown,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

function matches({ request }: Fixture, method: string, url: string, body: string): boolean {
  if (request.method !== method || !sameUrl(request.path, url)) return false
  if (request.form !== undefined) return same(request.form, Object.fromEntries(new URLSearchParams(body)))
  if (request.body === undefined) return body === ''
  if (typeof request.body === 'string') return like(request.body).test(body)
  try {
    return same(request.body, JSON.parse(body))
  } catch {
    return false
  }
}

function sameUrl(recorded: string, asked: string): boolean {
  const [a, b] = [new URL(recorded, 'http://x'), new URL(asked, 'http://x')]
  return a.pathname === b.pathname && same(Object.fromEntries(a.searchParams), Object.fromEntries(b.searchParams))
}

function same(recorded: unknown, asked: unknown): boolean {
  if (recorded === '...') return true
  if (typeof recorded !== 'object' || recorded === null || typeof asked !== 'object' || asked === null)
    return recorded === asked
  const [a, b] = [recorded as Record<string, unknown>, asked as Record<string, unknown>]
  return Object.keys(a).length === Object.keys(b).length && Object.keys(a).every(key => same(a[key], b[key]))
}

function like(text: string): RegExp {
  return new RegExp(`^${text.split('...').map(part => RegExp.escape(part)).join('[^<]*')}$`)
}
