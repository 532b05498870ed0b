import t from 'tap'
import { createLeases } from '../../src/journal/leases.ts'
import { sqlitePlace } from '../suites/stores.ts'

t.test('what was taken anew is not let go of by an earlier attempt', async t => {
  const store = await (await sqlitePlace(t)).open()
  const leases = createLeases(store)
  t.teardown(() => { leases.close() })
  const first = leases.hold('sub-1')
  t.ok(leases.holds('sub-1'))
  const second = leases.hold('sub-1')
  first()
  t.ok(leases.holds('sub-1'), 'the second has it still')
  second()
  t.notOk(leases.holds('sub-1'))
  t.notOk(leases.holds('sub-2'))
})
