// node bench/load-generator.ts '{"url":...}': asks over and over on connections that stay open, each its next question
// when the last is answered; prints what came back as JSON. Stands in for wrk, and asks what wrk cannot (HEAD).
import { connect } from 'node:net'
import type { LoadRequest, LoadResult } from './load.ts'

const { url, method = 'GET', headers = {}, connections, seconds } = JSON.parse(process.argv[2] ?? '') as LoadRequest
const { hostname, port, host, pathname, search } = new URL(url)
const question = Buffer.from(
  [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n')
)

let requests = 0
let failed = 0
let isOver = false
/** Microseconds of each answer, in a ring of the last ones. */
const waits = new Float64Array(200_000)

function open(): void {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  let asked = 0
  let head = ''
  let missing = -1
  const ask = (): void => {
    asked = performance.now()
    socket.write(question)
  }
  socket.once('connect', ask)
  socket.on('data', bytes => {
    let rest = bytes
    if (missing < 0) {
      head += bytes.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const status = Number(head.slice(9, 12))
      if (status >= 400) failed++
      const hasBody = method !== 'HEAD' && status !== 304
      missing = hasBody ? Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0) : 0
      rest = bytes.subarray(bytes.length - (head.length - end - 4))
      head = ''
    }
    missing -= rest.length
    if (missing > 0) return
    missing = -1
    waits[requests++ % waits.length] = (performance.now() - asked) * 1_000
    if (isOver) socket.destroy()
    else ask()
  })
  socket.on('error', () => {
    failed++
  })
}

const started = performance.now()
for (let index = 0; index < connections; index++) open()
setTimeout(() => {
  isOver = true
  const known = waits.subarray(0, Math.min(requests, waits.length)).sort()
  const at = (share: number): number => (known[Math.floor(known.length * share)] ?? 0) / 1_000
  const result: LoadResult = { requests, failed, seconds: (performance.now() - started) / 1_000, p50Ms: at(0.5),
    p99Ms: at(0.99) }
  process.stdout.write(JSON.stringify(result), () => {
    process.exit(0)
  })
}, seconds * 1_000)
