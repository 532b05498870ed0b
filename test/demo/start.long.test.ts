import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { startHub } from '../../demo/hub-process.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { freePort, until } from '../services/wait.ts'
import { root, startDemo } from '../suites/demo-process.ts'

const isRefused = (url: string) =>
  fetch(url).then(() => false, error => (error.cause as { code?: string }).code === 'ECONNREFUSED')

t.test('starts a city, says so in one line with three commands that work, and ends with Ctrl-C', async t => {
  const [port, controlPort] = [await freePort(), await freePort()]
  const { child, out, ended, lines } = startDemo(t, { PORT: String(port), DEMO_PORT: String(controlPort) })
  const [ready, list, withToken, breakOne, center, ...more] = await lines(5)
  t.equal(ready, `satu: ready on http://127.0.0.1:${port}`)
  t.same(more, [])
  t.equal(out.stderr, '')

  const [, operator] =
    /^the Command Center: http:\/\/127\.0\.0\.1:\d+\/command-center#token=(\S+)$/.exec(center ?? '') ?? []
  t.equal(
    (await fetch(`http://127.0.0.1:${port}/command-center/state`, { headers: { authorization: `Bearer ${operator}` } }))
      .status,
    200
  )

  const [, url] = /^curl -s '(.+)'$/.exec(list ?? '') ?? []
  t.match(await (await fetch(url ?? '')).json(), { items: [{ source: {} }, { source: {} }, { source: {} }] })
  const [, bearer, secured] = /^curl -s -H 'Authorization: (.+?)' '(.+)'$/.exec(withToken ?? '') ?? []
  t.equal((await fetch(secured ?? '')).status, 401)
  t.equal((await fetch(secured ?? '', { headers: { authorization: bearer ?? '' } })).status, 200)
  const [, faultUrl, body, again] = /^curl -s -X POST (\S+) -d '(.+)' && curl -s '(.+)'$/.exec(breakOne ?? '') ?? []
  t.match(await (await fetch(faultUrl ?? '', { method: 'POST', body: body ?? '' })).json(), { id: 'licensing-b',
    fault: { kind: 'down' } })
  const partial = await fetch(again ?? '')
  t.equal(partial.status, 200)
  t.match(await partial.json(), {
    meta: {
      sources: [{ state: 'ok' }, { system: 'licensing-b', state: 'failed', code: 'system_failed' }, { state: 'ok' }]
    }
  })

  const told = async (): Promise<string> => (await fetch(`http://127.0.0.1:${controlPort}/inbox.json`)).text()
  await until(async () => (await told()).includes('tidak menjawab'), { what: 'an alert in the inbox' })
  t.match(await told(), /SiCANTIK Perizinan/, 'it names the system')

  const { systems } = (await (await fetch(`http://127.0.0.1:${controlPort}/systems`)).json()) as {
    systems: { id: string; url: string }[]
  }
  t.same(systems.map(({ id }) => id), createSystems(createDemoCity()).map(({ id }) => id))

  child.kill('SIGINT')
  t.equal(await ended, 0)
  for (const gone of [`http://127.0.0.1:${port}/livez`, `http://127.0.0.1:${controlPort}/`, systems[0]?.url ?? ''])
    t.ok(await isRefused(gone), gone)
})

t.test('names the variable when a port is wrong or in use, in one line', async t => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  t.teardown(() => taken.close())
  const used = (taken.address() as AddressInfo).port
  for (const [variables, words] of [
    [{ PORT: 'http' }, /^satu: PORT must be a whole number from 1 to 65535, not "http"\n$/],
    [{ DEMO_PORT: '70000' }, /^satu: DEMO_PORT must be a whole number/],
    [{ PORT: '0' }, /^satu: PORT must be a whole number/],
    [{ PORT: '8090' }, /^satu: PORT and DEMO_PORT are both 8090/],
    [{ PORT: String(used) },
      new RegExp(`^satu: port ${used} is in use: set PORT to a free port, as in PORT=${used + 1} npm run demo\n$`)],
    [{ PORT: String(await freePort()), DEMO_PORT: String(used) },
      new RegExp(`^satu: port ${used} is in use: set DEMO_PORT`)],
    [{ PORT: String(await freePort()), DEMO_PORT: String(await freePort()), SATU_DATA_DIR: '/dev/null/here' },
      /^satu: the folder \/dev\/null\/here cannot be made/]
  ] as const) {
    const { out, ended } = startDemo(t, variables)
    t.equal(await ended, 1)
    t.match(out.stderr, words)
    t.equal(out.stdout, '')
  }
})

t.test('ends with the hub that is not ready yet', async t => {
  const [port, controlPort] = [await freePort(), await freePort()]
  const { child, out, ended } = startDemo(t, { PORT: String(port), DEMO_PORT: String(controlPort) })
  while (await isRefused(`http://127.0.0.1:${controlPort}/`)) await new Promise(resolve => setImmediate(resolve))
  child.kill('SIGTERM')
  t.equal(await ended, 0)
  t.same(out, { stdout: '', stderr: '' })
  t.ok(await isRefused(`http://127.0.0.1:${port}/livez`))
})

t.test('tells how the hub ended, and is never ready without it', async t => {
  const dir = t.testdir({ 'hub.ts': 'process.exitCode = 3' })
  const port = await freePort()
  const hub = startHub({ entry: join(dir, 'hub.ts'), cwd: root, env: process.env, port })
  t.equal(await hub.ended, 3)
  t.equal(
    await Promise.race([hub.ready.then(() => 'ready'), new Promise(resolve => setImmediate(resolve, 'not ready'))]),
    'not ready'
  )
  await hub.stop()
})

t.test('is ready when the hub says so, and kills a hub that does not close', async t => {
  const dir = t.testdir({
    'hub.ts': `import { createServer } from 'node:http'
let asked = 0
process.on('SIGTERM', () => {})
createServer((request, response) => {
  response.statusCode = request.url === '/readyz' && ++asked > 2 ? 200 : 503
  response.end()
}).listen(process.env.PORT, '127.0.0.1')`
  })
  const port = await freePort()
  const hub = startHub({ entry: join(dir, 'hub.ts'), cwd: root, env: { ...process.env, PORT: String(port) }, port })
  await hub.ready
  await hub.stop(50)
  t.equal(await hub.ended, 1)
  t.ok(await isRefused(`http://127.0.0.1:${port}/`))
})

t.test('a demo that is killed outright takes its hub along', async t => {
  const [port, controlPort] = [await freePort(), await freePort()]
  const { child, lines, ended } = startDemo(t, { PORT: String(port), DEMO_PORT: String(controlPort) })
  await lines(4)
  const hubs = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ').filter(Boolean)
  t.equal(hubs.length, 1)
  child.kill('SIGKILL')
  await ended
  // It still writes into its folder for a moment after it has closed its door.
  while (hubs.some(pid => existsSync(`/proc/${pid}`)))
    await new Promise(resolve => {
      setImmediate(resolve)
    })
  t.ok(await isRefused(`http://127.0.0.1:${port}/livez`), 'the port is free again')
})
