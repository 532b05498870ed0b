import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { contractErrors, operations } from '../suites/contract-check.ts'
import { JWT_SECRET, startCity } from '../suites/demo-city.ts'
import { signToken } from '../suites/token.ts'

const city = await startCity()
t.teardown(() => city.close())

const pathOf = (path: string): string =>
  path.replace('{nop}', '327306000100200030').replace('{year}', '2026').replace('{id}', 'LAPOR-1420986')

t.test('an operation that is not public is a 401 without a token and a 403 without its scope', async t => {
  const closed = operations.filter(operation => !operation.public)
  t.ok(closed.length > 10)
  for (const { id, method, path } of closed) {
    for (const [headers, status, code] of [[{}, 401, 'unauthenticated'], [city.authorization([]), 403,
      'forbidden']] as const)
    {
      // Nothing of the request fits: access comes before validation.
      const response = await fetch(`${city.url}${pathOf(path)}?nonsense=1`, { method, headers })
      t.equal(response.status, status, `${id} ${status}`)
      t.match(response.headers.get('www-authenticate'),
        status === 401 ? /^Bearer realm="satu"$/ : /error="insufficient_scope", scope="[a-z-]+:[a-z]+"/)
      const answer = { status, headers: response.headers, body: await response.json() }
      t.match(answer.body, { code })
      t.same(contractErrors(id, answer), [])
    }
  }
})

t.test('public operations need no token, but a token that is sent must be good', async t => {
  t.equal((await city.get('/v1/complaints?limit=1', { as: null })).status, 200)
  const answer = await city.get('/v1/complaints?limit=1', { as: null, headers: { authorization: 'Bearer nonsense' } })
  t.equal(answer.status, 401)
  t.match(answer.headers.get('www-authenticate'), /error="invalid_token"/)
})

t.test('tokens that are forged, foreign or expired are refused', async t => {
  const now = Math.floor(Date.now() / 1_000)
  const scope = 'systems:read'
  const bad: Record<string, string> = {
    'another key': signToken('another key that is long enough for HS256', { sub: 'demo-app', scope }),
    'alg none': signToken(JWT_SECRET, { sub: 'demo-app', scope }, { alg: 'none', typ: 'JWT' }),
    'expired': signToken(JWT_SECRET, { sub: 'demo-app', scope, exp: now - 1 }),
    'not yet valid': signToken(JWT_SECRET, { sub: 'demo-app', scope, nbf: now + 600 }),
    'no expiry': signToken(JWT_SECRET, { sub: 'demo-app', scope, exp: undefined }),
    'an expiry as text': signToken(JWT_SECRET, { sub: 'demo-app', scope, exp: String(now + 600) }),
    'an expiry in milliseconds': signToken(JWT_SECRET, { sub: 'demo-app', scope, exp: Date.now() + 600_000 }),
    'an expiry in two years': signToken(JWT_SECRET, { sub: 'demo-app', scope, exp: now + 2 * 366 * 86_400 }),
    'no issuer': signToken(JWT_SECRET, { sub: 'demo-app', scope, iss: undefined }),
    'no audience': signToken(JWT_SECRET, { sub: 'demo-app', scope, aud: undefined }),
    'no consumer': signToken(JWT_SECRET, { sub: undefined, scope }),
    'another issuer': signToken(JWT_SECRET, { sub: 'demo-app', scope, iss: 'other' }),
    'another audience': signToken(JWT_SECRET, { sub: 'demo-app', scope, aud: 'other' }),
    'an unknown consumer': signToken(JWT_SECRET, { sub: 'nobody', scope }),
    'a prototype key': signToken(JWT_SECRET, { sub: '__proto__', scope })
  }
  for (const [name, token] of Object.entries(bad)) {
    const answer = await city.get('/v1/systems', { as: null, headers: { authorization: `Bearer ${token}` } })
    t.equal(answer.status, 401, name)
  }
})

t.test('a token gives no more than its consumer has', async t => {
  const answer = await city.get('/v1/systems', { as: 'licensing-kiosk', scopes: ['systems:read'] })
  t.equal(answer.status, 403)
})

t.test('a resident is verified by NIK, name and birth date together', async t => {
  const person = createDemoCity().people[10]
  if (person === undefined) throw new Error('the demo city has no people')
  const claim = { nik: person.nik, full_name: person.name, birth_date: person.birthDate }
  const right = await city.post('/v1/residents/verify', claim)
  t.same(contractErrors('verifyResident', right), [])
  t.match(right.body, { match: true, fields: { full_name: true, birth_date: true } })

  const otherDate = await city.post('/v1/residents/verify', { ...claim, birth_date: '1901-01-01' })
  t.match(otherDate.body, { match: false, fields: { full_name: true, birth_date: false } })

  const otherName = await city.post('/v1/residents/verify', { ...claim, full_name: 'Bukan Namanya' })
  const nobody = await city.post('/v1/residents/verify', { ...claim, nik: '3273029912319999' })
  t.match(otherName.body, { match: false, fields: { full_name: false, birth_date: false } })
  t.same(nobody.body.fields, otherName.body.fields)
  t.notMatch(city.log(), person.nik)
})

t.test('personal fields are masked', async t => {
  const names = new Set(createDemoCity().people.map(({ name }) => name))
  const { body } = await city.get('/v1/licence-applications?limit=100')
  for (const { applicant } of body.items) {
    t.notOk(names.has(applicant.name.toUpperCase()))
    if (applicant.phone) t.match(applicant.phone, /^\*+\d{3}$/)
    if (applicant.nik) t.match(applicant.nik, /^\d{6}\*{6}\d{4}$/)
  }
  t.notMatch(JSON.stringify(body), /\d{6}[0-7]\d[01]\d{3}999\d/)
})
