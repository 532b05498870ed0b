import { readFileSync } from 'node:fs'
import t from 'tap'
import { createExtraFinder, readExtras } from '../../../adapters/ckan/extras.ts'
import { mapDataset } from '../../../adapters/ckan/map.ts'
import { plainNotes } from '../../../adapters/ckan/notes.ts'
import { extraNames, frequencies } from '../../../adapters/ckan/tables.ts'
import { createAgencyFinder } from '../../../src/kit/agency-names.ts'
import { city, contractErrors, toolsOf } from '../mapping.ts'

type Raw = Record<string, unknown>

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../adapters/ckan/fixtures/${name}.json`, import.meta.url), 'utf8'))
const [good] = (fixture('package_search') as { result: { results: [Raw] } }).result.results
const bad = fixture('bad-packages') as Record<string, Raw>
const [file] = good['resources'] as [Raw]
const findAgency = createAgencyFinder(city)
const findExtra = createExtraFinder(extraNames)

const map = (change: Raw = {}) => {
  const tools = toolsOf('CKAN')
  const raw = { ...good, ...change }
  const mapped = mapDataset({ ...raw, found: readExtras(raw, findExtra) }, tools, findAgency)
  return { ...mapped, errors: contractErrors('datasets', mapped, tools), notes: tools.notes.list() }
}
const withFile = (change: Raw) => map({ resources: [{ ...file, ...change }] })

t.test('maps a data set', t => {
  const { key, updatedAt, record, errors, notes } = map()
  t.strictSame([key, updatedAt, errors, notes], ['0105518b-d882-44e5-afee-23bd5ec29b06', '2026-11-04T03:15:30+07:00',
    [], []])
  t.strictSame(record, {
    identifiers: [],
    name: 'jumlah-taman-menurut-kecamatan',
    title: 'Jumlah Taman Menurut Kecamatan',
    notes: 'Jumlah taman.\n\n**Definisi**: Ruang terbuka hijau yang dikelola kota.',
    agency_id: 'SKPD-DPKP3',
    license_id: 'cc-by',
    license_title: 'Creative Commons Attribution',
    tags: ['Taman', 'rth'],
    groups: ['lingkungan'],
    frequency: 'annual',
    temporal_start: '2012-01-01',
    temporal_end: '2015-02-28',
    metadata_created: '2018-12-07T18:42:09+07:00',
    metadata_modified: '2026-11-04T03:15:30+07:00',
    distributions: [{
      id: 'CKAN-af2b621d-e4c2-4938-ac9b-709c29a21ad4',
      name: 'Jumlah taman 2015',
      description: 'Satu baris untuk setiap kecamatan.',
      format: 'CSV',
      mimetype: 'text/csv',
      url: 'https://data.bandung.example/dataset/0105518b-d882-44e5-afee-23bd5ec29b06/resource/' +
        'af2b621d-e4c2-4938-ac9b-709c29a21ad4/download/taman-2015.csv',
      size: 2048,
      created: '2018-12-07T18:42:09+07:00'
    }],
    sdi: {
      concept: 'Taman',
      definition: 'Ruang terbuka hijau yang dikelola kota.',
      classification: 'Kecamatan',
      measure: 'Jumlah',
      unit: 'taman',
      reference_code: 'Kode wilayah Kemendagri',
      steward: 'SKPD-DISKOMINFO'
    }
  })
  t.end()
})

t.test('a data set without what makes one, or that is not published, is left out, with the reason', t => {
  const reasons: Record<string, string> = {
    'private': 'is not published',
    'deleted': 'is not published',
    'no date of change': 'has no date of change',
    'no name': 'has no name',
    'no id': 'has no id',
    'a name with capitals': 'has a name that cannot stand in an address'
  }
  for (const [name, message] of Object.entries(reasons)) t.throws(() => map(bad[name]), { message }, name)
  t.end()
})

t.test('what can be mended is, and all the rest fits the contract', async t => {
  const { notes: pasted } = bad['notes in HTML'] as { notes: string }
  t.equal(map({ notes: await plainNotes(pasted) }).record.notes, 'Data taman kota.\nSumber: Dinas & warga')
  t.equal(map(bad['no title']).record.title, 'jumlah-taman-menurut-kecamatan')
  t.equal(map(bad['no organisation']).record.agency_id, undefined)
  t.strictSame(map(bad['no organisation']).notes, [])
  const labels = map(bad['labels of no form']).record
  t.strictSame([labels.tags, labels.groups], [['Taman'], undefined])
  t.match(map(bad['extras as an object']).record, { frequency: 'monthly', sdi: { unit: 'taman' } })
  for (const change of ['no title', 'an organisation of others', 'no organisation', 'labels of no form',
    'extras as an object', 'extras nobody understands', 'files that are none'])
    t.strictSame(map(bad[change]).errors, [], change)
})

t.test('an organisation that is no agency of the city is noted', t => {
  const { record, notes } = map(bad['an organisation of others'])
  t.equal(record.agency_id, undefined)
  t.match(notes, [{ field: 'agency_id', code: 'invalid_value', severity: 'warning', raw: 'Badan Pusat Statistik' }])
  t.end()
})

t.test('organisations are known by title or by name, former ones too', t => {
  const cases: readonly [string, string, string][] = [['x', 'Dinas Bina Marga dan Pengairan', 'SKPD-DPU'], ['disyanjak',
    '', 'SKPD-BAPENDA'], ['dinas-kesehatan', 'Data Sehat', 'SKPD-DINKES'], ['y', 'DISKOMINFO', 'SKPD-DISKOMINFO']]
  for (const [name, title, agency] of cases)
    t.equal(map({ organization: { name, title } }).record.agency_id, agency, `${name}: ${title}`)
  t.end()
})

t.test('what nobody understands is noted, never guessed', t => {
  const { record, notes } = map(bad['extras nobody understands'])
  t.match(record, { frequency: 'unknown' })
  t.equal(record.temporal_start, undefined)
  t.equal(record.sdi, undefined)
  t.match(notes, [{ field: 'frequency', code: 'status_unmapped', raw: 'Kalau ada' }, { field: 'temporal_start',
    code: 'invalid_value', raw: 'sejak dulu' }])
  t.end()
})

t.test('a frequency is the same in every spelling', t => {
  for (const [word, frequency] of Object.entries(frequencies))
    t.equal(map({ extras: [{ key: 'Frekuensi', value: ` ${word.toUpperCase()}` }] }).record.frequency, frequency, word)
  t.end()
})

t.test('years and months are covered from their first to their last day', t => {
  const edges = (from: unknown, to: unknown): unknown[] => {
    const { record } = map({ extras: [{ key: 'temporal_start', value: from }, { key: 'temporal_end', value: to }] })
    return [record.temporal_start, record.temporal_end]
  }
  t.strictSame(edges('2015', '2016'), ['2015-01-01', '2016-12-31'])
  t.strictSame(edges('2016-02', '2016-02'), ['2016-02-01', '2016-02-29'])
  t.strictSame(edges('2015-03-04', '31 Desember 2015'), ['2015-03-04', '2015-12-31'])
  t.strictSame(edges(2015, '-'), ['2015-01-01', undefined])
  t.end()
})

t.test('files that cannot be reached or named are left out, and no password is told', t => {
  const { record, notes } = map(bad['files that are none'])
  t.strictSame(record.distributions.map(({ id, url, format, size, mimetype }) => ({ id, url, format, size, mimetype })),
    [
      { id: 'CKAN-r-5', url: 'http://arsip.bandung.example/berkas%20lama/taman%202015.xls', format: 'XLS',
        size: undefined, mimetype: undefined },
      { id: 'CKAN-r-6', url: 'https://data.bandung.example/d.XLSX', format: 'XLSX', size: undefined,
        mimetype: 'application/json' }
    ])
  t.match(notes.map(({ field, code, raw }) => `${field} ${code} ${raw}`), [
    'distributions.url invalid_value data.bandung.example/unduh/lama.csv',
    'distributions.url invalid_value undefined',
    'distributions.id invalid_value https://data.bandung.example/b.csv',
    'distributions.size invalid_value 12 KB'
  ])
  t.notMatch(JSON.stringify([record, notes]), 'sandi')
  t.strictSame(map({ resources: null }).record.distributions, [])
  t.end()
})

t.test('formats are told in one way', t => {
  const cases: readonly [string, string | undefined][] = [['csv', 'CSV'], ['.csv', 'CSV'], ['text/csv', 'CSV'], [
    'Excel',
    'XLS'
  ], ['geojson', 'GeoJSON'], ['Shapefile', 'SHP'], ['application/pdf', 'PDF'], ['kml', 'KML'], ['', undefined]]
  for (const [typed, format] of cases)
    t.equal(withFile({ format: typed }).record.distributions[0]?.format, format, typed)
  t.equal(withFile({ format: 'XLS', url: 'https://a.example/b.xlsx' }).record.distributions[0]?.format, 'XLSX')
  t.end()
})

t.test('dates without a zone are UTC', t => {
  const created = (raw: unknown): string | undefined => withFile({ created: raw }).record.distributions[0]?.created
  t.equal(created('2018-12-07T18:42:09.123456'), '2018-12-08T01:42:09+07:00')
  t.equal(created('2018-12-07T18:42:09'), '2018-12-08T01:42:09+07:00')
  t.equal(created('2018-12-07T18:42:09+00:00'), '2018-12-08T01:42:09+07:00')
  t.equal(created('2018-12-07T18:42:09+07:00'), '2018-12-07T18:42:09+07:00')
  t.equal(created(null), undefined)
  t.end()
})
