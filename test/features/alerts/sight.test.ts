import { createLookout, type SightOptions } from '../../../src/features/alerts/sight.ts'
import { createEvents } from '../../../src/gateway/events/events.ts'
import { createServed } from '../../../src/gateway/reads/served.ts'
import { createCity } from '../../../src/gateway/systems/city.ts'
import { readBacklog } from '../../../src/gateway/writes/backlog.ts'
import { createSystems } from '../../suites/alerts-city.ts'
import { contract } from '../../suites/core/hub.ts'
import { testFolder } from '../../suites/folder.ts'
import { overEachStore } from '../../suites/stores.ts'

overEachStore(async (t, place) => {
  const store = await place.open()
  const events = createEvents({ store, contract })
  t.teardown(() => {
    events.close()
  })
  const systems = createSystems(['lapor', 'permits'], {})
  const city = createCity(systems.config)
  const served = createServed()
  const lookout = (more: Partial<SightOptions> = {}) =>
    createLookout({
      registry: () => systems.registry,
      agencies: () => city.agencies,
      served,
      store,
      dataDir: testFolder(),
      config: () => systems.config,
      certificates: () => [],
      journal: { backlog: () => readBacklog(store) },
      overdue: () => Promise.resolve(new Map([['SKPD-DPU', 3]])),
      isInMaintenance: id => id === 'permits',
      ...more
    })

  t.test('everything that rules ask for is seen', async t => {
    const now = Date.now()
    served.note('lapor', { at: now - 7_200_000, stale: true })
    await systems.fall('lapor')
    const sight = await lookout()(now)
    t.same(sight.systems.map(({ id, state, isExcused }) => `${id} ${state} ${isExcused}`), ['lapor down false',
      'permits unknown true'])
    t.match(sight.systems[0], { name: 'lapor', agency: 'SKPD-DISHUB', agencyCode: 'DISHUB', resources: ['complaints'],
      calls: 3, failures: 3, staleSince: now - 7_200_000 })
    t.ok(sight.freeShare !== undefined && sight.freeShare > 0 && sight.freeShare < 1, 'the disk of the data folder')
    t.equal(sight.store.isDown, false)
    t.same([...sight.overdue ?? []], [['SKPD-DPU', 3]])
  })

  t.test('a system whose form changes is seen from the log, also what happened before the start', async t => {
    const now = Date.now()
    const drift = (system: string, time: number) =>
      store.write(db => events.append(db, { type: 'system.drifted', system, subject: system, time, data: {} }))
    await drift('lapor', now - 60_000)
    const look = lookout()
    t.same([...(await look(now)).drifted ?? []], [['lapor', now - 60_000]])
    await drift('permits', now)
    t.same([...(await look(now + 1_000)).drifted ?? []].length, 1, 'it is not asked at every look')
    t.same([...(await look(now + 10_000)).drifted ?? []], [['lapor', now - 60_000], ['permits', now]])
  })

  t.test('what cannot be found out is not known, and everything else is', async t => {
    const sight = await lookout({ dataDir: '/nowhere', overdue: () => Promise.reject(new Error('no')),
      journal: { backlog: () => Promise.reject(new Error('no')) } })(Date.now())
    t.same([sight.freeShare, sight.overdue, sight.backlog], [undefined, undefined, undefined])
    t.equal(sight.systems.length, 2)
    t.ok(sight.drifted)
  })
})
