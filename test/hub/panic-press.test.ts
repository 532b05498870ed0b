import t from 'tap'
import { startControl } from '../../demo/control.ts'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

const city = await startCity()
t.teardown(() => city.close())
const button = city.system('panic-button')
const control = await startControl([button], { port: 0 })
t.teardown(() => control.stop())
button.pushTo?.(city.url)

interface Alert {
  id: string
  status: number
  hp: string
}

async function press(body?: object): Promise<Alert[]> {
  const answer = await fetch(`${control.url}/systems/panic-button/press`, { method: 'POST',
    ...(body && { body: JSON.stringify(body) }) })
  return ((await answer.json()) as { alerts: Alert[] }).alerts
}
const listed = async (): Promise<string[]> => {
  const { body } = await city.get('/v1/incidents?limit=100&q=panic', { as: null })
  return body.items.map(({ id }: { id: string }) => id).filter((id: string) => id.startsWith('PANIC-'))
}

/** The list once it tells of what was pushed last: answers are kept for a second. */
async function listedWith(alert: Alert | undefined): Promise<string[]> {
  let ids: string[] = []
  await until(async () => (ids = await listed()).includes(`PANIC-${alert?.id}`), { what: 'the incident' })
  return ids
}

t.test('a press becomes an incident at once', async t => {
  const [alert] = await press()
  t.equal(alert?.status, 200)
  t.ok(await listedWith(alert))
  const { status, body } = await city.get(`/v1/incidents/PANIC-${alert?.id}`, { as: null })
  t.equal(status, 200)
  t.match(body, { kind: 'panic', status: { code: 'reported' }, source: { system: 'panic-button' } })
  t.notOk(JSON.stringify(body).includes(alert?.hp ?? ''))
})

t.test('a resident who taps again within seconds counts once', async t => {
  const before = await listed()
  const alerts = await press({ taps: 3 })
  t.same(alerts.map(({ status }) => status), [200, 200, 200])
  // Somebody who presses after them: by then all of them would be told.
  const [next] = await press({ taps: 1 })
  const after = await listedWith(next)
  t.same(after.filter(id => !before.includes(id) && id !== `PANIC-${next?.id}`), [`PANIC-${alerts[0]?.id}`],
    'the first of them')
})

t.test('residents who press at once count each', async t => {
  const before = await listed()
  const alerts = await press({ count: 4, taps: 1 })
  const fresh = alerts.filter(({ id }) => !before.includes(`PANIC-${id}`))
  t.equal(new Set(fresh.map(({ hp }) => hp)).size, 4)
  const after = await listedWith(fresh.at(-1))
  t.same(after.filter(id => !before.includes(id)).sort(), [...new Set(fresh.map(({ id }) => `PANIC-${id}`))].sort(),
    'also one that is sent again')
})
