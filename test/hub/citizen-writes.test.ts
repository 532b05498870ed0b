import t from 'tap'
import { startHub } from '../suites/core/hub.ts'
import { createLegacy } from '../suites/core/legacy.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'

const scopes = ['complaints:read' as const, 'complaints:write' as const]
const citizens = await startIdentityProvider(t, { clients: ['portal'], scopes, claimsOf: () => ({}) })
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', writes: 'findable' })
const hub = await startHub(t, [legacy], {
  identity: {
    issuers: {
      warga: { issuer: citizens.issuer, audience: AUDIENCE, algorithms: ['RS256'], persons: 'citizen',
        claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } }
    }
  },
  consumers: { portal: { scopes, clients: { warga: ['portal'] } } }
})
const tokens = { asep: await citizens.personToken('portal', 'asep', scopes.join(' ')),
  siti: await citizens.personToken('portal', 'siti', scopes.join(' ')) }
const write = async (
  as: keyof typeof tokens,
  description: string
): Promise<{ status: number; receipt: string | null; id: unknown }> => {
  const answer = await hub.get('/v1/complaints', {
    method: 'POST',
    body: JSON.stringify({ description }),
    headers: { 'content-type': 'application/json', 'idempotency-key': '"1"', 'authorization': `Bearer ${tokens[as]}` }
  })
  return { status: answer.status, receipt: answer.headers.get('satu-receipt'),
    id: ((await answer.json()) as { id?: string }).id }
}

t.test('citizens who use one application and choose the same key are not given what the other wrote', async t => {
  const asep = await write('asep', 'Lampu jalan mati sejak Senin.')
  const siti = await write('siti', 'Lampu jalan mati sejak Senin.')
  t.same([asep.status, siti.status], [201, 201])
  t.not(siti.id, asep.id, 'each has a complaint of their own')
  t.not(siti.receipt, asep.receipt)
  t.same(await write('asep', 'Lampu jalan mati sejak Senin.'), asep, 'who sends it again is given their own')
  t.equal((await write('siti', 'Jalan berlubang di depan pasar.')).status, 422, 'and may not use the key for another')
})
