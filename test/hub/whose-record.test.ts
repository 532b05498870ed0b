// Every write that changes a record, asked by whoever has sent the record, by another, and with the scope that opens
// the records of others.
import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Config, ConsumerConfig } from '../../src/platform/config/schema.ts'
import { contract } from '../suites/core/hub.ts'
import { startCity } from '../suites/demo-city.ts'
import { BOUNDARY, formOf, pdf } from '../suites/forms.ts'

type Body = { type: string; body: string | Buffer<ArrayBuffer> }
const json = (body: object): Body => ({ type: 'application/json', body: JSON.stringify(body) })
const created: Record<string, Body> = {
  'complaints': json({ description: 'Lampu jalan mati sejak Senin.' }),
  'licence-applications': json({ service_id: 'HAYU-055', kind: 'new', applicant: { name: 'BUDI SANTOSA' } }),
  'information-requests': json({ detail: 'Anggaran penerangan jalan tahun ini.', purpose: 'Penelitian',
    requester: { name: 'BUDI SANTOSA', nik: '3273021305859991' } })
}
const bodies: Record<string, Body> = {
  addComplaintComment: json({ text: 'Masih mati.' }),
  closeComplaint: json({ note: 'Sudah menyala.' }),
  withdrawLicenceApplication: json({ reason: 'Tidak jadi.' }),
  objectToInformationRequest: json({ ground: 'no_periodic_information' }),
  attachToLicenceApplication: { type: `multipart/form-data; boundary=${BOUNDARY}`,
    body: formOf([{ name: 'requirement', content: 'Denah' }, { name: 'file', filename: 'denah.pdf',
      type: 'application/pdf', content: pdf() }]) }
}
const demo = ({ consumers }: Config): ConsumerConfig => consumers['demo-app']!
const city = await startCity({
  change: config => ({ ...config,
    consumers: { ...config.consumers,
      other: { ...demo(config), id: 'other',
        scopes: [...demo(config).scopes, ...Object.keys(created).map(resource => `${resource}:operate`)] } } })
})
t.teardown(() => city.close())

const changes = contract.operations.filter(({ method, path, resource }) =>
  method !== 'GET' && path.includes('{id}') && Object.hasOwn(created, resource)
)

async function send(path: string, { type, body }: Body, as: string, scopes: readonly string[]) {
  const response = await fetch(city.url + path, { method: 'POST', body,
    headers: { ...city.authorization(scopes, as), 'content-type': type, 'idempotency-key': `"${randomUUID()}"` } })
  return { status: response.status, body: (await response.json()) as { id?: string; code?: string; detail?: string } }
}

t.test('every change of a record is asked here', t => {
  t.same(changes.map(({ id }) => id).toSorted(), Object.keys(bodies).toSorted())
  t.end()
})

for (const { id: operation, path, resource } of changes) {
  t.test(`${operation}: an application changes what it has sent, and with a scope of its own all`, async t => {
    const scopes = [`${resource}:read`, `${resource}:write`]
    const ask = (id: string, as: string, more: readonly string[] = []) =>
      send(path.replace('{id}', id), bodies[operation]!, as, [...scopes, ...more])
    const { status, body } = await send(`/v1/${resource}`, created[resource]!, 'demo-app', scopes)
    t.equal(status, 201, JSON.stringify(body))
    const another = await ask(body.id ?? '', 'other')
    t.match(another, { status: 403, body: { code: 'forbidden', detail: new RegExp(`the scope ${resource}:operate `) } })
    const nowhere = await ask(`${body.id?.split('-')[0]}-99999999`, 'other')
    t.same([nowhere.status, nowhere.body.detail], [403, another.body.detail], 'in the same words where there is none')
    const own = await ask(body.id ?? '', 'demo-app')
    t.ok(own.status === 201 || own.status === 202 || own.status === 409 || own.status === 422, `its own: ${own.status}`)
    const operated = await ask(body.id ?? '', 'other', [`${resource}:operate`])
    t.not(operated.status, 403, 'with the scope')
  })
}

t.test('Open311: a client adds to what it has sent, not to what others have', async t => {
  const { body } = await send('/v1/complaints', created['complaints']!, 'demo-app', ['complaints:read',
    'complaints:write'])
  const update = (as: string) =>
    send('/open311/v2/servicerequestupdates.json', { type: 'application/x-www-form-urlencoded',
      body: new URLSearchParams({ jurisdiction_id: '', service_request_id: body.id ?? '', description: 'Masih mati.',
        update_id: randomUUID(), updated_datetime: new Date().toISOString() }).toString() }, as, ['complaints:read',
      'complaints:write'])
  t.equal((await update('other')).status, 403)
  t.not((await update('demo-app')).status, 403)
})
