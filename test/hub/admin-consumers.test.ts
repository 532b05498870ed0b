import t from 'tap'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { run } from '../cli/terminal.ts'
import { createDesk } from '../suites/core/desk.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { token } from '../suites/core/tokens.ts'
import { happenings } from '../suites/events-hub.ts'

const key = newApiKey()
const other = newApiKey()
const consumers = {
  app: { scopes: ['complaints:read', 'events:read'],
    keys: [{ prefix: key.prefix, sha256: key.sha256, expires: '2999-12-31' }, { prefix: other.prefix,
      sha256: other.sha256, expires: '2999-12-31' }], agreement: { number: '470/12', expires: '2999-12-31' },
    quota: { day: 5_000 } },
  desk: { scopes: ['admin:read', 'admin:write'] }
}
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', rows: [complaintRow('1', day(1))],
  freshness: { fresh: 60, revalidate: 0, on_error: 0 } })
const hub = await startHub(t, [legacy], { consumers })
const ask = createDesk(hub, consumers)
const happen = await happenings(t, { options: { dataDir: hub.dataDir } })
const reason = 'it asks without end'
const act = async (id: string, consumer = 'app', body: object = { reason }) => {
  const answer = await ask(id, { id: consumer }, { body })
  t.same(answer.errors, [])
  return answer
}
const byToken = async (): Promise<number> => (await ask('listComplaints', {}, { as: 'app' })).status
const byKey = async (shown = key.key): Promise<number> =>
  (await hub.get('/v1/complaints', { headers: { 'x-api-key': shown } })).status

t.test('operators see who may call, and nothing that lets anybody in', async t => {
  const all = await ask<{ items: { id: string }[] }>('listConsumers')
  t.same([all.errors, all.body.items.map(({ id }) => id)], [[], ['app', 'desk']])
  t.match(all.body.items[0], { scopes: consumers.app.scopes, agreement: { number: '470/12' },
    rate: { requests: 100_000, seconds: 60 }, quota_day: 5_000, keys: [{ prefix: key.prefix, expires: '2999-12-31' }] })
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
  // Without an event it would end at its next sign of life.
  await happen({})
  t.notMatch(await stream.text(), /^data:/m, 'its stream has ended, and told nothing more')
  t.match(await act('suspendConsumer'), { status: 409, body: { detail: /suspended already, by desk/ } })
  t.match(await act('resumeConsumer'), { status: 200, body: { suspension: undefined } })
  t.same([await byToken(), await byKey()], [200, 200])
  t.match(await act('resumeConsumer'), { status: 409, body: { detail: 'app is not suspended.' } })
})

t.test('operators see how much a consumer uses, and when it was last seen', async t => {
  interface Used {
    use: { requests: number; last_seen: string;
      windows: { name: string; used: number; requests: number; resets_in_seconds: number }[] }
  }
  const use = async () => {
    const { errors, body } = await ask<Used>('getConsumer', { id: 'app' })
    t.same(errors, [])
    return body.use
  }
  const before = await use()
  await byKey()
  await byToken()
  const after = await use()
  t.equal(after.requests - before.requests, 2)
  t.ok(Math.abs(Date.now() - Date.parse(after.last_seen)) < 600_000)
  t.match(after.windows, [{ name: 'rate', requests: 100_000 }, { name: 'day', requests: 5_000 }])
  t.equal((after.windows[1]?.used ?? 0) - (before.windows[1]?.used ?? 0), 2)
})

t.test('a revoked key is refused, by a process that starts later too; all else of its consumer is not', async t => {
  const revoke = (prefix: string, body: object = { reason: 'it was in a repository' }) =>
    ask<{ keys: object[] }>('revokeConsumerKey', { id: 'app', key: prefix }, { body })
  t.same([await byKey(), await byKey()], [200, 200])
  const stream = await hub.get('/v1/events', { headers: { 'x-api-key': key.key, 'accept': 'text/event-stream' } })
  const revoked = await revoke(key.prefix)
  t.match(revoked, { status: 200, errors: [], body: {
    keys: [{ prefix: key.prefix, revocation: { reason: 'it was in a repository', by: 'desk' } }, {
      prefix: other.prefix,
      revocation: undefined
    }]
  } })
  t.same([await byKey(), await byKey(other.key), await byToken()], [401, 200, 200])
  await stream.text()
  t.pass('its stream has ended')
  t.match(await revoke(key.prefix), { status: 409, errors: [], body: { detail: /revoked already, by desk/ } })
  t.match(await revoke('satu_00000000'), { status: 404, errors: [] })
  t.match(await revoke(key.key), { status: 400, errors: [], body: { errors: [{ in: 'path', field: 'key' }] } })
  t.match(await revoke(other.prefix, {}), { status: 400, body: { errors: [{ field: 'reason' }] } })
  t.match(
    (await ask<{ items: object[] }>('listOperatorActions', {}, { query: '?action=consumer.revoke-key' })).body.items,
    [{ result: 'refused' }, { target: 'app', detail: key.prefix, result: 'done' }]
  )
  const beside = await startHub(t, [legacy], { consumers, dataDir: hub.dataDir })
  t.equal((await beside.get('/v1/complaints', { headers: { 'x-api-key': key.key } })).status, 401)
})

t.test('the wrong forms are told', async t => {
  t.match(await act('suspendConsumer', 'desk'), { status: 409, body: { detail: /shut out who asks/ } })
  t.match(await act('suspendConsumer', 'apps'), { status: 404, body: { detail: /did you mean "app"/ } })
  t.match(await act('suspendConsumer', 'app', {}), { status: 400, body: { errors: [{ field: 'reason' }] } })
  t.equal((await ask('suspendConsumer', { id: 'desk' }, { as: 'app', body: { reason } })).status, 403)
})

t.test('the same on the command line', async t => {
  const env = { SATU_URL: hub.url,
    SATU_TOKEN: token({ claims: { sub: 'desk', scope: consumers.desk.scopes.join(' ') } }) }
  t.match(await run('consumer suspend app --reason endless', env), { code: 0, out: ['app is suspended'] })
  t.match((await run('consumer list', env)).out, [/^CONSUMER/,
    /^app +suspended by desk, .*: endless +\S+ +470\/12 until 2999-12-31/, /^desk +open/])
  t.match(await run('consumer resume app --reason mended', env), { code: 0, out: ['app is let in'] })
  t.match((await run('consumer show app', env)).out, [/^app: /, /^scopes +complaints:read events:read$/,
    /^agreement +470\/12/, /^requests +\d+, last \d/, /^rate +\d+ of 100000/, /^day +\d+ of 5000/,
    new RegExp(`^key +${key.prefix} .* revoked by desk`), new RegExp(`^key +${other.prefix} until 2999-12-31$`)])
  t.match(await run(`key revoke app ${other.key} --reason leaked`, env), { code: 2, err: [/never show the rest/] })
  t.match(await run(`key revoke app ${other.prefix} --reason leaked`, env), { code: 0, out: [/is taken no more/] })
  t.equal(await byKey(other.key), 401)
  t.match(await run('consumer suspend app', env), { code: 2, err: [/--reason is missing/] })
})
