import t from 'tap'
import { createClocks } from '../../../src/features/deadlines/clocks.ts'
import { createAnswers } from '../../../src/gateway/reads/answers.ts'
import { createCache } from '../../../src/gateway/reads/cache.ts'
import { createCursors } from '../../../src/gateway/reads/cursor.ts'
import { createFilters } from '../../../src/gateway/reads/filters.ts'
import { sourcePipeline } from '../../../src/gateway/reads/pipeline.ts'
import { createPurges } from '../../../src/gateway/reads/purges.ts'
import { createReads, type ReadRequest } from '../../../src/gateway/reads/reads.ts'
import { createWorkingDays } from '../../../src/kit/indonesia/working-days.ts'
import { MASKED } from '../../../src/platform/privacy/visibility.ts'
import { someone } from '../../suites/core/asker.ts'
import { city } from '../../suites/core/city.ts'
import { createGate } from '../../suites/core/gate.ts'
import { connect, contract, JWT_SECRET, operation, validation } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'

t.test('who asks after midnight is not given the answer that was on its way', async t => {
  const submitted = { status: { code: 'submitted', raw_code: 'baru' }, submitted_at: '2016-02-01T09:00:00+07:00' }
  const legacy = createLegacy({ id: 'a', prefix: 'AAAA',
    rows: [complaintRow('100001', '2016-02-01T09:00:00+07:00', submitted)] })
  const gate = createGate()
  legacy.before = () => gate.opened
  let now = Date.parse('2016-02-04T23:59:59+07:00')
  const purges = createPurges()
  const clocks = createClocks({ workingDays: createWorkingDays(), now: () => now })
  const reads = createReads({
    contract,
    validation,
    city,
    clocks,
    residentId: nik => nik,
    registry: connect([legacy]),
    ledger: { of: () => Promise.reject(new Error('is not asked')) },
    filters: createFilters(contract, clocks),
    answers: createAnswers({ maxBytes: 1_000_000, purges }),
    reader: sourcePipeline({ cache: createCache({ maxBytes: 1_000_000, purges }), spared: () => {} }),
    cursors: createCursors(JWT_SECRET),
    maxScan: 100,
    patienceMs: 1_000
  })
  const asked = (id: string, values: object): ReadRequest => ({ operation: operation(id),
    values: values as ReadRequest['values'], visibility: MASKED, asker: someone, tolerance: {} })
  const ask = async (): Promise<boolean[]> => {
    const [record, list] = await Promise.all([reads.get(asked('getComplaint', { id: 'AAAA-100001' })),
      reads.list(asked('listComplaints', { limit: 20 }))])
    const { items } = JSON.parse(list.answer.body) as { items: { clock: { overdue: boolean } }[] }
    return [(JSON.parse(record.answer.body) as { clock: { overdue: boolean } }).clock.overdue,
      items[0]?.clock.overdue === true]
  }

  const before = ask()
  now += 1_000
  const after = ask()
  gate.open()
  t.same(await before, [false, false])
  t.same(await after, [true, true])
  t.equal(legacy.asked.length, 2, 'the system was asked once for each')
})
