import { Webhook } from 'standardwebhooks'
import t from 'tap'
import { createSecrets } from '../../../src/features/webhooks/secrets.ts'
import { newSecret, signatureHeaders } from '../../../src/features/webhooks/signing.ts'
import { createSealing } from '../../../src/platform/store/sealing.ts'

const message = (body = '{"id":"7"}') => ({ id: '7', timestamp: Math.floor(Date.now() / 1_000), body })

t.test('an independent reader of Standard Webhooks takes what is signed, and nothing that was altered', async t => {
  const secret = newSecret()
  const signed = message()
  const headers = signatureHeaders(signed, [secret])
  const reader = new Webhook(secret)
  t.same(reader.verify(signed.body, headers), { id: '7' })
  t.throws(() => reader.verify('{"id":"8"}', headers))
  t.throws(() => reader.verify(signed.body, { ...headers, 'webhook-id': '8' }))
  t.throws(() => reader.verify(signed.body, { ...headers, 'webhook-timestamp': String(signed.timestamp - 1) }))
  t.throws(() => new Webhook(newSecret()).verify(signed.body, headers))
})

t.test('what two secrets have signed is taken by whoever has one of them', async t => {
  const [fresh, old] = [newSecret(), newSecret()]
  const signed = message()
  const headers = signatureHeaders(signed, [fresh, old])
  t.match(headers['webhook-signature'], /^v1,\S+ v1,\S+$/)
  for (const secret of [fresh, old]) t.same(new Webhook(secret).verify(signed.body, headers), { id: '7' })
})

t.test('a secret has 32 bytes of chance behind whsec_', async t => {
  const secrets = new Set(Array.from({ length: 100 }, newSecret))
  t.equal(secrets.size, 100)
  for (const secret of secrets) t.equal(Buffer.from(secret.replace('whsec_', ''), 'base64').length, 32)
})

t.test('secrets lie sealed under the subscription that they are of', async t => {
  const secrets = createSecrets(createSealing('a key for tests that is long enough', 'webhooks'))
  const { secret, kept } = secrets.issue('whk-1')
  t.notMatch(kept, secret.slice(6, 20))
  t.same(secrets.open({ id: 'whk-1', secrets: kept }), [secret])
  t.same(secrets.open({ id: 'whk-2', secrets: kept }), [], 'one of another opens nothing')
  t.same(
    createSecrets(createSealing('another key for tests, long enough', 'webhooks')).open({ id: 'whk-1', secrets: kept }),
    []
  )
})

t.test('secrets before the one in use sign until their time is over', async t => {
  let now = 1_000
  const secrets = createSecrets(createSealing('a key for tests that is long enough', 'webhooks'), () => now)
  const first = secrets.issue('whk-1')
  const second = secrets.rotate({ id: 'whk-1', secrets: first.kept }, 5_000)
  const third = secrets.rotate({ id: 'whk-1', secrets: second.kept }, 9_000)
  const open = (): string[] => secrets.open({ id: 'whk-1', secrets: third.kept })
  t.same(open(), [third.secret, second.secret, first.secret])
  t.equal(secrets.overlapsUntil({ secrets: third.kept }), 9_000)
  now = 5_001
  t.same(open(), [third.secret, second.secret], 'each has its own end')
  now = 9_001
  t.same(open(), [third.secret])
  t.equal(secrets.overlapsUntil({ secrets: third.kept }), undefined)
  t.same(secrets.open({ id: 'whk-1', secrets: secrets.rotate({ id: 'whk-1', secrets: third.kept }, now).kept }).length,
    1, 'no overlap ends the one before at once')
})
