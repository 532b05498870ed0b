import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { toCloudEvent } from '../../../src/gateway/events/cloud-event.ts'
import { createEventLog, type NewEvent } from '../../../src/gateway/events/log.ts'
import { eventKinds, eventTypes, permitted } from '../../../src/gateway/events/types.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { overEachStore } from '../../suites/stores.ts'

const created = (subject: string, more: Partial<NewEvent> = {}): NewEvent => ({ type: 'complaint.created',
  system: 'complaints', subject, time: 1_700_000_000_000, data: { status: 'submitted' }, ...more })
const changed = (subject: string, status: string): NewEvent => ({ ...created(subject), type: 'complaint.status_changed',
  data: { status } })
const kept = (store: Store) =>
  store.read(db => db.selectFrom('events').select(['seq', 'type', 'subject', 'data']).orderBy('seq').execute())

overEachStore(async (t, place) => {
  const store = await place.open()
  const log = createEventLog({ engine: store.engine })
  const write = (...events: NewEvent[]): Promise<(number | undefined)[]> => store.write(db => log.append(db, ...events))

  t.test('an event is there exactly if what caused it is', async t => {
    const before = (await kept(store)).length
    await t.rejects(store.write(async db => {
      await db.insertInto('switches').values({ name: 'cause', value: 'on', by: 'test', at: 1 }).execute()
      await log.append(db, created('LAPOR-1'))
      throw new Error('no')
    }), { message: 'no' })
    t.equal((await kept(store)).length, before)
    await write(created('LAPOR-1'))
    t.match((await kept(store)).at(-1), { type: 'complaint.created', subject: 'LAPOR-1',
      data: '{"status":"submitted"}' }, 'and what was taken back is news again')
  })

  t.test('what two saw is one event', async t => {
    const [[first], [second]] = [await write(created('LAPOR-2')), await write(created('LAPOR-2'))]
    t.type(first, 'number')
    t.equal(second, undefined)
    t.same(
      (await write(changed('LAPOR-2', 'submitted'), changed('LAPOR-2', 'closed'), changed('LAPOR-2', 'closed'))).map(
        seq => seq !== undefined
      ),
      [false, true, false]
    )
    t.same((await write(changed('LAPOR-2', 'reopened'), changed('LAPOR-2', 'closed'))).map(seq => seq !== undefined), [
      true,
      true
    ], 'a state may come back')
    t.same((await write(changed('LAPOR-3', 'closed'))).map(seq => seq !== undefined), [true],
      'of a record that nobody knew')
    const both = await Promise.all([write(created('LAPOR-4')), write(created('LAPOR-4'))])
    t.equal(both.flat().filter(seq => seq !== undefined).length, 1, 'at the same time')
  })

  t.test('records of two resources with one id are two', async t => {
    const issued: NewEvent = { ...created('HAYU-1'), type: 'licence.issued', data: { status: 'active' } }
    const asked: NewEvent = { ...created('HAYU-1'), type: 'licence_application.created' }
    t.same((await write(issued, asked)).map(seq => seq !== undefined), [true, true])
  })

  t.test('who has seen a number never finds a smaller one later', async t => {
    const [other, third] = [await place.open(), await place.open()]
    let writing = true
    const before = (await kept(store)).length
    const late: [number, number][] = []
    const reading = (async () => {
      const seen = new Set<number>()
      for (let highest = 0; writing || seen.size < before + 200;) {
        for (const { seq } of await third.read(db => db.selectFrom('events').select('seq').orderBy('seq').execute())) {
          if (!seen.has(seq) && seq < highest) late.push([seq, highest])
          seen.add(seq)
        }
        highest = Math.max(highest, ...seen)
        await nextTurn()
      }
    })()
    await Promise.all(Array.from({ length: 10 }, async (_, writer) => {
      for (let i = 0; i < 20; i++) {
        await (writer % 2 === 0 ? store : other).write(async db => {
          await log.append(db, created(`LAPOR-r${writer}-${i}`))
          // Units of different length lie between the number and the commit.
          if (i % 3 === 0) await db.selectFrom('switches').selectAll().execute()
        })
      }
    }))
    writing = false
    await reading
    t.same(late, [])
  })
})

t.test('an event holds what its type allows, and nothing of a person', async t => {
  const record = {
    status: 'submitted',
    service_code: 'street-lighting',
    agency_id: 'SKPD-DPU',
    district_code: '32.73.02',
    submitted_at: '2016-02-03T09:15:00+07:00',
    description: 'Lampu mati',
    title: 'Lampu',
    reporter: { name: 'Siti', nik: '3273024101909991' },
    phone: '081234567890'
  }
  t.same(permitted('complaint.created', record), {
    status: 'submitted',
    service_code: 'street-lighting',
    agency_id: 'SKPD-DPU',
    district_code: '32.73.02',
    submitted_at: '2016-02-03T09:15:00+07:00'
  })
  t.same(
    permitted('complaint.created', { status: 'Siti Aminah', service_code: '3273024101909991',
      classification: { name: 'x' }, agency_id: 'x'.repeat(200), due_at: '0812-3456-7890 call' }),
    {},
    'nor in a field that is allowed'
  )
  t.same(permitted('licence.issued', { application_id: 'HAYU-0208907103112026' }), {
    application_id: 'HAYU-0208907103112026'
  }, 'ids may be long')
  t.same(permitted('incident.reported', { district_codes: ['32.73.02'] }), { district_codes: ['32.73.02'] })
  t.same(permitted('incident.reported', { district_codes: ['32.73.02', 'Jalan Contoh 1'] }), {})
  const personal =
    /nik|name|phone|email|address|reporter|holder|applicant|description|title|text|note|lat|long|nop|amount/
  for (const type of eventTypes) t.same(eventKinds[type].fields.filter(field => personal.test(field)), [], type)
})

t.test('the largest event of each type fits into a webhook many times over', async t => {
  for (const type of eventTypes) {
    const data = permitted(type, Object.fromEntries(
      eventKinds[type].fields.map(
        field => [field, field.endsWith('s') ? Array<string>(50).fill('A'.repeat(64)) : 'A'.repeat(64)]
      )
    ))
    const event = toCloudEvent({ seq: 999_999_999_999_999, type, system: 's'.repeat(32), resource: null,
      subject: 'S'.repeat(64), consumer: null, time: 0, recorded_at: 0, data: JSON.stringify(data) }, 'p'.repeat(100))
    const bytes = Buffer.byteLength(JSON.stringify(event))
    t.ok(bytes < 20_000, `${type}: ${bytes} bytes`)
  }
})
