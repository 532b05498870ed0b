import { openAdministration } from '../../../src/gateway/operators/administration.ts'
import { until } from '../../services/wait.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore, silent } from '../../suites/stores.ts'

const HOUR = 3_600_000
const message = { id: 'Server dipindahkan.', en: 'The server moves.' }

overEachStore(async (t, place) => {
  const changes: string[] = []
  const open = async (onHold: (system: string) => void = () => {}) => {
    const store = await place.open()
    const admin = await openAdministration({ store, jobs: startJobs(t, store), log: silent, onHold })
    t.teardown(() => {
      admin.close()
    })
    return admin
  }
  const one = await open()
  const other = await open(system => {
    changes.push(system)
  })
  const plan = { system: 'a', message, reason: 'asked for', by: 'desk' }

  t.test('a pause is obeyed by every process, by one that starts later too, until it is ended', async t => {
    await one.holds.pause('a', 'desk/asn-7', 'the vendor moves')
    t.match(one.holds.of('a'), { kind: 'paused' })
    await until(() => other.holds.of('a') !== undefined)
    t.match(changes, ['a'])
    t.equal(other.quietFor('a'), true)
    t.match((await open()).holds.pauseOf('a'), { value: 'the vendor moves', by: 'desk/asn-7' })
    await t.rejects(other.holds.pause('a', 'desk', 'again'), { code: 'state_conflict',
      message: /paused already, by desk\/asn-7 since/ })
    await other.holds.resume('a')
    await until(() => one.holds.of('a') === undefined)
    await t.rejects(one.holds.resume('a'), { code: 'state_conflict' })
    t.equal(other.quietFor('a'), false)
  })

  t.test('a maintenance begins and ends by the clock, in every process', async t => {
    const from = Date.now() + 1_200
    await one.holds.plan({ ...plan, from, until: from + 1_200 })
    t.equal(one.holds.of('a'), undefined)
    t.match(one.holds.planned('a'), [{ from, message }])
    changes.length = 0
    await until(() => other.holds.of('a') !== undefined)
    t.match(other.holds.of('a'), { kind: 'maintenance', since: from, until: from + 1_200, message })
    await until(() => other.holds.of('a') === undefined)
    await until(() => changes.length === 2)
    t.same(changes, ['a', 'a'], 'its beginning and its end')
    await until(() => other.holds.planned('a').length === 0)
  })

  t.test('maintenances of one system do not overlap, and can be taken back', async t => {
    const now = Date.now()
    await one.holds.plan({ ...plan, from: now, until: now + HOUR })
    await one.holds.plan({ ...plan, from: now + HOUR, until: now + 2 * HOUR })
    await t.rejects(one.holds.plan({ ...plan, from: now + HOUR - 1, until: now + 3 * HOUR }), { code: 'state_conflict',
      message: /maintenance \d+ from/ })
    await one.holds.plan({ ...plan, system: 'b', from: now, until: now + HOUR })
    const [, later] = one.holds.maintenancesOf('a')
    await one.holds.end('a', later?.seq)
    await one.holds.end('a', undefined)
    t.same(one.holds.maintenancesOf('a'), [])
    await t.rejects(one.holds.end('a', undefined), { code: 'state_conflict', message: /in no maintenance now/ })
    await t.rejects(one.holds.end('a', later?.seq), { code: 'state_conflict' })
    t.equal(one.holds.of('b')?.kind, 'maintenance')
  })
})
