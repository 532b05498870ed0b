import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import type { DatasetConfig } from '../../src/features/open-data/settings.ts'
import { buildHub } from '../../src/hub.ts'
import { until } from '../services/wait.ts'
import { createConfig, type TestConfig } from '../suites/core/city.ts'
import { column, createDataset, untilDataset } from '../suites/core/dataset.ts'
import { JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type Legacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { testFolder } from '../suites/folder.ts'

const columns = [column('id'), column('status.code', { name: 'status' })]
const complaints = (more: Partial<DatasetConfig> = {}): Record<string, DatasetConfig> => ({
  complaints: createDataset({ resource: 'complaints', columns, ...more })
})
const legacyOf = (count = 5): Legacy =>
  createLegacy({ id: 'a', prefix: 'AAAA', rows: Array.from({ length: count }, (_, i) =>
    complaintRow(String(100_001 + i), day(28 - i))) })

/** A hub on a folder that outlasts it. */
async function startOn(
  t: Test,
  dataDir: string,
  legacy: Legacy,
  settings: TestConfig = { datasets: complaints() }
): Promise<
  { get(path: string): Promise<Response>; reload: Awaited<ReturnType<typeof buildHub>>['reload'];
    close(): Promise<void> }
> {
  const adapters = new Map([[legacy.adapter.product, legacy.adapter]])
  const hub = await buildHub({
    config: createConfig([legacy], settings),
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir },
    adapters,
    log: { logger: pino({ enabled: false }), request: () => {}, flush: () => {} }
  })
  t.teardown(() => hub.close())
  const url = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  return { get: path => fetch(`${url}${path}`), reload: hub.reload, close: () => hub.close() }
}
/**
 * Calls that a walk over one page takes: to its end, back to what came meanwhile, and whether its end is where it was.
 */
const ONE_WALK = 3
const listed = (legacy: Legacy): number => legacy.asked.filter(({ operation }) => operation === 'list').length
const body = async (hub: { get(path: string): Promise<Response> }, path: string): Promise<string> =>
  (await hub.get(path)).text()

t.test('a restart keeps what was made, and asks no system for it again', async t => {
  const dataDir = testFolder()
  const legacy = legacyOf()
  const first = await startOn(t, dataDir, legacy)
  await untilDataset(first, 'complaints')
  const csv = await body(first, '/data/complaints.csv')
  await first.close()
  const asked = listed(legacy)

  const second = await startOn(t, dataDir, legacy)
  t.equal(await body(second, '/data/complaints.csv'), csv, 'served at once')
  // Another dataset is made meanwhile: the builder has looked at all of them.
  await second.reload(
    createConfig([legacy], {
      datasets: { ...complaints(), other: createDataset({ resource: 'complaints', columns: [column('id')] }) }
    }),
    new Map([[legacy.adapter.product, legacy.adapter]])
  )
  await untilDataset(second, 'other')
  t.equal(listed(legacy) - asked, ONE_WALK, 'those of the other one')
})

t.test('of two hubs on one folder one makes a dataset, and both serve it', async t => {
  const dataDir = testFolder()
  const legacy = legacyOf()
  const hubs = [await startOn(t, dataDir, legacy), await startOn(t, dataDir, legacy)]
  const views = await Promise.all(hubs.map(hub => untilDataset(hub, 'complaints')))
  t.same(views[0]?.files, views[1]?.files)
  const [a, b] = await Promise.all(hubs.map(hub => body(hub, '/data/complaints.csv')))
  t.equal(a, b)
  t.equal(listed(legacy), ONE_WALK)
})

t.test('a dataset that is declared in another way is made anew, and the old columns stay in the history', async t => {
  const legacy = legacyOf()
  const hub = await startHub(t, [legacy], { datasets: complaints({ refresh_seconds: 86_400 }) })
  const { history: [before] } = await untilDataset(hub, 'complaints')
  // As if it had been made yesterday.
  const folder = join(hub.dataDir, 'open-data', 'complaints')
  rewrite(folder, book => {
    for (const edition of book.editions) edition.day = '2026-01-05'
  })
  const adapters = new Map([[legacy.adapter.product, legacy.adapter]])
  await hub.reload(
    createConfig([legacy], { datasets: complaints({ refresh_seconds: 86_400, columns: [column('id')] }) }),
    adapters
  )
  const view = await untilDataset(hub, 'complaints', ({ history }) => history.length === 2)
  t.equal(await body(hub, '/data/complaints.csv'),
    `id\r\n${Array.from({ length: 5 }, (_, i) => `AAAA-10000${i + 1}\r\n`).join('')}`)
  t.match(await body(hub, '/data/complaints/history/2026-01-05.csv'), /^id,status\r\n/)
  t.match(await body(hub, '/data/complaints.csv?on=2026-02-01'), /^id,status\r\n/, 'it was in force until then')
  t.equal((await hub.get('/data/complaints/history/2026-01-05.csv')).headers.get('cache-control'),
    'public, max-age=86400, immutable')
  t.equal((await hub.get('/data/complaints.csv?on=2026-01-04')).status, 404)
  t.match(view.history[1]?.files[0], { sha256: before?.files[0]?.sha256,
    url: '/data/complaints/history/2026-01-05.csv' })

  await hub.reload(createConfig([legacy], { datasets: {} }), adapters)
  t.equal((await hub.get('/data/complaints.csv')).status, 404, 'what is not declared is not served')
})

t.test('a configuration whose dataset holds personal data is refused, whoever wrote it', async t => {
  const legacy = legacyOf()
  const personal = { datasets: complaints({ columns: [column('reporter.name')] }) }
  await t.rejects(startOn(t, testFolder(), legacy, personal), /reporter\.name of complaints holds personal data/)
  const hub = await startHub(t, [legacy], { datasets: complaints() })
  await t.rejects(hub.reload(createConfig([legacy], personal), new Map([[legacy.adapter.product, legacy.adapter]])),
    /holds personal data/)
  await untilDataset(hub, 'complaints')
})

t.test('a file that is being read stays whole when a newer edition takes its place', async t => {
  const legacy = legacyOf()
  legacy.rows = Array.from({ length: 3_000 }, (_, i) => complaintRow(String(100_001 + i), day(1)))
  const hub = await startHub(t, [legacy], { datasets: complaints({ refresh_seconds: 1 }) })
  await untilDataset(hub, 'complaints')
  const reading = await hub.get('/data/complaints.json')
  const reader = reading.body?.getReader()
  const pieces = [(await reader?.read())?.value]
  legacy.rows = legacy.rows.slice(0, 2_000)
  await untilDataset(hub, 'complaints', ({ rows }) => rows === 2_000)
  for (let piece = await reader?.read(); piece?.done === false; piece = await reader?.read()) pieces.push(piece.value)
  t.equal((JSON.parse(Buffer.concat(pieces.filter(piece => piece !== undefined)).toString()) as unknown[]).length,
    3_000)
})

t.test('what is kept is for the hub alone', async t => {
  const hub = await startHub(t, [legacyOf()], { datasets: complaints() })
  await untilDataset(hub, 'complaints')
  const folder = join(hub.dataDir, 'open-data', 'complaints')
  await until(() => !readdirSync(folder).includes('claim'))
  for (const name of readdirSync(folder, { recursive: true }) as string[])
    t.equal(statSync(join(folder, name)).mode & 0o077, 0, name)
})

interface Book {
  editions: { day: string }[]
}

function rewrite(folder: string, change: (book: Book) => void): void {
  const file = join(folder, 'book.json')
  const book = JSON.parse(readFileSync(file, 'utf8')) as Book
  change(book)
  writeFileSync(`${file}.test`, JSON.stringify(book))
  renameSync(`${file}.test`, file)
}
