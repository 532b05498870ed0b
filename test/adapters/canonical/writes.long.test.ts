import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import type { HttpFault } from '../../../src/testing/http-proxy.ts'
import { until } from '../../services/wait.ts'
import { pdf } from '../../suites/forms.ts'
import { SCOPES, startTwoHubs } from './second-hub.ts'

// Each lost answer is looked for after some seconds.
t.setTimeout(300_000)
const hubs = await startTwoHubs()
const { here, there, way, post, submission, sentThere } = hubs
t.teardown(async () => {
  await here.close()
  await way.close()
  await there.close()
})

const person = { name: 'SITI RAHMAWATI', nik: '3273021305859991', phone: '+6281200000001', email: 'siti@example.org',
  location: { address: 'Jl. Wastukancana No. 2', district_code: '32.73.19' } }
let serial = 0
/** A complaint that no other is like. */
const lamp = (): { description: string } => ({ description: `Lampu jalan nomor ${++serial} mati sejak Senin.` })
const kept = (text: string): number =>
  there.system('complaints').records().filter(record => JSON.stringify(record).includes(text)).length

const stateOf = async (id: string): Promise<string> => (await submission(id)).status.code
const isDelivered = (id: string) => (): Promise<boolean> => stateOf(id).then(state => state === 'delivered')

const operate = async (hub: typeof here, id: string, action: string, body: object): Promise<number> =>
  (await hub.post(`/v1/submissions/${id}/${action}`, body, { as: 'operations' })).status

/** It has a record here, which is the one there, and both were written once. */
async function arrivesOnce(t: Test, id: string, { description }: { description: string }): Promise<void> {
  await until(isDelivered(id), { what: 'a delivery' })
  const { record_id: made } = await submission(id)
  const sent = await sentThere(id)
  t.match(sent, [{ status: { code: 'delivered' }, record_id: made.replace('NEWAPP-', '') }],
    'one write there, of the same record')
  t.equal(kept(description), 1, 'one record in the system behind it')
  t.match((await here.get(`/v1/complaints/${made}`, { scopes: SCOPES })).body, { id: made, description })
}

t.test('each write of the contract passes, and its ids are those of the hub that is asked', async t => {
  const complaint = await post('/v1/complaints', { ...lamp(), service_code: 'LAPOR-11',
    reporter: { name: person.name, anonymous: false, confidential: false } })
  t.match(complaint, { status: 201,
    body: { id: /^NEWAPP-LAPOR-/, service_code: 'LAPOR-11', source: { system: 'successor', record_id: /^LAPOR-/ } } })
  t.equal(complaint.headers.get('location'), `/v1/complaints/${complaint.body.id}`)
  const commented = await post(`/v1/complaints/${complaint.body.id}/updates`, { text: 'Masih mati malam ini.' })
  t.match(commented, { status: 201, body: { id: complaint.body.id, updates: [{ text: 'Masih mati malam ini.' }] } })
  t.match(await post(`/v1/complaints/${complaint.body.id}/close`, { note: 'Sudah menyala.' }), { status: 201,
    body: { id: complaint.body.id } })

  const application = await post('/v1/licence-applications', { service_id: 'NEWAPP-HAYU-055', kind: 'new',
    applicant: person })
  t.match(application, { status: 201,
    body: { id: /^NEWAPP-HAYU-/, service_id: 'NEWAPP-HAYU-055', agency_id: /^SKPD-/ } })
  const sent = new FormData()
  sent.append('requirement', 'Denah lantai')
  sent.append('file', new Blob([new Uint8Array(pdf('denah', 300_000))], { type: 'application/pdf' }), 'denah.pdf')
  const attached = await fetch(`${here.url}/v1/licence-applications/${application.body.id}/attachments`, {
    method: 'POST',
    body: sent,
    headers: { ...here.authorization(SCOPES), 'idempotency-key': '"denah-1"' }
  })
  t.match({ status: attached.status, body: await attached.json() }, { status: 201, body: { id: application.body.id } })
  t.match(there.system('licensing-a').records().filter(record => (record as { jenis?: string }).jenis === 'berkas'), [{
    n_berkas: 'Denah lantai'
  }], 'the file is in the office, once')
  t.match(await post(`/v1/licence-applications/${application.body.id}/withdraw`, { reason: 'Pindah ke kota lain.' }), {
    status: 201,
    body: { id: application.body.id, status: { code: 'withdrawn' } }
  })

  const agency =
    (await here.get('/v1/agencies?limit=100')).body.items.find(({ code }: { code: string }) => code === 'DISKAMTAM') ??
      (await here.get('/v1/agencies?limit=1')).body.items[0]
  const asked = await post('/v1/information-requests', { agency_id: agency.id, requester: person,
    detail: 'Rincian anggaran taman.', purpose: 'Penelitian', delivery: 'email' })
  t.match(asked, { status: 201, body: { id: /^NEWAPP-PPID-/, agency_id: agency.id } },
    "the city's agencies are the same on both sides")
  t.match(await post(`/v1/information-requests/${asked.body.id}/object`, { ground: 'no_response' }), { status: 201,
    body: { id: asked.body.id } })

  t.match(
    await post('/v1/incidents', { kind: 'traffic', occurred_at: '2026-11-20T15:38:00+07:00', headline: 'Truk mogok',
      location: { address: 'Jl. Ir. H. Juanda', lat: -6.8853, long: 107.6137 } }),
    { status: 201, body: { id: /^NEWAPP-/, kind: 'traffic' } }
  )
})

t.test('the same key writes once here, and so once there', async t => {
  const body = lamp()
  const [first, again] = [await post('/v1/complaints', body, 'lamp-once'),
    await post('/v1/complaints', body, 'lamp-once')]
  t.same([first.status, again.status, again.body.id], [201, 201, first.body.id])
  t.equal(kept(body.description), 1)
})

t.test('what the application does not take is a 422 with its fields, and is never sent again', async t => {
  const unknown = await post('/v1/complaints', { ...lamp(), service_code: 'LAPOR-999' })
  t.match(unknown, { status: 422,
    body: { code: 'write_refused', detail: /^successor: .*has no such topic/,
      errors: [{ field: 'service_code', detail: 'has no such topic' }] } })
  const service = await post('/v1/licence-applications', { service_id: 'NEWAPP-HAYU-000', kind: 'new',
    applicant: person })
  t.match(service, { status: 422, body: { errors: [{ field: 'service_id' }] } })
  t.notMatch(JSON.stringify([unknown.body, service.body]), person.nik)
  t.match(await post('/v1/complaints/NEWAPP-LAPOR-99999999/close', { note: 'x' }), { status: 404 })
})

t.test('a system behind the application that is down is waited for, as long as it takes', async t => {
  const body = lamp()
  await there.system('complaints').setFault({ kind: 'down' })
  const { status, body: taken } = await post('/v1/complaints', body)
  t.match({ status, taken }, { status: 202, taken: { status: { code: 'uncertain' } } })
  t.match(await sentThere(taken.id), [{ status: { code: 'accepted' } }])
  const steps = (await here.get(`/v1/submissions/${taken.id}/steps`, { scopes: SCOPES })).body.items
  t.match(JSON.stringify(steps), /successor: has taken it, and has no record of it yet/)
  // A day later: the application answers repeats of the key no more, and knows it all the same.
  const file = new DatabaseSync(join(there.dataDir, 'satu.db'))
  file.exec('delete from idempotency_keys')
  file.close()
  await there.system('complaints').setFault({ kind: 'none' })
  await arrivesOnce(t, taken.id, body)
  t.match((await here.get('/v1/systems/successor', { scopes: ['systems:read'] })).body, { health: { state: 'up' },
    counters: { failures: 0 } }, 'an application that waits for another is well')
})

t.test('a system behind the application that loses answers makes nothing twice', async t => {
  for (const kind of ['hang', 'reset'] as const) {
    const body = lamp()
    await there.system('complaints').setFault({ kind })
    const { status, body: taken } = await post('/v1/complaints', body)
    t.equal(status, 202, kind)
    await there.system('complaints').setFault({ kind: 'none' })
    await arrivesOnce(t, taken.id, body)
  }
})

/** Reads pass. */
const onWrites = (fault: HttpFault): HttpFault => async (response, ask) => {
  if (response.req.method === 'POST') return fault(response, ask)
  const { answer } = await ask()
  response.writeHead(answer.status, answer.headers).end(answer.body)
}
const ends: Record<string, HttpFault> = {
  'a connection that is cut when all is written': async (response, ask) => {
    await ask()
    response.destroy()
  },
  'an answer that never comes': async (_response, ask) => {
    await ask()
  },
  'half an answer': async (response, ask) => {
    const { answer } = await ask()
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length }).write(
      answer.body.subarray(0, 10),
      () => {
        response.destroy()
      }
    )
  },
  'an answer of a proxy': async (response, ask) => {
    await ask()
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>')
  },
  'a connection that is cut before anything is written': response => {
    response.destroy()
  },
  'a request that is swallowed': () => {}
}
for (const [name, fault] of Object.entries(ends)) {
  t.test(`on the way between the two, ${name} is found out, and it is written once`, async t => {
    const body = lamp()
    way.set(onWrites(fault))
    const { status, body: taken } = await post('/v1/complaints', body)
    t.equal(status, 202)
    way.set(undefined)
    await arrivesOnce(t, taken.id, body)
  })
}

t.test('an application that cannot be reached is given the write when it is back', async t => {
  const body = lamp()
  await way.down()
  const { status, body: taken } = await post('/v1/complaints', body)
  t.match({ status, taken }, { status: 202, taken: { status: { code: 'accepted' } } })
  await way.up()
  await arrivesOnce(t, taken.id, body)
})

t.test('what waits for a person there waits here, and goes on when it does there', async t => {
  const body = lamp()
  await there.system('complaints').setFault({ kind: 'down' })
  const { body: taken } = await post('/v1/complaints', body)
  const [theirs] = await sentThere(taken.id)
  const file = new DatabaseSync(join(there.dataDir, 'satu.db'))
  file.exec('pragma busy_timeout = 5000')
  file.prepare("update submissions set state = 'parked' where id = ?").run(theirs.id)
  file.close()
  const steps = async (): Promise<string> =>
    JSON.stringify((await here.get(`/v1/submissions/${taken.id}/steps?limit=100`, { scopes: SCOPES })).body.items)
  await until(async () => (await steps()).includes('somebody has to look at it there'))
  t.equal(await stateOf(taken.id), 'uncertain')
  await there.system('complaints').setFault({ kind: 'none' })
  t.equal(await operate(there, theirs.id, 'retry', { reason: 'It is back.' }), 200)
  await until(async () => (await sentThere(taken.id))[0].status.code === 'delivered')
  // It would look by itself within five minutes.
  t.equal(await operate(here, taken.id, 'retry', { reason: 'It is there.' }), 200)
  await arrivesOnce(t, taken.id, body)
})

t.test('what operators there have given up is for a person here', async t => {
  const body = lamp()
  await there.system('complaints').setFault({ kind: 'down' })
  const { body: taken } = await post('/v1/complaints', body)
  const [theirs] = await sentThere(taken.id)
  t.equal(await operate(there, theirs.id, 'abandon', { reason: 'A test.' }), 200)
  await there.system('complaints').setFault({ kind: 'none' })
  await until(async () => await stateOf(taken.id) === 'parked')
  t.match((await submission(taken.id)).problem, {
    detail: /^successor: has given it up, by a decision of its operators/
  })
  t.equal(kept(body.description), 0)
})

t.test('what the system behind it refuses in the end is refused here too', async t => {
  const body = lamp()
  await there.system('complaints').setFault({ kind: 'down' })
  const { body: taken } = await post('/v1/complaints', body)
  await there.system('complaints').setFault({ kind: 'refuse' })
  await until(async () => await stateOf(taken.id) === 'rejected')
  t.match((await submission(taken.id)).problem, { code: 'write_refused', detail: /^successor: / })
  await there.system('complaints').setFault({ kind: 'none' })
  t.equal(kept(body.description), 0)
})
