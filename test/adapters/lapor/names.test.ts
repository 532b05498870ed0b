import t from 'tap'
import { mapTopic } from '../../../adapters/lapor/map.ts'
import { createTables } from '../../../adapters/lapor/settings.ts'
import { plain, publicText } from '../../../adapters/lapor/text.ts'
import { nameTopics } from '../../../adapters/lapor/topics.ts'
import type { Topic } from '../../../adapters/lapor/wire.ts'
import { contractErrors } from '../records.ts'
import { city, createTools, fixture, settingsOf } from './surroundings.ts'

const topics = (fixture('gettopics') as { answer: { body: Topic[] } }).answer.body

t.test('gives every topic a name of its own', async t => {
  t.same(
    nameTopics(topics).map(({ name, group }) => [name, group]),
    [
      ['Infrastruktur', undefined],
      ['Kebersihan & Lingkungan', undefined],
      ['Pelayanan Publik', undefined],
      ['Penerangan Jalan Umum', 'Infrastruktur'],
      ['Retribusi (Pelayanan Publik)', 'Pelayanan Publik'],
      ['RETRIBUSI (Kebersihan & Lingkungan) [24]', 'Kebersihan & Lingkungan'],
      ['Retribusi (Kebersihan & Lingkungan) [25]', 'Kebersihan & Lingkungan']
    ]
  )
})

t.test('maps a topic to a service of the agency that answers for it', async t => {
  const tables = createTables(settingsOf({ topic_agencies: { 1: 'DPU', 24: 'DLHK' } }), city, 'SKPD-DISKOMINFO')
  const mapped = nameTopics(topics).map(row => {
    const tools = createTools()
    const made = mapTopic(row, tools, tables)
    t.same(contractErrors('services', made, tools), [])
    return made
  })
  t.same(mapped.find(({ key }) => key === '11'), {
    key: '11',
    updatedAt: '2024-01-01T00:00:00+07:00',
    record: {
      identifiers: [{ scheme: 'topic_id', value: '11' }],
      code: 'LAPOR-11',
      name: 'Penerangan Jalan Umum',
      agency_id: 'SKPD-DPU',
      domain: 'complaint',
      group: 'Infrastruktur',
      attributes: [],
      active: true
    }
  })
  const agencyOf = (key: string) => mapped.find(made => made.key === key)?.record.agency_id
  t.same([agencyOf('24'), agencyOf('25')], ['SKPD-DLHK', 'SKPD-DISKOMINFO'],
    'its own, else the parents, else that of the system')
})

t.test('refuses a topic without a name or an agency', async t => {
  const tables = createTables(settingsOf(), city, undefined)
  t.throws(() => mapTopic(nameTopics(topics)[0]!, createTools(), tables), /^has no agency/)
  const nameless = nameTopics([{ id: '1', parent: '0', topic_name: ' &amp;nbsp; ' }])[0]!
  t.throws(() => mapTopic(nameless, createTools(), { ...tables, ownAgency: 'SKPD-DPU' }), { message: 'has no name' })
})

t.test('a topic above itself ends nothing', async t => {
  const round = nameTopics([{ id: '1', parent: '2', topic_name: 'A' }, { id: '2', parent: '1', topic_name: 'B' }])
  t.same(round.map(({ line }) => line), [['1', '2'], ['2', '1']])
})

t.test('decodes entities however often they were encoded', async t => {
  t.equal(plain('A &amp;amp;amp; B &amp;quot;c&quot; &lt; &#39;d&#x27; &amp;#8211; e'), 'A & B "c" < \'d\' – e')
  t.equal(plain('&copyx; &#0; &#xD800; &#99999999; R&D;'), '&copyx; &#0; &#xD800; &#99999999; R&D;',
    'what is none stays')
  t.equal(plain(null), null)
})

t.test('finds a number that entities hide', async t => {
  t.equal(publicText('wa 0812&amp;amp;nbsp;3456&amp;#8203;7890, nik &amp;#51;273025203459991'), 'wa […], nik […]')
})

t.test('a wrong setting is refused', async t => {
  t.throws(() => settingsOf({ codes: { status: { Proses: 'fine' } } }))
  t.throws(() => settingsOf({ api_key: '' }))
  t.throws(() => createTables(settingsOf({ topic_agencies: { 1: 'NOBODY' } }), city, undefined),
    /no agency with the code NOBODY/)
})
