import t from 'tap'
import { errorKinds } from '../../src/errors.ts'
import { contract, startHub } from '../suites/core/hub.ts'
import { createLegacy } from '../suites/core/legacy.ts'

const hub = await startHub(t, [createLegacy({ id: 'a', prefix: 'AAAA' })])

/** What a policy must say so that a browser loads nothing from elsewhere and runs nothing that stands in a page. */
function isStrict(policy: string | null): boolean {
  const rules = new Map((policy ?? '').split(';').map(rule => rule.trim().split(/\s+/)).map(([name, ...sources]) => [name ?? '', sources]))
  const isOwn = (source: string): boolean => ["'self'", "'none'", 'data:'].includes(source) || source.startsWith("'sha256-")
  return rules.get('default-src')?.join() === "'none'" && ['base-uri', 'form-action', 'frame-ancestors'].every(name => rules.get(name)?.join() === "'none'") &&
    !(rules.get('script-src') ?? []).includes('data:') && [...rules.values()].flat().every(isOwn)
}

t.test('the contract is given as JSON to anybody, and 304 to who has it', async t => {
  const answer = await hub.get('/openapi.json')
  t.equal(answer.status, 200)
  t.match(answer.headers.get('content-type'), /^application\/json/)
  t.same(await answer.json(), JSON.parse(contract.text))
  const etag = answer.headers.get('etag') ?? ''
  t.equal((await hub.get('/openapi.json', { headers: { 'if-none-match': etag } })).status, 304)
})

t.test('the first page leads to the reference', async t => {
  const answer = await hub.get('/', { redirect: 'manual' })
  t.match([answer.status, answer.headers.get('location')], [302, '/docs/'])
})

t.test('the reference and all that it loads come from the hub, under a policy that allows nothing else', async t => {
  const page = await hub.get('/docs/')
  t.equal(page.status, 200)
  t.ok(isStrict(page.headers.get('content-security-policy')), page.headers.get('content-security-policy') ?? 'no policy')
  const html = await page.text()
  t.notMatch(html, /<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:/i, 'nothing stands in the page that the policy would stop')

  const addresses = [...html.matchAll(/<(?:script|link)[^>]*\s(?:src|href)="([^"]+)"/g)].map(([, address = '']) => new URL(address, `${hub.url}/docs/`))
  t.ok(addresses.some(({ pathname }) => pathname.endsWith('.js')) && addresses.some(({ pathname }) => pathname.endsWith('.css')))
  for (const address of addresses) {
    t.equal(address.origin, hub.url, address.href)
    const { status, text } = await fetch(address).then(async answer => ({ status: answer.status, text: await answer.text() }))
    t.equal(status, 200, address.pathname)
    if (address.pathname.endsWith('.css')) t.notMatch(text, /@import|url\(\s*["']?(?:https?:)?\/\//, `${address.pathname} loads nothing from elsewhere`)
  }
  t.same(await (await hub.get('/docs/json')).json(), JSON.parse(contract.text), 'it shows the contract')
})

t.test('every error has a page that says what to do', async t => {
  for (const [code, { status, action }] of Object.entries(errorKinds)) {
    const page = await hub.get(`/problems/${code}`)
    t.equal(page.status, 200, code)
    t.ok(isStrict(page.headers.get('content-security-policy')), code)
    const html = await page.text()
    t.ok(html.includes(String(status)) && html.includes(action), code)
  }
  t.equal((await hub.get('/problems/no_such_error')).status, 404)
})

t.test('whether the process runs, and takes requests, is told to anybody', async t => {
  t.same(await (await hub.get('/livez')).json(), { status: 'alive' })
  t.same(await (await hub.get('/readyz')).json(), { status: 'ready', store: 'ready' })
})
