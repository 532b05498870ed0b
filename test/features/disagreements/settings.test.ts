import t from 'tap'
import { cityFile, read } from '../../platform/config/city-file.ts'
import { type Mistake, refuseEach } from '../../platform/config/refused.ts'

const good = `${cityFile}disagreements:
  rules:
    same-person:
      title: { id: Orang yang sama, en: The same person }
      resources: [licences, licence-applications]
      key: nik
      compare:
        name: { fields: { licence-applications: applicant.name, licences: holder.name }, how: similar,
          threshold: 0.9, severity: high, owner: DISHUB }
        birth_date: { fields: { licences: holder.birth_date }, how: date, severity: high }
    same-parcel:
      title: { id: Bidang yang sama, en: The same parcel }
      resources: [tax-objects]
      key: nop
      from: 2024-01-01
      compare:
        land: { field: land_m2, how: number, tolerance: 1, tolerance_percent: 2, severity: medium, owner: permits }
    same-licence:
      title: { id: Izin yang sama, en: The same licence }
      resources: [licences]
      systems: [permits]
      key: number
      compare:
        state: { field: status.code, how: equal, within: false, severity: high, owner: newer }
        number: { how: once, severity: low }
`

t.test('rules are read, with their defaults', async t => {
  const { config, problems } = read(t, good)
  t.same(problems, [])
  t.match(config?.disagreements, { every_seconds: 30, records_per_pass: 20_000, records_per_key: 50 })
  t.same(Object.keys(config?.disagreements.rules ?? {}), ['same-person', 'same-parcel', 'same-licence'])
  t.match(config?.disagreements.rules['same-person']?.compare['name'], { how: 'similar', threshold: 0.9, within: true,
    owner: 'DISHUB' })
  t.equal(config?.disagreements.rules['constructor'], undefined)
  t.same(read(t, cityFile).config?.disagreements.rules, {}, 'without any there is nothing to compare')
})

const rule = 'disagreements.rules'
const mistakes: readonly Mistake[] = [
  { name: 'the population register', change: [['resources: [tax-objects]', 'resources: [tax-objects, residents]']],
    at: 'residents]', path: `${rule}.same-parcel.resources[1]`,
    message: /^of the population register nothing is kept/ },
  { name: 'a resource that there is not', change: [['resources: [tax-objects]', 'resources: [tax-objects, permits]']],
    at: 'permits]', path: `${rule}.same-parcel.resources[1]`, message: /^must be one of agencies/ },
  { name: 'a way to compare that there is not', change: [['how: date', 'how: soundex']], at: 'soundex',
    path: `${rule}.same-person.compare.birth_date.how`, message: /^must be one of equal, normalised/ },
  { name: 'a severity that there is not', change: [['severity: low', 'severity: dire']], at: 'dire',
    path: `${rule}.same-licence.compare.number.severity`, message: /^must be one of low, medium or high/ },
  { name: 'a rule that compares nothing', change: [[
    '        land: { field: land_m2, how: number, tolerance: 1, tolerance_percent: 2, severity: medium, owner: ' +
    'permits }\n',
    '        {}\n'
  ]], at: '{}', path: `${rule}.same-parcel.compare`, message: 'must not be empty' },
  { name: 'a rule without a key', change: [['      key: nop\n', '']], at: 'same-parcel',
    path: `${rule}.same-parcel.key`, message: 'is missing' },
  { name: 'a key that the records do not have', change: [['key: number', 'key: numbr']], at: 'numbr',
    path: `${rule}.same-licence.key`, message: 'licences have no field "numbr"; did you mean "number"?' },
  { name: 'a personal key that the records do not have', change: [['key: nop', 'key: nik']], at: 'nik\n      from',
    path: `${rule}.same-parcel.key`, message: 'tax-objects have no "nik"' },
  { name: 'a field of a person as a key', change: [['key: nop', 'key: owner_name']], at: 'owner_name',
    path: `${rule}.same-parcel.key`,
    message: '"owner_name" holds personal data (name): of people the keys are nik or npwp' },
  { name: 'a number that is no key', change: [['key: nop', 'key: land_m2']], at: 'land_m2\n',
    path: `${rule}.same-parcel.key`, message: '"land_m2" of tax-objects is no key: it holds a number' },
  {
    name: 'a field that the records do not have',
    change: [['licence-applications: applicant.name', 'licence-applications: name']],
    at: 'name, licences',
    path: `${rule}.same-person.compare.name.fields.licence-applications`,
    message: /^licence-applications have no field "name"/
  },
  {
    name: 'a field of a resource that the rule is not about',
    change: [['{ licences: holder.birth_date }', '{ complaints: location.address }']],
    at: 'location.address',
    path: `${rule}.same-person.compare.birth_date.fields.complaints`,
    message: 'complaints are not among the resources of the rule'
  },
  { name: 'nothing to compare', change: [['field: land_m2, how: number', 'how: number']], at: '{ how: number',
    path: `${rule}.same-parcel.compare.land`,
    message: 'field is missing: what is compared, or fields for each resource' },
  { name: 'one field and many', change: [['field: land_m2,', 'field: land_m2, fields: { tax-objects: land_m2 },']],
    at: '{ tax-objects', path: `${rule}.same-parcel.compare.land.fields`, message: 'must not be set beside field' },
  { name: 'text compared as a number', change: [['field: status.code, how: equal', 'field: status.code, how: number']],
    at: 'status.code', path: `${rule}.same-licence.compare.state.field`,
    message: '"status.code" of licences holds text, which cannot be compared as number' },
  { name: 'one value compared as a set', change: [['field: status.code, how: equal', 'field: status.code, how: set']],
    at: 'status.code', path: `${rule}.same-licence.compare.state.field`,
    message: '"status.code" of licences holds text, which cannot be compared as set' },
  {
    name: 'a phone number, of which nothing is kept that can be compared',
    change: [['licences: holder.name', 'licences: holder.phone']],
    at: 'holder.phone',
    path: `${rule}.same-person.compare.name.fields.licences`,
    message:
      '"holder.phone" holds personal data of a class (phone) that is not kept in any form that can be compared; ' +
      'there are name, birth_date or address'
  },
  { name: 'a name compared as a set', change: [['how: date', 'how: set']], at: 'holder.birth_date }',
    path: `${rule}.same-person.compare.birth_date.fields.licences`,
    message: '"holder.birth_date" is personal, and is compared as equal, normalised, date or similar alone' },
  { name: 'what the hub says itself', change: [['field: status.code', 'field: source.fetched_at']],
    at: 'source.fetched_at', path: `${rule}.same-licence.compare.state.field`,
    message: '"source.fetched_at" is of the moment in which it is asked for, not of the record' },
  { name: 'a tolerance of what is no number', change: [['how: date', 'how: date, tolerance: 3']], at: '3, severity',
    path: `${rule}.same-person.compare.birth_date.tolerance`, message: 'goes with how: number alone' },
  { name: 'a threshold without likeness',
    change: [['field: status.code, how: equal', 'field: status.code, how: equal, threshold: 0.9']], at: '0.9, within',
    path: `${rule}.same-licence.compare.state.threshold`, message: 'goes with how: similar alone' },
  { name: 'a threshold that everything reaches', change: [['threshold: 0.9', 'threshold: 0.1']], at: '0.1',
    path: `${rule}.same-person.compare.name.threshold`, message: 'must be a number from 0.5 to 1 (is 0.1)' },
  { name: 'a field of whole records', change: [['{ how: once,', '{ field: number, how: once,']],
    at: 'number, how: once', path: `${rule}.same-licence.compare.number.field`,
    message: 'must not be set: once looks at whole records' },
  { name: 'one record across systems', change: [['{ how: once,', '{ how: once, within: false,']],
    at: 'false, severity: low', path: `${rule}.same-licence.compare.number.within`,
    message: 'must not be false: once is about the records of one system' },
  { name: 'an owner that nobody knows', change: [['owner: DISHUB', 'owner: DISHUP']], at: 'DISHUP',
    path: `${rule}.same-person.compare.name.owner`,
    message: '"DISHUP" is no system and no agency of this file; did you mean "DISHUB"?' },
  { name: 'a system that there is not', change: [['systems: [permits]', 'systems: [permit]']], at: 'permit]',
    path: `${rule}.same-licence.systems[0]`, message: 'unknown system "permit"; did you mean "permits"?' },
  { name: 'a day that there is not', change: [['2024-01-01', '2024-02-30']], at: '2024-02-30',
    path: `${rule}.same-parcel.from`, message: /date/ },
  { name: 'a name that cannot stand in the ledger', change: [['    same-parcel:', '    Same Parcel:']],
    at: 'Same Parcel', path: `${rule}.Same Parcel`, message: /^as a key it must match/ },
  { name: 'a key of a comparison that there is not', change: [['tolerance_percent: 2', 'tolerance_pct: 2']],
    at: 'tolerance_pct', path: `${rule}.same-parcel.compare.land.tolerance_pct`, message: /^unknown key/ }
]

refuseEach(good, mistakes)
