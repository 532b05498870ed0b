import t, { type Test } from 'tap'
import { createKeySet, type KeySet, LONGEST_MS, OLD_MS, PAUSE_MS } from '../../../src/platform/identity/key-set.ts'
import { type KeyServer, keySetOf, startKeyServer } from '../../suites/key-server.ts'

const KEYS = '/keys'

/** A key set whose clock the test moves. */
async function make(
  t: Test,
  { discovers = false } = {}
): Promise<{ server: KeyServer; keys: KeySet; clock: { now: number }; told: string[] }> {
  const server = await startKeyServer(t)
  server.answers[KEYS] = keySetOf('one')
  const clock = { now: 1_000_000 }
  const told: string[] = []
  const note = (_fields: object, message: string): void => {
    told.push(message)
  }
  const keys = createKeySet({ id: 'city', issuer: server.url, jwksUri: discovers ? undefined : server.url + KEYS,
    log: { info: note, warn: note } as never, now: () => clock.now })
  t.teardown(() => {
    keys.close()
  })
  return { server, keys, clock, told }
}

t.test('many who need the keys at once make one look-up', async t => {
  const { server, keys } = await make(t)
  await Promise.all(Array.from({ length: 100 }, async () => keys.renew()))
  t.same(server.asked, [KEYS])
  t.equal(keys.find('one', 'ES256')?.id, 'one')
  t.equal(keys.find(undefined, 'ES256')?.id, 'one', 'a token that names none means the only one')
  t.equal(keys.find('one', 'RS256'), undefined)
  t.equal(keys.find('two', 'ES256'), undefined)
})

t.test('a flood of invented key ids makes one look-up in each pause', async t => {
  const { server, keys, clock } = await make(t)
  await keys.renew()
  for (let pause = 1; pause <= 3; pause++) {
    clock.now += PAUSE_MS
    const renewals = Array.from({ length: 1_000 }, async () => keys.renew())
    await Promise.all(renewals)
    t.equal(server.asked.length, 1 + pause)
    t.equal(keys.renew(), undefined, 'until the pause is over there is nothing to wait for')
  }
})

t.test('a new key is found as soon as a token names it, and the old one has gone', async t => {
  const { server, keys, clock } = await make(t)
  await keys.renew()
  server.answers[KEYS] = keySetOf('two', 'three')
  clock.now += PAUSE_MS
  await keys.renew()
  t.same(['one', 'two', 'three', undefined].map(id => keys.find(id, 'ES256')?.id), [undefined, 'two', 'three',
    undefined])
})

t.test('keys that are used are looked up again when they are old, and nobody waits', async t => {
  const { server, keys, clock } = await make(t)
  await keys.renew()
  clock.now += OLD_MS - 1
  t.ok(keys.find('one', 'ES256'))
  t.equal(server.asked.length, 1)
  clock.now += 1
  t.ok(keys.find('one', 'ES256'))
  await keys.renew()
  t.equal(server.asked.length, 2)
})

t.test('while the provider is down its last keys hold, for a day', async t => {
  const { server, keys, clock, told } = await make(t)
  await keys.renew()
  for (const answer of [500, 'no JSON', '[]', { keys: [] }, new URL('http://127.0.0.1:1/keys'),
    'x'.repeat(2_000_000)])
  {
    server.answers[KEYS] = answer
    clock.now += PAUSE_MS
    await keys.renew()
    t.ok(keys.find('one', 'ES256'))
  }
  t.equal(told.length, 1, 'which is told once')
  clock.now += LONGEST_MS
  t.equal(keys.find('one', 'ES256'), undefined)
  await t.rejects(async () => keys.renew(), { code: 'identity_unavailable', status: 503 })
  server.answers[KEYS] = keySetOf('one')
  t.throws(() => keys.renew(), { code: 'identity_unavailable' }, 'it is not asked more often for that')
  clock.now += PAUSE_MS
  await keys.renew()
  t.ok(keys.find('one', 'ES256'))
  t.same(told.length, 2)
})

t.test("the address of the keys comes from the issuer's own document", async t => {
  const { server, keys, clock } = await make(t, { discovers: true })
  const place = '/.well-known/openid-configuration'
  const bad = [
    { issuer: 'http://127.0.0.1:1', jwks_uri: server.url + KEYS },
    { jwks_uri: server.url + KEYS },
    { issuer: server.url },
    { issuer: server.url, jwks_uri: 'nowhere' },
    { issuer: server.url, jwks_uri: 'http://keys.example.go.id/keys' },
    { issuer: server.url, jwks_uri: 'file:///etc/passwd' }
  ]
  for (const document of bad) {
    server.answers[place] = document
    await t.rejects(async () => keys.renew(), { code: 'identity_unavailable' }, JSON.stringify(document))
    clock.now += PAUSE_MS
  }
  t.notOk(server.asked.includes(KEYS))
  server.answers[place] = { issuer: server.url, jwks_uri: server.url + KEYS }
  await keys.renew()
  t.ok(keys.find('one', 'ES256'))
})
