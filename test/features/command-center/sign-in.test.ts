import { createHash, randomBytes } from 'node:crypto'
import t from 'tap'
import type { IssuerConfig } from '../../../src/platform/config/schema.ts'
import { startHub } from '../../suites/core/hub.ts'
import { createLegacy } from '../../suites/core/legacy.ts'
import { AUDIENCE, startIdentityProvider } from '../../suites/identity-provider.ts'

const SCOPES = ['command-center:read', 'systems:read']
const RETURN = 'https://app.example.go.id/back'
const provider = await startIdentityProvider(t, { clients: [], publicClients: ['center'], scopes: SCOPES })
const issuer: IssuerConfig = { issuer: provider.issuer, audience: AUDIENCE, algorithms: ['RS256'], persons: 'officer',
  claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } }
const settings = {
  identity: { issuers: { sso: issuer } },
  command_center: {
    sign_in: { issuer: 'sso', client_id: 'center', scopes: ['openid', ...SCOPES], resource: AUDIENCE }
  },
  consumers: { center: { scopes: SCOPES, clients: { sso: ['center'] } } }
}
const hub = await startHub(t, [createLegacy({ id: 'a', prefix: 'AAAA' })], settings)

interface Offer {
  authorizationEndpoint: string
  clientId: string
  scope: string
  resource: string
}
const exchange = (body: unknown): Promise<Response> =>
  hub.get('/command-center/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body) })

t.test('an officer signs in at the provider, and the page gets a token that opens it', async t => {
  const { offer } = (await (await hub.get('/command-center/sign-in')).json()) as { offer: Offer }
  t.match(offer, { authorizationEndpoint: `${provider.issuer}/auth`, clientId: 'center',
    scope: 'openid command-center:read systems:read', resource: AUDIENCE })
  const verifier = randomBytes(32).toString('base64url')
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: offer.clientId,
    redirect_uri: RETURN,
    scope: offer.scope,
    resource: offer.resource,
    state: 'of the page',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256'
  })
  const code = await provider.signIn(`${offer.authorizationEndpoint}?${query}`, 'asn-7')
  t.equal((await exchange({ code, verifier: randomBytes(32).toString('base64url'), redirectUri: RETURN })).status, 401,
    'who has not the verifier gets nothing')

  const again = await provider.signIn(`${offer.authorizationEndpoint}?${query}`, 'asn-7')
  const answer = await exchange({ code: again, verifier, redirectUri: RETURN })
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('cache-control'), 'no-store')
  const { accessToken } = (await answer.json()) as { accessToken: string }
  t.equal((await hub.get('/command-center/state', { headers: { authorization: `Bearer ${accessToken}` } })).status, 200)
})

t.test('what does not end a sign-in is refused field by field', async t => {
  const answer = await exchange({ code: '', verifier: 7 })
  t.equal(answer.status, 400)
  t.match(await answer.json(), { errors: [{ field: 'code' }, { field: 'verifier' }, { field: 'redirectUri' }] })
  t.equal((await exchange({ code: 'nonsense', verifier: 'nonsense', redirectUri: RETURN })).status, 401)
})

t.test('while the provider is down the page says so, and tokens can still be pasted', async t => {
  const other = await startIdentityProvider(t, { clients: [], publicClients: ['center'], scopes: SCOPES })
  const down = await startHub(t, [createLegacy({ id: 'a', prefix: 'AAAA' })], { ...settings,
    identity: { issuers: { sso: { ...issuer, issuer: other.issuer } } } })
  other.down()
  const answer = await down.get('/command-center/sign-in')
  t.match([answer.status, ((await answer.json()) as { code: string }).code], [503, 'identity_unavailable'])
  other.up()
  t.equal((await down.get('/command-center/sign-in')).status, 200, 'what failed is not remembered')
})

t.test('without a provider none is offered', async t => {
  const plain = await startHub(t, [createLegacy({ id: 'a', prefix: 'AAAA' })])
  t.same(await (await plain.get('/command-center/sign-in')).json(), {})
  t.equal(
    (await plain.get('/command-center/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'a', verifier: 'b', redirectUri: 'c' }) })).status,
    404
  )
})
