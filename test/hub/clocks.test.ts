import { mock } from 'node:test'
import t from 'tap'
import { workingDaysOf } from '../../src/gateway/systems/city.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'

// Of the demo's days the hub is shown those that a test is about. Only the date is made up; nothing waits for it.
const EVENING = Date.parse('2026-11-24T23:00:00+07:00')
mock.timers.enable({ apis: ['Date'], now: EVENING })
t.teardown(() => {
  mock.timers.reset()
})

const SYSTEMS = ['complaints', 'ppid', 'register']
const city = await startCity({
  change: config => ({ ...config, systems: config.systems.filter(({ id }) => SYSTEMS.includes(id)) })
})
t.teardown(() => city.close())
const days = workingDaysOf(city.config.city)

interface Clock {
  step: string
  waits_for: string
  counted_from: string
  due_on: string
  set_by: string
  rule_due_on?: string
  remaining_working_days: number
  overdue: boolean
  estimated: boolean
}
interface Item {
  id: string
  status: { code: string }
  due_at?: string
  due_on?: string
  extended_to?: string
  clock?: Clock
}

async function walk(path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor = '';;) {
    const { status, body } = await city.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor}`)
    if (status !== 200) throw new Error(JSON.stringify(body))
    items.push(...body.items)
    if (body.next_cursor === null) return items
    cursor = `&cursor=${body.next_cursor}`
  }
}

for (const resource of ['complaints', 'information-requests']) {
  t.test(`clocks of ${resource} are counted by the city's working days`, async t => {
    const all = await walk(`/v1/${resource}`)
    const clocks = all.flatMap(({ clock }) => clock ?? [])
    t.ok(clocks.length > all.length / 20, `${clocks.length} of ${all.length} have one`)
    t.same(
      clocks.filter(({ due_on, remaining_working_days }) =>
        remaining_working_days !== days.between('2026-11-24', due_on)
      ),
      []
    )
    t.same(clocks.filter(({ counted_from, due_on }) => !days.isWorkingDay(counted_from) || due_on < counted_from), [])
    t.same(
      clocks.filter(({ overdue, waits_for, due_on }) => overdue !== (waits_for === 'office' && due_on < '2026-11-24')),
      []
    )
    t.same(clocks.filter(({ waits_for, due_on }) => waits_for === 'resident' && due_on < '2026-11-24'), [],
      'what a resident may do no more is gone')
    t.same(clocks.filter(({ estimated }) => estimated), [], 'the days off of all these years are known')
    const stated = all.filter(({ clock }) => clock?.set_by === 'system')
    t.ok(stated.length > 0)
    t.same(
      stated.filter(({ due_at, due_on, extended_to, clock }) =>
        clock?.due_on !== (extended_to ?? due_on ?? due_at?.slice(0, 10))
      ),
      [],
      "the system's own date stands in its field, and is what counts"
    )
  })

  t.test(`overdue ${resource} are found across pages, and none besides`, async t => {
    const all = await walk(`/v1/${resource}`)
    const ids = (items: Item[]): string[] => items.map(({ id }) => id)
    const late = all.filter(({ clock }) => clock?.overdue)
    t.ok(late.length > 0 && late.length < all.length)
    t.same(ids(await walk(`/v1/${resource}?overdue=true`)), ids(late))
    t.same(ids(await walk(`/v1/${resource}?overdue=false`)), ids(all.filter(({ clock }) => !clock?.overdue)))
    const { code } = late[0]?.status ?? {}
    t.same(ids(await walk(`/v1/${resource}?overdue=true&status=${code}`)), ids(late.filter(({ status }) =>
      status.code === code
    )))
    t.same(await walk(`/v1/${resource}?overdue=true&status=${resource === 'complaints' ? 'closed' : 'granted'}`), [])
  })
}

t.test('overdue is true or false, and asked of nothing that has no clock', async t => {
  t.match(await city.get('/v1/complaints?overdue=yes'), { status: 400, body: { errors: [{ field: 'overdue' }] } })
  t.match(await city.get('/v1/agencies?overdue=true'), { status: 400,
    body: { errors: [{ field: 'overdue', code: 'unknown' }] } })
  const { body } = await city.get('/v1/complaints?overdue=true&limit=1')
  t.match(await city.get(`/v1/complaints?limit=1&cursor=${body.next_cursor}`), { status: 400,
    body: { errors: [{ field: 'cursor', code: 'mismatch' }] } })
})

t.test('the clock runs on over midnight while the system is down, in kept answers too', async t => {
  const [due] = (await walk('/v1/complaints')).filter(({ clock }) =>
    clock?.waits_for === 'office' && clock.due_on === '2026-11-24'
  )
  if (due === undefined) throw new Error('nothing is due on this day')
  const path = `/v1/complaints/${due.id}`
  const list = '/v1/complaints?limit=20'
  const ask = async (): Promise<Answer> => {
    // The second one finds what the first has left.
    await city.get(path)
    return city.get(path)
  }

  mock.timers.setTime(Date.parse('2026-11-24T23:59:50+07:00'))
  const before = await ask()
  const page = await city.get(list)
  t.match(before.body.clock, { due_on: '2026-11-24', remaining_working_days: 0, overdue: false })
  t.ok(Number(/max-age=(\d+)/.exec(before.headers.get('cache-control') ?? '')?.[1]) <= 10,
    'nobody is told to keep it over midnight')
  t.notOk((await walk('/v1/complaints?overdue=true')).some(({ id }) => id === due.id))

  await city.system('complaints').setFault({ kind: 'down' })
  mock.timers.setTime(Date.parse('2026-11-25T00:00:00+07:00'))
  const after = await ask()
  t.match(after.body.clock, { due_on: '2026-11-24', remaining_working_days: -1, overdue: true })
  t.not(after.headers.get('etag'), before.headers.get('etag'))
  const next = await city.get(list)
  const remaining = ({ body }: Answer): unknown[] =>
    body.items.map(({ id, clock }: Item) => [id, clock?.remaining_working_days])
  t.notSame(remaining(next), remaining(page))
  t.equal(next.body.items.length, page.body.items.length)

  mock.timers.setTime(Date.parse('2026-11-25T18:00:00+07:00'))
  const stale = await ask()
  t.match(stale.headers.get('satu-source'), /^complaints;state=stale;as_of="2026-11-24T23:\d\d:\d\d\+07:00"$/)
  t.match(stale.body.clock, { remaining_working_days: -1, overdue: true })
  t.ok((await city.get('/v1/complaints?overdue=true&limit=100')).body.items.some(({ id }: Item) => id === due.id))
})
