import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { until } from '../services/wait.ts'
import { rawRequest } from '../suites/raw-http.ts'
import { startOpened } from './passthrough-setup.ts'

const opened = await startOpened()
t.teardown(() => opened.close())
const { city, asked, waiting, port, bearer } = opened
const BYTES = 'Content-Type: application/octet-stream'

t.test('a body is passed on as it came, with each method that has one', async t => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const response = await opened.ask({ method, body: '<a>é</a>' }, '/just-this', {
      headers: { 'content-type': 'text/xml' }
    })
    t.match(await response.json(), { method, url: '/just-this', body: '<a>é</a>',
      headers: { 'content-type': 'text/xml', 'content-length': '9' } })
  }
})

t.test('nothing of a body is read on the way', async t => {
  const bytes = Buffer.from([0, 255, 254, 233, 10, 13, 0])
  for (const type of ['text/plain', 'text/plain; charset=latin1', 'application/json', 'application/octet-stream',
    'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
  {
    const response = await fetch(`${city.url}/systems/transport/raw/just-this`, { method: 'POST', body: bytes,
      headers: { ...city.authorization(['systems:raw']), 'content-type': type } })
    const { bytes: sent } = (await response.json()) as { bytes: string }
    t.equal(sent, bytes.toString('hex'), type)
  }
})

t.test('a body is as long as the hub takes, whether its length is told or not', async t => {
  const large = 'x'.repeat(city.config.hub.max_body_bytes + 1)
  const refused = await opened.ask({ method: 'POST', body: large }, '/just-this')
  t.match({ status: refused.status, body: await refused.json() }, { status: 413, body: { code: 'payload_too_large' } })
  const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  let got = ''
  socket.on('data', bytes => {
    got += bytes.toString()
  })
  socket.write(
    rawRequest('/systems/transport/raw/just-this', { method: 'POST',
      headers: [bearer, BYTES, 'Transfer-Encoding: chunked'] }) + chunk.repeat(20)
  )
  await once(socket, 'close')
  t.match(got, /^HTTP\/1\.1 413 .*"code":"payload_too_large"/s)
  const whole = await opened.ask({ method: 'POST', body: 'x'.repeat(100_000) }, '/just-this')
  t.equal(((await whole.json()) as { body: string }).body.length, 100_000)
})

t.test('a body goes on as it comes, and is not gathered first', async t => {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    rawRequest('/systems/transport/raw/just-this', { method: 'PUT',
      headers: [bearer, BYTES, 'Transfer-Encoding: chunked', 'Connection: close'] }) + '3\r\none\r\n'
  )
  await until(() => asked.has('PUT /just-this'))
  socket.write('4\r\n two\r\n0\r\n\r\n')
  const [bytes] = await once(socket, 'data') as [Buffer]
  t.match(bytes.toString(), /^HTTP\/1\.1 200 .*"body":"one two"/s)
  socket.destroy()
})

t.test('a caller who is slow to send is no fault of the system', async t => {
  let got = ''
  const socket = connect(port, '127.0.0.1')
  socket.write(
    rawRequest('/systems/transport/raw/just-this', { method: 'POST', body: 'the beginning',
      headers: [bearer, BYTES, 'Content-Length: 1000'] })
  )
  socket.on('data', bytes => {
    got += bytes.toString()
  })
  await once(socket, 'close')
  t.match(got, /^HTTP\/1\.1 400 .*The body did not come in time/s)
  // The hub tries the system by itself too, which this stand-in does not understand.
  t.notMatch(JSON.stringify((await city.get('/v1/systems/transport')).body.health), /pass through/)
})

t.test('who leaves in the middle of a body takes the call along', async t => {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    rawRequest('/systems/transport/raw/open/away-from-here', { method: 'PATCH', body: 'the beginning',
      headers: [bearer, BYTES, 'Content-Length: 1000'] })
  )
  await until(() => asked.has('PATCH /open/away-from-here'))
  socket.destroy()
  await until(() => waiting.size === 0)
  // What the hub asks by itself ends soon, too.
  while ((await city.get('/v1/systems/transport')).body.health.in_flight > 0)
    await new Promise(resolve => {
      setImmediate(resolve)
    })
  const both = await Promise.all([1, 2].map(() => opened.ask({ method: 'POST', body: 'x' }, '/just-this')))
  t.same(both.map(({ status }) => status), [200, 200], 'no slot is held')
})
