import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import type { Store, StoreState } from '../../../src/platform/store/database.ts'
import { until } from '../../services/wait.ts'
import { createSystems, onlyDown, SECRET, startAlerts } from '../../suites/alerts-city.ts'
import { startReceiver } from '../../suites/receiver.ts'
import { sqlitePlace } from '../../suites/stores.ts'

t.test('that the store takes nothing is told by the process that was on duty, and that it works again', async t => {
  const receiver = await startReceiver(t)
  const store = await (await sqlitePlace(t)).open()
  let outage: StoreState | undefined
  const through = <T>(
    work: () => Promise<T>
  ): Promise<
    T
  > => (outage === undefined
    ? work()
    : Promise.reject(new SatuError('store_unavailable', 'The store is full.', { stage: 'store' })))
  // A full disk cannot be had in a test: the store's own words for one stand in for it.
  const failing: Store = { ...store, read: work => through(() => store.read(work)),
    write: work => through(() => store.write(work)), state: () => outage ?? store.state() }
  const systems = createSystems(['a'], {
    alerts: { language: 'en', receivers: { duty: { webhook: { url: receiver.url, secret: SECRET } } },
      rules: { ...onlyDown, 'system-down': { enabled: true, for_seconds: 0 },
        'store-down': { enabled: true, for_seconds: 0 } } }
  })
  const { alerts } = startAlerts(t, failing, systems)
  await systems.fall('a')
  await receiver.until(1)
  receiver.answer = 503
  outage = { engine: 'sqlite', state: 'failed', isFull: true, since: Date.now() }
  await receiver.until(3, 'a second attempt')
  receiver.answer = 204
  const before = receiver.received.length
  await receiver.until(before + 1)
  const ids = new Set(receiver.received.slice(1).map(({ headers }) => headers['webhook-id']))
  t.equal(ids.size, 1, 'it is the same message until it is taken')
  outage = undefined
  await until(() => receiver.received.some(({ body }) => body.includes('"resolved"')), { what: 'its end' })
  const told = receiver.received.map(({ body }) =>
    JSON.parse(body) as { title: string; alerts: { state: string; kind: string }[] }
  )
  t.match(told[1], { title: 'Satu Kota Contoh: [NOW] The store is full: nothing can be accepted',
    alerts: [{ state: 'firing', kind: 'store' }] })
  t.match(told.at(-1), { alerts: [{ state: 'resolved', kind: 'store' }] })
  t.match((await alerts.list({ all: true, limit: 5, after: undefined })).items, [{ kind: 'store', subject: 'hub' }, {
    kind: 'system_down'
  }], 'it stands among those that are over')
})
