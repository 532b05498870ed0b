import t from 'tap'
import { createSession, type Opened } from '../../../src/kit/connectors/session.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { aCall, failureOf } from './servers.ts'

const denied = (): SystemFault => new SystemFault('denied', { stage: 'list', detail: 'answered with status 401' })
const failed = (): SystemFault => new SystemFault('failed', { stage: 'list', detail: 'answered with status 500' })

/** Tokens `t1`, `t2`, ... */
function tokens(expiresInMs?: number): { opened: number; open: () => Promise<Opened<string>> } {
  const counter = {
    opened: 0,
    open: async (): Promise<Opened<string>> => ({ token: `t${++counter.opened}`, expiresInMs })
  }
  return counter
}

t.test('a token is opened when first needed and shared from then on', async t => {
  const login = tokens()
  const session = createSession(login)
  t.equal(login.opened, 0)
  for (let turn = 0; turn < 3; turn++) t.equal(await session.use(aCall(), async token => token), 't1')
  t.equal(login.opened, 1)
})

t.test('a hundred concurrent calls open one session', async t => {
  const login = tokens()
  const session = createSession(login)
  const used = await Promise.all(Array.from({ length: 100 }, () => session.use(aCall(), async token => token)))
  t.equal(login.opened, 1)
  t.ok(used.every(token => token === 't1'))
})

t.test('a token is renewed ahead of its end', async t => {
  let now = 0
  const login = tokens(600_000)
  const session = createSession({ open: login.open, marginMs: 60_000, now: () => now })
  const use = (): Promise<string> => session.use(aCall(), async token => token)
  t.equal(await use(), 't1')
  now = 539_999
  t.equal(await use(), 't1')
  now = 540_000
  t.equal(await use(), 't2')
})

t.test('a short-lived token is used for most of its life', async t => {
  let now = 0
  const session = createSession({ open: tokens(10_000).open, marginMs: 60_000, now: () => now })
  const use = (): Promise<string> => session.use(aCall(), async token => token)
  await use()
  now = 7_999
  t.equal(await use(), 't1')
  now = 8_000
  t.equal(await use(), 't2')
})

t.test('the life of a token counts from the asking for it', async t => {
  let now = 0
  let opened = 0
  const session = createSession({
    open: async () => {
      now += 5_000
      return { token: ++opened, expiresInMs: 10_000 }
    },
    marginMs: 0,
    now: () => now
  })
  await session.use(aCall(), async () => {})
  now = 10_000
  t.equal(await session.use(aCall(), async token => token), 2)
})

t.test('a denied token is renewed once and the work done again', async t => {
  const login = tokens()
  const session = createSession(login)
  const used: string[] = []
  const result = await session.use(aCall(), async token => {
    used.push(token)
    if (token === 't1') throw denied()
    return 'ada'
  })
  t.equal(result, 'ada')
  t.strictSame(used, ['t1', 't2'])
})

t.test('a second denial is passed on', async t => {
  const login = tokens()
  const session = createSession(login)
  const last = denied()
  let runs = 0
  const error = await failureOf(
    session.use(aCall(), async () => {
      throw ++runs === 2 ? last : denied()
    })
  )
  t.equal(error, last)
  t.equal(runs, 2)
  t.equal(login.opened, 2)
})

t.test('concurrent calls that are all denied renew once', async t => {
  const login = tokens()
  const session = createSession(login)
  await session.use(aCall(), async () => {})
  const all = Promise.withResolvers<void>()
  let arrived = 0
  const results = await Promise.all(
    Array.from({ length: 10 }, () =>
      session.use(aCall(), async token => {
        if (token !== 't1') return token
        if (++arrived === 10) all.resolve()
        await all.promise
        throw denied()
      }))
  )
  t.ok(results.every(token => token === 't2'))
  t.equal(login.opened, 2)
})

t.test('a late denial of an old token does not throw away the new one', async t => {
  const login = tokens()
  const session = createSession(login)
  const late = Promise.withResolvers<void>()
  const slow = session.use(aCall(), async token => {
    if (token !== 't1') return token
    await late.promise
    throw denied()
  })
  await session.use(aCall(), async token => {
    if (token === 't1') throw denied()
  })
  late.resolve()
  t.equal(await slow, 't2')
  t.equal(login.opened, 2)
})

t.test('any other fault is passed on with the token kept', async t => {
  const login = tokens()
  const session = createSession(login)
  const fault = failed()
  t.equal(await failureOf(session.use(aCall(), () => Promise.reject(fault))), fault)
  t.equal(await session.use(aCall(), async token => token), 't1')
})

t.test('a failing login fails all who wait and is tried afresh by the next', async t => {
  let attempts = 0
  const fault = denied()
  const session = createSession({
    open: async () => {
      if (++attempts === 1) throw fault
      return { token: 'baru' }
    }
  })
  const waiting = Array.from({ length: 5 }, () => failureOf(session.use(aCall(), async () => t.fail('it ran'))))
  for (const error of await Promise.all(waiting)) t.equal(error, fault)
  t.equal(attempts, 1)
  t.equal(await session.use(aCall(), async token => token), 'baru')
})

t.test('a login that throws at once is tried afresh too', async t => {
  let attempts = 0
  const session = createSession({
    open: () => {
      if (++attempts === 1) throw failed()
      return Promise.resolve({ token: attempts })
    }
  })
  t.match(await failureOf(session.use(aCall(), async () => {})), { kind: 'failed' })
  t.equal(await session.use(aCall(), async token => token), 2)
})

t.test('one caller leaving does not spoil the login for the others', async t => {
  const opening = Promise.withResolvers<Opened<string>>()
  let cancelled = false
  const session = createSession({
    open: ({ signal }) => {
      signal.addEventListener('abort', () => (cancelled = true))
      return opening.promise
    }
  })
  const control = new AbortController()
  const leaving = failureOf(session.use(aCall(control.signal), async () => t.fail('it ran')))
  const staying = session.use(aCall(), async token => token)
  await Promise.resolve()
  control.abort('left')
  t.equal(await leaving, 'left')
  t.equal(cancelled, false)
  opening.resolve({ token: 't1' })
  t.equal(await staying, 't1')
})

t.test('a login for which nobody waits any more is cancelled, and the next caller logs in anew', async t => {
  const openings: { signal: AbortSignal; resolve: (opened: Opened<string>) => void }[] = []
  const session = createSession<string>({
    open: ({ signal }) => new Promise(resolve => openings.push({ signal, resolve }))
  })
  const control = new AbortController()
  const leaving = failureOf(session.use(aCall(control.signal), async () => t.fail('it ran')))
  await Promise.resolve()
  control.abort('left')
  t.equal(await leaving, 'left')
  t.equal(openings[0]!.signal.aborted, true)

  const next = session.use(aCall(), async token => token)
  await Promise.resolve()
  t.equal(openings.length, 2)
  openings[1]!.resolve({ token: 'baru' })
  t.equal(await next, 'baru')
  openings[0]!.resolve({ token: 'lama' })
  await new Promise(setImmediate)
  t.equal(await session.use(aCall(), async token => token), 'baru')
})

t.test('a call that is cancelled already neither logs in nor runs', async t => {
  const login = tokens()
  const session = createSession(login)
  t.equal(await failureOf(session.use(aCall(AbortSignal.abort('early')), async () => t.fail('it ran'))), 'early')
  t.equal(login.opened, 0)
})
