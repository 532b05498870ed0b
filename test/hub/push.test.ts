import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import type { Hub } from '../../src/hub.ts'
import type { TestConfig } from '../suites/core/city.ts'
import { testFolder } from '../suites/folder.ts'
import { rawRequest, readAnswer, sendRaw } from '../suites/raw-http.ts'
import { adapter, alert, sirenConfig, startSirenHub } from '../suites/siren.ts'

async function start(
  t: Test,
  dataDir = testFolder(),
  settings?: TestConfig
): Promise<{ hub: Hub; url: string; port: number; dataDir: string }> {
  const started = await startSirenHub(dataDir, settings)
  t.teardown(() => started.hub.close())
  return { ...started, dataDir }
}

async function headlines(url: string): Promise<string[]> {
  // A question that was not asked before: nothing is remembered of it.
  const body = (await (await fetch(
    `${url}/v1/incidents?limit=${50 + Math.floor(Math.random() * 50)}&updated_since=2000-01-01T00:00:0${
      Math.floor(Math.random() * 9)
    }Z`
  )).json()) as { items: { headline: string }[] }
  return body.items.map(({ headline }) => headline)
}

/** All headlines, page by page. */
async function everything(url: string): Promise<string[]> {
  const found: string[] = []
  for (let cursor = '';;) {
    const body = (await (await fetch(`${url}/v1/incidents?limit=100${cursor}`)).json()) as {
      items: { headline: string }[]
      next_cursor: string | null
    }
    found.push(...body.items.map(({ headline }) => headline))
    if (body.next_cursor === null) return found
    cursor = `&cursor=${body.next_cursor}`
  }
}

t.test('what a system pushes is answered in its own words, and listed', async t => {
  const { url } = await start(t)
  const pushed = await fetch(url + alert('1', 'Fire at the market'))
  t.equal(pushed.status, 200)
  t.equal(await pushed.text(), 'OK')
  const posted = await fetch(`${url}/push/siren/alert?key=secret`, {
    method: 'POST',
    body: JSON.stringify({ id: '2', at: '2026-11-20T11:00:00+07:00', headline: 'Fire in a shed' }),
    headers: { 'content-type': 'application/json' }
  })
  t.equal(posted.status, 200)
  t.same(await headlines(url), ['Fire in a shed', 'Fire at the market'])
  const one = (await (await fetch(`${url}/v1/incidents/SIREN-1`)).json()) as { headline: string; source: object }
  t.match(one, { headline: 'Fire at the market', source: { system: 'siren', record_id: '1' } })
})

t.test('the same push again within seconds is dropped, a newer one of the same key takes its place', async t => {
  const { url } = await start(t)
  await fetch(url + alert('1', 'Fire'))
  await fetch(url + alert('99', 'Fire'))
  t.same(await headlines(url), ['Fire'])
  await fetch(url + alert('1', 'Fire is out', '2026-11-20T12:00:00+07:00'))
  t.same(await headlines(url), ['Fire is out'])
})

t.test('a pusher that does not prove itself, or says what nobody understands, is refused', async t => {
  const { url } = await start(t)
  t.equal((await fetch(`${url}/push/siren/alert?key=wrong`)).status, 401)
  t.equal((await fetch(`${url}/push/siren/other?key=secret`)).status, 400)
  t.equal((await fetch(`${url}/push/nobody/alert?key=secret`)).status, 404)
  t.equal(
    (await fetch(`${url}/push/siren/alert?key=secret`, { method: 'POST', body: '{',
      headers: { 'content-type': 'application/json' } })).status,
    400
  )
  t.equal((await fetch(`${url}/push/siren/alert?key=secret`, { method: 'DELETE' })).status, 404)
  t.same(await headlines(url), [])
})

t.test('a pushed record that fits nothing is quarantined, and the push is taken', async t => {
  const { url } = await start(t)
  t.equal((await fetch(url + alert('1', ''))).status, 200)
  t.same(await headlines(url), [])
})

t.test('to ask about a push is not one', async t => {
  const { url } = await start(t)
  t.equal((await fetch(url + alert('1', 'Fire'), { method: 'HEAD' })).status, 404)
  t.same(await headlines(url), [])
})

t.test('the answer to a push is kept by nobody, or the next would not come', async t => {
  const { url } = await start(t)
  for (const path of [alert('1', 'Fire'), alert('1', 'Fire').replace('secret', 'wrong')]) {
    t.equal((await fetch(url + path)).headers.get('cache-control'), 'no-store')
  }
})

t.test('a push with more than the hub takes is a 413, and nothing of it is kept', async t => {
  const { url } = await start(t)
  const body = JSON.stringify({ id: '1', at: '2026-11-20T11:00:00+07:00', headline: 'Fire',
    more: 'x'.repeat(1_100_000) })
  const { status } = await fetch(`${url}/push/siren/alert?key=secret`, { method: 'POST', body,
    headers: { 'content-type': 'application/json' } })
  t.equal(status, 413)
  t.same(await headlines(url), [])
})

t.test('a push may come in whatever type, or in none', async t => {
  const { url, port } = await start(t)
  const types = ['text/xml', 'application/x-www-form-urlencoded', 'nonsense', 'application/json; charset=latin1',
    undefined]
  for (const [i, type] of types.entries()) {
    const body = JSON.stringify({ id: `${i}`, at: '2026-11-20T11:00:00+07:00', headline: `Fire ${i}` })
    const headers = [`Content-Length: ${body.length}`, ...(type === undefined ? [] : [`Content-Type: ${type}`])]
    t.equal((await sendRaw(port, '/push/siren/alert?key=secret', { method: 'POST', body, headers })).status, 200,
      type ?? 'none')
  }
  t.equal((await headlines(url)).length, types.length)
})

t.test('an alarm comes through though readers behind the same address have used up their window', async t => {
  const { hub, url } = await start(t)
  const rate = { anonymous: { requests: 2, seconds: 600 }, consumer: { requests: 2, seconds: 600 } }
  await hub.reload(sirenConfig({ hub: { rate } }), new Map([['siren', adapter]]))
  const read = async (): Promise<number> => (await fetch(`${url}/v1/incidents`)).status
  t.same([await read(), await read(), await read()], [200, 200, 429])
  t.same([(await fetch(url + alert('1', 'Fire'))).status, (await fetch(url + alert('2', 'Flood'))).status,
    (await fetch(url + alert('3', 'Storm'))).status], [200, 200, 429])
})

t.test('what is pushed while the configuration changes is taken', async t => {
  const { hub, url } = await start(t)
  let changing = true
  const changes = (async () => {
    for (let timeout_ms = 1_000; changing; timeout_ms++) {
      await hub.reload(sirenConfig({ limits: { timeout_ms } }), new Map([['siren', adapter]]))
      await nextTurn()
    }
  })()
  const statuses = await Promise.all(
    Array.from({ length: 100 }, async (_, i) => (await fetch(url + alert(`${i}`, `Fire ${i}`))).status)
  )
  changing = false
  await changes
  t.same([...new Set(statuses)], [200])
  t.equal((await everything(url)).length, 100)
})

t.test('what is pushed while the hub closes is taken, and there when it is back', async t => {
  const { hub, port, dataDir } = await start(t, testFolder(), {
    hub: { times: { headers_ms: 10_000, request_ms: 30_000, read_ms: 30_000, idle_ms: 72_000, drain_ms: 2_000 } }
  })
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let got = ''
  socket.on('data', bytes => {
    got += bytes.toString()
  })
  const closed = hub.close()
  while (hub.app.server.listening) await nextTurn()
  socket.write(rawRequest(alert('1', 'Fire')))
  await Promise.all([once(socket, 'close'), closed])
  t.match(readAnswer(got), { status: 200, body: 'OK' })
  t.same(await headlines((await start(t, dataDir)).url), ['Fire'])
})

t.test('what was acknowledged is there after a restart', async t => {
  const { hub, url, dataDir } = await start(t)
  await Promise.all(Array.from({ length: 50 }, (_, i) => fetch(url + alert(String(i), `Fire ${i}`))))
  await hub.close()
  t.equal((await everything((await start(t, dataDir)).url)).length, 50)
})

t.test('what was acknowledged is there after the process was killed', async t => {
  const dataDir = testFolder()
  const acknowledged: string[] = []
  for (let round = 0; round < 3; round++) {
    const hub = spawn(process.execPath, [fileURLToPath(new URL('siren-process.ts', import.meta.url)), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    const [port] = (await once(hub.stdout, 'data')) as [Buffer]
    const url = `http://127.0.0.1:${Number(port.toString())}`
    let going = true
    const enough = (round + 1) * 60
    const pushers = Array.from({ length: 4 }, async (_, pusher) => {
      for (let i = 0; going; i++) {
        const id = `${round}-${pusher}-${i}`
        const taken = await fetch(url + alert(id, `Fire ${id}`)).then(
          async answer => answer.ok && (await answer.text()) === 'OK',
          () => false
        )
        if (taken) acknowledged.push(id)
        // In the middle of what the others push.
        if (acknowledged.length >= enough && going) {
          going = false
          hub.kill('SIGKILL')
        }
      }
    })
    await Promise.all([once(hub, 'exit'), ...pushers])
  }
  const there = new Set(await everything((await start(t, dataDir)).url))
  t.ok(acknowledged.length >= 180)
  t.same(acknowledged.filter(id => !there.has(`Fire ${id}`)), [])
})
