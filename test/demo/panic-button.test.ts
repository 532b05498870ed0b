import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createPanicButtonSystem, type PanicButton, type PanicButtonOptions } from '../../demo/systems/panic-button.ts'

const city = createDemoCity()
const at = Date.parse('2026-11-20T09:15:22+07:00')

interface Hub {
  url: string
  pushed: URL[]
  /** Fulfils with the next push. */
  next(): Promise<URL>
}

async function startHub(t: Test, status = 200): Promise<Hub> {
  const pushed: URL[] = []
  const server = createServer((request, response) => {
    pushed.push(new URL(request.url ?? '', 'http://hub'))
    response.writeHead(status).end('OK')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pushed,
    next: async () => {
      const [request] = (await once(server, 'request')) as [IncomingMessage]
      return new URL(request.url ?? '', 'http://hub')
    }
  }
}

async function start(t: Test, options?: PanicButtonOptions): Promise<{ system: RunningSystem; button: PanicButton }> {
  const button = createPanicButtonSystem(city, { now: () => at, ...options })
  const system = await startLegacySystem(button)
  t.teardown(() => system.stop())
  return { system, button }
}

t.test('pushes an alert by GET, with decimal commas', async t => {
  const hub = await startHub(t)
  const { system, button } = await start(t)
  const sent = await button.press(hub.url, 1)
  t.equal(hub.pushed.length, 1)
  const [{ pathname, searchParams }] = hub.pushed as [URL]
  t.equal(pathname, '/push/panic-button/alert')
  t.match(Object.fromEntries(searchParams), {
    key: system.environment['PANIC_BUTTON_KEY'],
    id: /^PB20261120091522\d{4}$/,
    hp: /^08\d+$/,
    imei: /^99\d{13}$/,
    lat: /^-6,\d{6}$/,
    lng: /^107,\d{6}$/,
    kec: /^[A-Z ]+$/,
    waktu: '2026-11-20 09:15:22'
  })
  t.match(sent, [{ id: searchParams.get('id'), status: 200, answer: 'OK' }])
  t.same(system.records(), sent)
})

t.test('has the defects of the real one', async t => {
  const hub = await startHub(t)
  const { button } = await start(t)
  await button.press(hub.url, 42)
  const alerts = hub.pushed.map(({ searchParams }) => Object.fromEntries(searchParams))
  const ids = alerts.map(({ id }) => id)
  t.ok(new Set(ids).size < ids.length, 'replays under the same id')
  t.ok(new Set(alerts.map(({ imei }) => imei)).size < new Set(ids).size, 'taps of one telephone under several')
  t.ok(alerts.some(({ lat }) => lat?.startsWith('107')), 'positions exchanged')
  t.ok(alerts.some(({ waktu }) => waktu?.startsWith('1970')), 'wrong clocks')
  t.ok(alerts.some(({ kec }) => kec === ''), 'no district')
})

t.test('the same people press at every start', async t => {
  const hub = await startHub(t)
  for (const _ of [1, 2]) await (await start(t)).button.press(hub.url, 5)
  const urls = hub.pushed.map(({ search }) => search)
  t.same(urls.slice(urls.length / 2), urls.slice(0, urls.length / 2))
})

t.test('tells how the hub answered, also when it does not', async t => {
  const hub = await startHub(t, 503)
  const { button } = await start(t)
  t.match(await button.press(hub.url, 1), [{ status: 503 }])
  t.match(await button.press('http://127.0.0.1:9', 1), [{ status: 0, answer: '' }])
})

t.test('somebody presses by himself once the hub is known, and nobody after the stop', async t => {
  const hub = await startHub(t)
  const { system } = await start(t, { everyMs: 1 })
  system.pushTo?.(hub.url)
  await hub.next()
  t.equal((await hub.next()).pathname, '/push/panic-button/alert')
  await system.stop()
  const { length } = system.records()
  for (let turn = 0; turn < 100; turn++) await (await fetch(hub.url)).text()
  t.ok(system.records().length - length <= 3, 'but for what was on its way')
})

t.test('presses on demand, by so many residents, each tapping so often', async t => {
  const hub = await startHub(t)
  const { system } = await start(t)
  t.equal(await system.press?.({ count: 1 }), undefined, 'not before it knows the hub')
  system.pushTo?.(hub.url)
  const sent = (await system.press?.({ count: 2, taps: 3 })) as { id: string; imei: string }[]
  t.equal(hub.pushed.length, 6)
  t.equal(new Set(sent.map(({ id }) => id)).size, 6, 'each alert has a number of its own')
  t.equal(new Set(sent.map(({ imei }) => imei)).size, 2)
  t.equal((await fetch(system.url)).status, 404, 'nobody can ask it anything')
})

t.test('presses send nothing while it is down, and no alert while it sends garbage', async t => {
  const hub = await startHub(t)
  const { system } = await start(t)
  system.pushTo?.(hub.url)
  for (const kind of ['down', 'error'] as const) {
    await system.setFault({ kind })
    t.equal(await system.press?.({ count: 1 }), undefined, kind)
  }
  await system.setFault({ kind: 'garbage' })
  t.match(await system.press?.({ count: 1 }), [{ id: '' }])
  t.same(hub.pushed.map(({ searchParams }) => searchParams.get('id')), [''])
})

t.test('what it sends is no alert when garbage is switched on, and nothing while it is down', async t => {
  const hub = await startHub(t)
  const { system } = await start(t, { everyMs: 1 })
  await system.setFault({ kind: 'garbage' })
  system.pushTo?.(hub.url)
  t.equal((await hub.next()).searchParams.get('id'), '')
  await system.setFault({ kind: 'down' })
  const count = () => hub.pushed.filter(({ pathname }) => pathname.startsWith('/push/')).length
  const before = count()
  for (let turn = 0; turn < 100; turn++) await (await fetch(hub.url)).text()
  t.ok(count() - before <= 1, 'but for what was on its way')
  await system.setFault({ kind: 'none' })
  let next = await hub.next()
  while (!next.searchParams.get('id')) next = await hub.next()
  t.match(next.searchParams.get('id'), /^PB/)
})
