import t from 'tap'
import { contractErrors } from '../suites/contract-check.ts'
import { createCaller } from '../suites/core/desk.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'

const consumers = {
  desk: { scopes: ['submissions:operate', 'submissions:read', 'systems:operate', 'admin:read'] },
  app: { scopes: ['complaints:read', 'admin:write'] }
}
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable',
  rows: [complaintRow('1', '2026-11-01T08:00:00+07:00')] })
const hub = await startHub(t, [legacy], { consumers })

const ask = createCaller(hub, consumers)

async function actions(query = '') {
  const answer = await ask('GET', `/admin/actions${query}`)
  t.same(contractErrors('listOperatorActions', answer), [])
  return answer
}

t.test('acts of operators on deliveries, submissions and caches stand in one record', async t => {
  t.equal((await ask('PUT', '/v1/systems/complaints/deliveries', { paused: true, reason: 'the vendor moves' })).status,
    200)
  t.equal((await ask('POST', '/v1/systems/complaints/deliveries/retry', { reason: 'try' })).status, 409)
  t.equal((await ask('PUT', '/v1/systems/complaints/deliveries', { paused: false })).status, 200)
  t.equal((await ask('POST', '/v1/submissions/sub-0123-4567-89AB-CDEF/retry', {})).status, 404)
  t.equal((await ask('DELETE', '/v1/systems/complaints/cache?resource=complaints&record=LAPOR-1')).status, 200)
  const { body: { items } } = await actions()
  t.match(
    items.map(({ action, system, target, reason, detail, result, code, consumer, caller }) => ({ action, system, target,
      reason, detail, result, code, consumer, caller })
    ),
    [
      { action: 'cache.purge', system: 'complaints', target: 'LAPOR-1', detail: 'complaints', result: 'done',
        consumer: 'desk', caller: 'application' },
      { action: 'deliveries.resume', system: 'complaints', result: 'done' },
      { action: 'deliveries.retry', system: 'complaints', reason: 'try', result: 'refused', code: 'state_conflict' },
      { action: 'deliveries.pause', system: 'complaints', reason: 'the vendor moves', result: 'done' }
    ]
  )
  t.equal(items.length, 4, 'what names nothing that there is was no act')
})

t.test('the record is read page by page, and by who, what, when and with what result', async t => {
  const first = await actions('?limit=2&system=complaints')
  t.equal(first.body.items.length, 2)
  t.match(first.headers.get('link'), /^<\/admin\/actions\?limit=2&system=complaints&cursor=o\d+>; rel="next"$/)
  const second = await actions(`?limit=2&system=complaints&cursor=${first.body.next_cursor}`)
  t.same([second.body.items.length, second.body.next_cursor], [2, null])
  t.same((await actions('?action=deliveries&result=done')).body.items.map(({ action }) => action), ['deliveries.resume',
    'deliveries.pause'])
  t.same((await actions('?consumer=app')).body.items, [])
  t.same((await actions('?since=2999-01-01T00:00:00Z')).body.items, [])
})

t.test('who may not read it, and what is no query of it, is told so', async t => {
  t.match(await ask('GET', '/admin/actions', undefined, 'app'), { status: 403,
    body: { code: 'forbidden', detail: /admin:read/ } })
  for (const [query, field] of [['?action=Nonsense!', 'action'], [
    '?until=2026-01-01T00:00:00Z&since=2026-02-01T00:00:00Z',
    'until'
  ], ['?cursor=x', 'cursor'], ['?colour=red', 'colour']] as const) {
    t.match(await actions(query), { status: 400, body: { errors: [{ field }] } }, query)
  }
})
