import t from 'tap'
import { SystemFault } from '../../../src/kit/index.ts'
import { startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { day } from '../../suites/core/random-city.ts'
import { isStrict } from './policy.ts'

const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
  freshness: { fresh: 0, revalidate: 0, on_error: 0 } })
const hub = await startHub(t, [legacy, createLegacy({ id: 'b', prefix: 'BBBB' })], {
  systems: { a: { name: 'Aduan <b>Kota</b>' } }
})
const page = (headers: Record<string, string> = {}, path = '/'): Promise<Response> =>
  hub.get(path, { redirect: 'manual', headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', ...headers } })

t.test('who names no type is led to the reference, as ever', async t => {
  for (const accept of ['*/*', 'image/png']) {
    const answer = await hub.get('/', { redirect: 'manual', headers: { accept } })
    t.match([answer.status, answer.headers.get('location')], [302, '/docs/'], accept)
  }
})

t.test('a browser gets a page in the language of its reader, under a strict policy', async t => {
  for (const [headers, path, lang, words] of [
    [{}, '/', 'id', /Satu pintu untuk seluruh aplikasi Kota Contoh/],
    [{ 'accept-language': 'en-GB,en;q=0.9,id;q=0.5' }, '/', 'en', /One door to all the applications of Kota Contoh/],
    [{ 'accept-language': 'su,id;q=0.8,en;q=0.7' }, '/', 'id', /Satu pintu/],
    [{ 'accept-language': 'fr' }, '/', 'id', /Satu pintu/],
    [{ 'accept-language': 'id' }, '/?lang=en', 'en', /One door/],
    [{ 'accept-language': 'en' }, '/?lang=id', 'id', /Satu pintu/],
    [{}, '/?lang=%3Cscript%3E', 'id', /Satu pintu/]
  ] as const) {
    const answer = await page(headers, path)
    t.equal(answer.status, 200)
    t.match([answer.headers.get('content-language'), answer.headers.get('content-type')], [lang, /^text\/html/])
    t.ok(isStrict(answer.headers.get('content-security-policy')))
    t.match(answer.headers.get('vary'), /accept.*accept-language/)
    const html = await answer.text()
    t.match(html, words)
    t.match(html, new RegExp(`<html lang="${lang}">`))
    t.notMatch(html, /<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|https?:\/\/(?!www\.w3\.org)/i)
  }
})

t.test('a client of the API gets the same as JSON: where to go on, and how the applications fare', async t => {
  const answer = await hub.get('/', { headers: { accept: 'application/json' } })
  t.equal(answer.status, 200)
  t.match(await answer.json(), {
    name: 'Satu',
    city: 'Kota Contoh',
    links: { 'API reference': '/docs/', 'OpenAPI contract': '/openapi.json', 'Open311': '/open311/v2/discovery.json' },
    systems: [{ id: 'a', name: 'Aduan <b>Kota</b>', state: 'up', agency: 'Dinas Perhubungan', since: /\+07:00$/ }, {
      id: 'b'
    }]
  })
  t.equal(
    (await hub.get('/', { headers: { accept: 'text/html;q=0.5, application/json' } })).headers.get('content-type')
      ?.split(';')[0],
    'application/json'
  )
})

t.test('it says how a system fares now, and nothing of what is behind it', async t => {
  await hub.get('/v1/complaints')
  t.match(await (await page()).text(), /data-id="a">.*<span class="state up" data-state>Berfungsi</)
  legacy.before = () => {
    throw new SystemFault('unreachable', { stage: 'list', detail: 'refused the connection' })
  }
  for (let n = 0; n < 3; n++) await hub.get(`/v1/complaints?limit=${n + 30}`)
  const html = await (await page({ 'accept-language': 'en' })).text()
  t.match(html, new RegExp('data-id="a"><span class="name">Aduan &lt;b&gt;Kota&lt;/b&gt;</span>.*' +
    '<span class="state down" data-state>Cannot be reached<'))
  const json = await (await hub.get('/', { headers: { accept: 'application/json' } })).text()
  for (const text of [html, json])
    t.notMatch(text, /AAAA|adapter|product|breaker|latency|refused|ECONN|http:\/\/127|quarantin|limits/i)
  for (const system of (JSON.parse(json) as { systems: object[] }).systems)
    t.ok(Object.keys(system).every(name => ['id', 'name', 'agency', 'state', 'since'].includes(name)))
})

t.test('only what this hub serves is linked', async t => {
  const { links } = (await (await hub.get('/', { headers: { accept: 'application/json' } })).json()) as {
    links: Record<string, string>
  }
  for (const path of Object.values(links)) t.not((await hub.get(path.split('#')[0] ?? '')).status, 404, path)
})
