import t from 'tap'
import { cityFile, read } from '../../platform/config/city-file.ts'
import { type Mistake, refuseEach } from '../../platform/config/refused.ts'

const good = `${cityFile}datasets:
  licences:
    title: { id: Izin, en: Licences }
    description: { id: Izin yang terbit., en: Licences issued. }
    resource: licences
    where: { status.code: [active, expired] }
    agency: DISHUB
    steward: DISKOMINFO
    licence: CC-BY-4.0
    theme: ECON
    columns:
      - { name: id, field: id, title: { id: Kode, en: Id } }
      - { name: number, field: number, title: { id: Nomor, en: Number } }
      - { name: issued, field: issued_on, as: month, title: { id: Terbit, en: Issued } }
      - { name: status, field: status.code, codes: { active: Berlaku }, title: { id: Status, en: Status } }
      - { name: lat, field: location.lat, round: 2, title: { id: Lintang, en: Latitude } }
      - { name: long, field: location.long, round: 2, title: { id: Bujur, en: Longitude } }
  statistics:
    title: { id: Proposal, en: Proposals }
    description: { id: Jumlah usulan., en: Number of proposals. }
    resource: proposals
    agency: DISHUB
    steward: DISKOMINFO
    licence: ODbL-1.0
    theme: GOVE
    columns:
      - { name: year, field: year, title: { id: Tahun, en: Year } }
      - { name: proposals, aggregate: count, title: { id: Jumlah, en: Number } }
      - { name: amount, field: amount_idr, aggregate: sum, title: { id: Nilai, en: Amount } }
  permits:
    title: { id: Perizinan, en: Permits }
    description: { id: Perizinan., en: Permits. }
    standard: blds-permits
    agency: DISHUB
    steward: DISKOMINFO
    licence: CC0-1.0
    theme: ECON
`

t.test('datasets are read, with their defaults', async t => {
  const { config, problems } = read(t, good)
  t.same(problems, [])
  t.match(config?.datasets['licences'], { refresh_seconds: 86_400, min_share: 0.5, tags: [],
    where: { 'status.code': ['active', 'expired'] }, sdi: {} })
  t.same(Object.keys(config?.datasets ?? {}), ['licences', 'statistics', 'permits'])
  t.equal(config?.datasets['constructor'], undefined)
  t.equal(config?.hub.open_data.min_count, 5)
  t.equal(config?.hub.retention.edition_days, 365)
})

const column = (i: number, key: string): string => `datasets.licences.columns[${i}].${key}`

const mistakes: readonly Mistake[] = [
  { name: 'a field that holds a name', change: [['field: number', 'field: holder.name']], at: 'holder.name',
    path: column(1, 'field'), message: '"holder.name" holds personal data (name), which are never published' },
  { name: 'a field that holds a NIK', change: [['field: number', 'field: holder.nik']], at: 'holder.nik',
    path: column(1, 'field'), message: '"holder.nik" holds personal data (nik), which are never published' },
  { name: 'a list of personal data', change: [['field: number', 'field: holder.titles']], at: 'holder.titles',
    path: column(1, 'field'), message: '"holder.titles" holds personal data (name), which are never published' },
  { name: 'where somebody lives', change: [['field: number', 'field: holder.location.address']],
    at: 'holder.location.address', path: column(1, 'field'), message: /holds personal data \(address\)/ },
  { name: 'a choice by personal data', change: [['status.code: [active, expired]', 'holder.name: [BUDI]']],
    at: '[BUDI]', path: 'datasets.licences.where.holder.name', message: /holds personal data/ },
  { name: 'a field that there is not', change: [['field: number', 'field: numbr']], at: 'numbr',
    path: column(1, 'field'), message: 'licences have no field "numbr"; did you mean "number"?' },
  { name: 'a field that is an object', change: [['field: number', 'field: location']], at: 'location,',
    path: column(1, 'field'), message: /^licences have no field "location"; / },
  { name: 'a field of another resource', change: [['field: number', 'field: tax_year']], at: 'tax_year',
    path: column(1, 'field'), message: /^licences have no field "tax_year"; known: id, / },
  { name: 'what is of the moment', change: [['field: number', 'field: source.fetched_at']], at: 'source.fetched_at',
    path: column(1, 'field'),
    message: '"source.fetched_at" is of the moment in which it is asked for, not of the record' },
  { name: "people's own words", change: [['field: amount_idr, aggregate: sum', 'field: title']], at: 'title, title:',
    path: 'datasets.statistics.columns[2].field',
    message: '"title" is in people\'s own words and may hold anything: it is published with free_text: true alone' },
  { name: 'words of their own where there are none', change: [['field: number', 'field: number, free_text: true']],
    at: 'true, title', path: column(1, 'free_text'),
    message: 'must not be set: nobody wrote it in words of their own' },
  { name: 'an unknown resource', change: [['resource: licences', 'resource: licenses']], at: 'licenses',
    path: 'datasets.licences.resource',
    message: /^must be one of agencies, .*did you mean "licences"\? \(is "licenses"\)$/ },
  { name: 'the population register', change: [['resource: licences', 'resource: residents']], at: 'residents',
    path: 'datasets.licences.resource', message: /^must be one of / },
  { name: 'a name that cannot stand in an address', change: [['  licences:\n    title', '  Izin usaha:\n    title']],
    at: 'Izin usaha', path: 'datasets.Izin usaha', message: 'as a key it must match ^[a-z][a-z0-9-]{1,62}$' },
  { name: 'a dataset twice', change: [['  statistics:', '  licences:']], at: 'licences:\n    title: { id: Proposal',
    path: 'datasets.licences', message: /^the key is already on line \d+$/ },
  { name: 'a column twice', change: [['name: number', 'name: ID']], at: 'ID,', path: column(1, 'name'),
    message: 'the column "ID" is there already, as columns[0]' },
  { name: 'a column with a name that does not fit', change: [['name: number', 'name: nomor-sk']], at: 'nomor-sk',
    path: column(1, 'name'), message: /^must look like district_code/ },
  { name: "the hub's own column", change: [['name: year', 'name: suppressed']], at: 'suppressed',
    path: 'datasets.statistics.columns[0].name',
    message: '"suppressed" is the column that the hub adds, for rows whose numbers are left out' },
  { name: 'an unknown agency',
    change: [['agency: DISHUB\n    steward: DISKOMINFO\n    licence: CC-BY',
      'agency: DISHUP\n    steward: DISKOMINFO\n    licence: CC-BY']], at: 'DISHUP', path: 'datasets.licences.agency',
    message: 'unknown agency "DISHUP"; did you mean "DISHUB"?' },
  { name: 'an unknown steward',
    change: [['steward: DISKOMINFO\n    licence: CC-BY', 'steward: DISKOMINFOS\n    licence: CC-BY']],
    at: 'DISKOMINFOS', path: 'datasets.licences.steward',
    message: 'unknown agency "DISKOMINFOS"; did you mean "DISKOMINFO"?' },
  { name: 'an unknown licence', change: [['CC-BY-4.0', 'CC-BY-3.0']], at: 'CC-BY-3.0',
    path: 'datasets.licences.licence', message: /^must be one of CC-BY-4\.0, .*did you mean "CC-BY-4\.0"\?/ },
  { name: 'an unknown theme', change: [['theme: ECON\n    columns', 'theme: ECO\n    columns']], at: 'ECO\n',
    path: 'datasets.licences.theme', message: /did you mean "ECON"\?/ },
  { name: 'a month of what is no time', change: [['field: number', 'field: number, as: month']],
    at: 'month, title: { id: Nomor', path: column(1, 'as'), message: '"month" needs a field that is a date or a time' },
  { name: 'a district of what is none', change: [['field: number', 'field: number, as: district']],
    at: 'district, title', path: column(1, 'as'),
    message: '"district" needs a field that is the id or code of a district' },
  { name: 'rounding a text', change: [['field: number', 'field: number, round: 2']], at: '2, title: { id: Nomor',
    path: column(1, 'round'), message: 'needs a field that is a number' },
  { name: 'other words for a value that there is not',
    change: [['codes: { active: Berlaku }', 'codes: { actve: Berlaku }']], at: 'Berlaku',
    path: `${column(3, 'codes')}.actve`, message: 'is none of its values: "actve"; did you mean "active"?' },
  { name: 'a choice by a value that there is not', change: [['[active, expired]', '[active, expird]']], at: 'expird',
    path: 'datasets.licences.where.status.code[1]',
    message: 'is none of its values: "expird"; did you mean "expired"?' },
  { name: 'a choice by a value of another type',
    change: [['where: { status.code: [active, expired] }', 'where: { number: [503] }']], at: '503',
    path: 'datasets.licences.where.number[0]', message: 'is no value of that field, which is text' },
  { name: 'the sum of a text', change: [['field: amount_idr', 'field: kind']], at: 'sum, title',
    path: 'datasets.statistics.columns[2].aggregate', message: '"sum" needs a field that is a number' },
  { name: 'a count of a field', change: [['aggregate: count', 'aggregate: count, field: year']],
    at: 'year, title: { id: Jumlah', path: 'datasets.statistics.columns[1].field',
    message: 'must not be set: records are counted, not a field' },
  { name: 'a column of nothing', change: [['field: year, ', '']], at: '{ name: year',
    path: 'datasets.statistics.columns[0]', message: 'field is missing: only a count has none' },
  { name: 'the greatest of a group', change: [['aggregate: sum', 'aggregate: max']], at: 'max, title',
    path: 'datasets.statistics.columns[2].aggregate', message: /^must be one of count, sum or average/ },
  { name: 'a map of what has no place', change: [['theme: GOVE\n', 'theme: GOVE\n    formats: [csv, geojson]\n']],
    at: 'geojson', path: 'datasets.statistics.formats[1]',
    message: 'geojson needs a column of location.lat and one of location.long, and rows that are records' },
  {
    name: 'columns beside a standard',
    change: [['standard: blds-permits', 'standard: blds-permits\n    resource: licences']],
    at: 'licences\n    agency: DISHUB\n    steward: DISKOMINFO\n    licence: CC0',
    path: 'datasets.permits.resource',
    message: 'must not be set: the standard says it'
  },
  { name: 'a standard in another format',
    change: [['standard: blds-permits', 'standard: blds-permits\n    formats: [csv, json]']], at: 'json]',
    path: 'datasets.permits.formats[1]', message: 'a standard is published as csv alone, not as "json"' },
  { name: 'a dataset of nothing', change: [['    standard: blds-permits\n', '    resource: licences\n']],
    at: 'title: { id: Perizinan, en: Permits }', path: 'datasets.permits',
    message: 'columns is missing: without a standard a dataset says what its rows and columns are' },
  { name: 'an edition every second', change: [['theme: GOVE\n', 'theme: GOVE\n    refresh_seconds: 1\n']],
    at: '1\n    columns', path: 'datasets.statistics.refresh_seconds', message: /^must be an integer from 60 to / },
  { name: 'a title in one language', change: [['title: { id: Izin, en: Licences }', 'title: { id: Izin }']],
    at: 'title: { id: Izin }', path: 'datasets.licences.title.en', message: 'is missing' }
]

refuseEach(good, mistakes)

t.test('numbers told apart by many columns are refused', async t => {
  const many = ['kind', 'rw', 'agency_id', 'location.district_code', 'location.village_code', 'location.postal_code']
    .map((field, i) => `      - { name: c${i}, field: ${field}, title: { id: K, en: K } }\n`).join('')
  const { problems } = read(t, good.replace('      - { name: proposals,', () => `${many}      - { name: proposals,`))
  t.match(problems, [{ path: 'datasets.statistics.columns',
    message: 'numbers may be told apart by 6 columns at most: with each more they are about fewer records' }])
})

t.test('what the environment gave is not repeated', async t => {
  const { problems } = read(t, good.replace('field: number', 'field: "${PERMITS_KEY}"'))
  t.equal(problems.length, 1)
  t.notMatch(JSON.stringify(problems), /k-9f3a-secret/)
})

t.test('names that look like a word of the language are datasets like any other', async t => {
  const { config, problems } = read(t, good.replace('  licences:\n    title', '  constructor:\n    title'))
  t.same(problems, [])
  t.equal(config?.datasets['constructor']?.resource, 'licences')
})
