import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'
import { FORM_TYPE, formOf, type FormPart, jpeg, pdf, png, utf8 } from '../suites/forms.ts'
import { operating } from '../suites/operating.ts'

const city = await startCity({
  change: config => ({
    ...operating(config),
    hub: { ...config.hub, writes: { ...config.hub.writes, max_waiting_files: 3 } },
    systems: config.systems.map(system => ({ ...system,
      limits: { ...system.limits, timeout_ms: 1_000, breaker: { failures: 1_000, cooldown_ms: 50 } } })
    )
  })
})
t.teardown(() => city.close())
const office = city.system('licensing-a')

interface Options {
  key?: string
  id?: string
  headers?: Record<string, string>
}

/** What the demo's office has been sent as files. */
const files = (): Record<string, string>[] =>
  (office.records() as Record<string, string>[]).filter(({ jenis }) => jenis === 'berkas')

async function apply(): Promise<string> {
  const { status, body } = await city.post('/v1/licence-applications', { service_id: 'HAYU-055', kind: 'new',
    applicant: { name: 'BUDI SANTOSA' } }, { headers: { 'idempotency-key': `"${randomUUID()}"` } })
  t.equal(status, 201)
  return body.id as string
}

async function attach(
  parts: readonly FormPart[] | FormData,
  { key = `"${randomUUID()}"`, id = application, headers = {} }: Options = {}
): Promise<Answer> {
  const isRaw = Array.isArray(parts)
  const response = await fetch(`${city.url}/v1/licence-applications/${id}/attachments`, {
    method: 'POST',
    body: isRaw ? formOf(parts) : parts as FormData,
    headers: { ...(isRaw && { 'content-type': FORM_TYPE }), 'idempotency-key': key,
      ...city.authorization(['licence-applications:write', 'licence-applications:operate',
        'licence-applications:read']), ...headers }
  })
  const answer = { status: response.status, headers: response.headers, body: await response.json() }
  t.same(contractErrors('attachToLicenceApplication', answer), [], `attachToLicenceApplication ${answer.status}`)
  return answer
}
const form = (
  content: Buffer | string = pdf(),
  more: Partial<FormPart> = {}
): FormPart[] => [{ name: 'requirement', content: 'Fotokopi KTP' }, { name: 'file', filename: 'ktp.pdf', content,
  ...more }]
const submission = (id: string, as = 'demo-app'): Promise<Answer> => city.get(`/v1/submissions/${id}`, { as })
const reaches = (id: string, state: string): Promise<void> =>
  until(async () => (await submission(id)).body.status.code === state, { what: state })
/** Files that the hub itself holds, by their submissions. */
const held = (): string[] => {
  const db = new DatabaseSync(join(city.dataDir, 'satu.db'), { readOnly: true })
  try {
    return db.prepare('select submission_id from submission_files').all().map(({ submission_id: id }) => String(id))
  } finally {
    db.close()
  }
}
t.afterEach(() => office.setFault({ kind: 'none' }))

const application = await apply()

t.test('a file arrives at its office, which the hub keeps no longer than that', async t => {
  const content = pdf('denah', 300_000)
  const { status, headers, body } = await attach(form(content))
  t.equal(status, 201)
  t.equal(body.id, application)
  t.equal(headers.get('location'), `/v1/licence-applications/${application}`)
  t.match(headers.get('satu-receipt'), /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  t.match(files().at(-1), {
    no_pendaftaran: application.slice('HAYU-'.length),
    no_referensi: headers.get('satu-receipt')?.replaceAll('-', ''),
    n_berkas: 'Fotokopi KTP',
    nama_file: 'ktp.pdf',
    tipe: 'pdf',
    ukuran: String(content.length)
  })
  t.same(held(), [])
})

t.test('a form as browsers and other clients send it is taken', async t => {
  const data = new FormData()
  data.append('file', new Blob([png], { type: 'image/png' }), 'surat tanah – émigré.png')
  data.append('requirement', 'Surat tanah')
  t.equal((await attach(data)).status, 201)
  t.match(files().at(-1), { n_berkas: 'Surat tanah', nama_file: 'surat tanah – émigré.png', tipe: 'png' })
  const { length } = files()
  t.equal(
    (await attach([{ name: 'file', filename: utf8('潮.jpeg'), content: jpeg }, { name: 'requirement',
      content: 'Foto' }])).status,
    201
  )
  t.match(files().slice(length), [{ nama_file: '潮.jpeg', tipe: 'jpg' }])
})

t.test('what a file is is told by its content, and its name gets the ending of that', async t => {
  t.equal((await attach(form(jpeg, { filename: 'ktp.pdf.php', type: 'application/pdf' }))).status, 201)
  t.match(files().at(-1), { nama_file: 'ktp.pdf.php.jpg', tipe: 'jpg' })
  for (const [content, name] of [['GIF89a......', 'foto.jpg'], ['MZ....', 'ktp.pdf'], ['<html>', 'ktp.pdf'], [
    ' %PDF-1.4',
    'ktp.pdf'
  ], ['PK\x03\x04', 'ktp.docx'], ['%PD', 'ktp.pdf']] as const) {
    t.match(await attach(form(content, { filename: name, type: 'application/pdf' })), {
      status: 415,
      body: { code: 'unsupported_media_type', at_fault: 'caller', detail: /PDF, JPEG, PNG/,
        errors: [{ in: 'body', field: 'file', allowed: ['application/pdf', 'image/jpeg', 'image/png'] }] }
    }, name)
  }
  t.same(held(), [])
})

t.test('the same key with the same bytes is one file, and with others a 422', async t => {
  const key = `"${randomUUID()}"`
  const { length } = files()
  const first = await attach(form(pdf('a')), { key })
  const data = new FormData()
  data.append('requirement', 'Fotokopi KTP')
  data.append('file', new Blob([pdf('a')]), 'ktp.pdf')
  const again = await attach(data, { key })
  t.same([first.status, again.status], [201, 201])
  t.equal(again.headers.get('satu-receipt'), first.headers.get('satu-receipt'))
  for (const other of [form(pdf('b')), form(pdf('a'), { filename: 'other.pdf' }), [{ name: 'requirement',
    content: 'NPWP' }, ...form(pdf('a')).slice(1)]])
  {
    t.match(await attach(other, { key }), { status: 422, body: { code: 'idempotency_key_reused' } })
  }
  t.equal(files().length, length + 1)
})

t.test('while its office is down a file is kept, and arrives when that is back', async t => {
  const id = await apply()
  await office.setFault({ kind: 'down' })
  const { status, headers, body } = await attach(form(jpeg, { filename: 'foto.jpg' }), { id })
  t.equal(status, 202)
  t.equal(headers.get('location'), `/v1/submissions/${body.id}`)
  t.match(body, { status: { code: 'accepted' }, resource: 'licence-applications', action: 'attach',
    system: 'licensing-a', advice: { id: /tidak perlu mengirim ulang/ } })
  t.same(held(), [body.id], 'it is on the disk')
  const { length } = files()
  await office.setFault({ kind: 'none' })
  await reaches(body.id, 'delivered')
  t.match(files().slice(length), [{ nama_file: 'foto.jpg' }])
  t.same(held(), [])
  const { body: after } = await submission(body.id)
  t.match(after, { record_id: id, location: `/v1/licence-applications/${id}` })
  const { body: { items: events } } = await city.get(`/v1/events?type=submission.delivered`, { as: 'demo-app' })
  t.match(events.at(-1), { subject: body.id,
    data: { action: 'attach', resource: 'licence-applications', record_id: id } })
})

for (const kind of ['reset', 'hang', 'truncate'] as const) {
  t.test(`an answer that is lost (${kind}) is looked for, not sent again`, async t => {
    const id = await apply()
    const { length } = files()
    await office.setFault({ kind })
    const { status, body } = await attach(form(), { id })
    t.equal(status, 202)
    t.equal((await submission(body.id)).body.status.code, 'uncertain')
    t.same(held(), [body.id], 'it may have to be sent again')
    await office.setFault({ kind: 'none' })
    await reaches(body.id, 'delivered')
    t.equal(files().length, length + 1)
    t.same(held(), [])
  })
}

t.test('what its office does not want is told by the fields of the form, and is not kept', async t => {
  const { status, body } = await attach(form(pdf('', 2_100_000)))
  t.match({ status, body }, { status: 422,
    body: { code: 'write_refused', errors: [{ in: 'body', field: 'file', code: 'refused' }] } })
  t.same(held(), [])
  t.match(await attach(form(), { id: 'HAYU-0000005501012024' }), { status: 404, body: { code: 'not_found' } })
})

t.test('files of one application arrive in the order in which they came, and no more wait than may', async t => {
  const id = await apply()
  await office.setFault({ kind: 'down' })
  const { length } = files()
  const waiting: string[] = []
  for (const name of ['1.pdf', '2.pdf', '3.pdf'])
    waiting.push((await attach(form(pdf(name), { filename: name }), { id })).body.id as string)
  const key = `"${randomUUID()}"`
  t.match(await attach(form(), { id, key }), { status: 413,
    body: { code: 'payload_too_large', detail: /on their way as may be: 3/ } })
  t.equal(held().length, 3)
  await office.setFault({ kind: 'none' })
  for (const one of waiting) await reaches(one, 'delivered')
  t.same(files().slice(length).map(({ nama_file: name }) => name), ['1.pdf', '2.pdf', '3.pdf'])
  t.equal((await attach(form(), { id, key })).status, 201, 'its key is still new')
})

t.test('operators see what was sent by its fields alone, correct its text, and never its file', async t => {
  const id = await apply()
  await office.setFault({ kind: 'down' })
  const { body: { id: sent } } = await attach(form(pdf('rahasia'), { filename: 'ktp budi.pdf' }), { id })
  const { body } = await submission(sent, 'operations')
  t.same(body.fields, ['requirement', 'file'])
  t.notMatch(JSON.stringify(body), /budi|Fotokopi|rahasia/)
  const edit = (changes: object): Promise<Answer> =>
    city.post(`/v1/submissions/${sent}/edit`, { changes }, { as: 'operations' })
  await until(async () => (await edit({ file: 'x.pdf' })).status !== 409)
  t.match(await edit({ file: 'x.pdf' }), { status: 400, body: { errors: [{ field: 'changes.file', code: 'file' }] } })
  t.match(await edit({ requirement: '' }), { status: 400,
    body: { errors: [{ field: 'changes.requirement', code: 'minLength' }] } })
  await until(async () => (await edit({ requirement: 'Kartu tanda penduduk' })).status === 200)
  await office.setFault({ kind: 'none' })
  await reaches(sent, 'delivered')
  t.match(files().at(-1), { n_berkas: 'Kartu tanda penduduk', nama_file: 'ktp budi.pdf' })
})

t.test('what is abandoned is not kept', async t => {
  const id = await apply()
  await office.setFault({ kind: 'down' })
  const { body: { id: sent } } = await attach(form(), { id })
  t.same(held(), [sent])
  await until(async () =>
    (await city.post(`/v1/submissions/${sent}/abandon`, { reason: 'sent twice' }, { as: 'operations' })).status === 200
  )
  t.same(held(), [])
})

t.test('neither its name nor its text is in the log', async t => {
  await attach([{ name: 'requirement', content: 'KTP 3273021305859991' }, { name: 'file',
    filename: 'ktp 3273021305859991.pdf', content: pdf() }])
  t.notMatch(city.log(), /3273021305859991|Fotokopi|ktp/)
  t.match(city.log(), /"operation":"attachToLicenceApplication"/)
})
