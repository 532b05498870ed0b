// node bench/slow-callers.ts '{"url":...,"path":...,"count":1000}': callers that never come to an end. A third sends
// its
// head byte by byte, a third its body, a third asks for long answers and reads none. Who is dropped comes again at
// once.
// Says where it tells how many were dropped.
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

const { url, path, count } = JSON.parse(process.argv[2] ?? '') as { url: string; path: string; count: number }
const { hostname, port, host } = new URL(url)
const TRICKLE_MS = 500

const kinds = [
  { name: 'head', first: `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `, more: 'a' },
  { name: 'body', first: `POST /open311/v2/requests.json HTTP/1.1\r\nHost: ${host}\r\nContent-Type: ` +
    `application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n`, more: 'a' },
  { name: 'read', first: `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(100), more: undefined }
] as const
const dropped = { head: 0, body: 0, read: 0 }
const open = new Map<Socket, string | undefined>()

function call(index: number): void {
  const kind = kinds[index % kinds.length] ?? kinds[0]
  const socket = connect({ host: hostname, port: Number(port) }, () => {
    socket.write(kind.first)
    open.set(socket, kind.more)
  })
  if (kind.name === 'read') socket.pause()
  else socket.resume()
  socket.on('error', () => {})
  socket.once('close', () => {
    dropped[kind.name]++
    open.delete(socket)
    setTimeout(() => {
      call(index)
    }, TRICKLE_MS)
  })
}

for (let index = 0; index < count; index++) call(index)
setInterval(() => {
  for (const [socket, more] of open) if (more !== undefined) socket.write(more)
}, TRICKLE_MS)

const told = createServer((_request, response) => {
  response.end(JSON.stringify({ open: open.size, ...dropped }))
}).listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${(told.address() as AddressInfo).port}` })}\n`)
})
