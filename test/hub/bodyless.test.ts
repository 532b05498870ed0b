import t from 'tap'
import type { Config } from '../../src/platform/config/schema.ts'
import { RAW_SCOPE } from '../../src/platform/config/scopes.ts'
import { startCity } from '../suites/demo-city.ts'
import { rawRequest, sendBytes } from '../suites/raw-http.ts'

const opened = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(
    system => (system.id === 'licensing-a'
      ? { ...system, passthrough: { paths: ['/api/*'], methods: ['GET', 'HEAD', 'POST'] } }
      : system)
  )
})
const city = await startCity({ change: opened })
t.teardown(() => city.close())
const port = Number(new URL(city.url).port)
const authorization = `Authorization: ${
  city.authorization(['licences:read', 'residents:verify', RAW_SCOPE]).authorization
}`
const typed = 'Content-Type: application/json'
const wanted = 'Expect: 100-continue'

/** The status of each answer on one connection, over which a second request follows the first. */
async function statuses(method: string, path: string, headers: readonly string[], body = ''): Promise<string> {
  const text = rawRequest(path, { method, headers: [authorization, ...headers], body }) +
    rawRequest('/livez', { headers: ['Connection: close'] })
  return [...(await sendBytes(port, text)).matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status).join(' ')
}

const VERIFY = '/v1/residents/verify'
const LIST = '/v1/licences?limit=1'
const RAW = '/systems/licensing-a/raw/api/nothing'
const NO_LENGTH: [string, string[]][] = [['bare', []], ['typed', [typed]], ['wanted', [wanted]], ['typed and wanted', [
  typed,
  wanted
]]]
const go = (headers: readonly string[], status: number): string =>
  `${headers.includes(wanted) ? '100 ' : ''}${status} 200`

t.test('reads without a body are answered, whatever their headers say of one', async t => {
  for (const [name, headers] of [...NO_LENGTH, ['of length 0', ['Content-Length: 0', typed]]] as [string, string[]][]) {
    for (const method of ['GET', 'HEAD'])
      t.equal(await statuses(method, LIST, headers), go(headers, 200), `${method}, ${name}`)
  }
})

t.test('a write without its body is refused at once, and the connection stays good', async t => {
  for (const [name, headers] of NO_LENGTH) t.match(await statuses('POST', VERIFY, headers), /^(100 )?400( 200)?$/, name)
  t.match(await statuses('POST', VERIFY, [typed, 'Content-Length: 0']), /^400( 200)?$/, 'of length 0')
  t.match(await statuses('POST', VERIFY, [typed, 'Transfer-Encoding: chunked'], '0\r\n\r\n'), /^400( 200)?$/,
    'in no chunk')
})

t.test('a body is read in one piece, in chunks, and when it was asked for', async t => {
  t.equal(await statuses('POST', VERIFY, [typed, 'Content-Length: 2'], '{}'), '400 200')
  t.equal(await statuses('POST', VERIFY, [typed, 'Content-Length: 2', wanted], '{}'), '100 400 200')
  t.equal(await statuses('POST', VERIFY, [typed, 'Transfer-Encoding: chunked'], '2\r\n{}\r\n0\r\n\r\n'), '400 200')
  const text = await sendBytes(port,
    rawRequest(VERIFY, { method: 'POST', headers: [authorization, typed, 'Content-Length: 2', 'Connection: close'],
      body: '{}' }))
  t.match(text, /"code":"required"/, 'its fields are judged')
})

t.test('other methods without a body are refused as before', async t => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'])
    t.equal(await statuses(method, '/v1/licences', []), '405 200', method)
  t.equal(await statuses('POST', '/v1/nothing', []), '404 200')
})

t.test('requests without a body are passed through', async t => {
  for (const method of ['GET', 'HEAD', 'POST']) {
    for (const [name, headers] of NO_LENGTH)
      t.match(await statuses(method, RAW, headers), /^(100 )?(200|404) 200$/, `${method}, ${name}`)
  }
})
