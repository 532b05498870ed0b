import t from 'tap'
import { type Item, type PublicList, startCityWith, testFaults, testPublicList, walk } from '../suites/public-list.ts'

interface Dataset extends Item {
  name: string
  notes?: string
  tags?: string[]
  groups?: string[]
  frequency?: string
  temporal_start?: string
  temporal_end?: string
  metadata_created?: string
  metadata_modified?: string
  distributions: { id: string; url: string; format?: string; size?: number; created?: string; last_modified?: string }[]
  sdi?: { steward?: string }
}

const datasets: PublicList = {
  path: '/v1/datasets',
  name: 'Dataset',
  system: 'open-data',
  count: 159,
  reasons: ['has a name that cannot stand in an address', 'has no date of change'],
  word: 'sampah',
  agency: 'DISHUB',
  unknown: 'CKAN-0105518b-0000-44e5-afee-23bd5ec29b06'
}
const city = await startCityWith('open-data')
t.teardown(() => city.close())

await testPublicList(t, city, datasets)

await t.test('every field says what the portal means', async t => {
  const all = await walk<Dataset>(city, '/v1/datasets')
  const files = all.flatMap(({ distributions }) => distributions)

  t.ok(all.every(({ source, metadata_modified }) => metadata_modified === source.updated_at))
  t.equal(all.filter(({ source }) => source.updated_at === '2018-12-07T18:42:09+07:00').length, 36,
    'an import, told in local time')
  t.ok(all.every(({ metadata_created = '', metadata_modified = '' }) => metadata_created <= metadata_modified))
  t.ok(all.every(({ temporal_start = '', temporal_end = '9999' }) => temporal_start <= temporal_end))
  t.ok(new Set(all.map(({ agency_id }) => agency_id)).size > 10)
  t.ok(
    all.every(({ agency_id, quality }) =>
      agency_id !== undefined || quality.some(({ field }) => field === 'agency_id') || quality.length === 0
    )
  )
  t.strictSame([...new Set(all.map(({ frequency = '' }) => frequency))].sort(), ['annual', 'irregular', 'monthly',
    'quarterly', 'semiannual', 'unknown'])
  t.ok(
    all.filter(({ frequency }) => frequency === 'unknown').every(({ quality }) =>
      quality.some(({ field, raw }) => field === 'frequency' && raw === 'Kalau ada')
    )
  )
  t.strictSame([...new Set(files.map(({ format = '' }) => format))].sort(), ['', 'CSV', 'GeoJSON', 'JSON', 'PDF', 'SHP',
    'XLS', 'XLSX'])
  t.equal(new Set(files.map(({ id }) => id)).size, files.length)
  t.ok(files.every(({ url }) => /^https?:\/\/\S+$/.test(url)))
  t.notMatch(all.map(({ notes = '' }) => notes).join('\n'), /<script|<p>|alert/)
  t.notMatch(JSON.stringify(all), /surel\.example|4210101/, 'nobody who cares for it')
  t.ok(
    all.some(({ sdi }) => sdi?.steward === 'SKPD-DISKOMINFO') && all.some(({ sdi }) => sdi?.steward === 'Walidata Kota')
  )
})

await t.test('a data set is not found by its name: that may be given to another', async t => {
  const [{ id, name }] = (await walk<Dataset>(city, '/v1/datasets')).filter(({ name }) => name.length < 50) as [Dataset]
  t.equal((await city.get(`/v1/datasets/${id}`)).status, 200)
  t.equal((await city.get(`/v1/datasets/CKAN-${name}`)).status, 404)
})

await testFaults(t, city, datasets)
