// node bench/write-generator.ts '{"url":...}': sends writes over and over on connections that stay open, each under a
// key
// of its own; prints how many were accepted as JSON.
import { connect } from 'node:net'

export interface WriteLoad {
  url: string
  headers: Record<string, string>
  body: string
  connections: number
  /** Ends after so many seconds, or when so many were accepted. */
  seconds?: number
  count?: number
}

export interface WriteResult {
  accepted: number
  failed: number
  seconds: number
  p50Ms: number
  p99Ms: number
}

const { url, headers, body, connections, seconds = 600, count = Infinity } = JSON.parse(
  process.argv[2] ?? ''
) as WriteLoad
const { hostname, port, host, pathname } = new URL(url)
const run = `${process.pid}-${Date.now()}`
const waits: number[] = []
let sent = 0
let failed = 0
let isOver = false

function question(): string {
  const lines = { host, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)),
    'idempotency-key': `"${run}-${sent++}"`, ...headers }
  return `POST ${pathname} HTTP/1.1\r\n${
    Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  }\r\n${body}`
}

function open(): void {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let asked = 0
  let text = ''
  const ask = (): void => {
    if (sent >= count) return
    asked = performance.now()
    text = ''
    socket.write(question())
  }
  socket.once('connect', ask)
  socket.on('data', bytes => {
    text += bytes.toString('latin1')
    const end = text.indexOf('\r\n\r\n')
    if (end < 0 || text.length < end + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0)) return
    const status = text.slice(9, 12)
    if (status === '201' || status === '202') waits.push(performance.now() - asked)
    else failed++
    if (isOver || waits.length + failed >= count) finish()
    else ask()
  })
  socket.on('error', () => {
    failed++
  })
}

function finish(): void {
  const spent = (performance.now() - started) / 1_000
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0
  const result: WriteResult = { accepted: waits.length, failed, seconds: spent, p50Ms: at(0.5), p99Ms: at(0.99) }
  process.stdout.write(JSON.stringify(result), () => {
    process.exit(0)
  })
}

const started = performance.now()
for (let index = 0; index < connections; index++) open()
setTimeout(() => {
  isOver = true
}, seconds * 1_000)
