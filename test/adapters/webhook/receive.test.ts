import t from 'tap'
import type { Message } from '../../../adapters/webhook/wire.ts'
import { contractErrors } from '../records.ts'
import { acceptsSettings, connect, createTools, fixture, incidents, OLD_SECRET, receive, RECEIVED_AT, SECRET,
  signed } from './surroundings.ts'

const client = connect({ secret: SECRET })
const good = JSON.parse(fixture('message')) as Message
const body = fixture('message')
const changed = (data: object, rest: object = {}): string =>
  JSON.stringify({ ...good, ...rest, data: { ...good.data, ...data } })

function map(text: string) {
  const { rows: [row] } = receive(client, text, signed(text))
  if (row === undefined) throw new Error('no row')
  const tools = createTools()
  const mapped = incidents.map(row, tools, client)
  return { ...mapped, row, errors: contractErrors('incidents', mapped, tools), notes: tools.notes.list() }
}

/** The fault that a message is refused with. */
function refused(
  text: string | Buffer,
  headers: Record<string, string>,
  message?: Parameters<typeof receive>[3],
  by = client
): Error & { kind?: string } {
  try {
    receive(by, text, headers, message)
  } catch (error) {
    return error as Error
  }
  return new Error('it was taken')
}

t.test('maps a message into the contract', async t => {
  const { key, updatedAt, record, errors, notes } = map(body)
  t.same(errors, [])
  t.same(notes, [])
  t.equal(key, '2026-000481')
  t.equal(updatedAt, '2026-11-20T09:15:22+07:00')
  t.same(record, {
    identifiers: [],
    status: { code: 'dispatched', raw_code: 'dispatched', changed_at: '2026-11-20T09:15:22+07:00' },
    kind: 'flood',
    severity: 'moderate',
    headline: 'Banjir 40 cm di Jl. Contoh',
    description: 'Kendaraan kecil tidak bisa lewat.',
    agency_id: 'SKPD-DPU',
    occurred_at: '2026-11-20T08:40:00+07:00',
    reported_at: '2026-11-20T08:47:00+07:00',
    location: { lat: -6.884, long: 107.614, address: 'Jl. Contoh', district_code: '32.73.02' },
    cap: { urgency: 'immediate', certainty: 'observed', expires: '2026-11-20T12:00:00+07:00' }
  })
})

t.test('needs no more than what an incident needs', async t => {
  const { headline: _, description: __, reported_at: ___, location: ____, cap: _____, ...least } = good.data
  const { record, errors } = map(JSON.stringify({ ...good, data: least }))
  t.same(errors, [])
  t.same(Object.keys(record).sort(), ['agency_id', 'identifiers', 'kind', 'occurred_at', 'severity', 'status'])
})

t.test('publishes no number that points at a person', async t => {
  const { record } = map(
    changed({ headline: 'Kebakaran, hubungi 081300000017', description: 'NIK 3273021810859990',
      location: { address: 'Rumah Bu Siti 0813-0000-0017' } })
  )
  t.notMatch(JSON.stringify(record), /0813|3273021810859990/)
})

t.test('notes a place outside the city, and keeps the rest', async t => {
  const { record, notes, errors } = map(changed({ location: { lat: -7.8, long: 110.37, district_code: '32.73.99' } }))
  t.same(errors, [])
  t.notOk(record.location)
  t.match(notes.map(({ code }) => code), ['region_unknown', 'coord_outside'])
})

t.test('quarantines a date that no calendar has', async t => {
  t.throws(() => map(changed({ occurred_at: '2026-02-30T08:40:00Z' })), { message: 'has a date that no calendar has' })
})

t.test("checks the standard's own example", async t => {
  const headers = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }
  const at = { receivedAt: '2021-02-25T22:02:10+07:00' }
  t.match(refused('{"test": 2432232314}', headers, at), { kind: 'rejected', message: /required properties/ },
    'signed rightly, and no incident')
  t.match(refused('{"test": 2432232315}', headers, at), { kind: 'denied' })
})

t.test('denies what the sender did not sign', async t => {
  const right = signed(body)
  const wrong: readonly [string, Record<string, string>][] = [
    ['nothing', {}],
    ['no id', { ...right, 'webhook-id': '' }],
    ['another id', { ...right, 'webhook-id': 'msg_2' }],
    ['another time', { ...right, 'webhook-timestamp': String(Number(right['webhook-timestamp']) + 1) }],
    ['no time', { ...right, 'webhook-timestamp': 'now' }],
    ['no signature', { ...right, 'webhook-signature': '' }],
    ['half a signature', { ...right, 'webhook-signature': right['webhook-signature'].slice(0, 20) }],
    ['another version', { ...right, 'webhook-signature': right['webhook-signature'].replace('v1,', 'v1a,') }],
    ['another secret', signed(body, { secrets: [OLD_SECRET] })]
  ]
  for (const [name, headers] of wrong) t.match(refused(body, headers), { name: 'SystemFault', kind: 'denied' }, name)
  t.match(refused(`${body} `, right), { kind: 'denied' }, 'another body')
  t.match(refused('no JSON', {}, { path: 'nowhere' }), { kind: 'denied' }, 'and tells strangers nothing else')
})

t.test('denies a message older or newer than five minutes', async t => {
  const at = (time: string) => refused(body, signed(body, { at: time }))
  t.match(at('2026-11-20T09:10:23+07:00'), { kind: 'denied', message: /five minutes/ })
  t.match(at('2026-11-20T09:20:25+07:00'), { kind: 'denied', message: /five minutes/ })
  t.match(at('2026-11-20T09:10:24+07:00'), { message: 'it was taken' })
  t.match(at('2026-11-20T09:20:24+07:00'), { message: 'it was taken' })
})

t.test('takes either secret while the sender changes it', async t => {
  const both = connect({ secret: SECRET, previous_secret: OLD_SECRET })
  for (const secrets of [[SECRET], [OLD_SECRET], [SECRET, OLD_SECRET], [OLD_SECRET, SECRET]])
    t.equal(receive(both, body, signed(body, { secrets })).rows.length, 1)
  t.equal(receive(client, body, signed(body, { secrets: [OLD_SECRET, SECRET] })).rows.length, 1,
    'a sender that signs twice')
})

t.test('rejects what is no incident, and says where', async t => {
  const bad = JSON.parse(fixture('bad-messages')) as Record<string, [object, string]>
  for (const [name, [data, detail]] of Object.entries(bad)) {
    const text = changed(data)
    const fault = refused(text, signed(text))
    t.match(fault, { name: 'SystemFault', kind: 'rejected' }, name)
    t.ok(fault.message.startsWith(detail), `${name}: ${fault.message}`)
    t.notMatch(fault.message, /Siti|0813/, name)
  }
  for (const [text, detail] of [
    ['', /empty answer/],
    ['{', /broken JSON/],
    ['[]', /must be object/],
    ['null', /must be object/],
    [changed({}, { type: 'licence.issued' }), /^type must be/],
    [changed({}, { timestamp: 'now' }), /^timestamp must match/],
    [changed({}, { more: 1 }), /^the message has fields that nobody reads/],
    [`${'[0,'.repeat(200)}0${']'.repeat(200)}`, /nested deeper/],
    [`"${'x'.repeat(70_000)}"`, /more than 65536 bytes/]
  ] as const) t.match(refused(text, signed(text)), { kind: 'rejected', message: detail }, text.slice(0, 40))
  t.match(refused(body, signed(body), { method: 'GET' }), { kind: 'rejected' })
  t.match(refused(body, signed(body), { path: 'licences' }), { kind: 'rejected' })
})

t.test('no fault holds a secret, nor what came', async t => {
  for (const fault of [refused(body, signed(body, { secrets: [OLD_SECRET] })),
    refused('{"owner":"Siti"', signed('{"owner":"Siti"'))])
  {
    t.notMatch(`${JSON.stringify(fault)} ${fault.stack}`, /whsec_|MfKQ9r8|Siti|Banjir/)
  }
})

t.test('deliveries of one message repeat each other for three days', async t => {
  const of = (id: string, at = RECEIVED_AT) =>
    incidents.inbox.repeat.of(receive(client, body, signed(body, { id, at })).rows[0]!)
  t.equal(of('msg_1', '2026-11-20T09:12:00+07:00'), of('msg_1'))
  t.not(of('msg_2'), of('msg_1'))
  t.equal(incidents.inbox.repeat.seconds, 259_200)
})

t.test('takes secrets of Standard Webhooks alone', async t => {
  t.ok(acceptsSettings({ secret: SECRET }))
  for (const secret of ['', 'secret', SECRET.slice(6), 'whsec_dG9vIHNob3J0', `${SECRET}!`])
    t.notOk(acceptsSettings({ secret }), secret)
})
