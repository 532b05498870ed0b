import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { Aedes } from 'aedes'
import type { StandIn } from '../../../../../src/testing/index.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

const USER = 'satu'
const PASSWORD = 'contoh-password-for-tests'

/** A real broker in this process, which keeps one message for each row of the fixtures for whoever subscribes. */
export async function startContoh(): Promise<StandIn> {
  const broker = await Aedes.createBroker({
    authenticate: (_client, user, password, done) => { done(null, user === USER && password?.toString() === PASSWORD) }
  })
  for (const [index, row] of rows.entries()) {
    await new Promise<unknown>(resolve => {
      broker.publish({ cmd: 'publish', topic: `izin/${index + 1}`, payload: JSON.stringify(row), qos: 1, retain: true, dup: false }, resolve)
    })
  }
  const server = createServer(socket => { broker.handle(socket) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: '',
    settings: { broker: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, user: USER, password: PASSWORD },
    holds: { licences: rows.length },
    async stop() {
      await new Promise<void>(resolve => { broker.close(() => { resolve() }) })
      await new Promise(resolve => { server.close(resolve) })
    }
  }
}
