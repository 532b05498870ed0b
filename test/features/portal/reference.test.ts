import t from 'tap'
import { errorKinds } from '../../../src/errors.ts'
import { contract, startHub } from '../../suites/core/hub.ts'
import { createLegacy } from '../../suites/core/legacy.ts'
import { isStrict } from './policy.ts'

const hub = await startHub(t, [createLegacy({ id: 'a', prefix: 'AAAA' })])

t.test('the contract is given as JSON to anybody, and 304 to who has it', async t => {
  const answer = await hub.get('/openapi.json')
  t.equal(answer.status, 200)
  t.match(answer.headers.get('content-type'), /^application\/json/)
  t.same(await answer.json(), JSON.parse(contract.text))
  const etag = answer.headers.get('etag') ?? ''
  t.equal((await hub.get('/openapi.json', { headers: { 'if-none-match': etag } })).status, 304)
})

t.test('the same is given in OpenAPI 3.0', async t => {
  const answer = await hub.get('/openapi-3.0.json')
  t.equal(answer.status, 200)
  const document = (await answer.json()) as { openapi: string; paths: object }
  t.equal(document.openapi, '3.0.3')
  t.same(Object.keys(document.paths), Object.keys((JSON.parse(contract.text) as { paths: object }).paths))
  t.equal(
    (await hub.get('/openapi-3.0.json', { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })).status,
    304
  )
})

const tags = (JSON.parse(contract.text) as { tags: { name: string }[] }).tags.map(({ name }) => name)
const textOf = async (path: string): Promise<string> => (await hub.get(path)).text()

t.test('the reference and all that it loads come from the hub, under a policy that allows nothing else', async t => {
  t.equal((await hub.get('/docs', { redirect: 'manual' })).headers.get('location'), '/docs/')
  const seen = new Set<string>()
  for (const path of ['/docs/', ...tags.map(tag => `/docs/${tag}`)]) {
    const page = await hub.get(path)
    t.equal(page.status, 200, path)
    t.ok(isStrict(page.headers.get('content-security-policy')),
      page.headers.get('content-security-policy') ?? 'no policy')
    const html = await page.text()
    t.notMatch(html, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:/i,
      'nothing stands in the page that the policy would stop')
    for (const [, address = ''] of html.matchAll(/<(?:script|link)[^>]*\s(?:src|href)="([^"]+)"/g))
      if (!address.startsWith('data:')) seen.add(address)
    t.equal((await hub.get(path, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })).status, 304)
  }
  t.ok([...seen].some(address => address.endsWith('.js')) && [...seen].some(address => address.endsWith('.css')))
  for (const address of seen) {
    t.equal(new URL(address, hub.url).origin, hub.url, address)
    const { status, text } = await hub.get(address).then(async answer => ({ status: answer.status,
      text: await answer.text() })
    )
    t.equal(status, 200, address)
    t.notMatch(text, /@import|url\(\s*["']?(?:https?:)?\/\/|https?:\/\//, `${address} loads nothing from elsewhere`)
  }
  for (const path of ['/docs/nothing', '/docs/assets/nothing.js', '/docs/assets/..%2f..%2fhub.ts',
    '/docs/assets/toString']) t.equal((await hub.get(path)).status, 404, path)
})

t.test('every operation stands there with its parameters, answers, scope, and how to call it from here', async t => {
  const pages = new Map(await Promise.all(tags.map(async tag => [tag, await textOf(`/docs/${tag}`)] as const)))
  const whole = [...pages.values()].join('')
  for (const { id, path, parameters, scopes, public: isPublic } of contract.operations) {
    const [, section = ''] = new RegExp(`<section class="operation" id="${id}"([^]*?)</section>`).exec(whole) ?? []
    t.ok(section.includes(`<code>${path}</code>`), id)
    for (const { name } of parameters) t.ok(section.includes(`<code>${name}</code>`), `${id} ${name}`)
    t.ok(isPublic ? section.includes('Public') : scopes.every(scope => section.includes(`<code>${scope}</code>`)),
      `${id} ${scopes.join()}`)
    t.match(section, /curl -s/, id)
    t.match(section, /createSatu/, id)
    t.match(section, /class="status">2\d\d</, id)
  }
  t.notMatch(whole, 'hub.example.org', 'samples lead to this hub')
  t.ok(whole.includes(`curl -s &#39;${hub.url}/v1/complaints?limit=3&#39;`))
  t.match((await hub.app.inject({ url: '/docs/licences', headers: { host: 'x"><script>alert(1)</script>' } })).body,
    /curl -s &#39;http:\/\/localhost\/v1/, 'a host that is none is not repeated')
})

t.test('the guide says how to authenticate, to page, to write, what a partial answer is, and every error', async t => {
  const guide = await textOf('/docs/')
  for (const id of ['first-call', 'authentication', 'paging', 'partial-answers', 'writes', 'limits', 'errors',
    'resources']) t.ok(guide.includes(`<section id="${id}"`), id)
  for (const [code, { status }] of Object.entries(errorKinds))
    t.match(guide, new RegExp(`<a href="/problems/${code}">${code}</a></td><td>${status}</td>`), code)
  for (const word of ['next_cursor', 'meta.sources', 'Idempotency-Key', 'X-API-Key', 'Retry-After'])
    t.ok(guide.includes(word), word)
  for (const tag of tags) t.ok(guide.includes(`href="/docs/${tag}"`), tag)
})

t.test('every error has a page that says what to do', async t => {
  for (const [code, { status, action }] of Object.entries(errorKinds)) {
    const page = await hub.get(`/problems/${code}`)
    t.equal(page.status, 200, code)
    t.ok(isStrict(page.headers.get('content-security-policy')), code)
    const text = (await page.text()).replace(/<[^>]+>/g, '').replace(/&#39;/g, "'").replaceAll('&lt;', '<').replaceAll(
      '&gt;',
      '>'
    )
    t.ok(text.includes(String(status)) && text.includes(action.replaceAll('`', '')), code)
  }
  t.equal((await hub.get('/problems/no_such_error')).status, 404)
})

t.test('whether the process runs, and takes requests, is told to anybody', async t => {
  t.same(await (await hub.get('/livez')).json(), { status: 'alive' })
  t.same(await (await hub.get('/readyz')).json(), { status: 'ready', store: 'ready' })
})
