import t from 'tap'
import type { ResourceName } from '../../../src/contract/resources.ts'
import { createClocks, narrowToOverdue } from '../../../src/features/deadlines/clocks.ts'
import type { ListFilters } from '../../../src/gateway/reads/filters.ts'
import type { CanonicalRecord } from '../../../src/gateway/systems/records.ts'
import { createWorkingDays } from '../../../src/kit/indonesia/working-days.ts'
import { contract } from '../../suites/core/hub.ts'

const workingDays = createWorkingDays({ holidays: [{ year: 2016, dates: ['2016-02-08', '2016-03-09', '2016-03-25'] }] })
const clocks = createClocks({ workingDays })
const at = (day: string, time = '09:00'): string => `${day}T${time}:00+07:00`

/** A clock in one line. */
function clockOf(resource: ResourceName, fields: object, today: string): string {
  const clock = clocks.of(resource, { status: { code: 'unknown' }, ...fields } as unknown as CanonicalRecord, today)
  if (clock === undefined) return 'none'
  const { step, waits_for, counted_from, due_on, set_by, rule_due_on = 'same', remaining_working_days, overdue,
    estimated } = clock
  return [step, waits_for, counted_from, due_on, set_by, rule_due_on, remaining_working_days,
    overdue ? 'overdue' : 'in time', ...(estimated ? ['estimated'] : [])].join(' ')
}
const complaint = (code: string, fields: object, today: string): string =>
  clockOf('complaints', { status: { code }, ...fields }, today)
const request = (code: string, fields: object, today: string): string =>
  clockOf('information-requests', { status: { code }, received_on: '2016-02-01', due_on: '2016-02-16', ...fields },
    today)

t.test('a complaint is to be passed on within three working days', async t => {
  for (const code of ['submitted', 'triage']) {
    t.equal(complaint(code, { submitted_at: at('2016-02-02') }, '2016-02-03'),
      'forward office 2016-02-02 2016-02-05 rule same 2 in time')
  }
  const friday = { submitted_at: at('2016-02-05', '16:00') }
  t.equal(complaint('submitted', friday, '2016-02-05'), 'forward office 2016-02-09 2016-02-12 rule same 4 in time',
    'after hours, before a weekend and a day off')
  t.equal(complaint('submitted', friday, '2016-02-12'), 'forward office 2016-02-09 2016-02-12 rule same 0 in time',
    'on the last day')
  t.equal(complaint('submitted', friday, '2016-02-13'), 'forward office 2016-02-09 2016-02-12 rule same 0 overdue',
    'on the weekend after it')
  t.equal(complaint('submitted', friday, '2016-02-16'), 'forward office 2016-02-09 2016-02-12 rule same -2 overdue')
})

t.test('an agency answers within five working days of the last disposition', async t => {
  const dispositions = [{ to: 'SKPD-DISHUB', at: at('2016-02-01') }, { to: 'SKPD-DPU', at: at('2016-02-02') }]
  for (const code of ['assigned', 'in_progress']) {
    t.equal(complaint(code, { submitted_at: at('2016-01-20'), dispositions }, '2016-02-03'),
      'reply office 2016-02-02 2016-02-10 rule same 4 in time')
  }
  t.equal(complaint('assigned', { status: { code: 'assigned', changed_at: at('2016-02-02') } }, '2016-02-03'),
    'reply office 2016-02-02 2016-02-10 rule same 4 in time', 'told by the change of status')
  t.equal(complaint('in_progress', { status: { code: 'in_progress', changed_at: at('2016-02-02') } }, '2016-02-03'),
    'none', 'which says when work began')
  t.equal(
    complaint('reopened', { status: { code: 'reopened', changed_at: at('2016-02-02') },
      dispositions: [{ to: 'SKPD-DPU', at: at('2016-01-04') }], due_at: at('2016-01-11') }, '2016-02-03'),
    'reply office 2016-02-02 2016-02-10 rule same 4 in time',
    'what the system set before it was reopened is over'
  )
})

t.test("the system's own date counts, and the rule's is told beside it", async t => {
  const dispositions = [{ to: 'SKPD-DPU', at: at('2016-02-02') }]
  t.equal(complaint('assigned', { dispositions, due_at: at('2016-02-09', '23:59') }, '2016-02-10'),
    'reply office 2016-02-02 2016-02-09 system 2016-02-10 -1 overdue')
  t.equal(complaint('assigned', { dispositions, due_at: at('2016-02-10', '23:59') }, '2016-02-10'),
    'reply office 2016-02-02 2016-02-10 system same 0 in time')
  t.equal(complaint('submitted', { submitted_at: at('2016-02-02'), due_at: at('2016-02-20') }, '2016-02-03'),
    'forward office 2016-02-02 2016-02-05 rule same 2 in time', 'it is about the answer alone')
  t.equal(complaint('assigned', { dispositions, due_at: at('9999-12-31') }, '2016-02-10'),
    'reply office 2016-02-02 2016-02-10 rule same 0 in time', '"never" is no date')
})

t.test('an answer stands for ten working days, unless somebody says something', async t => {
  const answer = { id: 'A-1', at: at('2016-02-02'), status: 'responded', text: 'Sudah.', public: true }
  const later = { id: 'A-2', at: at('2016-02-03'), text: 'Belum beres.', public: true }
  for (const code of ['responded', 'resolved']) {
    t.equal(complaint(code, { updates: [answer] }, '2016-02-03'),
      'close resident 2016-02-02 2016-02-17 rule same 9 in time')
    t.equal(complaint(code, { updates: [answer] }, '2016-02-18'), 'none', 'its time is over')
    t.equal(complaint(code, { updates: [answer, later] }, '2016-02-03'), 'none', 'a word of the resident')
    t.equal(complaint(code, { updates: [answer, { ...later, public: false }] }, '2016-02-03'),
      'close resident 2016-02-02 2016-02-17 rule same 9 in time', 'a word that is not public tells nothing')
    t.equal(complaint(code, { updates: [answer, { ...later, agency_id: 'SKPD-DPU' }] }, '2016-02-04'),
      'close resident 2016-02-03 2016-02-18 rule same 9 in time', 'the agency has added something')
  }
  const early = { ...later, at: at('2016-02-01') }
  t.equal(
    complaint('responded', { status: { code: 'responded', changed_at: at('2016-02-02') }, updates: [early] },
      '2016-02-03'),
    'close resident 2016-02-02 2016-02-17 rule same 9 in time',
    'said before the answer'
  )
  t.equal(complaint('responded', {}, '2016-02-03'), 'none', 'nobody says when it was')
})

t.test('nothing runs while the resident is asked, at the end, or when nothing says since when', async t => {
  const dated = { submitted_at: at('2016-02-02'), dispositions: [{ to: 'SKPD-DPU', at: at('2016-02-02') }] }
  for (const code of ['info_needed', 'closed', 'rejected', 'out_of_scope', 'duplicate', 'archived', 'unknown'])
    t.equal(complaint(code, dated, '2016-02-03'), 'none', code)
  for (const code of ['submitted', 'assigned', 'in_progress', 'reopened', 'resolved'])
    t.equal(complaint(code, {}, '2016-02-03'), 'none', code)
  t.equal(complaint('submitted', { submitted_at: at('9999-12-31') }, '2016-02-03'), 'none')
})

t.test('a request is answered within ten working days, and within seven more once it is extended', async t => {
  for (const code of ['received', 'under_review']) {
    t.equal(request(code, {}, '2016-02-03'), 'answer office 2016-02-01 2016-02-16 system same 8 in time')
  }
  t.equal(request('received', { due_on: '2016-02-15' }, '2016-02-16'),
    'answer office 2016-02-01 2016-02-15 system 2016-02-16 -1 overdue')
  t.equal(request('extended', { extended_to: '2016-02-25' }, '2016-02-24'),
    'answer office 2016-02-01 2016-02-25 system same 1 in time')
  t.equal(request('under_review', { extended_to: '2016-02-25' }, '2016-02-24'),
    'answer office 2016-02-01 2016-02-25 system same 1 in time')
  t.equal(request('extended', {}, '2016-02-26'), 'answer office 2016-02-01 2016-02-25 rule same -1 overdue',
    'the first date says nothing of the extension')
})

t.test('an answer may be objected to, the objection is answered, and then there is the Commission', async t => {
  for (const code of ['granted', 'partially_granted', 'refused']) {
    t.equal(request(code, { decided_on: '2016-02-10' }, '2016-02-10'),
      'object resident 2016-02-10 2016-03-24 rule same 30 in time')
  }
  t.equal(request('refused', { decided_on: '2016-02-10' }, '2016-03-28'), 'none', 'the time to object is over')
  const objection = { ground: 'refused', filed_on: '2016-02-12' }
  t.equal(request('objection_filed', { objection }, '2016-03-30'),
    'answer_objection office 2016-02-12 2016-03-29 rule same -1 overdue')
  t.equal(request('objection_filed', { objection: { ...objection, answered_on: '2016-03-01' } }, '2016-03-21'),
    'dispute resident 2016-03-01 2016-03-22 rule same 1 in time')
  t.equal(request('objection_filed', {}, '2016-03-21'), 'none')
  for (const code of ['clarification_needed', 'transferred', 'withdrawn', 'dispute', 'unknown'])
    t.equal(request(code, {}, '2016-02-03'), 'none', code)
})

t.test('what is counted through a year without a table is marked as estimated', async t => {
  t.equal(complaint('submitted', { submitted_at: at('2016-12-29') }, '2016-12-29'),
    'forward office 2016-12-29 2017-01-03 rule same 3 in time estimated')
  t.equal(complaint('submitted', { submitted_at: at('2016-02-02') }, '2017-01-02'),
    'forward office 2016-02-02 2016-02-05 rule same -233 overdue estimated', 'how late it is, is')
})

t.test('a new record has its first limit from when it was accepted', async t => {
  const now = Date.parse('2016-02-12T10:00:00+07:00')
  const { first } = createClocks({ workingDays, now: () => now })
  t.same(first('complaints', at('2016-02-05', '17:00')), {
    step: 'forward',
    waits_for: 'office',
    counted_from: '2016-02-09',
    due_on: '2016-02-12',
    set_by: 'rule',
    remaining_working_days: 0,
    overdue: false,
    estimated: false
  })
  t.match(first('information-requests', at('2016-01-20', '17:00')), { step: 'answer', counted_from: '2016-01-21',
    due_on: '2016-02-04', overdue: true })
  t.equal(first('licence-applications', at('2016-01-20')), undefined)
})

t.test('a record is shown with the clock of the day, and with no other', async t => {
  const shown = (fields: object) =>
    clocks.shown('complaints', { id: 'AAAA-1', ...fields } as unknown as CanonicalRecord, '2016-02-03')
  t.match(shown({ status: { code: 'submitted' }, submitted_at: at('2016-02-02'), clock: 'strange' }), {
    clock: { step: 'forward' }
  })
  t.equal((shown({ status: { code: 'closed' }, clock: 'strange' }) as { clock?: unknown }).clock, undefined)
  t.notOk('clock' in shown({ status: { code: 'closed' } }))
})

t.test('the day changes at midnight in the city, for the resources that have clocks', async t => {
  const midnight = Date.parse('2016-02-04T00:00:00+07:00')
  const on = (now: number) => createClocks({ workingDays, now: () => now }).day('complaints')
  t.same(on(midnight - 1), { today: '2016-02-03', until: midnight })
  t.same(on(midnight), { today: '2016-02-04', until: midnight + 86_400_000 })
  t.equal(clocks.day('licences'), undefined)
})

t.test('what is overdue is looked for among those that wait for an office', async t => {
  t.same(narrowToOverdue('complaints', { overdue: true }), { overdue: true,
    status: ['assigned', 'in_progress', 'reopened', 'submitted', 'triage'] })
  t.same(narrowToOverdue('complaints', { overdue: true, status: ['assigned', 'closed'] }), { overdue: true,
    status: ['assigned'] })
  t.same(narrowToOverdue('complaints', { overdue: true, status: ['closed'] }), { overdue: true, status: ['closed'] })
  for (const filters of [{ overdue: false }, {}, { status: ['closed'] }])
    t.same(narrowToOverdue('complaints', filters), filters)
})

const possible = (resource: ResourceName): readonly string[] | undefined =>
  narrowToOverdue<ListFilters>(resource, { overdue: true }).status

t.test('no status outside of those can be overdue', async t => {
  const filled = {
    submitted_at: at('2016-02-01'),
    received_on: '2016-02-01',
    due_on: '2016-02-02',
    decided_on: '2016-02-01',
    dispositions: [{ to: 'SKPD-DPU', at: at('2016-02-01') }],
    updates: [{ id: 'A-1', at: at('2016-02-01'), status: 'responded', text: 'Sudah.', public: true }]
  }
  for (const [resource, schema] of [['complaints', 'ComplaintStatusCode'], ['information-requests',
    'InformationRequestStatusCode']] as const)
  {
    const found = new Set<string>()
    for (const code of (contract.schemas[schema]?.['enum'] ?? []) as string[]) {
      for (const objection of [undefined, { filed_on: '2016-02-01' }, { filed_on: '2016-02-01',
        answered_on: '2016-02-02' }])
      {
        if (clockOf(resource, { ...filled, status: { code, changed_at: at('2016-02-01') }, objection }, '2016-12-30')
          .includes('overdue')) found.add(code)
      }
    }
    t.same([...found].sort(), possible(resource))
  }
})
