import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { createConfig } from '../suites/core/city.ts'
import { createGate } from '../suites/core/gate.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { rawRequest } from '../suites/raw-http.ts'

t.test('a system that was replaced is let go though callers left in the middle of their requests', async t => {
  for (const requests of [1, 3]) {
    const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))] })
    const gate = createGate()
    let closed = 0
    Object.assign(legacy, { adapter: { ...legacy.adapter, close: async () => {
      closed++
    } } })
    legacy.before = operation => (operation === 'list' ? gate.opened : undefined)
    const hub = await startHub(t, [legacy])
    const socket = connect((hub.app.server.address() as AddressInfo).port, '127.0.0.1')
    // One behind the other on one connection: only the first has the connection to answer on.
    for (let limit = 1; limit <= requests; limit++)
      socket.write(rawRequest(`/v1/complaints?status=closed&limit=${limit}`))
    while (legacy.asked.filter(({ operation }) => operation === 'list').length === 0) await nextTurn()
    socket.destroy()
    await once(socket, 'close')
    await hub.reload(createConfig([legacy], { limits: { timeout_ms: 1_234 } }), new Map([['a', legacy.adapter]]))
    gate.open()
    while (closed === 0) await nextTurn()
    t.equal(closed, 1)
  }
})
