import t from 'tap'
import { allows, createAuth, type Session } from '../../src/http/auth.ts'
import { SEVERAL } from '../../src/http/credentials.ts'
import { createWindow } from '../../src/http/rate-window.ts'
import type { ConsumerConfig } from '../../src/platform/config/schema.ts'
import type { Caller } from '../../src/platform/identity/caller.ts'
import { createConsumer } from '../suites/core/consumer.ts'

const consumers: Record<string, ConsumerConfig> = {
  app: createConsumer('app', { scopes: ['licences:read'], environments: ['production'] })
}

/** An auth whose issuer signs by ending a token in `good`, and a count of the signatures that it checked. */
function make() {
  const checked: string[] = []
  const revoked = new Set<string>()
  const auth = createAuth({
    consumers,
    trustsAuthorities: false,
    environment: 'production',
    windowOf: ({ rate }) => createWindow(rate),
    checks: {
      isRevoked: marks => marks.some(mark => revoked.has(mark)),
      verify(token): Caller {
        checked.push(token)
        if (!token.endsWith('.good')) throw new Error('bad signature')
        return { consumer: 'app', kind: 'app', scopes: ['licences:read'], expiresAt: Date.now() + 600_000,
          marks: [token] }
      }
    }
  })
  return { auth, checked, revoked, bearer: (token: string) => `Bearer ${token}` }
}

t.test('a token is checked once, whatever signed it', async t => {
  const { auth, checked, bearer } = make()
  for (let index = 0; index < 100; index++) t.match(auth.authenticate(bearer('h.p.good')), { consumer: 'app' })
  t.equal(checked.length, 1)
})

t.test('a refused token that comes again is refused without a check', async t => {
  const { auth, checked, bearer } = make()
  for (let index = 0; index < 100; index++)
    t.throws(() => auth.authenticate(bearer('h.p.forged')), { code: 'unauthenticated' })
  t.equal(checked.length, 1)
})

t.test('what is no token, or too long for one, costs no check', async t => {
  const { auth, checked, bearer } = make()
  for (const header of ['Basic YTpi', bearer('nonsense'), bearer('a.b'), bearer('a.b.c.d'),
    bearer(`a.${'b'.repeat(8_192)}.good`), ''])
  {
    t.throws(() => auth.authenticate(header), { code: 'unauthenticated' })
  }
  t.equal(checked.length, 0)
})

t.test('a flood of distinct forged tokens drives out no caller', async t => {
  const { auth, checked, bearer } = make()
  auth.authenticate(bearer('h.p.good'))
  for (let index = 0; index < 20_000; index++) {
    try {
      auth.authenticate(bearer(`h.${index}.forged`))
    } catch { /* as it should */ }
  }
  t.equal(checked.length, 20_001)
  const before = checked.length
  t.equal(auth.known(bearer('h.p.good'), Date.now())?.consumer, 'app')
  auth.authenticate(bearer('h.p.good'))
  t.equal(checked.length, before)
})

t.test('a key that has to be fetched is waited for once', async t => {
  const checked: string[] = []
  const auth = createAuth({
    consumers,
    trustsAuthorities: false,
    environment: 'production',
    windowOf: ({ rate }) => createWindow(rate),
    checks: {
      isRevoked: () => false,
      async verify(token): Promise<Caller> {
        checked.push(token)
        if (!token.endsWith('.good')) throw new Error('bad signature')
        return { consumer: 'app', kind: 'app', scopes: undefined, expiresAt: Date.now() + 600_000, marks: [] }
      }
    }
  })
  t.match(await auth.authenticate('Bearer h.p.good'), { consumer: 'app' })
  t.match(auth.authenticate('Bearer h.p.good'), { consumer: 'app', scopes: new Set(['licences:read']) },
    'at once from then on')
  await t.rejects(async () => auth.authenticate('Bearer h.p.forged'), { code: 'unauthenticated' })
  t.throws(() => auth.authenticate('Bearer h.p.forged'), { code: 'unauthenticated' })
  t.same(checked, ['h.p.good', 'h.p.forged'])
})

t.test('two credentials at once are one too many', async t => {
  t.throws(() => make().auth.authenticate(SEVERAL), { code: 'invalid_request',
    errors: [{ in: 'header', code: 'repeated' }] })
})

t.test('what is revoked ends where it is remembered, and is not let in again', async t => {
  const { auth, revoked, bearer } = make()
  const session = auth.authenticate(bearer('h.p.good')) as Session
  revoked.add('h.p.good')
  auth.beginEpoch()
  t.notOk(auth.holds(session, Date.now()), 'a connection that holds the session sees its end')
  t.equal(auth.known(bearer('h.p.good'), Date.now()), undefined)
  t.throws(() => auth.authenticate(bearer('h.p.good')), { code: 'unauthenticated',
    message: 'The credential has been revoked.' })
})

t.test('a session that was forgotten ends like one that is remembered, wherever it is kept', async t => {
  const { auth, revoked, bearer } = make()
  const kept = auth.authenticate(bearer('h.p.good')) as Session
  const other = auth.authenticate(bearer('h.other.good')) as Session
  for (let index = 0; index < 10_001; index++) auth.authenticate(bearer(`h.${index}.good`))
  t.equal(auth.known(bearer('h.p.good'), Date.now()), undefined, 'it is not remembered any more')
  t.ok(auth.holds(kept, Date.now()))
  revoked.add('h.p.good')
  auth.beginEpoch()
  t.notOk(auth.holds(kept, Date.now()))
  t.ok(auth.holds(other, Date.now()), 'nobody else loses anything')
  t.equal(other.epoch > kept.epoch, true, 'and is not looked up again in the same epoch')
})

t.test('however a credential is spelled, it is one, and takes one place', async t => {
  const { auth, checked } = make()
  const session = auth.authenticate('Bearer h.p.good')
  for (const spelled of ['bearer h.p.good', 'BEARER h.p.good', 'bEaReR    h.p.good',
    `Bearer ${' '.repeat(500)}h.p.good`])
  {
    t.equal(auth.authenticate(spelled), session, 'authenticated')
    t.equal(auth.known(spelled, Date.now()), session, 'known')
  }
  t.equal(checked.length, 1)
})

t.test('what asks for no scope and is not public is closed; citizens may do what is said to be for them', async t => {
  const closed = { public: false, scopes: [], citizen: true }
  const scoped = { public: false, scopes: ['licences:read'], citizen: false }
  const scopes = new Set(['licences:read'])
  t.notOk(allows({ kind: 'app', scopes }, closed))
  t.ok(allows({ kind: 'officer', scopes }, scoped))
  t.notOk(allows({ kind: 'citizen', scopes }, scoped))
  t.ok(allows({ kind: 'citizen', scopes }, { ...scoped, citizen: true }))
  t.ok(allows({ kind: 'citizen', scopes: new Set() }, { ...scoped, public: true }))
})
