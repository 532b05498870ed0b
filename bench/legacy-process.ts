// node bench/legacy-process.ts: the demo's legacy systems on free ports. In front of those that speak HTTP stands a
// server
// that remembers every answer and gives it again after BENCH_LATENCY_MS: asking costs its core next to nothing, and
// takes always the same time.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { createDemoCity } from '../demo/city/city.ts'
import { startLegacySystem } from '../demo/legacy-system.ts'
import { createSystems } from '../demo/systems/index.ts'

const latencyMs = Number(process.env['BENCH_LATENCY_MS'] ?? 0)

interface Remembered {
  status: number
  headers: Record<string, string>
  body: Buffer
}

async function startReplay(target: string): Promise<string> {
  const answers = new Map<string, Promise<Remembered>>()
  const server = createServer((request, response) => {
    void (async () => {
      const body = await readAll(request)
      const key = `${request.method} ${request.url} ${body.toString('latin1')}`
      let answer = answers.get(key)
      if (answer === undefined) answers.set(key, answer = ask(target, request, body))
      const [{ status, headers, body: bytes }] = await Promise.all([answer,
        latencyMs > 0 ? wait(latencyMs) : undefined])
      response.writeHead(status, { ...headers, 'content-length': bytes.length })
      response.end(bytes)
    })()
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function ask(
  target: string,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer
): Promise<Remembered> {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !['host', 'connection', 'content-length', 'accept-encoding'].includes(name)
      ? [[name, value] as [string, string]]
      : []
  )
  const response = await fetch(target + url, { method, headers: kept,
    ...(body.length > 0 && { body: new Uint8Array(body) }) })
  const type = response.headers.get('content-type')
  return { status: response.status, headers: type === null ? {} : { 'content-type': type },
    body: Buffer.from(await response.arrayBuffer()) }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const systems = await Promise.all(createSystems(createDemoCity()).map(system => startLegacySystem(system)))
const environment: Record<string, string> = {}
for (const { url, environment: own } of systems) {
  const replay = url.startsWith('http:') ? await startReplay(url) : url
  for (const [name, value] of Object.entries(own)) environment[name] = value.replace(url, replay)
}
process.stdout.write(`${JSON.stringify({ url: environment['LICENSING_A_URL'], environment })}\n`)
