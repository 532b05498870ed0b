import t from 'tap'
import { SystemFault } from '../../src/kit/faults.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { run } from '../cli/terminal.ts'
import { createConfig } from '../suites/core/city.ts'
import { createDesk } from '../suites/core/desk.ts'
import { type RunningHub, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { token } from '../suites/core/tokens.ts'

const consumers = { desk: { scopes: ['admin:read', 'admin:write', 'systems:read'] },
  app: { scopes: ['complaints:read', 'admin:read'] } }
const made = createLegacy({ id: 'complaints', prefix: 'LAPOR', rows: [complaintRow('1', day(1))] })
let connections = 0
let closed = 0
let broken = false
const legacy = {
  ...made,
  get asked() {
    return made.asked
  },
  adapter: {
    ...made.adapter,
    connect: () => {
      if (broken) throw new Error('no client of these')
      return { number: ++connections }
    },
    close: async () => {
      closed++
    }
  }
}
const other = createLegacy({ id: 'incidents', prefix: 'INCI', resource: 'incidents' })
/** What the file says; undefined: as at the start. */
let file: Config | undefined
const first = createConfig([legacy, other], { consumers })
const hub: RunningHub = await startHub(t, [legacy, other], {
  consumers,
  reread: anew =>
    hub.reload(file ?? first, new Map([legacy, other].map(({ adapter }) => [adapter.product, adapter])), anew)
})
const ask = createDesk(hub, consumers)
const reload = async (body: object = { reason: 'its sessions hang' }) => {
  const answer = await ask<Record<string, unknown>>('reloadSystem', { id: 'complaints' }, { body })
  t.same(answer.errors, [])
  return answer
}

t.test('a system that has not changed is connected anew, and its breaker begins afresh', async t => {
  made.before = () => {
    throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused the connection' })
  }
  const breaker = async () =>
    (await ask<{ system: { health: { breaker: string } } }>('getOperatedSystem', { id: 'complaints' })).body.system
      .health.breaker
  while (await breaker() === 'closed') await ask('listComplaints', {}, { as: 'app' })
  made.before = () => {}
  t.match(await reload(), { status: 200,
    body: { system: 'complaints', outcome: 'reconnected', untried: [], also_changed: [], also_removed: [] } })
  t.equal(await breaker(), 'closed')
  t.equal((await ask('listComplaints', {}, { as: 'app' })).status, 200)
  t.same([connections, closed], [2, 1], 'the connection before is let go')
  t.match((await ask<{ items: object[] }>('listOperatorActions', {}, { query: '?action=system.reload' })).body.items, [{
    system: 'complaints',
    reason: 'its sessions hang',
    result: 'done'
  }])
})

t.test('the whole file is taken, and the answer tells what else has changed', async t => {
  file = createConfig([legacy, other], { consumers, limits: { timeout_ms: 4_321 } })
  t.match(await reload(), { status: 200, body: { outcome: 'changed', also_changed: ['incidents'] } })
  file = createConfig([other], { consumers, limits: { timeout_ms: 4_321 } })
  t.match(await reload(), { status: 200, body: { outcome: 'removed', also_changed: [] } })
  t.equal((await reload()).status, 404)
  file = undefined
  t.match(await ask('reloadSystem', { id: 'incidents' }, { body: { reason: 'all of it is back' } }), { status: 200,
    body: { outcome: 'changed', also_changed: ['complaints'] } })
})

t.test('one that is down is taken all the same, and the answer says that it could not be tried', async t => {
  made.before = () => {
    throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused the connection' })
  }
  t.match((await reload()).body, { outcome: 'reconnected', untried: [/complaints: refused the connection/] })
  made.before = () => {}
})

t.test('what cannot be connected is refused, and the one that runs stays', async t => {
  await reload()
  broken = true
  t.match(await reload(), { status: 409,
    body: { code: 'state_conflict',
      detail: /running configuration stays: complaints: its adapter complaints could not make a client/ } })
  broken = false
  t.equal((await ask('listComplaints', {}, { as: 'app' })).status, 200)
  t.match((await ask<{ items: object[] }>('listOperatorActions', {}, { query: '?action=system.reload' })).body.items[0],
    { result: 'refused', code: 'state_conflict' })
  t.match(await reload({}), { status: 400, body: { errors: [{ field: 'reason' }] } })
  t.equal((await ask('reloadSystem', { id: 'complaints' }, { as: 'app', body: { reason: 'who may' } })).status, 403)
})

t.test('the same on the command line', async t => {
  const env = { SATU_URL: hub.url,
    SATU_TOKEN: token({ claims: { sub: 'desk', scope: consumers.desk.scopes.join(' ') } }) }
  t.match(await run('system reload complaints --reason hangs', env), { code: 0,
    out: ['complaints: connected anew; its entry had not changed'] })
  t.match(await run('system reload complaints', env), { code: 2, err: [/--reason is missing/] })
  t.match(await run('system reload complaint --reason hangs', env), { code: 1, err: [/did you mean "complaints"/] })
})
