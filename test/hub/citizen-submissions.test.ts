import t from 'tap'
import { newReceipt, submissionId } from '../../src/gateway/writes/receipts.ts'
import { createAccessLogKeys } from '../../src/platform/privacy/access-keys.ts'
import { createOwners } from '../../src/platform/privacy/owners.ts'
import { JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { createLegacy } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'
import { openWholeStore } from '../suites/open-store.ts'
import { silent } from '../suites/stores.ts'

const NIK = '3273021305859991'
const scopes = ['complaints:write' as const, 'submissions:read' as const, 'submissions:operate' as const]
const claimsOf = (account: string): Record<string, unknown> => (account.startsWith('asep') ? { nik: NIK } : {})
const providers = { warga: await startIdentityProvider(t, { clients: ['portal', 'kiosk'], scopes, claimsOf }),
  mobile: await startIdentityProvider(t, { clients: ['portal'], scopes, claimsOf }) }
const issuer = (of: keyof typeof providers) => ({ issuer: providers[of].issuer, audience: AUDIENCE,
  algorithms: ['RS256' as const], persons: 'citizen' as const,
  claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } })
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable' })
const hub = await startHub(t, [legacy], {
  hub: { writes: { wait_ms: 50, max_sends: 12, max_file_bytes: 5_242_880, max_waiting_files: 20 } },
  identity: { issuers: { warga: issuer('warga'), mobile: issuer('mobile') } },
  consumers: { portal: { scopes, clients: { warga: ['portal'], mobile: ['portal'] } },
    kiosk: { scopes, clients: { warga: ['kiosk'] } } }
})
const store = await openWholeStore({ dataDir: hub.dataDir, log: silent })
t.teardown(() => store.close())
const as = async (
  account: string,
  { by = 'warga', client = 'portal' }: { by?: keyof typeof providers; client?: string } = {}
): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await providers[by].personToken(client, account, scopes.join(' '))}`
})
const asep = await as('asep')
const siti = await as('siti')

const send = async (headers: Record<string, string>, key: string): Promise<Response> =>
  hub.get('/v1/complaints', {
    method: 'POST',
    body: JSON.stringify({ description: 'Lampu jalan mati.' }),
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': `"${key}"` }
  })
const list = async (headers: Record<string, string>, query = ''): Promise<string[]> =>
  ((await (await hub.get(`/v1/submissions${query}`, { headers })).json()) as { items: { id: string }[] }).items.map((
    { id }
  ) => id)

legacy.before = operation => {
  if (operation === 'send') throw new Error('not now')
}
const [first, other] = [await send(asep, 'one'), await send(siti, 'one')]
const [location, otherLocation] = [first.headers.get('location') ?? '', other.headers.get('location') ?? '']
const idOf = (at: string): string => at.replace('/v1/submissions/', '')

t.test("the Location of a citizen's 202 leads them to what became of it, and its steps", async t => {
  t.equal(first.status, 202)
  const answer = await hub.get(location, { headers: asep })
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('cache-control'), 'no-store')
  const submission = (await answer.json()) as Record<string, unknown>
  t.match(submission, { id: idOf(location), resource: 'complaints', action: 'create' })
  t.notOk('fields' in submission, 'what an operator is shown of it is not theirs to see, whatever the application may')
  t.match(await (await hub.get(`${location}/steps`, { headers: asep })).json(), {
    items: [{ to: 'accepted', by: 'portal' }, { to: 'delivering' }]
  })
  t.equal((await hub.get(`/v1/submissions/${first.headers.get('satu-receipt')}`, { headers: asep })).status, 200,
    'by its receipt, too')
})

t.test("a citizen's list holds what they sent and nothing else", async t => {
  t.same(await list(asep), [idOf(location)])
  t.same(await list(siti), [idOf(otherLocation)])
  t.same(await list(await as('nobody')), [])
  t.same(await list(asep, '?consumer=kiosk'), [], 'filters narrow it, and never widen it')
  t.same((await list(bearer({ claims: { sub: 'portal', scope: 'submissions:read' } }))).sort(),
    [idOf(location), idOf(otherLocation)].sort(), 'the application itself sees what came by it')
  t.same(await (async () => list({ ...siti, 'idempotency-key': '"one"' }))(), [idOf(otherLocation)],
    'one key, two citizens: each is told of their own')
})

t.test("what is another's is a 404 like what is nowhere", async t => {
  const nowhere = `/v1/submissions/${submissionId(newReceipt())}`
  const told = await Promise.all(
    [otherLocation, nowhere, `${otherLocation}/steps`, `${nowhere}/steps`].map(async path => {
      const answer = await hub.get(path, { headers: { ...asep, 'x-request-id': 'same' } })
      const { date: _date, ratelimit: _left, ...headers } = Object.fromEntries(answer.headers)
      return { status: answer.status, headers, problem: await answer.json() }
    })
  )
  t.match(told[0], { status: 404, problem: { code: 'not_found' } })
  for (const other of told.slice(1)) t.same(other, told[0])
})

t.test('it is theirs by every application, and by every issuer that tells the same NIK', async t => {
  t.equal((await hub.get(location, { headers: await as('asep', { client: 'kiosk' }) })).status, 200,
    'another application')
  t.equal((await hub.get(location, { headers: await as('asep-2', { by: 'mobile' }) })).status, 200,
    'another account with the NIK')
  t.equal((await hub.get(otherLocation, { headers: await as('siti', { by: 'mobile' }) })).status, 404,
    'the same subject at another issuer is somebody else')
})

t.test('whose it is lies in the store as keyed hashes alone', async t => {
  const rows = await store.read(db => db.selectFrom('submission_owners').select('owner').execute())
  t.equal(rows.length, 3, 'two for who has a NIK, one for who has none')
  const keys = createAccessLogKeys({ jwtSecret: JWT_SECRET })
  const { of } = createOwners(keys)
  t.strictSame(new Set(rows.map(({ owner }) => owner)),
    new Set([...of({ issuer: 'warga', subject: 'asep', nik: NIK }), ...of({ issuer: 'warga', subject: 'siti' })]))
  t.notOk(
    rows.some(({ owner }) =>
      owner === keys.current.nameOf('subject', NIK) || owner === keys.current.nameOf('person', 'warga asep')
    ),
    'and none of them is one of the access log'
  )
})

t.test("an operator's scope makes no operator of a citizen", async t => {
  for (const [path, body] of [[`${otherLocation}/retry`, {}], [`${location}/abandon`, { reason: 'x' }]] as const) {
    t.equal(
      (await hub.get(path, { method: 'POST', body: JSON.stringify(body),
        headers: { ...asep, 'content-type': 'application/json' } })).status,
      403
    )
  }
})
