import { setImmediate as nextTurn } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { SystemFault } from '../../src/kit/faults.ts'
import { type RunningHub, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'

const fresh = { fresh: 600, revalidate: 0, on_error: 0 }
const breakOff = (): never => {
  throw new SystemFault('reset', { stage: 'list', detail: 'broke off' })
}

/** Two systems with one complaint each; the second is down. */
async function start(t: Test) {
  const [a, b] = ['a', 'b'].map((id, i) =>
    createLegacy({ id, prefix: id.toUpperCase().repeat(4), freshness: fresh,
      rows: [complaintRow('100001', day(i + 1))] })
  )
  if (a === undefined || b === undefined) throw new Error('no systems')
  b.before = breakOff
  const hub = await startHub(t, [a, b], { limits: { breaker: { failures: 1_000, cooldown_ms: 1 } },
    consumers: { app: {} } })
  return { hub, a, b }
}

async function ask(hub: RunningHub, path: string, headers: Record<string, string> = {}) {
  const response = await hub.get(path, { headers })
  const text = await response.text()
  const body = (text === '' ? {} : JSON.parse(text)) as { items?: unknown[]; code?: string;
    meta?: { sources: { state: string }[] } }
  return { status: response.status, headers: response.headers, count: body.items?.length, code: body.code,
    states: body.meta?.sources.map(({ state }) => state) }
}

/** Asks until the answer is whole: one that lacks a system is kept for a second. */
async function untilWhole(hub: RunningHub, path: string, headers: Record<string, string> = {}) {
  for (;;) {
    const answer = await ask(hub, path, headers)
    if (answer.status === 200 && answer.count === 2) return answer
    await nextTurn()
  }
}

t.test('an answer that lacks a system is never kept as the whole', async t => {
  const { hub, a, b } = await start(t)
  const partial = await ask(hub, '/v1/complaints')
  t.same([partial.status, partial.count, partial.states], [200, 1, ['ok', 'failed']])
  t.match(partial.headers.get('cache-control'), /, max-age=0$/)
  const again = await ask(hub, '/v1/complaints')
  t.same([again.count, again.states], [1, ['ok', 'failed']])
  t.match(again.headers.get('cache-control'), /, max-age=0$/, 'nor when it comes from memory')
  t.match(again.headers.get('cache-status'), /^satu; hit; ttl=-\d/)
  t.match(await ask(hub, '/v1/complaints?require=all'), { status: 503, code: 'sources_failed' })

  b.before = () => {}
  const whole = await untilWhole(hub, '/v1/complaints', { 'if-none-match': partial.headers.get('etag') ?? '' })
  t.same([whole.status, whole.count, whole.states], [200, 2, ['ok', 'ok']],
    'who has the partial one is given the whole')
  t.not(whole.headers.get('etag'), partial.headers.get('etag'))
  t.match(whole.headers.get('cache-control'), /, max-age=[1-9]/)
  t.equal(a.asked.filter(({ operation }) => operation === 'list').length, 1, 'the system that was well was asked once')
})

t.test('an error is not kept', async t => {
  const { hub, a, b } = await start(t)
  a.before = breakOff
  for (let i = 0; i < 2; i++) {
    const answer = await ask(hub, '/v1/complaints')
    t.match(answer, { status: 503, code: 'sources_failed' })
    t.equal(answer.headers.get('cache-control'), 'no-store')
    t.equal(answer.headers.get('etag'), null)
  }
  t.match(await ask(hub, '/v1/complaints/AAAA-100001'), { status: 502 })
  a.before = b.before = () => {}
  t.equal((await ask(hub, '/v1/complaints/AAAA-100001')).status, 200)
  t.equal((await ask(hub, '/v1/complaints')).count, 2)
})

t.test('a cursor of a partial page goes on to the records that were missing', async t => {
  const { hub, b } = await start(t)
  const first = await hub.get('/v1/complaints?limit=1')
  const { next_cursor: cursor } = (await first.json()) as { next_cursor: string | null }
  t.equal(cursor, null, 'the system that is well has no more')
  b.before = () => {}
  t.equal((await untilWhole(hub, '/v1/complaints?limit=2')).count, 2)
})

t.test('a cache in between keeps apart who asks with a token and who does not', async t => {
  const { hub } = await start(t)
  for (const [headers, scope] of [[{}, 'public'], [bearer({ claims: { sub: 'app' } }), 'private']] as const) {
    for (let i = 0; i < 2; i++) {
      const answer = await ask(hub, '/v1/complaints?limit=3', headers)
      t.equal(answer.headers.get('vary'), 'authorization, x-api-key, x-purpose, origin')
      t.match(answer.headers.get('cache-control'), new RegExp(`^${scope}, `))
    }
  }
})
