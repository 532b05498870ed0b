import t from 'tap'
import type { ResourceName } from '../../../src/contract/resources.ts'
import { createRecordMaker } from '../../../src/gateway/systems/records.ts'
import type { Mapped } from '../../../src/kit/adapter.ts'
import { SystemFault } from '../../../src/kit/faults.ts'
import { toWib } from '../../../src/kit/indonesia/calendar.ts'
import { city } from '../../suites/core/city.ts'
import { validation } from '../../suites/core/hub.ts'
import { day } from '../../suites/core/random-city.ts'

const NIK = '3273021305859991'
const update = (text: unknown): object => ({ id: 'AAAA-1-1', at: day(1), text, public: true })
const media = (url: string): object => ({ url })

/** Makes a complaint of these fields, beside those that every complaint has. */
function make(
  fields: Record<string, unknown>,
  { key = '100001', updatedAt = day(2), resource = 'complaints', ownAgency }: { key?: string; updatedAt?: string;
    resource?: ResourceName; ownAgency?: string | undefined } = {}
) {
  const maker = createRecordMaker({
    system: { id: 'a', prefix: 'AAAA' },
    resource,
    city,
    today: () => '2026-11-20',
    validation,
    ownAgency,
    map: () =>
      ({ key, updatedAt,
        record: { identifiers: [], status: { code: 'closed', raw_code: '1' }, description: 'Lampu mati',
          ...fields } }) as unknown as Mapped<ResourceName>
  })
  return maker.make({}, day(3))
}
const record = (fields: Record<string, unknown>): Record<string, unknown> => {
  const made = make(fields)
  if ('quarantined' in made) throw new Error(made.quarantined.reason)
  return made.record
}
const reason = (made: ReturnType<typeof make>): string => ('quarantined' in made ? made.quarantined.reason : 'it fits')
const thrown = (error: unknown): string =>
  reason(createRecordMaker({
    system: { id: 'a', prefix: 'AAAA' },
    resource: 'complaints',
    city,
    today: () => '2026-11-20',
    validation,
    map: () => {
      throw error
    }
  }).make({}, day(3)))

t.test("a record that fits is given the hub's own fields", async t => {
  t.same(record({}), {
    identifiers: [],
    status: { code: 'closed', raw_code: '1' },
    description: 'Lampu mati',
    id: 'AAAA-100001',
    source: { system: 'a', record_id: '100001', fetched_at: day(3), updated_at: day(2) },
    quality: []
  })
})

t.test('each row has the day on which it is mapped, and its own notes', async t => {
  const days = ['2026-11-20', '2027-01-01']
  const maker = createRecordMaker({
    system: { id: 'a', prefix: 'AAAA' },
    resource: 'complaints',
    city,
    today: () => days.shift() ?? '',
    validation,
    map: (row, { read, notes }) => {
      if (days.length === 1) notes.add('title', 'name_truncated')
      const description = read.date('closed_on', '31-12-47')
      return { key: '100001', updatedAt: day(2),
        record: { identifiers: [], status: { code: 'closed', raw_code: '1' }, description } } as unknown as Mapped<
          ResourceName
        >
    }
  })
  const made = [maker.make({}, day(3)), maker.make({}, day(3))]
  t.match(made, [
    { record: { description: '1947-12-31', quality: [{ field: 'title', code: 'name_truncated' }] } },
    { record: { description: '2047-12-31', quality: [] } }
  ])
  t.same(made.map(one => 'record' in one && one.record.quality.length), [1, 0])
})

t.test("the hub's own fields are never the adapter's", async t => {
  t.match(record({ id: 'x', source: 'y', quality: 'z' }), { id: 'AAAA-100001', source: { system: 'a' }, quality: [] })
})

t.test('what does not fit is taken out, with a note', async t => {
  const { title, quality, ...rest } = record({ title: 'x'.repeat(301) })
  t.equal(title, undefined)
  t.same(quality, [{ field: 'title', code: 'invalid_value', severity: 'error' }])
  t.equal(rest['description'], 'Lampu mati')
})

t.test('a number that JSON does not have is taken out', async t => {
  // So JSON.parse reads 1e999, and what is divided by zero.
  for (const number of [Infinity, -Infinity, Number.NaN]) {
    t.same(record({ location: { lat: number, long: 107.6 } })['location'], { long: 107.6 })
    const incident = make({ description: 'x', status: { code: 'reported', raw_code: '1' }, kind: 'flood',
      severity: 'minor', occurred_at: day(1), area: { polygon: [[107.6, number], [107.6, -6.9]] } }, {
      resource: 'incidents'
    })
    t.same(('record' in incident ? (incident.record as { area?: object }) : {}).area, { polygon: [[107.6, -6.9]] })
  }
})

t.test('an entry of a list goes alone, whichever are beside it', async t => {
  const texts = ['a', 7, 'b', 'x'.repeat(4_001), 'c', null, 'd']
  const { updates, quality } = record({ updates: texts.map(update),
    media: [media('no address'), media('https://files.example.org/a.jpg')] })
  t.same((updates as { text: string }[]).map(({ text }) => text).filter(Boolean), ['a', 'b', 'c', 'd'])
  t.same(record({ media: [media('no address'), media('https://files.example.org/a.jpg')] })['media'], [
    media('https://files.example.org/a.jpg')
  ])
  t.ok((quality as object[]).length >= 4)
})

t.test('as many bad entries as a list may hold are mended, but not any number', async t => {
  const bad = (
    count: number
  ): object[] => [...Array.from({ length: count }, () => media('no address')), media('https://files.example.org/a.jpg')]
  t.same(record({ media: bad(10) })['media'], [media('https://files.example.org/a.jpg')])
  t.equal(reason(make({ media: bad(10_000) })), 'does not fit the contract in too many places')
})

t.test('an object that lacks what it needs goes as a whole', async t => {
  t.same(record({ location: { lat: 91, long: 107.6 } })['location'], { long: 107.6 })
  const { dispositions, quality } = record({ dispositions: [{ from: 'SKPD-DPU' }, { to: 'SKPD-DPU', at: day(1) }] })
  t.same(dispositions, [{ to: 'SKPD-DPU', at: day(1) }])
  t.same(quality, [{ field: 'dispositions.0', code: 'invalid_value', severity: 'error' }])
})

t.test('a record that lacks what every one needs is left out, with the reason', async t => {
  t.equal(reason(make({ description: undefined })), 'lacks description')
  t.equal(reason(make({ description: 7 })), 'lacks description')
  t.equal(reason(make({ status: { code: 'lost', raw_code: '1' } })), 'lacks status')
  t.match(make({ status: undefined }), { quarantined: { recordId: 'AAAA-100001' } })
})

t.test('a record that says unclearly whether it is confidential is left out', async t => {
  const reporter = (confidential: unknown, anonymous: unknown = false) => ({ reporter: { anonymous, confidential } })
  t.equal(reason(make(reporter('ya'))), 'reporter.confidential must be boolean')
  t.match(reason(make(reporter(true, 'ya'))), /^reporter /)
  t.match(reason(make({ reporter: 'Siti Rahmawati' })), 'reporter must be object')
  t.same(record({ reporter: { anonymous: false, confidential: false, name: 7 } })['reporter'], { anonymous: false,
    confidential: false })
})

t.test('a key or a date that none can be made of is left out', async t => {
  t.equal(reason(make({}, { updatedAt: 'yesterday' })), 'has no usable date of change')
  t.equal(reason(make({}, { updatedAt: '2017-01-01T06:59:60+07:00' })), 'has no usable date of change')
  t.match(reason(make({}, { updatedAt: '2026-02-31T00:00:00+07:00' })), /^source\.updated_at must match format/)
  t.match(reason(make({}, { key: '' })), /key is empty/)
  t.match(reason(make({}, { key: 'x'.repeat(100) })), /characters/)
})

t.test('a field that the contract does not have goes, and is named only when it looks like a name', async t => {
  const { quality, ...rest } = record({ 'colour': 'red', [NIK]: 1, 'a/b~c': 2, 'location': { 'x/y': 1, 'lat': -6.9 } })
  t.same(Object.keys(rest).sort(), ['description', 'id', 'identifiers', 'location', 'source', 'status'])
  t.same(rest['location'], { lat: -6.9 })
  t.same((quality as { field: string }[]).map(({ field }) => field).sort(),
    ['(unnamed)', '(unnamed)', 'colour', 'location.(unnamed)'].sort())
})

t.test('the words of a mapping are its reason, those of a mistake in it are not', async t => {
  const mistake = (run: () => unknown): unknown => {
    try {
      return run()
    } catch (error) {
      return error
    }
  }
  t.equal(thrown(new Error('has no text')), 'has no text')
  t.equal(thrown(new SystemFault('unreadable', { stage: 'map', detail: 'sent a table without columns' })),
    'sent a table without columns')
  t.equal(thrown(new Error(`has the number ${NIK}`)), 'has the number […]')
  t.equal(thrown(new Error('x'.repeat(1_000))).length, 200)
  const mistakes = [
    mistake(() => JSON.parse(`{"nama": BUDI ${NIK}}`)),
    mistake(() => BigInt(`${NIK}x`)),
    mistake(() => new RegExp(`(${NIK}`)),
    mistake(() => (undefined as unknown as { nama: string }).nama),
    mistake(() => decodeURIComponent('%')),
    'a text',
    undefined,
    null,
    { message: NIK }
  ]
  for (const error of mistakes) t.equal(thrown(error), 'its adapter could not map it')
})

t.test('a mapping that gives no record, or promises one, is left out', async t => {
  for (const result of [undefined, null, 7, {}, Promise.resolve({}), { key: 7, updatedAt: day(1), record: {} }]) {
    const maker = createRecordMaker({
      system: { id: 'a', prefix: 'AAAA' },
      resource: 'complaints',
      city,
      today: () => '2026-11-20',
      validation,
      map: () => result as never
    })
    t.equal(reason(maker.make({}, day(3))), 'its adapter could not map it')
  }
})

t.test('what a taken-over system says reaches no browser and tells of nobody', async t => {
  const news = make({ guid: 'g', title: `Warga ${NIK} menang`, published_at: day(1), url: 'https://news.example/1',
    image_url: 'javascript:alert(1)', categories: ['a\u0000b', NIK],
    body_html: '<p onclick="x()">Jalan <script>steal()</script>ditutup</p><iframe src="//evil.example"></iframe>' }, {
    resource: 'announcements'
  })
  if ('quarantined' in news) throw new Error(news.quarantined.reason)
  const told = news.record as unknown as Record<string, unknown>
  t.match(told, { title: 'Warga […] menang', body_html: '<p>Jalan ditutup</p>', categories: ['ab', '[…]'] })
  t.notOk('image_url' in told)
  t.notMatch(JSON.stringify(told), new RegExp(`${NIK}|<script|onclick|iframe`))
  const noted = (told['quality'] as { field: string }[]).map(({ field }) => field)
  for (const field of ['body_html', 'categories.0', 'categories.1', 'image_url', 'title']) t.ok(noted.includes(field))
  t.equal(
    reason(
      make({ guid: 'g', title: 't', published_at: day(1), url: 'javascript:alert(1)' }, { resource: 'announcements' })
    ),
    'lacks url'
  )
  t.match(
    record({ description: `NIK saya ${NIK}, HP 081234567890`, status: { code: 'closed', raw_code: NIK },
      identifiers: [{ scheme: 'x', value: NIK }] }),
    { description: 'NIK saya […], HP […]', status: { raw_code: '[…]' } }
  )
})

t.test('a key that is the number of a person is left out, and named nowhere', async t => {
  const made = make({}, { key: NIK })
  t.match(made, { quarantined: { recordId: undefined, reason: 'its key is the number of a person' } })
})

t.test('a date of change in the future is none', async t => {
  t.equal(reason(make({}, { updatedAt: '2999-01-01T00:00:00+07:00' })), 'its date of change lies in the future')
  const tomorrow = toWib(new Date(Date.now() + 3_600_000))
  t.equal(reason(make({}, { updatedAt: tomorrow })), 'it fits', 'clocks differ')
})

t.test('a system of one agency speaks for no other, and one of several for whom it says', async t => {
  const [own, other] = city.agencies.map(({ id }) => id)
  t.not(own, other)
  const of = (ownAgency?: string): unknown => {
    const made = make({ agency_id: other }, { ownAgency })
    return 'record' in made && (made.record as { agency_id?: string }).agency_id
  }
  t.equal(of(own), own)
  t.equal(of(), other)
})
