import { readFileSync } from 'node:fs'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import t from 'tap'
import { until } from '../services/wait.ts'
import { sendRaw } from '../suites/raw-http.ts'
import { CERTIFICATE, LONG, startOpened, ways } from './passthrough-setup.ts'

const opened = await startOpened()
t.teardown(() => opened.close())
const { city, ask, asked, waiting, port, bearer } = opened

/** Everything below is held on both ways: with what only asks, with what carries a body, and with what could. */
for (const way of ways) {
  const { method } = way
  t.test(method, async t => {
    t.test('an opened path answers as the system does, without what concerns the hub alone', async t => {
      const response = await ask(way, '/open/a%20b?x=1&y=%C3%A9', {
        headers: { 'cookie': 'mine=1', 'x-forwarded-for': '1.2.3.4', 'accept': 'application/json', 'x-secret': 'no' }
      })
      const { status, headers } = response
      const body = (await response.json()) as { headers: Record<string, string>; body: string }
      t.equal(status, 200)
      t.match(body, { method, url: '/open/a%20b?x=1&y=%C3%A9', body: way.body ?? '' })
      t.same(
        Object.keys(body.headers).filter(name =>
          ['authorization', 'cookie', 'x-forwarded-for', 'x-secret', 'transfer-encoding'].includes(name)
        ),
        []
      )
      t.match(body.headers, { accept: 'application/json', host: /^127\.0\.0\.1:\d+$/ })
      t.equal(body.headers['x-request-id'], headers.get('x-request-id'))
      t.equal(headers.get('x-own'), 'kept')
      t.same([headers.get('set-cookie'), headers.get('server'), headers.get('x-powered-by')], [null, null, null])
      t.equal(headers.get('cache-control'), 'no-store')
      t.match(headers.get('content-security-policy'), /^sandbox; [^,]*$/, 'what the hub says, the system does not')
      t.match(headers.get('ratelimit'), /^"default"[^,]*$/)
      t.notMatch(headers.get('x-request-id'), 'not-the-hubs')
      t.same([headers.get('connection'), headers.get('x-hop'), headers.get('keep-alive')?.includes('timeout=1,')], [
        'keep-alive',
        null,
        false
      ])
    })
    t.test('an answer comes whole, byte by byte, whether its length is told or not', async t => {
      for (const path of ['/open/long', '/open/long-told']) {
        const response = await ask(way, path)
        t.equal(response.headers.get('content-length'), path.endsWith('told') ? String(LONG.length) : null)
        t.ok(LONG.equals(Buffer.from(await response.arrayBuffer())), path)
      }
    })

    t.test('a caller learns its limit, and a line of the log tells of the call', async t => {
      const { headers } = await ask(way, '/open/x')
      t.match(headers.get('ratelimit'), /^"default";r=\d+;t=\d+$/)
      t.match(headers.get('ratelimit-policy'), /^"default";q=\d+;w=\d+$/)
      const id = headers.get('x-request-id') ?? ''
      await until(() => city.log().includes(`"request_id":"${id}"`))
      const line = city.log().split('\n').find(text => text.includes(`"request_id":"${id}"`)) ?? '{}'
      t.match(JSON.parse(line), { consumer: 'demo-app', operation: 'passthrough', status: 200, outcome: 'ok' })
    })

    t.test('everything else is closed', async t => {
      const closed = [
        '/closed',
        '/open/../closed',
        '/open/%2e%2e/closed',
        '/open/%252e%252e%252fclosed',
        '/open/%25252e%25252e/closed',
        '/open/..%2fclosed',
        '/just-this/more',
        '/open/..;/closed',
        '/open/%2e.;a=b/closed',
        '/open/..%3b/closed',
        '/open/a../b',
        '/open/..a'
      ]
      for (const path of closed) {
        const response = await ask(way, path)
        t.equal(response.status, 404, path)
        t.match(await response.json(), { code: 'not_found' })
      }
      for (const system of ['complaints', 'nothing'])
        t.equal((await ask(way, '/open/x', { system })).status, 404, system)
      t.equal((await ask(way, '/open/%zz')).status, 400)
      t.equal((await ask(way, '/open/x', { headers: { authorization: '' } })).status, 401)
      t.equal((await ask(way, '/open/x', { scopes: ['systems:read'] })).status, 403)
      const ofOthers = await ask(way, '/api/perizinan/jenis', { system: 'licensing-b' })
      t.same([ofOthers.status, ofOthers.headers.get('allow')], way.method === 'GET' ? [200, null] : [405, 'GET'])
    })

    t.test('no other spelling of an address leads past what is opened', async t => {
      const raw = async (target: string): Promise<number> =>
        (await sendRaw(port, target, { method,
          headers: [bearer,
            ...(way.body === undefined ? [] : ['Content-Type: text/plain', `Content-Length: ${way.body.length}`])],
          ...(way.body !== undefined && { body: way.body }) })).status
      for (const target of [
        'http://hub/systems/transport/raw/open/x',
        'http://elsewhere.example/systems/transport/raw/open/x',
        '/systems/transport/raw/open/../closed',
        '/systems/transport/raw//open/x',
        '/systems/transport/raw/open/x/..',
        '//systems/transport/raw/open/x',
        '/systems/transport/raw/open/x#/../../closed',
        '/systems/transport/raw/open\\..\\closed'
      ]) t.equal(await raw(target), 404, target)
      t.equal(await raw('/%73ystems/transport/raw/open/x'), 404, 'nor an escaped prefix')
      t.equal(await raw('/systems/%74ransport/raw/open/x'), 404, 'nor an escaped name')
      t.equal(await raw('/systems/transport/raw/open/x'), 200)
    })

    t.test('a redirect never leads to another host', async t => {
      for (const to of ['http://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example/',
        '/\t/elsewhere.example/', 'https:elsewhere.example', 'twice', 'relative', ''])
      {
        const { status, headers } = await ask(way, `/open/away?${encodeURIComponent(to)}`)
        t.equal(status, 302)
        t.equal(headers.get('location'), null, to)
      }
      t.equal((await ask(way, '/open/away?%2Fopen%2Fthere%3Fx%3D1')).headers.get('location'), '/open/there?x=1')
    })

    t.test('a system that asks for patience is asked once', async t => {
      const { status, headers } = await ask(way, '/open/busy')
      t.same([status, headers.get('retry-after'), asked.get(`${method} /open/busy`)], [503, '0', 1])
    })

    t.test('a system that answers with what is no answer is at fault, and asked once', async t => {
      for (const [path, detail] of [['/open/reset', 'broke the connection'], ['/open/noise',
        'did not answer in valid HTTP'], ['/open/odd', 'answered with status 700, which HTTP does not have']] as const)
      {
        const response = await ask(way, path)
        t.match({ status: response.status, body: await response.json(), type: response.headers.get('content-type') }, {
          status: 502,
          type: 'application/problem+json',
          body: { code: 'system_failed', at_fault: 'system', detail: `transport: ${detail} (pass through)` }
        })
        t.equal(asked.get(`${method} ${path}`), 1)
      }
    })

    t.test("an answer that breaks off is cut off for its caller, and is the system's fault", async t => {
      const failures = async (): Promise<number> => (await city.get('/v1/systems/transport')).body.counters.failures
      const before = await failures()
      const response = await ask(way, '/open/half')
      t.equal(response.status, 200)
      await t.rejects(response.text())
      while (await failures() <= before)
        await new Promise(resolve => {
          setImmediate(resolve)
        })
    })

    t.test('a system that refuses connections is left alone after some', async t => {
      const system = { GET: 'licensing-a', POST: 'weather' }[method] ?? 'humas'
      const answers: string[] = []
      for (let i = 0; i < 4; i++) {
        const response = await ask(way, '/open/x', { system })
        answers.push(`${response.status} ${((await response.json()) as { detail: string }).detail}`)
      }
      const refused = `502 ${system}: refused the connection (pass through)`
      const left = `503 ${system}: left alone after repeated failures`
      // The hub tries systems by itself too: that may have been one of the two.
      t.ok([2, 1, 0].some(count => answers.every((answer, i) => answer === (i < count ? refused : left))),
        answers.join('; '))
    })

    t.test('as many are asked at a time as the owner allows, and the others are told to wait', async t => {
      const controls = [new AbortController(), new AbortController()]
      const asks = controls.map(({ signal }, i) => ask(way, `/open/never/${i}`, { signal }).catch(() => {}))
      await until(() => [0, 1].every(i => waiting.has(`${method} /open/never/${i}`)))
      const response = await ask(way, '/open/x')
      t.match({ status: response.status, body: await response.json() }, { status: 503, body: { code: 'queue_full' } })
      for (const control of controls) control.abort()
      await Promise.all(asks)
      await until(() => waiting.size === 0)
      t.ok(opened.most() <= 2 + 1, 'beside what the hub asks the other system at that address')
    })

    t.test('who leaves takes the call to the system along', async () => {
      for (const path of ['/open/never', '/open/never-half']) {
        const control = new AbortController()
        const asking = ask(way, path, { signal: control.signal }).catch(() => {})
        await until(() => waiting.has(`${method} ${path}`))
        control.abort()
        await asking
        await until(() => waiting.size === 0)
      }
      // No slot is held by those who have left; the hub's own calls to the system may hold one for a moment.
      await until(async () => {
        const both = await Promise.all([ask(way, '/open/x'), ask(way, '/open/x')])
        return both.every(({ status }) => status === 200)
      }, { what: 'room for both' })
    })

    t.test('a call that takes too long is ended at the system too', async t => {
      const late = await ask(way, '/open/never')
      t.match({ status: late.status, body: await late.json() }, { status: 504,
        body: { code: 'system_timeout', detail: /^transport: no whole answer within 4000 ms/ } })
      await until(() => waiting.size === 0)
      const half = await ask(way, '/open/never-half')
      t.equal(half.status, 200)
      await t.rejects(half.text(), 'an answer that does not end is cut off')
      await until(() => waiting.size === 0)
      t.equal((await ask(way, '/open/x')).status, 200)
    })

    t.test('a system has so long for its first byte as its entry says', async t => {
      const response = await ask(way, '/open/never', { system: 'ppid' })
      t.match({ status: response.status, body: await response.json() }, { status: 504,
        body: { code: 'system_timeout', detail: 'ppid: did not answer in time (pass through)' } })
      await until(() => waiting.size === 0)
    })
  })
}

t.test('HEAD is passed on too, and says what GET would', async t => {
  const response = await ask({ method: 'HEAD' }, '/open/x')
  t.same([response.status, response.headers.get('x-own'), await response.text()], [200, 'kept', ''])
})

t.test("a certificate that is not trusted, or another host's, is the system's fault, and nothing is sent", async t => {
  const told = async (): Promise<unknown[]> =>
    Promise.all(ways.map(async way => {
      const response = await ask(way, '/open/x', { system: 'open-data' })
      return [response.status, ((await response.json()) as { detail: string }).detail]
    }))
  t.same(await told(), ways.map(
    () => [502, 'open-data: has a certificate that is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT) (pass through)']
  ))
  setDefaultCACertificates([...getCACertificates('default'), readFileSync(`${CERTIFICATE}.cert.pem`, 'utf8')])
  t.same(await told(), ways.map(() => [502, 'open-data: has a certificate for another host (pass through)']))
})

t.test("a system whose adapter is missing is closed, and that is not the hub's fault", async t => {
  const adapters = new Map(city.adapters)
  adapters.set('dishub', new Error('broken'))
  await city.reload(city.config, adapters)
  for (const way of ways) {
    const response = await ask(way, '/open/x')
    t.match({ status: response.status, body: await response.json() }, { status: 503,
      body: { code: 'system_unavailable' } }, way.method)
  }
  await city.reload(city.config)
})
