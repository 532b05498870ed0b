import { randomBytes } from 'node:crypto'
import t from 'tap'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { createAccessLog } from '../../src/platform/privacy/access-log.ts'
import { testFolder } from '../suites/folder.ts'
import { openWholeStore } from '../suites/open-store.ts'
import { silent } from '../suites/stores.ts'
import { run } from './terminal.ts'

const NIK = '3273021305859991'
const secret = randomBytes(32)
const dataDir = testFolder()
const env = { SATU_ENV: 'development', SATU_DATA_DIR: dataDir, SATU_ACCESS_KEYS: `k1:${secret.toString('hex')}` }

const store = await openWholeStore({ dataDir, log: silent })
t.teardown(() => store.close())
const log = createAccessLog({ store,
  keys: createAccessLogKeys({ jwtSecret: 'x', accessKeys: [{ id: 'k1', secret }] }) })
const look = (time: string): Promise<void> =>
  log.append({
    at: Date.parse(time),
    requestId: 'r',
    consumer: 'aid',
    agency: 'DINSOS',
    person: undefined,
    purpose: 'public_service',
    agreement: '470/12',
    operation: 'lookUpResident',
    fields: ['nik'],
    niks: [NIK],
    records: [],
    systems: ['population']
  })
for (const time of ['2026-11-19T23:59:59+07:00', '2026-11-20T00:00:00+07:00', '2026-11-21T23:59:59+07:00',
  '2026-11-22T00:00:00+07:00']) await look(time)

t.test('exports the days of the city as JSON lines, without a NIK', async t => {
  const { code, out } = await run('audit export --from 2026-11-20 --to 2026-11-21', env)
  t.equal(code, 0)
  const rows = out.map(line => JSON.parse(line) as Record<string, unknown>)
  t.same(rows.map(({ row, time }) => [row, time]), [[2, '2026-11-20T00:00:00+07:00'], [3, '2026-11-21T23:59:59+07:00']])
  t.match(rows[0], { consumer: 'aid', purpose: 'public_service', agreement: '470/12', operation: 'lookUpResident',
    fields: ['nik'], systems: ['population'], key_id: 'k1' })
  t.notMatch(out.join(), NIK)
})

t.test('a day that is none, or days in the wrong order, are refused', async t => {
  for (const args of ['--to 2026-11-21', '--from 2026-11-31 --to 2026-12-01', '--from x --to 2026-11-21',
    '--from 2026-11-22 --to 2026-11-20'])
  {
    t.equal((await run(`audit export ${args}`, env)).code, 2, args)
  }
})

t.test('a whole chain is told with its head, which can be held against it later', async t => {
  const { code, out } = await run('audit verify', env)
  t.equal(code, 0)
  t.match(out, [/^the chain of 4 rows is whole; head 4:[\w-]{43}$/])
  const head = out[0]?.split(' ').at(-1) ?? ''
  t.equal((await run(`audit verify --head ${head}`, env)).code, 0)
  t.equal((await run('audit verify --head 4', env)).code, 2)
  t.equal((await run(`audit verify --head 9${head.slice(1)}`, env)).code, 1)
})

t.test('a row that was tampered with is named, and the command fails', async t => {
  await store.write(db => db.updateTable('access_log').set({ at: 1 }).where('seq', '=', 2).execute())
  t.same(await run('audit verify', env), { code: 1,
    out: ['row 2: altered: its hash does not fit what it says', (await run('audit verify', env)).out[1] ?? ''],
    err: [] })
})
