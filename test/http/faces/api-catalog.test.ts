import t from 'tap'
import { features } from '../../../src/features.ts'
import { startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'

const PATH = '/.well-known/api-catalog'
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))] })
const hub = await startHub(t, [legacy])

interface Link {
  href: string
  type?: string
}
interface Context {
  'anchor': string
  'item'?: Link[]
  'service-desc'?: Link[]
  'service-doc'?: Link[]
  'status'?: Link[]
}

/** Beside the contract, by the feature that it is of. */
const interfaces = [['open311', '/open311/v2'], ['open-data', '/data'], ['ckan', '/api/3/action'], ['dcat', '/catalog']]

t.test('every interface is found in one place, each with what describes it and whether it is up', async t => {
  const response = await hub.get(PATH)
  t.equal(response.status, 200)
  t.equal(response.headers.get('content-type'),
    'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"')
  const { linkset: [catalog, ...apis] } = (await response.json()) as { linkset: [Context, ...Context[]] }
  t.equal(catalog.anchor, `${hub.url}${PATH}`)
  t.same(catalog.item?.map(({ href }) => href),
    ['/v1', ...interfaces.filter(([feature]) => features.some(({ name }) => name === feature)).map(([, path]) => path)]
      .map(path => hub.url + path))
  t.same(apis.map(({ anchor }) => anchor), catalog.item?.map(({ href }) => href))
  for (const { anchor, 'service-desc': desc = [], 'service-doc': doc = [], status = [] } of apis) {
    t.ok(desc.length > 0 && status.length > 0, anchor)
    t.ok(doc.length > 0 || anchor.endsWith('/data'), 'for people too, but for files')
    for (const { href, type } of [...desc, ...doc, ...status].filter(({ href }) => href.startsWith(hub.url))) {
      const there = await fetch(href)
      await there.arrayBuffer()
      // Nothing serves datasets in this city.
      t.ok(there.status === 200 || (there.status === 501 && /catalog|action/.test(href)), `${href}: ${there.status}`)
      if (there.status === 200)
        t.equal(there.headers.get('content-type')?.split(';')[0], type?.split(';')[0]?.replace('vnd.oai.openapi+', ''))
    }
  }
})

t.test('HEAD tells that there is one, and who has it is told so', async t => {
  const head = await hub.get(PATH, { method: 'HEAD' })
  t.equal(head.status, 200)
  t.match(head.headers.get('link'), `<${hub.url}${PATH}>; rel="api-catalog"`)
  t.match(head.headers.get('content-type'), /^application\/linkset\+json/)
  t.equal(await head.text(), '')
  const tag = head.headers.get('etag') ?? ''
  t.equal((await hub.get(PATH, { headers: { 'if-none-match': tag } })).status, 304)
  t.equal((await hub.get(PATH, { method: 'POST' })).status, 404)
})

t.test('addresses are those by which the world knows the hub', async t => {
  const behind = await startHub(t, [createLegacy({ id: 'b', prefix: 'BBBB' })], {
    hub: { public_url: 'https://api.example.go.id/satu' }
  })
  const text = await (await behind.get(PATH)).text()
  t.match(text, 'https://api.example.go.id/satu/openapi.json')
  t.notMatch(text, '127.0.0.1')
})
