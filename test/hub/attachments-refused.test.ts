import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import t, { type Test } from 'tap'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { startHub } from '../suites/core/hub.ts'
import { createLegacy, type Row } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'
import type { Answer } from '../suites/demo-city.ts'
import { BOUNDARY, FORM_TYPE, formOf, type FormPart, pdf, utf8 } from '../suites/forms.ts'
import { readAnswer } from '../suites/raw-http.ts'

const MOST = 100_000
const row: Row = {
  key: '1',
  updatedAt: '2026-11-01T08:00:00+07:00',
  record: {
    identifiers: [],
    status: { code: 'submitted', raw_code: '2' },
    number: '1',
    permit_type: 'SIUP',
    service_id: 'IZIN-055',
    agency_id: 'REGI-DISHUB',
    applicant: { name: 'BUDI' },
    submitted_at: '2026-11-01T08:00:00+07:00'
  }
}
const legacy = createLegacy({ id: 'licensing', prefix: 'IZIN', resource: 'licence-applications', writes: 'findable',
  rows: [row] })
const scope = 'licence-applications:read licence-applications:write complaints:write submissions:read'
const hub = await startHub(t, [legacy], {
  consumers: { app: { scopes: scope.split(' ') }, other: { scopes: scope.split(' ') } },
  hub: { writes: { wait_ms: 5_000, max_sends: 12, max_file_bytes: MOST, max_waiting_files: 20 },
    times: { headers_ms: 3_000, request_ms: 3_000, read_ms: 10_000, idle_ms: 72_000, drain_ms: 0 } }
})
const { port } = hub.app.server.address() as AddressInfo
const path = '/v1/licence-applications/IZIN-1/attachments'
const headersOf = (as = 'app'): Record<string, string> => ({ ...bearer({ claims: { sub: as, scope } }),
  'idempotency-key': `"${randomUUID()}"` })

type Body = NonNullable<RequestInit['body']>

async function send(body: Body | undefined, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await hub.get(path, {
    method: 'POST',
    headers: { 'content-type': FORM_TYPE, ...headersOf(), ...headers },
    ...(body !== undefined && { body }),
    ...(body instanceof ReadableStream && { duplex: 'half' })
  })
  const answer = { status: response.status, headers: response.headers, body: await response.json() }
  t.same(contractErrors('attachToLicenceApplication', answer), [], `attachToLicenceApplication ${answer.status}`)
  return answer
}
const text: FormPart = { name: 'requirement', content: 'Fotokopi KTP' }
const file: FormPart = { name: 'file', filename: 'ktp.pdf', content: pdf() }

const wrongForms: [name: string, parts: FormPart[], errors: object[]][] = [
  ['no file', [text], [{ field: 'file', code: 'required' }]],
  ['no text', [file], [{ field: 'requirement', code: 'required' }]],
  ['nothing', [], [{ field: 'requirement', code: 'required' }, { field: 'file', code: 'required' }]],
  ['an empty text', [{ ...text, content: '' }, file], [{ field: 'requirement', code: 'minLength' }]],
  ['a text that is too long', [{ ...text, content: 'x'.repeat(5_000) }, file], [{ field: 'requirement',
    code: 'maxLength' }]],
  ['a text that is not UTF-8', [{ ...text, content: Buffer.from('Kart\xe9', 'latin1') }, file], [{ field: 'requirement',
    code: 'encoding' }]],
  ['a text with control characters', [{ ...text, content: 'KTP\u0000' }, file], [{ field: 'requirement',
    code: 'pattern' }]],
  ['a text as JSON of another type', [{ ...text, type: 'application/json', content: '{"a":1}' }, file], [{
    field: 'requirement',
    code: 'type'
  }]],
  ['a text that says it is JSON', [{ ...text, type: 'application/json', content: '{"a":' }, file], [{ field: '',
    code: 'multipart' }]],
  ['a text twice', [text, text, file], [{ field: 'requirement', code: 'repeated' }]],
  ['a text that is unknown', [text, { name: 'colour', content: 'red' }, file], [{ field: 'colour', code: 'unknown' }]],
  ['a text with a name that no field has', [text, { name: '__proto__', content: 'x' }, file], [{ field: '',
    code: 'multipart' }]],
  ["an unknown text whose name is somebody's", [{ name: '3273021305859991', content: 'x' }, text, file], [{
    field: '(unnamed)',
    code: 'unknown'
  }]],
  ['two files', [text, file, file], [{ field: 'file', code: 'repeated' }]],
  ['a file of another name', [text, { ...file, name: 'photo' }], [{ field: 'photo', code: 'unknown' }]],
  ['a file without a name of its part', [text, { filename: 'ktp.pdf', content: pdf() }], [{ field: '', code: 'name' }]],
  ['an empty file', [text, { ...file, content: '' }], [{ field: 'file', code: 'empty' }]],
  ['a file as a text', [text, { name: 'file', content: '%PDF-1.4' }], [{ field: 'file', code: 'file' }]],
  ['a file without a name', [text, { ...file, filename: '' }], [{ field: 'file', code: 'name' }]],
  ['a file without a name that says it is one', [text, { name: 'file', type: 'application/octet-stream',
    content: pdf() }], [{ field: 'file', code: 'name' }]],
  ['a path', [text, { ...file, filename: '../../etc/cron.d/ktp.pdf' }], [{ field: 'file', code: 'path' }]],
  ['a path of Windows', [text, { ...file, filename: 'C:\\\\berkas\\\\ktp.pdf' }], [{ field: 'file', code: 'path' }]],
  ['a name that leads upwards', [text, { ...file, filename: '..' }], [{ field: 'file', code: 'path' }]],
  ['a name that is not UTF-8', [text, { ...file, filename: 'kart\xe9.pdf' }], [{ field: 'file', code: 'encoding' }]],
  ['a name that turns', [text, { ...file, filename: utf8('ktp\u202Efdp.exe') }], [{ field: 'file', code: 'control' }]],
  ['a name that ends in the middle', [text, { ...file, filename: 'ktp\u0000.pdf' }], [{ field: 'file',
    code: 'control' }]],
  ['a name that is too long', [text, { ...file, filename: `${'a'.repeat(300)}.pdf` }], [{ field: 'file',
    code: 'maxLength' }]],
  ['more parts than a form has', [
    ...Array.from({ length: 11 }, (_, i) => ({ name: `part${'abcdefghijk'[i]}`, content: '' })),
    text,
    file
  ], [{ field: '', code: 'multipart' }]]
]

for (const [name, parts, errors] of wrongForms) {
  t.test(`a form with ${name} is a 400 that says so`, async t => {
    const { status, body } = await send(formOf(parts))
    t.match({ status, body }, { status: 400,
      body: { code: 'invalid_request', at_fault: 'caller', errors: errors.map(error => ({ in: 'body', ...error })) } })
    t.notMatch(JSON.stringify(body), /3273021305859991|etc\/cron/)
  })
}

t.test('a form that breaks off anywhere is a 400', async t => {
  const whole = formOf([text, file])
  const end = whole.length - `--\r\n`.length
  for (let length = 0; length < end; length += 3) {
    const { status, body } = await send(whole.subarray(0, length))
    if (status !== 400 || body.code !== 'invalid_request') t.match({ status, body }, { status: 400 }, `${length} bytes`)
  }
  t.match(await send(whole.subarray(0, end - 1)), { status: 400, body: { detail: /breaks off/ } })
})

t.test('a form whose boundary is missing, or another, is a 400', async t => {
  t.match(await send(formOf([text, file]), { 'content-type': 'multipart/form-data' }), { status: 400,
    body: { detail: /names no boundary/ } })
  t.match(await send(formOf([text, file]), { 'content-type': 'multipart/form-data; boundary=another' }), { status: 400,
    body: { detail: /breaks off/ } })
  t.match(await send(undefined), { status: 400, body: { errors: [{ field: 'requirement' }, { field: 'file' }] } })
  t.match(await send(''), { status: 400, body: { code: 'invalid_request' } })
})

t.test('what is no form is a 415, here as elsewhere', async t => {
  for (const type of ['application/json', 'application/pdf', 'text/plain', 'multipart/mixed; boundary=x',
    'application/x-www-form-urlencoded'])
  {
    t.match(await send('{}', { 'content-type': type }), { status: 415,
      body: { code: 'unsupported_media_type', detail: /multipart\/form-data/ } }, type)
  }
  const complaint = await hub.get('/v1/licence-applications', { method: 'POST', body: formOf([text]),
    headers: { ...headersOf(), 'content-type': FORM_TYPE } })
  t.match({ status: complaint.status, body: await complaint.json() }, { status: 415,
    body: { detail: 'The body must be JSON.' } })
})

t.test('the key is held to the rules of every write', async t => {
  const form = formOf([text, file])
  const { 'idempotency-key': _key, ...without } = headersOf()
  const response = await hub.get(path, { method: 'POST', body: form,
    headers: { ...without, 'content-type': FORM_TYPE } })
  t.match({ status: response.status, body: await response.json() }, { status: 400,
    body: { errors: [{ in: 'header', field: 'Idempotency-Key', code: 'required' }] } })
  t.match(await send(form, { 'idempotency-key': 'no quotes' }), { status: 400,
    body: { errors: [{ in: 'header', field: 'Idempotency-Key' }] } })
})

t.test('a file above the limit is a 413, whether or not it says so beforehand', async t => {
  const large = formOf([text, { ...file, content: pdf('', MOST) }])
  const refusal = { status: 413,
    body: { code: 'payload_too_large', detail: `The file may have ${MOST} bytes.`, errors: [{ field: 'file' }] } }
  t.match(await send(large), refusal)
  t.match(await send(formOf([text, { ...file, content: pdf('', MOST * 4) }])), refusal)
  t.match(await send(Readable.toWeb(Readable.from([large])) as ReadableStream<Uint8Array>), refusal)
})

/** Begins to send by hand; what comes back, until the hub closes the connection. */
async function begin(
  t: Test,
  headers: Record<string, string>,
  bytes: Buffer | string
): Promise<{ socket: Socket; got: () => string; closed: Promise<unknown> }> {
  const socket = connect(port, '127.0.0.1')
  t.teardown(() => {
    socket.destroy()
  })
  socket.on('error', () => {})
  let got = ''
  socket.on('data', chunk => {
    got += String(chunk)
  })
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  const head = Object.entries({ ...headersOf(), 'content-type': FORM_TYPE, ...headers }).map(([name, value]) =>
    `${name}: ${value}\r\n`
  ).join('')
  socket.write(`POST ${path} HTTP/1.1\r\nHost: hub\r\n${head}\r\n`)
  socket.write(bytes)
  return { socket, got: () => got, closed }
}

t.test('of a file without an end no more is read than may be', async t => {
  const chunk = (bytes: string): string => `${bytes.length.toString(16)}\r\n${bytes}\r\n`
  const start = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4\n`
  const { socket, got, closed } = await begin(t, { 'transfer-encoding': 'chunked' }, chunk(start))
  const more = chunk('%'.repeat(65_536))
  const timer = setInterval(() => {
    if (socket.writable && socket.writableLength < 1_000_000) socket.write(more)
  }, 1)
  await closed
  clearInterval(timer)
  t.equal(readAnswer(got()).status, 413)
})

t.test('who leaves in the middle leaves nothing', async t => {
  const connections = new Set<Socket>()
  hub.app.server.once('connection', (one: Socket) => {
    connections.add(one)
    one.once('close', () => {
      connections.delete(one)
    })
  })
  const form = formOf([text, { ...file, content: pdf('', 50_000) }])
  const { socket } = await begin(t, { 'content-length': String(form.length) }, form.subarray(0, 20_000))
  await until(() => socket.bytesWritten > 20_000 && connections.size === 1)
  socket.destroy()
  await until(() => connections.size === 0, { what: 'the end of the connection' })
  const response = await hub.get('/v1/submissions', { headers: headersOf() })
  t.same((await response.json() as { items: unknown[] }).items, [])
})

t.test('a file that trickles is refused in time, and holds up no other', async t => {
  const form = formOf([text, file])
  const slow = await Promise.all(
    Array.from({ length: 40 }, () => begin(t, { 'content-length': String(form.length) }, form.subarray(0, 100)))
  )
  const response = await hub.get(path, { method: 'POST', body: formOf([text, { ...file, content: 'MZ' }]),
    headers: { ...headersOf('other'), 'content-type': FORM_TYPE } })
  t.equal(response.status, 415, 'another is answered meanwhile')
  for (const { closed, got } of slow) {
    await closed
    t.equal(readAnswer(got()).status, 408)
  }
})

t.test('of all this nothing was written', async t => {
  t.equal(legacy.written.length, 0)
})
