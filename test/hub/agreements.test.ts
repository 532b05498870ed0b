import t from 'tap'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'

const key = newApiKey()
const keys = [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }]
const legacy = createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', day(1))],
  freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const scopes = ['systems:read', 'complaints:read', 'residents:verify']
const hub = await startHub(t, [legacy], {
  consumers: {
    ended: { scopes, agreement: { number: '470/7/PKS', expires: '2024-12-31' }, keys },
    running: { scopes, agreement: { number: '470/8/PKS', expires: '2999-12-31' }, purposes: ['public_service'] },
    small: { scopes, quota: { day: 3 } }
  }
})
const as = (sub: string) => bearer({ claims: { sub, scope: scopes.join(' ') } })

t.test('when its agreement has ended a consumer is closed, with tokens and keys, and is told so', async t => {
  for (const headers of [as('ended'), { 'x-api-key': key.key }]) {
    for (const path of ['/v1/systems', '/v1/complaints', '/v1/complaints', '/v1/complaints?nonsense=1']) {
      const answer = await hub.get(path, { headers })
      t.equal(answer.status, 403, path)
      t.match(await answer.json(), { code: 'forbidden',
        detail: 'The agreement 470/7/PKS of this consumer has ended on 2024-12-31.' })
    }
  }
  t.equal((await hub.get('/v1/systems', { headers: as('running') })).status, 200)
})

t.test('a declared purpose must be one of the agreement; what is no purpose is a wrong parameter', async t => {
  const verify = async (sub: string, purpose: string): Promise<number> =>
    (await hub.get('/v1/residents/verify', { method: 'POST', body: '{}',
      headers: { ...as(sub), 'content-type': 'application/json', 'x-purpose': purpose } })).status
  t.equal(await verify('running', 'planning'), 403)
  t.equal(await verify('small', 'public_service'), 403, 'who has no agreement has no purpose')
  t.not(await verify('running', 'public_service'), 403)
  t.not(await verify('running', 'curiosity'), 403)
  t.equal((await hub.get('/v1/systems', { headers: { ...as('running'), 'x-purpose': 'planning' } })).status, 200,
    'where nobody asks for one it means nothing')
})

t.test('the quota of a day stands beside the rate, and ends with the day of the city', async t => {
  const answers: Response[] = []
  for (let i = 0; i < 4; i++) answers.push(await hub.get('/v1/complaints', { headers: as('small') }))
  // One request of the test before counted.
  t.same(answers.map(({ status }) => status), [200, 200, 429, 429])
  const [first, , refused] = answers
  t.match(first?.headers.get('ratelimit-policy'), '"default";q=100000;w=60, "day";q=3;w=86400')
  t.match(refused?.headers.get('ratelimit'), /"day";r=0;t=\d+$/)
  const untilMidnight = 86_400 - ((Date.now() / 1_000 + 7 * 3_600) % 86_400)
  t.ok(Math.abs(Number(refused?.headers.get('retry-after')) - untilMidnight) < 120)
})
