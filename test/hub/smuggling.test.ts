import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import t from 'tap'
import { startCity } from '../suites/demo-city.ts'
import { readAnswer, sendBytes } from '../suites/raw-http.ts'

/** What reaches the legacy system, byte for byte: for one probe, and for all of them. */
let reached = ''
let everything = ''
const legacy = createServer(socket => {
  socket.on('error', () => {})
  socket.on('data', bytes => {
    reached += bytes.toString('latin1')
    everything += bytes.toString('latin1')
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok')
  })
}).listen(0, '127.0.0.1')
await once(legacy, 'listening')
t.teardown(() => {
  legacy.close()
})
const url = `http://127.0.0.1:${(legacy.address() as AddressInfo).port}`
const city = await startCity({
  change: config => ({ ...config, systems: config.systems.map(
    system => (system.id === 'transport'
      ? { ...system, url, passthrough: { paths: ['/open/*'], methods: ['GET', 'POST'] as const } }
      : system)
  ) })
})
t.teardown(() => city.close())
const port = Number(new URL(city.url).port)

const { authorization } = city.authorization(['systems:raw'])
const headOf = (method: string) => (more: string, line = `${method} /systems/transport/raw/open/x HTTP/1.1`): string =>
  `${line}\r\nHost: hub\r\nAuthorization: ${authorization}\r\n${more}`
const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: hub\r\n\r\n'

/** What no request may be, on either way to a system: with what carries a body, and with what only asks. */
const probesOf = (method: string, head = headOf(method)): Record<string, string> => ({
  'a length beside chunks': `${head('Content-Length: 6\r\nTransfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'chunks beside a length': `${
    head('Transfer-Encoding: chunked\r\nContent-Length: 4')
  }\r\n\r\n1\r\nZ\r\nQ\r\n\r\n${SMUGGLED}`,
  'two lengths': `${head('Content-Length: 0\r\nContent-Length: 40')}\r\n\r\n${SMUGGLED}`,
  'two lengths in one': `${head('Content-Length: 0, 40')}\r\n\r\n${SMUGGLED}`,
  'a length with a sign': `${head('Content-Length: +0')}\r\n\r\n${SMUGGLED}`,
  'a length below nothing': `${head('Content-Length: -1')}\r\n\r\n${SMUGGLED}`,
  'a length in hex': `${head('Content-Length: 0x0')}\r\n\r\n${SMUGGLED}`,
  'two codings': `${head('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'a coding that is none': `${head('Transfer-Encoding: xchunked')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'chunks that are not last': `${head('Transfer-Encoding: chunked, gzip')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'a space before the colon': `${head('Transfer-Encoding : chunked')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'a tab before the colon': `${head('Content-Length\t: 0')}\r\n\r\n${SMUGGLED}`,
  'a folded header': `${head('X-Folded: a\r\n b\r\nContent-Length: 0')}\r\n\r\n`,
  'a folded coding': `${head('Transfer-Encoding:\r\n chunked')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'a line feed alone': `${head('X-A: b\nTransfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'a return alone': `${head('X-A: b\rTransfer-Encoding: chunked')}\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'NUL in a header': `${head('X-A: a\0b\r\nContent-Length: 0')}\r\n\r\n`,
  'NUL in a name': `${head('X-\0A: b\r\nContent-Length: 0')}\r\n\r\n`,
  'NUL in the path': head('Content-Length: 0\r\n\r\n', `${method} /systems/transport/raw/open/\0x HTTP/1.1`),
  'NUL in the path, encoded': head('Connection: close\r\nContent-Length: 0\r\n\r\n',
    `${method} /systems/transport/raw/open/%00x HTTP/1.1`),
  'line breaks in the path, encoded': head('Connection: close\r\nContent-Length: 0\r\n\r\n',
    `${method} /systems/transport/raw/%0d%0aX:%20y HTTP/1.1`),
  'a chunk of too many digits': `${head('Transfer-Encoding: chunked')}\r\n\r\nfffffffffffffffff\r\nx\r\n0\r\n\r\n`,
  'a chunk whose length is none': `${head('Transfer-Encoding: chunked')}\r\n\r\nzz\r\nx\r\n0\r\n\r\n`,
  'a chunk that is longer than it says': `${
    head('Transfer-Encoding: chunked')
  }\r\n\r\n1\r\nabc\r\n0\r\n\r\n${SMUGGLED}`,
  'no host':
    `${method} /systems/transport/raw/open/x HTTP/1.1\r\nAuthorization: ${authorization}\r\nContent-Length: 0\r\n\r\n`,
  'two hosts': `${head('Host: other\r\nConnection: close\r\nContent-Length: 0')}\r\n\r\n`,
  'a version that is none': head('Content-Length: 0\r\n\r\n', `${method} /systems/transport/raw/open/x HTTP/1.9`),
  'HTTP/2 without asking': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a name of nothing': `${head(': x\r\nContent-Length: 0')}\r\n\r\n`
})

const probes = ['POST', 'GET'].flatMap(method =>
  Object.entries(probesOf(method)).map(([name, bytes]) => [`${method}, ${name}`, bytes] as const)
)

for (const [name, bytes] of probes) {
  t.test(`refused and closed: ${name}`, async t => {
    reached = ''
    const text = await sendBytes(port, bytes)
    const answer = readAnswer(text)
    t.ok(answer.status >= 400 && answer.status < 500, `${answer.status}`)
    t.match(answer.headers['connection'], 'close')
    t.equal(text.split('HTTP/1.1 ').length, 2, 'one answer, and nothing of what came behind')
    t.notMatch(reached, 'smuggled')
    t.notMatch(city.log(), 'smuggled')
  })
}

t.test('of all probes nothing hidden has reached a system, and no log line', async t => {
  t.ok(probes.length > 50, `${probes.length} probes`)
  t.notMatch(everything, 'smuggled')
  t.notMatch(city.log(), 'smuggled')
})

t.test('a plain request comes through', async t => {
  reached = ''
  const head = headOf('POST')
  t.equal(readAnswer(await sendBytes(port, `${head('Connection: close\r\nContent-Length: 3')}\r\n\r\nabc`)).status, 200)
  t.match(reached, /^POST \/open\/x HTTP\/1\.1\r\n/)
})
