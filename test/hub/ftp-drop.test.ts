import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { startLegacySystem } from '../../demo/legacy-system.ts'
import { createFireSystem } from '../../demo/systems/fire.ts'
import { until } from '../services/wait.ts'
import { testFolder } from '../suites/folder.ts'
import { startOne } from '../suites/one-system.ts'

// FTP tells times by the second: what a fault changes must not be of the same one.
const system = await startLegacySystem(
  createFireSystem(createDemoCity(), { exportedAt: new Date(Date.now() - 3_600_000) })
)
t.teardown(() => system.stop())
const hub = await startOne(t, { id: 'fire', environment: system.environment, dataDir: testFolder() })

const list = async () => (await hub.get('/v1/incidents?limit=3')).body
const source = async () => (await list()).meta?.sources[0]
await until(async () => (await source())?.state === 'ok', { what: 'the first register' })
const good = await list()
/** When the register was read is not part of it: the hub may have read it again before a fault began. */
const registerOf = ({ items }: Awaited<ReturnType<typeof list>>): unknown =>
  items?.map(record => ({ ...record, source: { ...record.source, fetched_at: 'any' } }))

t.test('a register on an FTP server is served', async t => {
  t.equal(good.items?.length, 3)
  t.match(system.calls, { MLSD: Number, RETR: Number })
})

for (const [kind, cause] of [
  ['truncate', /broke off|cut|ends|whole/],
  ['error', /451|failed|aborted/],
  ['garbage', /CSV file/],
  ['down', /connect|refused|unreachable/]
] as const) {
  t.test(`the last good register stays when the server's fault is "${kind}"`, async t => {
    await system.setFault({ kind })
    const faultAt = Date.now()
    await until(async () => (await source())?.state === 'stale', { what: "the hub's next look", timeoutMs: 30_000 })
    const kept = await list()
    t.same(registerOf(kept), registerOf(good))
    t.match(kept.meta?.sources, [{ detail: cause }])
    const asOf = Date.parse(kept.meta?.sources[0]?.as_of ?? '')
    t.ok(asOf >= Date.parse(good.meta?.sources[0]?.as_of ?? '') && asOf <= faultAt + 1_000,
      'as of the last good register')
    t.match(hub.alarms().at(-1), cause)
    await system.setFault({ kind: 'none' })
    await until(async () => (await source())?.state === 'ok', { what: 'the register again', timeoutMs: 30_000 })
  })
}

t.test('nothing of the login and of who reported stands in what was told', t => {
  const told = JSON.stringify([hub.alarms(), good])
  const { FIRE_FTP_PASSWORD: password = '' } = system.environment
  t.notOk(told.includes(password))
  t.notMatch(told, /PELAPOR|08\d{9}/)
  t.end()
})
