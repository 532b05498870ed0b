import t, { type Test } from 'tap'
import { startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, type Row } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'
import { impatient, startCityWith } from '../../suites/public-list.ts'
import { sendRaw } from '../../suites/raw-http.ts'
import { ckanApi, harvest } from './clients.ts'

const city = await startCityWith('open-data')
t.teardown(() => city.close())

interface Refused {
  status: number
  type: string | null
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any
  text: string
  headers: Headers
}

async function ask(path: string, init: RequestInit = {}, base = city.url): Promise<Refused> {
  const response = await fetch(`${base}/api/3/action/${path}`, { redirect: 'manual', ...init })
  const text = await response.text()
  return { status: response.status, type: response.headers.get('content-type'), body: JSON.parse(text) as unknown, text,
    headers: response.headers }
}
const post = (path: string, body: RequestInit['body'], type = 'application/json'): Promise<Refused> =>
  ask(path, { method: 'POST', body: body ?? null, headers: { 'content-type': type } })

/** Every failure: CKAN's envelope with a type, JSON, and nothing that reads as an empty answer. */
function isRefusal(t: Test, { status, type, body }: Refused, expected: number, kind: string, name: string): void {
  t.match({ status, body }, { status: expected,
    body: { success: false, help: /\/api\/3\/action\/help_show/, error: { __type: kind } } }, name)
  t.match(type, /^application\/json/)
  t.notOk('result' in body, 'nothing that reads as an empty answer')
}

t.test('wrong parameters are told by their names, and never repeated', async t => {
  for (const [path, field] of [
    ['package_search?rows=-1', 'rows'],
    ['package_search?rows=MARKER', 'rows'],
    ['package_search?rows=1.5', 'rows'],
    ['package_search?rows=1e9', 'rows'],
    ['package_search?rows=99999999999999999999', 'rows'],
    ['package_search?start=-1', 'start'],
    ['package_search?start=%00', 'start'],
    ['package_search?facet.field=MARKER', 'facet.field'],
    ['package_search?facet.field={"a":1}', 'facet.field'],
    ['package_search?facet.field=[1,2]', 'facet.field'],
    ['package_search?facet.field=["tags"', 'facet.field'],
    ['package_search?facet.limit=MARKER', 'facet.limit'],
    ['package_search?facet.mincount=-1', 'facet.mincount'],
    ['package_search?facet=MARKER&facet.field=["tags"]', 'facet'],
    ['package_search?include_private=MARKER', 'include_private'],
    ['package_search?fq_list=[1]', 'fq_list'],
    ['package_search?q=a&q=b', 'q'],
    ['package_show', 'id'],
    ['package_show?id=', 'id'],
    ['package_show?id=a&id=b', 'id'],
    ['organization_show', 'id'],
    ['group_show', 'id'],
    ['resource_show', 'id'],
    ['help_show', 'name'],
    ['package_list?limit=-5', 'limit'],
    ['organization_list?sort=MARKER', 'sort'],
    ['organization_list?all_fields=MARKER', 'all_fields'],
    ['group_package_show?id=kesehatan&limit=x', 'limit']
  ] as const) {
    const refused = await ask(path)
    isRefusal(t, refused, 409, 'Validation Error', path)
    t.ok(Array.isArray(refused.body.error[field]), `${path} names ${field}`)
    t.notMatch(refused.text, /MARKER/)
  }
})

t.test('what is not there is a 404', async t => {
  for (const path of ['package_show?id=nowhere', 'package_show?id=__proto__', `package_show?id=${'x'.repeat(4_000)}`,
    'organization_show?id=nobody', 'group_show?id=none', 'resource_show?id=00000000-0000-5000-8000-000000000000',
    'tag_show?id=none', 'help_show?name=constructor', 'tag_list?vocabulary_id=x'])
  {
    isRefusal(t, await ask(path), 404, 'Not Found Error', path.slice(0, 60))
  }
  isRefusal(t, await ask('../../nothing/here'), 404, 'Not Found Error', 'a path below /api that is none')
})

t.test('no number is repeated as the name of an action', async t => {
  const { status, text } = await ask('3273021305859991')
  t.equal(status, 400)
  t.notMatch(text, /3273021305859991/)
})

t.test('an action that is not known is a 400 with a text, whatever changes something among them', async t => {
  for (const name of ['package_create', 'datastore_search_sql', 'constructor', '__proto__', 'toString', 'x'.repeat(900),
    '%3Cscript%3E'])
  {
    const { status, body, type } = await ask(name)
    t.equal(status, 400)
    t.match(type, /^application\/json/)
    t.match(body, /^Bad request - Action name not known/)
    t.notMatch(body, /<script>/)
  }
})

t.test('a body that cannot be read is told so', async t => {
  const deep = `${'['.repeat(2_000)}${']'.repeat(2_000)}`
  for (const [body, type] of [
    ['{"id":', 'application/json'],
    ['garbage', 'application/json'],
    ['[1]', 'application/json'],
    ['"text"', 'application/json'],
    ['7', 'application/json'],
    [`{"id":${deep}}`, 'application/json'],
    ['{"__proto__":{"id":"x"}}', 'application/json'],
    [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 'application/json'],
    ['{"id":', 'application/x-www-form-urlencoded'],
    [`{"q":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'application/x-www-form-urlencoded'],
    [Buffer.from([0xff, 0x3d, 0x31]), 'application/x-www-form-urlencoded'],
    ['--x', 'multipart/form-data; boundary=y'],
    ['a', 'multipart/form-data'],
    ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'application/xml'],
    ['id=x', 'text/plain']
  ] as const) {
    const refused = await post('package_show', body, type)
    const status = type === 'application/xml' || type === 'text/plain' ? 415 : 400
    isRefusal(t, refused, status, 'Integrity Error', `${type} ${String(body).slice(0, 30)}`)
  }
  isRefusal(t, await post('package_show', `{"id":"${'x'.repeat(1_200_000)}"}`), 413, 'Integrity Error', 'too large')
})

t.test('a JSON body may hold anything but what a parameter is', async t => {
  for (const [body, field] of [
    [{ rows: '5a' }, 'rows'],
    [{ rows: [5] }, 'rows'],
    [{ rows: { a: 1 } }, 'rows'],
    [{ rows: 1.5 }, 'rows'],
    [{ rows: true }, 'rows'],
    [{ q: { a: 1 } }, 'q'],
    [{ q: ['a'] }, 'q'],
    [{ fq: ['a:b'] }, 'fq'],
    [{ sort: { id: 'asc' } }, 'sort'],
    [{ 'facet.field': { a: 1 } }, 'facet.field'],
    [{ 'facet.field': ['tags', 7] }, 'facet.field'],
    [{ fq_list: 7 }, 'fq_list'],
    [{ start: -3 }, 'start'],
    [{ 'facet.field': Array.from({ length: 21 }, () => 'tags') }, 'facet.field'],
    [{ 'facet': 'perhaps', 'facet.field': ['tags'] }, 'facet']
  ] as const) {
    const refused = await post('package_search', JSON.stringify(body))
    isRefusal(t, refused, 409, 'Validation Error', JSON.stringify(body).slice(0, 60))
    t.ok(Array.isArray(refused.body.error[field]), field)
  }
  // Null and empty count as absent, and numbers come as texts.
  t.match(
    (await post('package_search',
      JSON.stringify({ 'rows': '3', 'start': null, 'fq': '', 'q': null, 'sort': '', 'facet.field': null }))).body,
    { success: true, result: { count: 159, results: { length: 3 } } }
  )
})

t.test('forms are read in either encoding, and JSON that calls itself a form', async t => {
  const counts = async (body: RequestInit['body'], type?: string): Promise<unknown> =>
    ((await (type === undefined
      ? ask('package_search', { method: 'POST', body: body ?? null })
      : post('package_search', body, type))).body as { result: { count: number } }).result.count
  const expected =
    ((await ask('package_search?fq=organization:dinkes&rows=0')).body as { result: { count: number } }).result.count
  t.equal(await counts('fq=organization%3Adinkes&rows=0', 'application/x-www-form-urlencoded'), expected)
  const form = new FormData()
  form.set('fq', 'organization:dinkes')
  form.set('rows', '0')
  t.equal(await counts(form), expected)
  t.equal(await counts('{"fq":"organization:dinkes","rows":0}', 'application/x-www-form-urlencoded'), expected,
    'as curl -d sends it')
})

t.test('other methods are refused, and so is a path that is no URL', async t => {
  for (const method of ['PUT', 'DELETE', 'PATCH'])
    isRefusal(t, await ask('package_show?id=x', { method }), 405, 'Method Not Allowed Error', method)
  const port = Number(new URL(city.url).port)
  const raw = await sendRaw(port, '/api/3/action/%E0%A4%A')
  t.match([raw.status, JSON.parse(raw.body)], [400, { success: false, error: { __type: 'Integrity Error' } }])
  const long = await sendRaw(port, `/api/3/action/package_show?id=${'x'.repeat(8_300)}`)
  t.match([long.status, JSON.parse(long.body)], [400, { success: false, error: { __type: 'Integrity Error' } }])
  const twice = await sendRaw(port, '/api/3/action/package_list', { headers: ['Authorization: a', 'Authorization: b'] })
  t.match([twice.status, JSON.parse(twice.body)], [400, { success: false, error: { __type: String } }])
})

t.test('credentials that are not good are a 403 of this face, whatever the hub calls it', async t => {
  for (const headers of [{ authorization: 'nothing' }, { 'x-ckan-api-key': 'MARKER' }, {
    authorization: 'Bearer MARKER'
  }, { authorization: 'a.b.c' }, { authorization: 'Basic dTpw' }, { 'x-api-key': 'MARKER' }]) {
    const refused = await ask('package_list', { headers })
    isRefusal(t, refused, 403, 'Authorization Error', JSON.stringify(headers))
    t.match(refused.body.error.message, /^Access denied: /)
    t.notMatch(refused.text, /MARKER/)
  }
  isRefusal(t, await ask('package_list', { headers: { 'authorization': 'one', 'x-ckan-api-key': 'other' } }), 400,
    'Integrity Error', 'two that differ')
})

t.test('a page of another site reads answers only where the config says so', async t => {
  const headers = { 'origin': 'https://app.example', 'access-control-request-method': 'POST' }
  t.equal((await fetch(`${city.url}/api/3/action/package_search`, { method: 'OPTIONS', headers })).status, 403)
  await city.reload({ ...city.config, hub: { ...city.config.hub, cors: { origins: ['https://app.example'] } } })
  t.teardown(() => city.reload(city.config))
  const asked = await fetch(`${city.url}/api/3/action/package_search`, { method: 'OPTIONS', headers })
  t.match([asked.status, asked.headers.get('access-control-allow-origin'),
    asked.headers.get('access-control-allow-methods')], [204, 'https://app.example', 'GET, HEAD, POST'])
  t.equal(
    (await ask('package_list', { headers: { origin: 'https://app.example' } })).headers.get(
      'access-control-allow-origin'
    ),
    'https://app.example'
  )
})

const dataset = (key: string, more: Record<string, unknown> = {}): Row => ({ ...complaintRow(key, day(1)),
  record: { identifiers: [], name: `data-${key}`, title: `Data ${key}`, distributions: [], ...more } })

t.test('a caller that asks too often is told when to come back', async t => {
  const legacy = createLegacy({ id: 'portal', prefix: 'PORT', resource: 'datasets', rows: [dataset('1')] })
  const hub = await startHub(t, [legacy], {
    hub: { rate: { anonymous: { requests: 2, seconds: 60 }, consumer: { requests: 2, seconds: 60 } } }
  })
  t.match((await ask('package_list', {}, hub.url)).body, { result: ['data-1'] })
  // Who is nobody's counts by the address as well, and so does what nobody knows.
  await ask('nonsense', {}, hub.url)
  const refused = await ask('package_list', {}, hub.url)
  isRefusal(t, refused, 429, 'Rate Limit Error', 'too often')
  t.match(refused.headers.get('retry-after'), /^\d+$/)
  t.match(refused.headers.get('ratelimit'), /r=0/)
  await t.rejects(ckanApi(hub.url).call('package_list'), { name: 'CKANAPIError', code: '429' })
})

t.test('a portal that fails makes an error that says so, never a catalogue without it', async t => {
  await city.reload(impatient(city.config))
  t.teardown(() => city.reload(city.config))
  for (const [kind, status] of [['down', 502], ['slow', 504], ['error', 502], ['garbage', 502]] as const) {
    await city.system('open-data').setFault({ kind, ms: 60_000 })
    for (const path of ['package_search', 'package_list', 'package_show?id=x']) {
      const refused = await ask(path)
      t.ok(refused.status === status || refused.status === 503, `${kind}: ${refused.status}`)
      isRefusal(t, refused, refused.status, 'Search Error', `${kind} ${path}`)
      t.match(refused.body.error.message, /open-data/)
    }
    await t.rejects(ckanApi(city.url).call('package_search'), { name: 'SearchError' })
    t.same((await harvest(city.url)).packages, [], 'a harvester sees no dataset, and no list of none')
    await city.system('open-data').setFault({ kind: 'none' })
    // What went wrong is kept for a second.
    while ((await ask('package_list')).status !== 200);
  }
})

t.test('a part that is missing is missing for all: clients take what is not there for gone', async t => {
  const [one, other] = [createLegacy({ id: 'one', prefix: 'ONEE', resource: 'datasets', rows: [dataset('1')] }),
    createLegacy({ id: 'other', prefix: 'OTHE', resource: 'datasets', rows: [dataset('2')] })]
  const hub = await startHub(t, [one, other])
  t.match((await ask('package_search', {}, hub.url)).body, { result: { count: 2 } })
  other.before = () => {
    throw new Error('ill')
  }
  const refused = await ask('package_search', {}, hub.url)
  isRefusal(t, refused, 503, 'Search Error', 'one of two')
  t.match(refused.body.error.message, /other did not answer/)
})
