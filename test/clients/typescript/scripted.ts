import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface Seen {
  at: number
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/** What is done with one request; the last one is done with all further ones. */
export type Step = (response: ServerResponse, seen: Seen) => void

export interface ScriptedHub {
  url: string
  seen: Seen[]
}

/** A server that goes through a script: for what a healthy hub never does, such as breaking off. */
export async function startScript(t: Test, steps: readonly Step[]): Promise<ScriptedHub> {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
    })
    request.on('end', () => {
      const one: Seen = { at: performance.now(), method: request.method ?? '', path: request.url ?? '',
        headers: request.headers, body: Buffer.concat(chunks).toString() }
      seen.push(one)
      const step = steps[Math.min(seen.length, steps.length) - 1] as Step
      step(response, one)
    })
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

export const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Step => response => {
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json',
    ...headers
  }).end(JSON.stringify(body))
}

export const problem = (status: number, code: string, headers: Record<string, string> = {}): Step =>
  answer(status, { type: `/problems/${code}`, title: 'No', status, code, request_id: 'req-1', at_fault: 'hub',
    action: 'Wait.' }, headers)

/** Half an answer. */
export const breakOff: Step = response => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
  response.write('{"items": [')
  setImmediate(() => {
    response.destroy()
  })
}

export const cut: Step = response => {
  response.destroy()
}

/** Never answers. */
export const hang: Step = () => {}

export const emptyPage = { items: [], next_cursor: null, meta: { sources: [] } }
