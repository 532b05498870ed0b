import t from 'tap'
import type { Contract, JsonSchema } from '../../../src/contract/contract.ts'
import { createMask, isPersonal } from '../../../src/platform/privacy/visibility.ts'
import { contract } from '../../suites/core/hub.ts'

const NIK = '3273021305859991'
const person = {
  name: 'Asep Sunandar',
  name_raw: 'Ir. H. ASEP SUNANDAR, M.M.',
  titles: ['Ir.', 'H.', 'M.M.'],
  nik: NIK,
  phone: '+628129999123',
  email: 'asep@example.org',
  location: { address: 'Jl. Contoh No. 5', rt: '003', rw: '005', village_code: '32.73.02.1004',
    district_code: '32.73.02', postal_code: '40135' }
}

t.test('a person is told by initials, ends of numbers and the part of the city', async t => {
  t.same(createMask(contract, 'Person')(person), {
    name: 'A. S.',
    name_raw: 'I. H. A. S. M. M.',
    nik: '327302******9991',
    phone: '**********123',
    email: '***@example.org',
    location: { village_code: '32.73.02.1004', district_code: '32.73.02', postal_code: '40135' }
  })
})

t.test('what was given stays as it was', async t => {
  const before = structuredClone(person)
  createMask(contract, 'Person')(person)
  t.same(person, before)
})

t.test('what another hub has masked stays as it is, and fits the contract still', async t => {
  const mask = createMask(contract, 'Person')
  const once = mask(person)
  t.same(mask(once), once)
})

t.test('a name without a letter is still one of the contract', async t => {
  t.same(createMask(contract, 'Person')({ name: '12345' }), { name: '*' })
})

t.test('a personal value of another type than text is left out', async t => {
  t.same(
    createMask(contract, 'Person')({ name: 'A', nik: 3273021305859991, phone: ['+628129999123'],
      email: { a: 'asep@example.org' } }),
    { name: 'A.' }
  )
})

t.test('an object of which nothing may be seen is left out', async t => {
  const resident = { full_name: 'Asep', birth_date: '1985-05-13', birth_place: 'BANDUNG', sex: 'male',
    marital_status: 'single', location: { address: 'Jl. Contoh No. 5' } }
  t.same(createMask(contract, 'Resident')(resident), { full_name: 'A.' })
})

t.test('a class of personal data that has no mask is left out', async t => {
  const marked = (privacy: string): Contract => ({ ...contract, schemas: {
    Thing: { 'type': 'object', 'x-open': ['open'],
      'properties': { secret: { 'type': 'string', 'x-privacy': privacy }, open: { type: 'string' } } }
  } })
  t.same(createMask(marked('fingerprint'), 'Thing')({ secret: 'x', open: 'y' }), { open: 'y' })
  t.same(createMask(marked('constructor'), 'Thing')({ secret: 'x', open: 'y' }), { open: 'y' })
})

t.test('a mark beside a reference counts', async t => {
  const schemas: Record<string, JsonSchema> = {
    Text: { type: 'string' },
    Thing: { type: 'object', properties: { owner: { '$ref': '#/components/schemas/Text', 'x-privacy': 'name' } } }
  }
  t.same(createMask({ ...contract, schemas }, 'Thing')({ owner: 'Asep Sunandar' }), { owner: 'A. S.' })
})

t.test('a note on quality shows no value of a field that is masked', async t => {
  const note = (field: string, raw?: string): object => ({ field, code: 'invalid_value', severity: 'warning',
    ...(raw === undefined ? {} : { raw }) })
  const object = {
    nop: '327306000100200030',
    location: { lat: -6.9, long: 107.6, district_code: '32.73.02' },
    quality: [note('location.lat', '107.6, -6.9'), note('location', '107.6 -6.9'), note('owner_name', 'Asep'),
      note('location.district_code', 'Koblong'), note('land_m2', '12o')]
  }
  t.same(createMask(contract, 'TaxObject')(object), {
    nop: '327306000100200030',
    location: { district_code: '32.73.02' },
    quality: [note('location.lat'), note('location'), note('owner_name'), note('location.district_code', 'Koblong'),
      note('land_m2', '12o')]
  })
  const panic = { kind: 'panic', location: { lat: -6.9 },
    quality: [note('location.lat', '-6.9'), note('area.polygon', '...'), note('kind', 'x')] }
  t.same(createMask(contract, 'Incident')(panic), { kind: 'panic',
    quality: [note('location.lat'), note('area.polygon'), note('kind', 'x')] })
  t.same(createMask(contract, 'Incident')({ ...panic, kind: 'fire' }), { ...panic, kind: 'fire' })
})

t.test('entries for officers are left out of a list, confidential records out of a page', async t => {
  const mask = createMask(contract, 'ComplaintList')
  const complaint = { id: 'A-1', updates: [{ text: 'a', public: true }, { text: 'b', public: false }] }
  const page = { items: [complaint, { id: 'A-2', reporter: { anonymous: false, confidential: true } }],
    next_cursor: null }
  t.same(mask(page), { items: [{ id: 'A-1', updates: [{ text: 'a', public: true }] }], next_cursor: null })
  t.equal(createMask(contract, 'Complaint')(page.items[1]), undefined)
})

t.test('what a sender calls __proto__ is no field, and lends none', async t => {
  const sent = JSON.parse(
    '{"number":"1","holder":{"name":"Asep ' +
      'Sunandar","__proto__":{"nik":"3273025203459991"}},"__proto__":{"holder":{"nik":"3273025203459991"}}}'
  ) as object
  const seen = createMask(contract, 'Licence')(sent) as { holder: { nik?: string } }
  t.same(seen, { number: '1', holder: { name: 'A. S.' } })
  t.equal(seen.holder.nik, undefined)
})

t.test('it is known which fields are personal in every record', async t => {
  t.ok(isPersonal(contract, 'TaxObject', ['location', 'lat']))
  t.notOk(isPersonal(contract, 'Complaint', ['location', 'lat']))
  t.notOk(isPersonal(contract, 'Licence', ['no', 'such', 'field']))
})
