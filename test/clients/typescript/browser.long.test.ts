import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import t from 'tap'
import { chromium } from '../../services.ts'
import { startChromium } from '../../services/chromium.ts'
import { JWT_SECRET, startCity } from '../../suites/demo-city.ts'
import { signToken } from '../../suites/token.ts'
import { buildClient } from './built.ts'

const modules = join(buildClient(t), '../node_modules')
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page of a city's app</title>
<script type="importmap">{ "imports": {
  "@satu/client": "/@satu/client/dist/index.js",
  "openapi-fetch": "/openapi-fetch/dist/index.mjs"
} }</script>
<script type="module">import * as client from '@satu/client'; window.client = client</script></html>`

/** Another site than the hub's, with the built package as it is. */
const site = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://site').pathname)
  if (path === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end(page)
  try {
    const types: Record<string, string> = { '.js': 'text/javascript', '.mjs': 'text/javascript' }
    const content = readFileSync(join(modules, path))
    response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(content)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise<void>(resolve => {
  site.listen(0, '127.0.0.1', resolve)
})
t.teardown(() => {
  site.closeAllConnections()
  site.close()
})
const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`

const city = await startCity({
  change: config => ({ ...config,
    hub: { ...config.hub, cors: { origins: [origin] }, writes: { ...config.hub.writes, wait_ms: 500 } },
    systems: config.systems.map(system => ({ ...system,
      limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
    ) })
})
t.teardown(() => city.close())
const token = signToken(JWT_SECRET, { sub: 'demo-app',
  scope: (city.config.consumers['demo-app']?.scopes ?? []).join(' ') })
const browser = await startChromium(await chromium())
t.teardown(() => browser.close())
const tab = await browser.newPage()
const errors: string[] = []
tab.on('pageerror', error => errors.push(error.message))
await tab.goto(origin)
await tab.waitForFunction('window.client !== undefined')

/** Runs in the page, with a client of the hub as `satu`. */
const inPage = <T>(code: string): Promise<T> =>
  tab.evaluate(`(async () => {
  const { createSatu } = window.client
  const satu = createSatu({ url: ${JSON.stringify(city.url)}, token: ${JSON.stringify(token)} })
  ${code}
})()`) as Promise<T>

t.test('a page of another site reads lists to their end, with what each system said', async t => {
  const { count, sources } = await inPage<{ count: number; sources: object[] }>(
    'const list = satu.announcements.list({ limit: 20 }); let count = 0; for await (const _ of list) count++; ' +
      'return { count, sources: list.sources }'
  )
  t.ok(count > 20)
  t.match(sources, [{ system: 'humas', state: 'ok' }])
})

t.test('it sends, with a key and a receipt, and follows what waits', async t => {
  const written = await inPage<{ state: string; receipt: string; id: string; key: string }>(
    `const { state, receipt, record, idempotencyKey } = await satu.complaints.create({ description: 'Dari ` +
      `peramban.' }); return { state, receipt, id: record.id, key: idempotencyKey }`
  )
  t.match(written, { state: 'delivered', receipt: /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/, id: /^LAPOR-\d+$/,
    key: /^[0-9a-f-]{36}$/ })
  await city.system('complaints').setFault({ kind: 'down' })
  t.equal(
    await inPage(
      `window.waiting = await satu.complaints.create({ description: 'Dari peramban, nanti.' }); return waiting.state`
    ),
    'accepted'
  )
  await city.system('complaints').setFault({ kind: 'none' })
  t.match(await inPage('return (await window.waiting.delivered()).id'), /^LAPOR-\d+$/)
})

t.test('errors are the same as in Node', async t => {
  t.match(
    await inPage(
      'try { await satu.licences.list({ limit: 4711 }).page() } catch (error) { return { is: error instanceof ' +
        'window.client.SatuProblem, code: error.code, field: error.fields[0].field, id: error.requestId } }'
    ),
    { is: true, code: 'invalid_request', field: 'limit', id: /^[a-z]{12}$/ }
  )
  t.match(
    await inPage(
      `try { await createSatu({ url: 'http://127.0.0.1:9', retries: 0 }).licences.list().page() } catch (error) { ` +
        'return { name: error.name, fault: error.fault } }'
    ),
    { name: 'SatuConnectionError', fault: 'unreachable' }
  )
})

t.test('it follows events with its token, and comes back after the last one when the connection is cut', async t => {
  await inPage(`
    window.seen = []; window.opened = 0
    const cutting = new Set()
    const cuttable = createSatu({
      url: ${JSON.stringify(city.url)},
      token: ${JSON.stringify(token)},
      fetch: (url, init) => {
        const cut = new AbortController()
        cutting.add(cut)
        return fetch(url, { ...init, signal: AbortSignal.any([init.signal, cut.signal]) })
      }
    })
    window.cut = () => cutting.forEach(one => one.abort())
    const created = cuttable.events.stream({ type: ['complaint.created'] }, { onOpen: () => { window.opened++ } })
    void (async () => { for await (const { subject } of created) window.seen.push(subject) })()
  `)
  await tab.waitForFunction('window.opened === 1')
  const send = async (): Promise<string> =>
    (await city.post('/v1/complaints', { description: 'Satu.' }, {
      headers: { 'idempotency-key': `"${Math.random()}"` }
    })).body.id as string
  const sent = [await send()]
  await tab.waitForFunction('window.seen.length === 1')
  await tab.evaluate('window.cut()')
  sent.push(await send())
  await tab.waitForFunction('window.seen.length === 2 && window.opened > 1')
  t.strictSame(await tab.evaluate('window.seen'), sent)
})

t.test('nothing of it is an error of the page', t => {
  t.same(errors, [])
  t.end()
})
