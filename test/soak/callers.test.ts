import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { seeded } from '../kit/seeded.ts'
import { callOn, type Counts } from './callers.ts'

t.test('of the first requests that break off it notes which they were, by what, and how long they waited', async t => {
  const server = createServer(request => {
    request.socket.destroy()
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  t.teardown(() => {
    server.close()
  })
  const counts: Counts = { requests: 0, statuses: {}, unanswered: 0, lost: [], times: [] }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await callOn({ url, token: 'a', verifier: 'b', random: seeded(1), counts, isOver: () => counts.requests === 25 }, 0)
  t.equal(counts.unanswered, 25)
  t.equal(counts.lost.length, 20)
  for (const { request, code, waitedMs } of counts.lost) {
    t.match(request, /^(GET|POST) \//)
    t.match(code, /^(ECONNRESET|UND_ERR_SOCKET)$/)
    t.ok(waitedMs >= 0 && waitedMs < 30_000)
  }
})
