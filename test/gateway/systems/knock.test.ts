import { type AddressInfo, createServer, type Server } from 'node:net'
import t from 'tap'
import { createKnocking } from '../../../src/gateway/systems/knock.ts'

const listen = (server: Server, port = 0): Promise<number> =>
  new Promise(resolve => {
    server.listen(port, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port)
    })
  })

t.test('a connection is made, nothing is said, and it is closed', async t => {
  const said: Buffer[] = []
  const ended = Promise.withResolvers<void>()
  const server = createServer(socket =>
    socket.on('data', chunk => said.push(chunk)).on('close', ended.resolve).resume()
  )
  const port = await listen(server)
  t.teardown(() => {
    server.close()
  })
  t.equal(await createKnocking()(`http://127.0.0.1:${port}/api`), true)
  await ended.promise
  t.same(said, [])
})

t.test('nobody is there, and then somebody is again', async t => {
  const knock = createKnocking()
  const server = createServer(socket => socket.destroy())
  const port = await listen(server)
  const url = `http://localhost:${port}`
  t.equal(await knock(url), true, 'at first')
  await new Promise(resolve => {
    server.close(resolve)
  })
  t.equal(await knock(url), false, 'it went away')
  await listen(server, port)
  t.teardown(() => {
    server.close()
  })
  t.equal(await knock(url), true, 'it came back')
})

t.test('a name that leads nowhere is nobody', async t => {
  t.equal(await createKnocking()('http://nobody.invalid/'), false)
})
