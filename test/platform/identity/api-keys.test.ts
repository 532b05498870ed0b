import t from 'tap'
import { createApiKeys, newApiKey } from '../../../src/platform/identity/api-keys.ts'
import { createConsumer } from '../../suites/core/consumer.ts'

const one = newApiKey()
const next = newApiKey()
const narrow = newApiKey()
const old = newApiKey()
const entry = ({ prefix, sha256 }: typeof one, expires = '2999-12-31', more: object = {}) => ({ prefix, sha256, expires,
  ...more })
const read = createApiKeys({
  kiosk: createConsumer('kiosk', { keys: [entry(one), entry(next), entry(old, '2020-01-01')] }),
  app: createConsumer('app', { keys: [entry(narrow, '2999-12-31', { scopes: ['licences:read'] })] })
})

t.test("a key is its consumer's, and two keys overlap while one replaces the other", async t => {
  for (const { key } of [one, next])
    t.match(read(key), { consumer: 'kiosk', scopes: undefined, expiresAt: Date.parse('2999-12-31T17:00:00Z') })
  t.match(read(narrow.key), { consumer: 'app', scopes: ['licences:read'] })
})

t.test('what is not exactly a key is refused, whatever of it is right', async t => {
  const foreign = newApiKey()
  const wrong = [
    foreign.key,
    `${one.prefix}_${foreign.key.slice(14)}`,
    `${foreign.prefix}_${one.key.slice(14)}`,
    `${next.prefix}_${one.key.slice(14)}`,
    one.key.slice(0, -1),
    `${one.key}x`,
    ` ${one.key}`,
    one.prefix,
    one.sha256,
    `${one.prefix}_${one.sha256.slice(0, 43)}`,
    '',
    '__proto__',
    'satu_',
    one.key.toUpperCase()
  ]
  for (const key of wrong) t.throws(() => read(key), { message: 'The API key is not one that this hub accepts.' })
})

t.test('a key is taken until its last day has ended', async t => {
  t.throws(() => read(old.key), { message: 'The API key has expired.' })
})

t.test('no two keys are alike, and nothing of the config gives one away', async t => {
  const made = Array.from({ length: 100 }, newApiKey)
  t.equal(new Set(made.map(({ key }) => key)).size, 100)
  for (const { key, prefix, sha256 } of made) {
    t.match(key, /^satu_[0-9a-z]{8}_[\w-]{43}$/)
    t.ok(key.startsWith(`${prefix}_`))
    t.notOk(sha256.includes(key.slice(14)))
  }
})
