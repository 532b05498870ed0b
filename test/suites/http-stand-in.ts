import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

export interface Answered {
  /** Default 200. */
  status?: number
  /** Content-Type. */
  type: string
  headers?: Record<string, string>
  body: string
}

/** A small server that answers as a legacy system does, on a free port. */
export async function serve(answer: (asked: Asked) => Answered): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
    })
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand.in')
      const asked = { method: request.method ?? '', path: pathname, query: searchParams, headers: request.headers,
        body: Buffer.concat(chunks).toString() }
      const { status = 200, type, headers = {}, body } = answer(asked)
      response.writeHead(status, { 'content-type': type, ...headers }).end(body)
    })
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => {
        server.close(resolve)
      })
    }
  }
}
