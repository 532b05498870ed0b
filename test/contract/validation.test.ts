import t from 'tap'
import { loadContract, type Operation, type Parameter } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'

const contract = loadContract()
const validation = createValidation(contract)
const operation = (id: string): Operation => {
  const found = contract.operations.find(one => one.id === id)
  if (found === undefined) throw new Error(`no operation ${id}`)
  return found
}
const list = operation('listComplaints')
const read = (
  query: string,
  { path = {}, headers = {}, of = list }: { path?: Record<string, string>; headers?: Record<string, string>;
    of?: Operation } = {}
) => validation.readParameters(of, { query: new URLSearchParams(query), path, headers })
const wrong = (query: string, more?: Parameters<typeof read>[1]): string[] =>
  read(query, more).errors.map(({ in: place, field, code }) => `${place} ${field} ${code}`)

t.test('a parameter arrives as what its schema asks for', async t => {
  t.match(read('limit=5&status=closed,assigned&bbox=107.6,-6.9,107.7,-6.8&q=a').values, { limit: 5,
    status: ['closed', 'assigned'], bbox: [107.6, -6.9, 107.7, -6.8], q: 'a' })
  t.same(read('bbox=1e-7,-6.9,107.7,1.5E1').values['bbox'], [1e-7, -6.9, 107.7, 15],
    'a number as another hub writes it')
  t.same(read('q=12').values['q'], '12', 'text stays text')
})

t.test('what is not given has its default, or is not there', async t => {
  t.same(read('').values, { limit: 20 })
})

t.test('every wrong parameter is named once, whatever is wrong with it', async t => {
  t.same(wrong('limit=ten&status=lost,gone&colour=red').sort(), ['query colour unknown', 'query limit type',
    'query status enum'])
  t.same(wrong('limit=5&limit=5'), ['query limit repeated'])
  t.same(wrong('limit=0x10'), ['query limit type'])
  t.same(wrong('limit=1e1'), ['query limit type'], 'a count is written out')
  t.same(wrong('limit='), ['query limit type'])
  t.same(wrong('bbox=1,2,3'), ['query bbox minItems'])
  t.same(wrong('q=a%07b'), ['query q control'])
  t.same(wrong('', { of: operation('getComplaint') }), ['path id required'])
  t.same(wrong('', { of: operation('getComplaint'), path: { id: '!' } }), ['path id pattern'])
})

t.test('a header may hold a tab', async t => {
  t.same(wrong('', { headers: { 'if-none-match': '"a",\t"b"' } }), [])
})

t.test('a name is repeated only when it looks like one', async t => {
  for (const name of ['3273021305859991', 'a=b', '<script>', 'x'.repeat(42), ''])
    t.same(read(`${encodeURIComponent(name)}=1`).errors.map(({ field }) => field), ['(unnamed)'], name)
  t.same(wrong('__proto__=1&constructor=1').sort(), ['query __proto__ unknown', 'query constructor unknown'])
})

t.test('no message repeats a value', async t => {
  const secret = '3273021305859991'
  for (const { name, in: place } of list.parameters as Parameter[]) {
    const { errors } = place === 'header'
      ? read('', { headers: { [name.toLowerCase()]: secret } })
      : read(`${name}=${secret}`)
    t.notMatch(JSON.stringify(errors), secret, name)
  }
  const verify = operation('verifyResident')
  t.notMatch(
    JSON.stringify(
      validation.bodyErrors(verify, { nik: `${secret}9`, full_name: [secret], birth_date: secret, [secret]: secret })
    ),
    secret
  )
})

t.test("a body's wrong fields are named by their paths", async t => {
  const create = operation('createComplaint')
  const errors = validation.bodyErrors(create, { location: { lat: 'north', colour: 1 }, reporter: { name: '' },
    description: 7 })
  t.same(errors.map(({ in: place, field, code }) => `${place} ${field} ${code}`).sort(), [
    'body description type',
    'body location.colour unknown',
    'body location.lat type',
    'body reporter.anonymous required',
    'body reporter.confidential required',
    'body reporter.name minLength'
  ])
  for (const body of [undefined, null, 7, 'text', []])
    t.match(validation.bodyErrors(create, body), [{ in: 'body', field: '' }])
  t.same(validation.bodyErrors(create, { description: 'Lampu mati' }), [])
})

t.test('what is written holds declared fields alone', async t => {
  const text = validation.serialize('ResidentMatch', { match: true,
    fields: { full_name: true, birth_date: true, nik: 'x' }, secret: 'x', meta: { sources: [] } })
  t.same(JSON.parse(text), { match: true, fields: { full_name: true, birth_date: true }, meta: { sources: [] } })
})

t.test('whatever text a record holds is valid JSON again', async t => {
  for (const description of ['"quoted"\\', 'line\nbreak\u2028', '\u0000\u001f', '\ud800 alone', '😀', '</script>']) {
    const item = { id: 'AAAA-1', identifiers: [], status: { code: 'closed', raw_code: '1' },
      source: { system: 'a', record_id: '1', fetched_at: 'x', updated_at: 'x' }, quality: [], description }
    t.equal((JSON.parse(validation.serialize('Complaint', item)) as { description: string }).description, description)
  }
})

t.test('errors of a value tell where they are', async t => {
  t.same(validation.errorsOf('Identifier', { scheme: 'a', value: '1' }), [])
  t.match(
    validation.errorsOf('Identifier', { scheme: 'A' }).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)
      .sort(),
    ['/scheme pattern', ' required'].sort()
  )
})
