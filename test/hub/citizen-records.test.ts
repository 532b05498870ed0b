import t from 'tap'
import { personal, sampleOf } from '../../scripts/contract-sample.ts'
import { keepOwners } from '../../src/gateway/writes/owners.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { createOwners } from '../../src/platform/privacy/owners.ts'
import { until } from '../services/wait.ts'
import { contract, JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { createLegacy, type Legacy, type Row } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'
import { openWholeStore } from '../suites/open-store.ts'
import { silent } from '../suites/stores.ts'

const NIK = '3273021305859991'
const NAME = String(personal['name'])
const scopes = ['licence-applications:read', 'licence-applications:write', 'complaints:read', 'complaints:write',
  'licences:read', 'submissions:read', 'me:read'] as const
const provider = await startIdentityProvider(t, { clients: ['portal'], scopes,
  claimsOf: account => (account === 'asep' ? { nik: NIK } : {}) })
const sample = (schema: string): Record<string, unknown> => {
  const { id: _id, source: _source, quality: _quality, ...record } = sampleOf(contract, schema) as Record<string,
    unknown>
  return record
}
const application = (key: string, nik: string, at: number, notes: Row['notes'] = []): Row => {
  const record = sample('LicenceApplication')
  return { key, updatedAt: day(at), record: { ...record, applicant: { ...(record['applicant'] as object), nik } },
    notes }
}
const fresh = { fresh: 600, revalidate: 0, on_error: 0 }
const permits = createLegacy({
  id: 'permits',
  prefix: 'PERM',
  resource: 'licence-applications',
  writes: 'findable',
  carriesNik: true,
  freshness: fresh,
  rows: [application('100005', '3273024101909992', 5), application('100004', NIK, 4),
    application('100003', NIK, 3, [{ field: 'applicant.nik', code: 'nik_duplicate', severity: 'warning' }]),
    application('100001', '3273024101909992', 1)]
})
const complaints = createLegacy({ id: 'complaints', prefix: 'LAPO', writes: 'findable', freshness: fresh })
const holder = sample('Licence')
const licences = createLegacy({ id: 'licences', prefix: 'LICE', resource: 'licences', carriesNik: true,
  freshness: fresh,
  rows: [{ key: '100001', updatedAt: day(1),
    record: { ...holder, holder: { ...(holder['holder'] as object), nik: NIK } } }] })
const hub = await startHub(t, [permits, complaints, licences], {
  identity: {
    issuers: {
      warga: { issuer: provider.issuer, audience: AUDIENCE, algorithms: ['RS256'], persons: 'citizen',
        claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } }
    }
  },
  consumers: {
    portal: { scopes: [...scopes], agency: 'DISKOMINFO', clients: { warga: ['portal'] } },
    office: { scopes: [...scopes], agreement: { number: '470/12/PKS', expires: '2999-12-31' },
      purposes: ['public_service'], fields: ['name', 'nik'] }
  }
})
const store = await openWholeStore({ dataDir: hub.dataDir, log: silent })
t.teardown(() => store.close())
const as = async (account: string): Promise<Record<string, string>> => ({
  'authorization': `Bearer ${await provider.personToken('portal', account, scopes.join(' '))}`,
  'x-request-id': 'same'
})
const [asep, siti] = [await as('asep'), await as('siti')]
const office = { ...bearer({ claims: { sub: 'office', scope: scopes.join(' ') } }), 'x-purpose': 'public_service' }
// Asep has sent one of them, for somebody else.
await store.write(async db => {
  const row = await db.insertInto('submissions').values({
    id: 'sub-of-asep',
    consumer: 'portal',
    request_id: 'r',
    resource: 'licence-applications',
    action: 'create',
    system: 'permits',
    subject: 's',
    record_key: null,
    body: '',
    state: 'delivered',
    attempts: 1,
    sent_at: 0,
    due_at: 0,
    lease_owner: null,
    lease_until: 0,
    accepted_at: 0,
    changed_at: 1,
    delivered_at: 1,
    made_key: '100001',
    reference: null,
    problem: null
  }).returningAll().executeTakeFirstOrThrow()
  await keepOwners(db, row,
    createOwners(createAccessLogKeys({ jwtSecret: JWT_SECRET })).of({ issuer: 'warga', subject: 'asep' }))
})

interface Told {
  status: number
  body: Record<string, unknown>
  headers: Record<string, string>
}
const ask = async (path: string, headers: Record<string, string>): Promise<Told> => {
  const answer = await hub.get(path, { headers })
  const { date: _date, ratelimit: _left, ...rest } = Object.fromEntries(answer.headers)
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, headers: rest }
}
const idsOf = ({ body }: Told): string[] => (body['items'] as { id: string }[]).map(({ id }) => id)
const send = (path: string, body: object, headers: Record<string, string>, key: string): Promise<Response> =>
  hub.get(path, { method: 'POST', body: JSON.stringify(body),
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `"${key}"` } })
const calls = async (legacy: Legacy, work: () => Promise<unknown>): Promise<number> => {
  const before = legacy.asked.length
  await work()
  return legacy.asked.length - before
}

t.test('a citizen lists the applications they sent and those with their NIK, whole, and nothing else', async t => {
  const first = await ask('/v1/licence-applications', asep)
  t.same(idsOf(first), ['PERM-100001'])
  t.match(first.body, { items: [{ applicant: { name: NAME, nik: '3273024101909992' } }], next_cursor: 'nik' })
  t.match(first.headers, { 'cache-control': 'no-store', 'cache-status': 'satu; fwd=bypass', 'link': /cursor=nik/ })
  t.notOk('etag' in first.headers)
  const rest = await ask('/v1/licence-applications?cursor=nik', asep)
  t.same(idsOf(rest), ['PERM-100004'], 'one whose NIK is noted as that of several people opens to none of them')
  t.match(rest.body, { items: [{ applicant: { nik: NIK } }], next_cursor: null })
  t.match(rest.headers, { 'cache-control': 'no-store' })
  t.same(idsOf(await ask('/v1/licence-applications?status=rejected', asep)), [], 'filters narrow it')
  t.same(idsOf(await ask('/v1/licence-applications', office)).length, 4, 'an office lists them as before')
})

t.test('who sent nothing and has no NIK gets an empty list, and no system is asked', async t => {
  let told: Told | undefined
  t.equal(await calls(permits, async () => {
    told = await ask('/v1/licence-applications', siti)
  }), 0)
  t.match(told, { status: 200, body: { items: [], next_cursor: null } })
})

t.test('a record that is theirs is shown whole, and one that is not is a 404 like what is nowhere', async t => {
  for (const id of ['PERM-100001', 'PERM-100004']) {
    t.match(await ask(`/v1/licence-applications/${id}`, asep), { status: 200, body: { id, applicant: { name: NAME } },
      headers: { 'cache-control': 'no-store' } })
  }
  const nowhere = await ask('/v1/licence-applications/PERM-999999', asep)
  t.equal(nowhere.status, 404)
  for (const id of ['PERM-100005', 'PERM-100003', 'NONE-100001'])
    t.same(await ask(`/v1/licence-applications/${id}`, asep), nowhere, id)
  for (const id of ['PERM-100001', 'PERM-100004', 'PERM-100005'])
    t.same(await ask(`/v1/licence-applications/${id}`, siti), nowhere, `${id} for another`)
})

t.test('what is not theirs takes as many calls as what is nowhere, even where the hub knows it already', async t => {
  await ask('/v1/licence-applications/PERM-100005', office)
  t.equal(await calls(permits, () => ask('/v1/licence-applications/PERM-100005', office)), 0,
    'it is kept, for whom it may be shown')
  t.equal(await calls(permits, () => ask('/v1/licence-applications/PERM-100005', asep)), 1)
  t.equal(await calls(permits, () => ask('/v1/licence-applications/PERM-999998', asep)), 1)
  t.equal(await calls(permits, () => ask('/v1/licence-applications/PERM-100005', siti)), 0,
    'who has no NIK cannot be in it')
  t.equal(await calls(permits, () => ask('/v1/licence-applications/PERM-999998', siti)), 0)
})

t.test('a confidential complaint is there for who sent it, and for nobody else', async t => {
  const sent = await send('/v1/complaints', { description: 'Pungutan liar di loket.',
    reporter: { name: 'Siti Rahmawati', phone: '+6281299990123', anonymous: false, confidential: true } }, siti,
    'whistle')
  t.equal(sent.status, 202, 'what a write answers is what everybody may see')
  let location = ''
  await until(async () => {
    location = ((await ask(sent.headers.get('location') ?? '', siti)).body['location'] as string | undefined) ?? ''
    return location !== ''
  }, { what: 'delivery' })
  const own = await ask(location, siti)
  t.match(own, { status: 200, headers: { 'cache-control': 'no-store' },
    body: { description: 'Pungutan liar di loket.', reporter: { confidential: true } } })
  t.notMatch(JSON.stringify(own.body), /Siti|0123/, 'who asked not to be named is named to nobody')
  t.equal((await ask(`${location}/updates`, siti)).status, 200)
  t.equal((await send(`${location}/updates`, { text: 'Masih terjadi.' }, siti, 'more')).status, 202)
  for (const caller of [asep, office, {}]) {
    const headers = { ...caller, 'x-request-id': 'same-again' }
    const [theirs, nowhere] = [await ask(location, headers), await ask('/v1/complaints/LAPO-WNOWHERE', headers)]
    t.same(theirs.body, nowhere.body)
    t.equal(theirs.status, 404)
  }
})

t.test('of what is public a citizen sees theirs whole, and everybody else what everybody sees', async t => {
  const masked = { status: 200, body: { holder: { nik: '327302******9991' } } }
  const path = '/v1/licences/LICE-100001'
  for (const round of ['first', 'again, from what is kept']) {
    t.match(await ask(path, {}), masked, `${round}: nobody`)
    t.match(await ask(path, siti), masked, `${round}: another citizen`)
    t.match(await ask(path, asep), { status: 200, body: { holder: { nik: NIK, name: NAME } },
      headers: { 'cache-control': 'no-store' } }, `${round}: who it is about`)
  }
})

t.test('their looks stand in the access log, and in what they are shown of it', async t => {
  const { body: { items } } = await ask('/v1/me/access-log?limit=100', asep)
  const seen = new Set(
    (items as { operation: string; caller: string; consumer: string }[]).map(({ operation, caller, consumer }) =>
      `${operation} ${caller} ${consumer}`
    )
  )
  for (const operation of ['listLicenceApplications', 'getLicenceApplication', 'getLicence'])
    t.ok(seen.has(`${operation} citizen portal`), operation)
  const rows = await store.read(db => db.selectFrom('access_log').select('entry').execute())
  const entries = rows.map(({ entry }) =>
    JSON.parse(entry) as { operation: string; records: string[]; subjects: string[];
      on_behalf_of: { kind: string } | null }
  )
  t.match(
    entries.find(({ operation, records }) => operation === 'getLicenceApplication' && records[0] === 'PERM-100001'),
    { on_behalf_of: { kind: 'citizen' }, subjects: { length: 2 } },
    'whoever is named in it finds it too'
  )
})

t.test('a citizen changes what is theirs; of all else it is told in the same words', async t => {
  const refused = async (path: string, headers: Record<string, string>, key: string): Promise<unknown> => {
    const answer = await send(path, { reason: 'Salah kirim.' }, headers, key)
    return [answer.status, await answer.json()]
  }
  const theirs = await refused('/v1/licence-applications/PERM-100001/withdraw', siti, 'a')
  t.match(theirs, [403, { code: 'forbidden', detail: /nothing but what is their own/ }])
  t.same(await refused('/v1/licence-applications/PERM-999999/withdraw', siti, 'b'), theirs)
  t.same(await refused('/v1/licence-applications/PERM-100005/withdraw', asep, 'c'), theirs)
  t.equal(permits.written.length, 0)
  t.match((await send('/v1/licence-applications/PERM-100001/withdraw', { reason: 'Salah kirim.' }, asep, 'd')).status,
    201)
  t.match(permits.written, [{ key: '100001' }])
})

t.test('while a system is down, what is theirs and kept is shown, and of the rest nothing is told apart', async t => {
  permits.before = () => {
    throw new Error('down')
  }
  t.equal((await ask('/v1/licence-applications/PERM-100005', office)).status, 200, 'it is kept')
  const [other, nowhere] = [await ask('/v1/licence-applications/PERM-100005', asep),
    await ask('/v1/licence-applications/PERM-999999', asep)]
  t.ok(other.status >= 500 && other.status !== 500)
  t.same([other.status, other.body], [nowhere.status, nowhere.body])
  permits.before = () => {}
})
