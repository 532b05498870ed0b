import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { startCity } from '../suites/demo-city.ts'
import { run } from './terminal.ts'

const city = await startCity()
t.teardown(() => city.close())
const authorization = city.authorization(['systems:read']).authorization.slice('Bearer '.length)
const env = { SATU_URL: city.url, SATU_TOKEN: authorization }

/** What answers at the address that the command is given. */
async function answering(status: number, body: unknown): Promise<{ url: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  t.teardown(() => {
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

t.test('shows what a system of a running hub had to bear', async t => {
  await city.get('/v1/complaints?limit=3')
  await city.get('/v1/complaints?limit=3')
  const { code, out, err } = await run('system load complaints', env)
  t.same([code, err], [0, []])
  t.match(out, [/^HOUR +CALLS +SPARED +AT ONCE +ERRORS +MEAN MS +WORST MS$/,
    /^\d{4}-\d\d-\d\d \d\d:00 +[1-9]\d* +\d+ +\d+ +0 +\d+ +\d+$/])
  t.match(out.at(-2), /^together +[1-9]/)
  t.match(out.at(-1), /^Counted by the process that answered alone/)
})

t.test('leaves out hours in which nothing was asked, and adds up the others', async t => {
  const hour = (start: string, more: object = {}) => ({ start, calls: 0, spared: 0, largest_concurrency: 0, errors: 0,
    ...more })
  const { url, asked } = await answering(200, {
    system: 'tax office',
    counted_by: 'hub',
    hours: [
      hour('2026-11-20T10:00:00+07:00', { spared: 5 }),
      hour('2026-11-20T09:00:00+07:00'),
      hour('2026-11-20T08:00:00+07:00', { calls: 30, spared: 100, largest_concurrency: 4, errors: 2, mean_ms: 100,
        worst_ms: 1_200 }),
      hour('2026-11-20T07:00:00+07:00', { calls: 10, largest_concurrency: 2, mean_ms: 20, worst_ms: 90 })
    ]
  })
  const { code, out } = await run(`system load tax --url ${url}/ --token a.b.c`)
  t.equal(code, 0)
  t.same(out, [
    'HOUR              CALLS  SPARED  AT ONCE  ERRORS  MEAN MS  WORST MS',
    '2026-11-20 10:00      0       5        0       0        -         -',
    '2026-11-20 08:00     30     100        4       2      100      1200',
    '2026-11-20 07:00     10       0        2       0       20        90',
    'together             40     105        4       2       80      1200'
  ])
  t.match(asked.map(({ url, headers }) => [url, headers.authorization]), [['/v1/systems/tax/load', 'Bearer a.b.c']])
})

t.test('says so when a system was neither asked nor spared', async t => {
  const { url } = await answering(200, { system: 'tax', counted_by: 'hub', hours: [] })
  t.same((await run(`system load tax --url ${url} --token a.b.c`)).out, [
    'tax: neither asked nor spared in the last 0 hours'
  ])
})

t.test("a system that there is not, and a token without the scope, are told in the hub's words", async t => {
  t.match(await run('system load nowhere', env), { code: 1, out: [], err: [/^satu system load: 404 not_found: /] })
  const weak = { ...env, SATU_TOKEN: city.authorization(['complaints:read']).authorization.slice('Bearer '.length) }
  t.match(await run('system load complaints', weak), { code: 1,
    err: [/^satu system load: 403 forbidden: .*systems:read/] })
  t.match(await run('system load complaints', { SATU_URL: city.url }), { code: 1, err: [/no access token/] })
})
