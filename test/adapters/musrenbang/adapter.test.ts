import { readFileSync } from 'node:fs'
import t, { type Test } from 'tap'
import type { MusrenbangClient } from '../../../adapters/musrenbang/client.ts'
import { adapter } from '../../../adapters/musrenbang/index.ts'
import { type Filters, SystemFault } from '../../../src/kit/index.ts'
import { maria } from '../../kit/connectors/sql/engines.ts'
import { addressOf, startProxy, withParts } from '../../kit/connectors/sql/surroundings.ts'
import { mariadb } from '../../services.ts'
import { contractErrors } from '../records.ts'
import { call, type Columns, createTools, knownRows, makeDatabase, open, proposals,
  settingsOf } from './surroundings.ts'

const schema = 'satu_musrenbang'
const url = await mariadb()
// Enough for three pages, many changed in the same second.
const many = Array.from({ length: 250 }, (_, index): Columns => ({
  ...knownRows[0],
  ID_USULAN: 1_000 + index,
  USULAN: `Usulan ${index}`,
  KD_KEC: ['02', '06', '2'][index % 3] ?? null,
  TGL_INPUT: '2014-01-01 00:00:00',
  TGL_UBAH: `2014-02-${String(1 + (index % 20)).padStart(2, '0')} 00:00:00`
}))
await makeDatabase(url, schema, [...knownRows, ...many])

function connect(t: Test, at = url): MusrenbangClient {
  const client = open(settingsOf(addressOf(at), { schema }))
  t.teardown(() => adapter.close(client))
  return client
}

async function listAll(client: MusrenbangClient, filters: Filters = {}) {
  const rows = []
  for (let end = false; !end;) {
    const page = await proposals.list(client, { offset: rows.length, limit: proposals.pageSize, filters }, call())
    rows.push(...page.rows)
    end = page.end
  }
  return rows.map(row => {
    const tools = createTools()
    const mapped = proposals.map(row, tools, client)
    return { ...mapped, errors: contractErrors('proposals', mapped, tools) }
  })
}

t.test('lists every proposal once, the last changed first, and leaves out what was deleted', async t => {
  const all = await listAll(connect(t))
  t.equal(all.length, 254)
  t.equal(new Set(all.map(({ key }) => key)).size, 254)
  t.same(all.slice(0, 4).map(({ key }) => key), ['451', '453', '452', '9007199254740993'])
  const changes = all.map(({ updatedAt }) => updatedAt)
  t.same(changes, changes.toSorted().toReversed())
  t.same(all.flatMap(({ errors }) => errors), [])
  t.match(all[2], { record: { title: 'Lampu jalan “Gang Kasep” – 12 titik', amount_idr: 12_500_001 } })
})

t.test('hands the filters down, exactly as the contract means them', async t => {
  const client = connect(t)
  const all = await listAll(client)
  for (const district of ['32.73.02', '32.73.06', '32.73.30', '32.04.02']) {
    const expected = all.filter(({ record }) => record.location?.district_code === district)
    t.same(await listAll(client, { district_code: [district] }), expected, district)
  }
  for (const since of ['2014-02-10T00:00:00+07:00', '2014-02-10T00:00:01+07:00', '2016-02-03T09:15:00+07:00',
    '2027-01-01T00:00:00+07:00'])
  {
    t.same(await listAll(client, { updated_since: since }), all.filter(({ updatedAt }) => updatedAt >= since), since)
  }
  const both = await listAll(client, { district_code: ['32.73.02', '32.73.15'],
    updated_since: '2016-01-22T00:00:00+07:00' })
  t.same(both.map(({ key }) => key), ['451', '453'])
})

t.test('reads no more rows than a page needs', async t => {
  const client = connect(t)
  const page = await proposals.list(client, { offset: 250, limit: 4, filters: {} }, call())
  t.equal(page.rows.length, 4)
  t.equal(page.end, true)
  const before = await proposals.list(client, { offset: 249, limit: 4, filters: {} }, call())
  t.equal(before.rows.length, 4)
  t.equal(before.end, false)
})

t.test('gets one proposal by its number, and none by what is no number of this database', async t => {
  const client = connect(t)
  t.match(await proposals.get(client, '451', call()), { ID_USULAN: 451, USULAN: 'Perbaikan saluran air RW 05' })
  t.match(await proposals.get(client, '9007199254740993', call()), { ID_USULAN: '9007199254740993' })
  for (const key of ['454', '999999', '0451', '0', 'abc', "451' OR '1'='1", '451.0', '9'.repeat(30)]) {
    t.equal(await proposals.get(client, key, call()), undefined, key)
  }
})

t.test('never asks for the name of whoever proposed', async t => {
  const client = connect(t)
  const page = await proposals.list(client, { offset: 0, limit: 100, filters: {} }, call())
  t.notMatch(JSON.stringify(page), /NM_PENGUSUL|ENTIN|UJANG/)
})

t.test('needs no more rights than its README grants', async t => {
  const readme = readFileSync(new URL('../../../adapters/musrenbang/README.md', import.meta.url), 'utf8')
  const [, grants = ''] = /```sql\n(CREATE USER[^]*?)```/.exec(readme) ?? []
  const own = grants.replaceAll('satu', 'satu_membaca').replace("'...'", "'baca-saja'").replaceAll('MUSRENBANG.',
    `${schema}.`)
  const statements = own.split(';').map(text => text.trim()).filter(Boolean)
  t.equal(statements.length, 2)
  await maria.prepare(url, ['DROP USER IF EXISTS satu_membaca', ...statements])
  t.equal((await listAll(connect(t, withParts(url, { user: 'satu_membaca', password: 'baca-saja' })))).length, 254)
})

t.test('proves that the database works with one row, and names what is wrong with it', async t => {
  await adapter.probe(connect(t), call())
  const fault = async (at: string, from = schema): Promise<unknown> => {
    const client = open(settingsOf(addressOf(at), { schema: from }))
    t.teardown(() => adapter.close(client))
    return adapter.probe(client, call()).then(
      () => undefined,
      (error: unknown) => error
    )
  }
  t.match(await fault(withParts(url, { password: 'salah' })), { kind: 'denied' })
  t.match(await fault(url, 'tidak_ada'), { kind: 'failed', message: /error 1146/ })
  const proxy = await startProxy(t, url)
  const client = connect(t, withParts(url, { port: proxy.port }))
  await adapter.probe(client, call())
  proxy.stall()
  const control = new AbortController()
  const asked = adapter.probe(client, call(control.signal))
  control.abort(new SystemFault('timeout', { stage: 'probe', detail: 'no whole answer in time' }))
  await t.rejects(asked, { message: 'no whole answer in time' })
})

t.test('takes the codes of the deployment from its settings', async t => {
  const client = open(settingsOf(addressOf(url), { schema, codes: { kind: { KARTA: 'survey' } } }))
  t.teardown(() => adapter.close(client))
  const row = await proposals.get(client, '453', call())
  if (row === undefined) throw new Error('no row')
  t.equal(proposals.map(row, createTools(), client).record.kind, 'survey')
})
