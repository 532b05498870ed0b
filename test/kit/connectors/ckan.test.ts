import t, { type Test } from 'tap'
import { type CkanClient, type CkanOptions, createCkan } from '../../../src/kit/connectors/ckan.ts'
import { aCall, clientOf, failureOf, startHttp } from './servers.ts'

interface Asked {
  url: URL
  authorization: string | undefined
}
type Answer = { status?: number; body: unknown }

async function start(
  t: Test,
  answer: (asked: Asked) => Answer,
  options: Partial<CkanOptions> = {}
): Promise<CkanClient> {
  const url = await startHttp(t, (request, response) => {
    const { status = 200, body } = answer({ url: new URL(request.url ?? '', 'http://a'),
      authorization: request.headers.authorization })
    response.writeHead(status, { 'content-type': 'application/json;charset=utf-8' })
    response.end(
      typeof body === 'string' && !body.startsWith('"') ? body : Buffer.isBuffer(body) ? body : JSON.stringify(body)
    )
  })
  return createCkan({ http: clientOf(t, url), ...options })
}

const good = (result: unknown): Answer => ({ body: { help: 'x', success: true, result } })
const bad = (type: string | undefined, status = 200): Answer => ({
  status,
  body: { help: 'x', success: false,
    error: type === undefined ? 'SELECT * FROM user' : { __type: type, message: 'SELECT * FROM user' } }
})
const query = { start: 0, rows: 10, sort: 'metadata_modified desc, id asc' }

t.test('searches with the parameters that CKAN knows', async t => {
  const asked: Asked[] = []
  const ckan = await start(t,
    one => (asked.push(one), good({ count: 2, results: [{ id: 'a' }, { id: 'b' }], facets: {} })), { apiKey: 'kunci' })
  t.strictSame(await ckan.search({ ...query, fq: 'organization:dpu' }, aCall()), { count: 2,
    results: [{ id: 'a' }, { id: 'b' }] })
  t.equal(asked[0]!.url.pathname, '/api/3/action/package_search')
  t.strictSame(Object.fromEntries(asked[0]!.url.searchParams), { start: '0', rows: '10', sort: query.sort,
    fq: 'organization:dpu' })
  t.equal(asked[0]!.authorization, 'kunci')
})

t.test('sends no Authorization header without a key, and keeps to the path given', async t => {
  const ckan = await start(t, ({ url, authorization }) => {
    t.equal(authorization, undefined)
    t.equal(url.pathname, '/ckan/api/action/package_search')
    return good({ count: 0, results: [] })
  }, { path: 'ckan/api/action' })
  await ckan.search(query, aCall())
})

t.test('shows a data set, or undefined when CKAN has none', async t => {
  const ckan = await start(t,
    ({ url }) => (url.searchParams.get('id') === 'a&b' ? good({ id: '1' }) : bad('Not Found Error', 404)))
  t.strictSame(await ckan.show('a&b', aCall()), { id: '1' })
  t.equal(await ckan.show('lain', aCall()), undefined)
  const careless = await start(t, () => bad('Not Found Error', 200))
  t.equal(await careless.show('lain', aCall()), undefined, 'with status 200 too')
})

t.test('errors in the envelope are faults whatever the status, and quote nothing', async t => {
  const errors: readonly [string | undefined, number, string, string][] = [
    ['Authorization Error', 200, 'denied', 'answered with "Authorization Error"'],
    ['Validation Error', 409, 'rejected', 'answered with "Validation Error"'],
    ['Search Query Error', 400, 'rejected', 'answered with "Search Query Error"'],
    ['Search Error', 409, 'failed', 'answered with "Search Error"'],
    ['Internal Server Error', 200, 'failed', 'answered with "Internal Server Error"'],
    ['toString', 409, 'failed', 'reported an error of its own'],
    [undefined, 200, 'failed', 'reported an error of its own'],
    ['Authorization Error', 403, 'denied', 'answered with status 403'],
    ['Internal Server Error', 500, 'failed', 'answered with status 500']
  ]
  for (const [type, status, kind, message] of errors) {
    const ckan = await start(t, () => bad(type, status))
    const fault = await failureOf(ckan.search(query, aCall()))
    t.match(fault, { name: 'SystemFault', kind, stage: 'search', message })
    t.notMatch(String((fault as Error).stack), /SELECT/)
  }
})

t.test('an action that CKAN does not know is rejected', async t => {
  const ckan = await start(t, () => ({ status: 400, body: '"Bad request - Action name not known: x"' }))
  t.match(await failureOf(ckan.action('x', {}, { stage: 'x' }, aCall())), { kind: 'rejected',
    message: 'does not know this action' })
})

t.test('what is no answer of CKAN is unreadable', async t => {
  const bodies: unknown[] = [
    [],
    'null',
    '7',
    {},
    { result: { count: 1, results: [] } },
    good({ count: '1', results: [] }).body,
    good({ count: 1 }).body,
    good({ count: 1, results: [null] }).body,
    good({ count: -1, results: [] }).body,
    good(null).body,
    '<html>Situs dalam perbaikan</html>',
    '{"success":tr',
    '[['.repeat(50_000)
  ]
  for (const body of bodies) {
    const ckan = await start(t, () => ({ body }))
    t.match(await failureOf(ckan.search(query, aCall())), { kind: 'unreadable', stage: 'search' },
      JSON.stringify(body).slice(0, 60))
  }
  const list = await start(t, () => good([1]))
  t.match(await failureOf(list.show('a', aCall())), { kind: 'unreadable', stage: 'show' })
  const other = await start(t, () => ({ status: 404, body: '<h1>Not Found</h1>' }))
  t.match(await failureOf(other.show('a', aCall())), { kind: 'failed', message: 'answered with status 404' },
    'a 404 of the web server says nothing of the record')
})

const rows = Array.from({ length: 23 }, (_, index) => ({ _id: index + 1, kecamatan: 'Coblong' }))
const table = (all: typeof rows, total = all.length) => ({ url: { searchParams } }: Asked): Answer => {
  const offset = Number(searchParams.get('offset'))
  return good({ fields: [{ id: '_id', type: 'int' }],
    records: all.slice(offset, offset + Number(searchParams.get('limit'))), total })
}
const readAll = async (ckan: CkanClient, pageSize: number): Promise<unknown[]> => {
  const read: unknown[] = []
  for await (const row of ckan.datastore({ resourceId: 'r1', pageSize }, aCall())) read.push(row)
  return read
}

t.test('reads a table page by page', async t => {
  const offsets: (string | null)[] = []
  const ckan = await start(t, asked => {
    offsets.push(asked.url.searchParams.get('offset'))
    t.match(Object.fromEntries(asked.url.searchParams), { resource_id: 'r1', sort: '_id', limit: '10' })
    return table(rows)(asked)
  })
  t.strictSame(await readAll(ckan, 10), rows)
  t.strictSame(offsets, ['0', '10', '20'])
})

t.test('reads no page ahead of those who take the rows', async t => {
  let asked = 0
  const ckan = await start(t, one => (asked++, table(rows)(one)))
  for await (const row of ckan.datastore({ resourceId: 'r1', pageSize: 10 }, aCall())) if (row['_id'] === 5) break
  t.equal(asked, 1)
})

t.test('fewer rows than promised are truncated', async t => {
  const ckan = await start(t, table(rows, 40))
  t.match(await failureOf(readAll(ckan, 10)), { kind: 'truncated', message: 'sent 23 of 40 rows' })
})

t.test('sends filters as JSON, and a table that is not there is rejected', async t => {
  const ckan = await start(t, ({ url }) => {
    t.equal(url.searchParams.get('filters'), '{"tahun":2026}')
    return bad('Not Found Error', 404)
  })
  const fault = await failureOf(
    ckan.datastorePage({ resourceId: 'r', filters: { tahun: 2026 }, offset: 0, limit: 5 }, aCall())
  )
  t.match(fault, { kind: 'rejected', stage: 'read table', message: 'has no such table' })
})
