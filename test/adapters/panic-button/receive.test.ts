import t from 'tap'
import { contractErrors } from '../records.ts'
import { client, createTools, fixture, incidents, parameters, receive } from './surroundings.ts'

const bad = fixture('alerts') as Record<string, Record<string, string>>

/** The record of an alert with these parameters, and what was noted. */
function taken(given: Record<string, string> = {}, receivedAt?: string) {
  const { rows: [row] } = receive(parameters(given), receivedAt === undefined ? {} : { receivedAt })
  if (row === undefined) throw new Error('no row')
  const tools = createTools()
  const mapped = incidents.map(row, tools, client)
  return { ...mapped, row, errors: contractErrors('incidents', mapped, tools), notes: tools.notes.list() }
}

const spoiled = (name: string) => {
  if (bad[name] === undefined) throw new Error(`no fixture "${name}"`)
  return taken(bad[name])
}

t.test('maps an alert, with its district and no more of its place', async t => {
  const { key, updatedAt, record, errors, notes } = taken()
  t.same(errors, [])
  t.same(notes, [])
  t.equal(key, 'PB20261120091522001')
  t.equal(updatedAt, '2026-11-20T09:15:22+07:00')
  t.same(record, {
    identifiers: [],
    status: { code: 'reported', raw_code: '' },
    kind: 'panic',
    severity: 'unknown',
    headline: 'Panic Button ditekan',
    agency_id: 'SKPD-DPU',
    occurred_at: '2026-11-20T09:15:22+07:00',
    location: { district_code: '32.73.02' },
    cap: { urgency: 'immediate', certainty: 'unknown' }
  })
})

t.test('answers as the Panic Button expects', async t => {
  t.same(receive(parameters()).answer, (fixture('alert') as { answer: object }).answer)
})

t.test('keeps neither telephone nor IMEI nor position, not even in its row', async t => {
  for (const name of Object.keys(bad)) {
    const { row, record, notes } = spoiled(name)
    t.notMatch(JSON.stringify({ row, record, notes }),
      /081300000017|990000862471854|6[.,]884|107[.,]614|7[.,]797|110[.,]37/, name)
  }
})

t.test('notes what was wrong with a position, and does without', async t => {
  const notesOf = (name: string) =>
    spoiled(name).notes.map(({ field, code, severity }) => `${field} ${code} ${severity}`)
  t.same(notesOf('position exchanged'), ['location coord_swapped warning'])
  t.same(notesOf('position outside the city'), ['location coord_outside warning'])
  t.same(notesOf('position in words'), ['location invalid_value warning'])
  for (const name of ['decimal points', 'no position', 'no fix']) t.same(notesOf(name), [], name)
  for (const name of Object.keys(bad)) t.same(spoiled(name).errors, [], name)
})

t.test('has no district when the telephone found none that the city has', async t => {
  t.notOk(spoiled('no district').record.location)
  const elsewhere = spoiled('a district of another city')
  t.notOk(elsewhere.record.location)
  t.match(elsewhere.notes, [{ field: 'location.district_code', code: 'region_unknown', raw: 'Lembang' }])
  t.same(taken({ kec: 'Kec. Sumur Bandung' }).record.location, { district_code: '32.73.19' })
})

t.test('a wrong clock loses no call for help', async t => {
  for (const [name, notes] of [
    ['clock of 1970', ['null_date_sentinel']],
    ['clock in words', ['invalid_value']],
    ['clock ahead', ['invalid_value']],
    ['no clock', []]
  ] as const) {
    const { record, updatedAt, notes: found } = spoiled(name)
    t.equal(record.occurred_at, '2026-11-20T09:15:24+07:00', name)
    t.equal(updatedAt, '2026-11-20T09:15:24+07:00', name)
    t.same(found.map(({ code }) => code), notes, name)
  }
  t.equal(taken({ waktu: '2026-11-20 09:25:24' }).record.occurred_at, '2026-11-20T09:25:24+07:00',
    'ten minutes are forgiven')
  t.equal(spoiled('digits without a gap').record.occurred_at, '2026-11-20T09:15:22+07:00')
})

t.test('an alert that is sent again hours later is the same record', async t => {
  const [first, replay] = [taken(), taken({}, '2026-11-20T13:00:00+07:00')]
  t.same([replay.key, replay.updatedAt, replay.record], [first.key, first.updatedAt, first.record])
})

t.test('presses of one telephone on one day repeat each other, whatever their ids', async t => {
  const of = (given: Record<string, string>, receivedAt?: string) =>
    incidents.inbox.repeat.of(taken(given, receivedAt).row)
  const first = of({})
  t.equal(of({ id: 'PB2', waktu: '2026-11-20 09:15:25', lat: '-6,885' }), first)
  t.not(of({ imei: '990000862471855' }), first)
  t.not(of({ hp: '081300000018' }), first)
  t.not(of({}, '2026-11-21T09:15:24+07:00'), first, 'nobody can be followed from day to day')
  t.not(of({ hp: '', imei: '', id: 'A' }), of({ hp: '', imei: '', id: 'B' }), 'without a telephone only the id counts')
  t.equal(incidents.inbox.repeat.seconds, 30)
})

t.test('denies whatever comes without the key', async t => {
  const none = parameters()
  none.delete('key')
  for (const query of [none, parameters({ key: '' }), parameters({ key: 'demo-panic-onlx' }),
    parameters({ key: 'demo-panic-only ' }), parameters({ key: 'x'.repeat(10_000) })])
  {
    t.throws(() => receive(query), { name: 'SystemFault', kind: 'denied' })
  }
  t.throws(() => receive(parameters({ key: 'wrong' }), { path: 'nowhere' }), { name: 'SystemFault', kind: 'denied' },
    'and tells strangers nothing else')
})

t.test('rejects what is no alert', async t => {
  const messages: readonly [Record<string, string>, object][] = [
    [{}, { path: 'alerts' }],
    [{}, { path: '' }],
    [{}, { method: 'POST' }],
    [{ id: '' }, {}],
    [{ id: '../1' }, {}],
    [{ id: 'x'.repeat(41) }, {}]
  ]
  for (const [given, message] of messages)
    t.throws(() => receive(parameters(given), message), { name: 'SystemFault', kind: 'rejected' },
      JSON.stringify({ given, message }))
  const twice = parameters()
  twice.append('lat', '-6,9')
  t.throws(() => receive(twice), { name: 'SystemFault', kind: 'rejected', message: 'came with several parameters lat' })
  t.equal(receive(parameters(), { path: '/alert/' }).rows.length, 1)
})

t.test('no fault repeats what came', async t => {
  const fault = (query: URLSearchParams): string => {
    try {
      receive(query)
    } catch (error) {
      return `${JSON.stringify(error)} ${(error as Error).stack}`
    }
    return t.fail('it was taken') ? '' : ''
  }
  for (const query of [parameters({ key: 'a-wrong-key' }), parameters({ id: 'no id' })])
    t.notMatch(fault(query), /a-wrong-key|no id|0813|9900|107,6|demo-panic/)
})

t.test('long texts are cut before they are kept', async t => {
  const { row } = taken({ kec: 'x'.repeat(5_000), waktu: '1'.repeat(5_000) })
  t.ok(JSON.stringify(row).length < 500)
})
