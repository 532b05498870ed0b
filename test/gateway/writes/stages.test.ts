import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'
import type { System } from '../../../src/gateway/systems/system.ts'
import { submitThrough, writePipeline } from '../../../src/gateway/writes/pipeline.ts'
import { check } from '../../../src/gateway/writes/stages/check.ts'
import { expect } from '../../../src/gateway/writes/stages/expect.ts'
import { own } from '../../../src/gateway/writes/stages/own.ts'
import { route } from '../../../src/gateway/writes/stages/route.ts'
import type { Write } from '../../../src/gateway/writes/stages/stage.ts'
import type { Submission } from '../../../src/gateway/writes/submissions.ts'
import { MASKED } from '../../../src/platform/privacy/visibility.ts'
import { someone } from '../../suites/core/asker.ts'
import { operation } from '../../suites/core/hub.ts'

const system = { id: 'a', config: { prefix: 'AAAA' } } as System
const submission = { id: 'sub-1', state: 'delivering' } as Submission
const record = { id: 'AAAA-1' } as CanonicalRecord

/** A change of a record that goes to `system`, as it comes in. */
function change({ waitMs = 1_000, ...changed }: Partial<Write> & { waitMs?: number } = {}): Write {
  return {
    operation: operation('createComplaint'),
    resource: 'complaints',
    action: 'create',
    sent: { id: 'AAAA-1', key: 'k', body: {}, whileRunning: 'refuse' },
    sender: { requestId: 'r', trace: undefined, asker: someone, person: undefined, isCitizen: false, visibility: MASKED,
      mayChange: async () => {} },
    core: {
      routing: { find: () => ({ system, key: '1' }), settle: async (_resource, _action, destination) => destination },
      reads: { record: async () => record },
      clocks: { lastDay: () => undefined },
      limits: { wait_ms: waitMs, max_waiting_files: 1 }
    },
    ...changed
  }
}

t.test('a body that does not fit the contract goes no further', t => {
  t.throws(
    () => check({ bodyErrors: () => [{ in: 'body', field: 'x', code: 'required', detail: 'is missing' }] })(change()),
    {
      code: 'invalid_request',
      errors: [{ field: 'x' }]
    }
  )
  t.end()
})

t.test('a record that is not theirs to change is asked of no system', async t => {
  const forbidden = new SatuError('forbidden', 'no')
  const write = change()
  write.sender.mayChange = async () => {
    throw forbidden
  }
  await t.rejects(Promise.resolve(own(write)), forbidden)
})

t.test('a change is refused of what is not there, or is over; a system that is away is believed', async t => {
  const answers: (() => CanonicalRecord)[] = [
    () => {
      throw new SatuError('not_found', 'none')
    },
    () => {
      throw new SatuError('system_timeout', 'late')
    },
    () => record
  ]
  const ended: unknown[] = []
  for (const answer of answers) {
    const write = change({ destination: { system, key: '1' } })
    write.core.reads = { record: async () => answer() }
    write.core.clocks = { lastDay: () => '2016-01-01' }
    ended.push(await Promise.resolve(expect(write)).then(() => 'taken', (error: SatuError) => error.code))
  }
  t.same(ended, ['not_found', 'taken', 'state_conflict'])
})

t.test('a new record is looked for nowhere', async t => {
  const write = change()
  write.sent.id = undefined
  write.core.reads = { record: async () => t.fail('was read') as never }
  await route(write)
  await expect(write)
  t.same(write.destination, { system, key: '1' })
})

t.test('what has ended in time is answered as it ended, all else as it stands', async t => {
  const delivered: Submission = { ...submission, state: 'delivered' }
  const states: string[] = []
  const attempts = [undefined, Promise.resolve(delivered), new Promise<Submission>(() => {})]
  for (const attempt of attempts) {
    let kept = 0
    const stages = writePipeline({ validation: { bodyErrors: () => [] }, owners: { of: () => [] },
      journal: { take: async () => ({ submission, attempt }) } })
    const write = change({ waitMs: 20 })
    write.sent.onKept = () => kept++
    states.push((await submitThrough(stages, write)).state)
    t.equal(kept, 1)
  }
  t.same(states, ['delivering', 'delivered', 'delivering'])
})
