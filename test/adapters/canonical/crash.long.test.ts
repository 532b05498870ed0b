import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { parse, stringify } from 'yaml'
import { startHub } from '../../../demo/hub-process.ts'
import { startHttpProxy } from '../../../src/testing/index.ts'
import { freePort, until } from '../../services/wait.ts'
import { startCity } from '../../suites/demo-city.ts'
import { testFolder } from '../../suites/folder.ts'
import { signToken } from '../../suites/token.ts'
import { SCOPES } from './second-hub.ts'

const SECRET = 'a key for tests that is long enough'
const there = await startCity({
  change: config => ({ ...config,
    systems: config.systems.filter(({ id }) => id === 'complaints' || id === 'register') })
})
const way = await startHttpProxy(there.url)
const [dataDir, port] = [testFolder(), await freePort()]
const city = join(dataDir, 'city.yaml')
const shipped = parse(readFileSync('config/bandung.yaml', 'utf8')) as { city: unknown; systems: { register: unknown } }
writeFileSync(city, stringify({
  city: shipped.city,
  hub: { rate: { consumer: { requests: 1_000_000, seconds: 1 } } },
  consumers: { writer: { name: 'Writer', scopes: ['complaints:write', 'complaints:operate', 'submissions:read'] } },
  systems: {
    register: shipped.systems.register,
    successor: { adapter: 'canonical', name: 'Successor', prefix: 'NEWAPP', url: '${SUCCESSOR_URL}',
      resources: ['complaints'], settings: { token: '${SUCCESSOR_TOKEN}' },
      limits: { concurrency: 4, timeout_ms: 3_000 } }
  }
}))
const start = () =>
  startHub({
    entry: 'bin/hub.mjs',
    cwd: process.cwd(),
    port,
    env: {
      ...process.env,
      PORT: String(port),
      SATU_CONFIG: city,
      SATU_ENV: 'development',
      SATU_DATA_DIR: dataDir,
      SATU_LOG_FILE: join(dataDir, 'hub.log'),
      SATU_JWT_SECRET: SECRET,
      SUCCESSOR_URL: way.url,
      SUCCESSOR_TOKEN: there.authorization(SCOPES).authorization.replace('Bearer ', '')
    }
  })
let hub = start()
t.teardown(async () => {
  await hub.stop(2_000)
  await way.close()
  await there.close()
})

const authorization = `Bearer ${signToken(SECRET, { sub: 'writer', scope: 'complaints:write submissions:read' })}`
const post = (description: string, key: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/v1/complaints`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
    body: JSON.stringify({ description })
  })
const kept = (text: string): number =>
  there.system('complaints').records().filter(record => JSON.stringify(record).includes(text)).length

const moments: [string, (ask: () => Promise<unknown>) => Promise<unknown>][] = [
  ['when the application has written it and has not answered', ask => ask()],
  ['before the application has heard of it', () => Promise.resolve()]
]
for (const [moment, happen] of moments) {
  t.test(`a hub that is killed ${moment} writes it once`, async t => {
    await hub.ready
    const text = `Lampu mati, ${moment}.`
    const reached = new Promise<void>(resolve => {
      way.set(async (response, ask) => {
        if (response.req.method === 'POST') {
          await happen(ask)
          resolve()
          // The hub is gone before anything more is said.
          await new Promise(closed => {
            response.once('close', closed)
          })
          return
        }
        const { answer } = await ask()
        response.writeHead(answer.status, answer.headers).end(answer.body)
      })
    })
    const lost = post(text, moment).catch(() => undefined)
    await reached
    process.kill(hub.pid ?? 0, 'SIGKILL')
    await Promise.all([lost, hub.ended])
    way.set(undefined)
    hub = start()
    await hub.ready
    // Its sender has heard nothing, and sends the same again.
    let state: { status?: { code: string }; id?: string } = {}
    await until(async () => {
      const response = await post(text, moment)
      state = (await response.json()) as typeof state
      return response.status === 201
    }, { what: 'a delivery' })
    t.match(state.id, /^NEWAPP-LAPOR-/)
    t.equal(kept(text), 1)
  })
}
