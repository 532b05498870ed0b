// undici's `dispatch` behind node:http, nothing else: the least that a proxy on Node can do.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Dispatcher, Pool } from 'undici'

const pool = new Pool(process.env['BENCH_UPSTREAM'] ?? '', { connections: 64 })

const into = (response: ServerResponse): Dispatcher.DispatchHandler => ({
  onRequestStart() {},
  onResponseStart(_controller, status, headers) {
    delete headers['connection']
    delete headers['keep-alive']
    response.writeHead(status, headers)
  },
  onResponseData(_controller, chunk) {
    response.write(chunk)
  },
  onResponseEnd() {
    response.end()
  },
  onResponseError() {
    response.destroy()
  }
})

const server = createServer((request, response) => {
  pool.dispatch({ method: 'GET', path: request.url ?? '/', headers: { accept: request.headers.accept ?? '*/*' } },
    into(response))
}).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })}\n`)
})
