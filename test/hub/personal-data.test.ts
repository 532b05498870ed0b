import t from 'tap'
import { type AccessEntry, verifyChain } from '../../src/platform/privacy/access-chain.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy, type Row } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { bearer } from '../suites/core/tokens.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'
import { openWholeStore } from '../suites/open-store.ts'
import { silent } from '../suites/stores.ts'

const NIK = '3273021305859991'
const OTHER = '3273024101909992'
const purpose = { 'x-purpose': 'public_service' }
const fresh = { fresh: 600, revalidate: 0, on_error: 0 }
const person = (nik: string, name: string): Row => ({ key: nik, updatedAt: day(1),
  record: { identifiers: [], nik, full_name: name, birth_date: '1985-05-13', sex: 'male',
    location: { address: 'Jl. Contoh No. 5', district_code: '32.73.02' } } })
const register = createLegacy({ id: 'register', prefix: 'REGI', resource: 'residents',
  rows: [person(NIK, 'ASEP SUNANDAR'), person(OTHER, 'SITI RAHMAWATI')] })
const bills = createLegacy({
  id: 'tax',
  prefix: 'TAXB',
  resource: 'tax-bills',
  freshness: fresh,
  rows: [{ key: '327306000100200030-2026', updatedAt: day(1),
    record: { identifiers: [], status: { code: 'paid', raw_code: '1' }, nop: '327306000100200030', tax_year: 2026,
      payable_idr: 573_000, taxpayer_name: 'Asep Sunandar' } }]
})
const reporter = (anonymous: boolean) => ({
  reporter: { name: 'Siti Rahmawati', phone: '+628129999123', anonymous, confidential: false }
})
const complaints = createLegacy({
  id: 'lapor',
  prefix: 'LAPO',
  freshness: fresh,
  rows: [complaintRow('100003', day(3), reporter(true)), complaintRow('100002', day(2), reporter(false))]
})
const agreement = { number: '470/12/PKS', expires: '2999-12-31' }
const scopes = ['residents:read', 'residents:verify', 'tax-bills:read', 'complaints:read']
const citizens = await startIdentityProvider(t, { clients: ['portal'], scopes: [...scopes, 'me:read'],
  claimsOf: account => (account === 'asep' ? { nik: NIK } : {}) })
const hub = await startHub(t, [register, bills, complaints], {
  identity: {
    issuers: {
      warga: { issuer: citizens.issuer, audience: AUDIENCE, algorithms: ['RS256'], persons: 'citizen',
        claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } }
    }
  },
  consumers: {
    portal: { scopes: [...scopes, 'me:read'], agency: 'DISKOMINFO', purposes: ['public_service'],
      clients: { warga: ['portal'] } },
    aid: { scopes, agency: 'DINSOS', agreement, purposes: ['public_service'],
      fields: ['nik', 'name', 'birth_date', 'phone'] },
    names: { scopes: ['residents:read'], agreement, purposes: ['public_service'], fields: ['name'] },
    plain: { scopes, purposes: ['public_service'] },
    hurried: { scopes, agreement, purposes: ['public_service'], fields: ['nik'],
      enumeration: { people: 3, misses: 1, seconds: 600 } }
  }
})
const store = await openWholeStore({ dataDir: hub.dataDir, log: silent })
t.teardown(() => store.close())
const as = (sub: string, scope = scopes.join(' ')) => bearer({ claims: { sub, scope } })
const logged = async (): Promise<AccessEntry[]> =>
  (await store.read(db => db.selectFrom('access_log').select('entry').orderBy('seq').execute())).map(({ entry }) =>
    JSON.parse(entry) as AccessEntry
  )
const post = (path: string, body: object, headers: Record<string, string>): Promise<Response> =>
  hub.get(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body) })
const lookUp = (nik: string, headers: Record<string, string>): Promise<Response> =>
  post('/v1/residents/lookup', { nik }, { ...purpose, ...headers })

t.test('a list shows names to those whose agreement opens them, when they say what for, and nobody else', async t => {
  const name = async (headers: Record<string, string>): Promise<unknown> => {
    const answer = await hub.get('/v1/tax-bills', { headers })
    const { items } = (await answer.json()) as { items: { taxpayer_name: string }[] }
    return [items[0]?.taxpayer_name, answer.headers.get('cache-control') === 'no-store',
      answer.headers.get('etag') === null]
  }
  for (const round of ['first', 'again, from what is kept']) {
    t.same(await name(as('aid')), ['A. S.', false, false], `${round}: no purpose`)
    t.same(await name({ ...as('aid'), ...purpose }), ['Asep Sunandar', true, true], `${round}: a purpose`)
    t.same(await name({ ...as('plain'), ...purpose }), ['A. S.', false, false], `${round}: no agreement`)
  }
  t.equal((await hub.get('/v1/tax-bills', { headers: { ...as('aid'), 'x-purpose': 'planning' } })).status, 403,
    'a purpose that the agreement does not have')
  t.equal((await hub.get('/v1/tax-bills', { headers: { ...as('aid'), 'x-purpose': 'curiosity' } })).status, 400,
    'a purpose that is none')
})

t.test('of what is public more is shown only with the scope of the resource; who asked not to be named is named to ' +
  'nobody', async t => {
  const reporters = async (headers: Record<string, string>): Promise<unknown[]> =>
    ((await (await hub.get('/v1/complaints', { headers })).json()) as {
      items: { reporter?: { name?: string; phone?: string } }[]
    }).items.map(item => [item.reporter?.name, item.reporter?.phone])
  t.same(await reporters({ ...as('aid'), ...purpose }), [[undefined, undefined], ['Siti Rahmawati', '+628129999123']])
  t.match(await reporters({ ...as('aid', 'tax-bills:read'), ...purpose }), [[undefined, undefined], ['S. R.',
    /\*123$/]])
  t.match(await reporters(as('aid')), [[undefined, undefined], ['S. R.', /\*123$/]])
})

t.test('a resident is shown as far as the agreement goes, and has an id that is not the NIK', async t => {
  const answer = await lookUp(NIK, as('aid'))
  t.equal(answer.headers.get('cache-control'), 'no-store')
  const resident = (await answer.json()) as { id: string; source: { record_id: string } }
  t.match(resident, { nik: NIK, full_name: 'ASEP SUNANDAR', birth_date: '1985-05-13',
    location: { district_code: '32.73.02' } })
  t.notOk('sex' in resident || 'address' in (resident as unknown as { location: object }).location)
  t.match(resident.id, /^REGI-[a-p]{24}$/)
  t.match(await (await lookUp(NIK, as('names'))).json(), { id: resident.id, nik: '327302******9991',
    full_name: 'ASEP SUNANDAR' })
})

t.test('without an agreement nobody is looked up, whether there is such a person or not', async t => {
  register.asked.length = 0
  const [known, unknown] = await Promise.all([NIK, '3273021305859990'].map(async nik => {
    const answer = await lookUp(nik, as('plain'))
    const { request_id: _id, ...problem } = (await answer.json()) as Record<string, unknown>
    return { status: answer.status, problem }
  }))
  t.same(known?.status, 403)
  t.same(known, unknown)
  t.same(register.asked.length, 0, 'the register is not asked')
  t.equal((await post('/v1/residents/lookup', { nik: NIK }, as('aid'))).status, 400, 'nor without a purpose')
})

t.test('each look stands in the access log with who, what for and whose, and without a NIK or a name', async t => {
  const before = (await logged()).length
  await lookUp(NIK, { ...as('aid'), 'x-request-id': 'look-1' })
  await post('/v1/residents/verify', { nik: NIK, full_name: 'Asep Sunandar', birth_date: '1985-05-13' }, { ...as('aid'),
    ...purpose })
  t.equal((await lookUp('3273021305859990', as('aid'))).status, 404)
  await hub.get('/v1/tax-bills', { headers: { ...as('aid'), ...purpose } })
  await hub.get('/v1/tax-bills', { headers: as('aid') })
  const [looked, verified, nobody, listed, ...more] = (await logged()).slice(before)
  const subject = createAccessLogKeys({ jwtSecret: JWT_SECRET }).current.nameOf('subject', NIK)
  t.match(looked, { request_id: 'look-1', consumer: 'aid', agency: 'DINSOS', on_behalf_of: null,
    purpose: 'public_service', agreement: '470/12/PKS', operation: 'lookUpResident',
    fields: ['birth_date', 'name', 'nik'], subjects: [subject], systems: ['register'] })
  t.match(verified, { operation: 'verifyResident', fields: ['birth_date', 'name', 'nik'], subjects: [subject] })
  t.match(nobody, { operation: 'lookUpResident', fields: ['existence'] })
  t.match(listed, { operation: 'listTaxBills', fields: ['name'], records: ['TAXB-327306000100200030-2026'],
    systems: ['tax'] })
  t.same(more, [], 'what is masked is no look at anybody')
  t.notMatch(JSON.stringify(await store.read(db => db.selectFrom('access_log').selectAll().execute())),
    /\d{16}[^-\d]|ASEP|Asep/)
  t.same((await verifyChain(store, createAccessLogKeys({ jwtSecret: JWT_SECRET }))).faults, [])
})

t.test('citizens see all of their own record, nothing of that of others, and who has looked at theirs', async t => {
  const asep = {
    authorization: `Bearer ${await citizens.personToken('portal', 'asep',
      'residents:read tax-bills:read complaints:read me:read')}`
  }
  t.match(await (await lookUp(NIK, asep)).json(), { nik: NIK, full_name: 'ASEP SUNANDAR', sex: 'male',
    location: { address: 'Jl. Contoh No. 5' } })
  t.equal((await lookUp(OTHER, asep)).status, 403)
  t.match(await (await hub.get('/v1/complaints', { headers: { ...asep, ...purpose } })).json(), {
    items: [{}, { reporter: { name: 'S. R.' } }]
  })
  await lookUp(OTHER, as('aid'))

  const mine = async (query: string) =>
    (await (await hub.get(`/v1/me/access-log?${query}`, { headers: asep })).json()) as {
      items: { consumer: string; caller: string }[]
      next_cursor: string | null
    }
  const page = await mine('limit=2')
  t.match(page.items[0], { consumer: 'portal', consumer_name: 'portal', agency_code: 'DISKOMINFO', caller: 'citizen',
    operation: 'lookUpResident', purpose: 'public_service', systems: ['register'] })
  t.match(page.items[1], { consumer: 'aid', caller: 'application', operation: 'verifyResident',
    fields: ['birth_date', 'name', 'nik'] })
  t.equal((await hub.get('/v1/me/access-log?limit=2', { headers: asep })).headers.get('link'),
    `</v1/me/access-log?limit=2&cursor=${page.next_cursor}>; rel="next"`)
  const rest = await mine(`limit=100&cursor=${page.next_cursor}`)
  t.ok(rest.items.length > 0)
  t.equal(rest.next_cursor, null)
  t.equal((await mine('limit=100')).items.length, 2 + rest.items.length)

  const nobody = { authorization: `Bearer ${await citizens.personToken('portal', 'no-nik', 'me:read residents:read')}` }
  t.equal((await hub.get('/v1/me/access-log', { headers: nobody })).status, 403, 'who has no NIK has no log')
  t.equal((await lookUp(NIK, nobody)).status, 403)
  t.equal((await hub.get('/v1/me/access-log', { headers: as('portal', 'me:read') })).status, 403,
    'nor has an application')
  t.equal((await hub.get('/v1/me/access-log?cursor=x', { headers: asep })).status, 400)
})

t.test('who asks for more people than it may is stopped, and told of once', async t => {
  for (const nik of [NIK, OTHER, NIK]) t.equal((await lookUp(nik, as('hurried'))).status, 200)
  t.equal((await lookUp('3273021305859990', as('hurried'))).status, 404, 'one that nobody knows is let through')
  const refused = await lookUp('3273021305859993', as('hurried'))
  t.equal(refused.status, 429)
  t.ok(Number(refused.headers.get('retry-after')) > 0)
  t.equal((await lookUp(NIK, as('hurried'))).status, 429, 'until the time is over')
  t.equal((await lookUp(NIK, as('aid'))).status, 200, 'and nobody else')
  t.match(hub.metrics().find(({ name }) => name === 'satu_enumeration_alarms_total')?.series, [['{consumer="hurried"}',
    1]])
  const [event] = await store.read(db =>
    db.selectFrom('events').selectAll().where('type', '=', 'access.enumerated').execute()
  )
  t.match(event, { subject: 'hurried', data: '{"people":4,"misses":1,"seconds":600}' })
})

t.test('what cannot be logged is not shown', async t => {
  await store.write(db => db.schema.alterTable('access_log').renameTo('elsewhere').execute())
  t.equal((await lookUp(NIK, as('aid'))).status, 503)
  const verified = await post('/v1/residents/verify', { nik: NIK, full_name: 'Asep Sunandar',
    birth_date: '1985-05-13' }, as('aid'))
  t.equal(verified.status, 503)
  t.notMatch(await verified.text(), /"match"/)
  t.equal((await hub.get('/v1/tax-bills', { headers: { ...as('aid'), ...purpose } })).status, 503)
  t.equal((await hub.get('/v1/tax-bills', { headers: as('aid') })).status, 200, 'what is masked needs no log')
  await store.write(db => db.schema.alterTable('elsewhere').renameTo('access_log').execute())
  t.equal((await lookUp(NIK, as('aid'))).status, 200)
})
