import t from 'tap'
import { newApiKey } from '../../src/identity/api-keys.ts'
import { run } from '../cli/terminal.ts'
import { createDesk } from '../suites/core/desk.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { token } from '../suites/core/tokens.ts'

const key = newApiKey()
const consumers = {
  app: { scopes: ['complaints:read', 'events:read'], keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }], agreement: { number: '470/12', expires: '2999-12-31' }, quota: { day: 5_000 } },
  desk: { scopes: ['admin:read', 'admin:write'] }
}
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', rows: [complaintRow('1', day(1))], freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const hub = await startHub(t, [legacy], { consumers })
const ask = createDesk(hub, consumers)
const reason = 'it asks without end'
const act = async (id: string, consumer = 'app', body: object = { reason }) => {
  const answer = await ask(id, { id: consumer }, { body })
  t.same(answer.errors, [])
  return answer
}
const byToken = async (): Promise<number> => (await ask('listComplaints', {}, { as: 'app' })).status
const byKey = async (): Promise<number> => (await hub.get('/v1/complaints', { headers: { 'x-api-key': key.key } })).status

t.test('operators see who may call, and nothing that lets anybody in', async t => {
  const all = await ask<{ items: { id: string }[] }>('listConsumers')
  t.same([all.errors, all.body.items.map(({ id }) => id)], [[], ['app', 'desk']])
  t.match(all.body.items[0], { scopes: consumers.app.scopes, agreement: { number: '470/12' }, rate: { requests: 100_000, seconds: 60 }, quota_day: 5_000, keys: [{ prefix: key.prefix, expires: '2999-12-31' }] })
  t.notMatch(JSON.stringify(all.body), key.sha256)
})

t.test('a suspended consumer is let in by nothing, and again when it is resumed', async t => {
  for (let n = 0; n < 3; n++) t.same([await byToken(), await byKey()], [200, 200])
  const stream = await hub.get('/v1/events', { headers: { 'x-api-key': key.key, 'accept': 'text/event-stream' } })
  t.equal(stream.status, 200)
  t.match(await act('suspendConsumer'), { status: 200, body: { id: 'app', suspension: { reason, by: 'desk' } } })
  const refused = await ask<{ detail: string }>('listComplaints', {}, { as: 'app' })
  t.match(refused, { status: 403, body: { code: 'forbidden', detail: /suspended by the operators/ } })
  t.same([refused.errors, await byKey()], [[], 403])
  t.equal((await hub.get('/v1/complaints')).status, 200, 'everybody else is as before')
  await stream.text()
  t.pass('its stream has ended')
  t.match(await act('suspendConsumer'), { status: 409, body: { detail: /suspended already, by desk/ } })
  t.match(await act('resumeConsumer'), { status: 200, body: { suspension: undefined } })
  t.same([await byToken(), await byKey()], [200, 200])
  t.match(await act('resumeConsumer'), { status: 409, body: { detail: 'app is not suspended.' } })
})

t.test('the wrong forms are told', async t => {
  t.match(await act('suspendConsumer', 'desk'), { status: 409, body: { detail: /shut out who asks/ } })
  t.match(await act('suspendConsumer', 'apps'), { status: 404, body: { detail: /did you mean "app"/ } })
  t.match(await act('suspendConsumer', 'app', {}), { status: 400, body: { errors: [{ field: 'reason' }] } })
  t.equal((await ask('suspendConsumer', { id: 'desk' }, { as: 'app', body: { reason } })).status, 403)
})

t.test('the same on the command line', async t => {
  const env = { SATU_URL: hub.url, SATU_TOKEN: token({ claims: { sub: 'desk', scope: consumers.desk.scopes.join(' ') } }) }
  t.match(await run('consumer suspend app --reason endless', env), { code: 0, out: ['app is suspended'] })
  t.match((await run('consumer list', env)).out, [/^CONSUMER/, /^app +suspended by desk, .*: endless +\S+ +470\/12 until 2999-12-31/, /^desk +open/])
  t.match(await run('consumer resume app --reason mended', env), { code: 0, out: ['app is let in'] })
  t.match(await run('consumer suspend app', env), { code: 2, err: [/--reason is missing/] })
})
