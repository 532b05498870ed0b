import t from 'tap'
import { createDesk } from '../suites/core/desk.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'

interface State {
  levels: { level: string; entries: number; bytes: number; max_bytes: number }[]
  systems: { system: string; entries: number; bytes: number }[]
}

const consumers = { desk: { scopes: ['admin:read', 'admin:write'] },
  app: { scopes: ['complaints:read', 'incidents:read', 'admin:read'] } }
const freshness = { fresh: 600, revalidate: 0, on_error: 0 }
const complaints = createLegacy({ id: 'complaints', prefix: 'LAPOR', rows: [complaintRow('1', day(1))], freshness })
const incidents = createLegacy({ id: 'incidents', prefix: 'INCI', resource: 'incidents', freshness })
const hub = await startHub(t, [complaints, incidents], { consumers })
const ask = createDesk(hub, consumers)
const reason = 'the agency has corrected it'
const state = async () => {
  const { errors, body } = await ask<State>('getCache')
  t.same(errors, [])
  return body
}
const purge = async (body: object) => {
  const answer = await ask<Record<string, unknown>>('purgeCache', {}, { body })
  t.same(answer.errors, [])
  return answer
}
const read = async () => {
  for (const id of ['listComplaints', 'listIncidents']) t.equal((await ask(id, {}, { as: 'app' })).status, 200)
  t.equal((await ask('getComplaint', { id: 'LAPOR-1' }, { as: 'app' })).status, 200)
}
/** What was asked of the systems since. */
const asked = (): string[] =>
  [complaints, incidents].flatMap(({ id, asked: all }) =>
    all.splice(0).filter(({ operation }) => operation !== 'probe').map(({ operation }) => `${id} ${operation}`)
  )
const entries = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await state()).systems.map(({ system, entries: count }) => [system, count]))

t.test('operators see how much is kept, by level and by system', async t => {
  t.same(await entries(), { complaints: 0, incidents: 0 })
  await read()
  await read()
  const { levels, systems } = await state()
  t.same(levels.map(({ level }) => level), ['records', 'answers', 'requests'])
  for (const { level, entries: count, bytes, max_bytes: most } of levels)
    t.ok(count > 0 && bytes > 0 && bytes < most, level)
  t.same(systems.map(({ system }) => system).toSorted(), ['complaints', 'incidents'])
  t.ok(systems.every(({ bytes }) => bytes > 0))
})

t.test('what they have forgotten is asked for anew, and nothing else', async t => {
  await read()
  asked()
  t.match(await purge({ system: 'complaints', resource: 'complaints', record: 'LAPOR-1', reason }), { status: 200,
    body: { system: 'complaints', record: 'LAPOR-1', reached: 'every_process' } })
  await read()
  t.same(asked(), ['complaints list', 'complaints get'])
  t.match((await purge({ system: 'incidents', reason })).body, { system: 'incidents' })
  t.match(await entries(), { incidents: 0 })
  await read()
  t.same(asked(), ['incidents list'])
  t.match((await purge({ all: true, reason })).body, { all: true, system: undefined })
  t.same(await entries(), { complaints: 0, incidents: 0 })
  await read()
  t.same(asked().toSorted(), ['complaints get', 'complaints list', 'incidents list'])
  t.match((await ask<{ items: object[] }>('listOperatorActions', {}, { query: '?action=cache.purge' })).body.items, [
    { detail: 'all systems', reason, result: 'done' },
    { system: 'incidents', reason },
    { system: 'complaints', target: 'LAPOR-1', detail: 'complaints', reason, consumer: 'desk' }
  ])
})

t.test('the wrong forms are told', async t => {
  for (const [body, field] of [[{ reason }, 'system'], [{ all: true, system: 'complaints', reason }, 'system'], [{
    all: true,
    resource: 'complaints',
    reason
  }, 'all'], [{ system: 'complaints' }, 'reason'], [{ system: 'complaints', resource: 'incidents', reason },
    'resource'], [{ system: 'complaints', record: 'LAPOR-1', reason }, 'record'], [{ system: 'complaints',
    resource: 'complaints', record: 'INCI-1', reason }, 'record']] as const)
  {
    t.match(await purge(body), { status: 400, body: { errors: [{ in: 'body', field }] } }, JSON.stringify(body))
  }
  t.match(await purge({ system: 'complaint', reason }), { status: 404, body: { detail: /did you mean "complaints"/ } })
  t.equal((await ask('purgeCache', {}, { as: 'app', body: { all: true, reason } })).status, 403)
})
