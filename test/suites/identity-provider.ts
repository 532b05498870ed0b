import { createHash, generateKeyPairSync, type JsonWebKey, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type GrantContext } from 'oidc-provider'
import type { Test } from 'tap'

/** What the hub is called at the provider. */
export const AUDIENCE = 'https://hub.example.go.id'
const SECRET = 'a secret between a client and the provider'
const RETURN = 'https://app.example.go.id/back'

export interface IdentityProvider {
  issuer: string
  /** How often its keys were asked for. */
  lookUps(): number
  /** A token of a client of its own. */
  clientToken(client: string, scope: string): Promise<string>
  /** A token of a person who signed in to a client's pages. */
  personToken(client: string, account: string, scope: string): Promise<string>
  /** Goes through its pages as somebody who asks to sign in; gives the code that the application is sent back with. */
  signIn(start: string, account: string): Promise<string>
  /** Signs with another key from now on, and publishes no other. */
  rotate(): void
  /** Nobody can reach it until it is `up`. */
  down(): void
  up(): void
}

export interface IdentityProviderOptions {
  /** Its clients; a client can ask for tokens of its own and for those of persons. */
  clients: readonly string[]
  /** Clients without a secret, as a page is. */
  publicClients?: readonly string[]
  /** Where they may be sent back to, beside the address that `signIn` knows. */
  returns?: readonly string[]
  /** Who comes to its pages with a browser of their own. */
  visitor?: string
  /** All that may be asked for. */
  scopes: readonly string[]
  /** Further claims of an account. */
  claimsOf?(account: string): Record<string, unknown>
  algorithm?: 'RS256' | 'ES256' | 'PS256'
}

/** A real OpenID provider on a free port of this process. */
export async function startIdentityProvider(
  t: Pick<Test, 'teardown'>,
  { clients, publicClients = [], returns = [], visitor = '', scopes, claimsOf = () => ({}), algorithm = 'RS256' }:
    IdentityProviderOptions
): Promise<IdentityProvider> {
  let lookUps = 0
  let isDown = false
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => {
    if (isDown) request.socket.destroy()
    else handle(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const rotate = (): void => {
    const provider = new Provider(issuer, configure({ clients, publicClients, returns, scopes, claimsOf, algorithm }))
    const callback = provider.callback()
    handle = (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
      if (pathname === '/jwks') lookUps++
      // Who asks to sign in is whom the test wants to have signed in.
      if (pathname === '/sign-in')
        void provider.interactionFinished(request, response, {
          login: { accountId: searchParams.get('account') ?? visitor }
        })
      else callback(request, response)
    }
  }
  rotate()

  const ask = async (parameters: Record<string, string>, client: string): Promise<string> => {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams(parameters),
      headers: { authorization: `Basic ${Buffer.from(`${client}:${encodeURIComponent(SECRET)}`).toString('base64')}` }
    })
    const { access_token: token, ...rest } = (await response.json()) as { access_token?: string }
    if (token === undefined) throw new Error(`no token: ${JSON.stringify(rest)}`)
    return token
  }

  return {
    issuer,
    lookUps: () => lookUps,
    clientToken: (client, scope) => ask({ grant_type: 'client_credentials', resource: AUDIENCE, scope }, client),
    async personToken(client, account, scope) {
      const verifier = randomBytes(32).toString('base64url')
      const challenge = createHash('sha256').update(verifier).digest('base64url')
      const query = new URLSearchParams({
        client_id: client,
        response_type: 'code',
        redirect_uri: RETURN,
        resource: AUDIENCE,
        scope: `openid ${scope}`,
        code_challenge: challenge,
        code_challenge_method: 'S256'
      })
      const code = await signIn(`${issuer}/auth?${query}`, account)
      return ask({ grant_type: 'authorization_code', code, redirect_uri: RETURN, code_verifier: verifier,
        resource: AUDIENCE }, client)
    },
    signIn,
    rotate,
    down() {
      isDown = true
    },
    up() {
      isDown = false
    }
  }
}

/** Goes through the pages as a browser does, until it is sent back to the application. */
async function signIn(start: string, account: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = start
  for (let step = 0; step < 10; step++) {
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) =>
      `${name}=${value}`
    ).join('; ') } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const next = new URL(response.headers.get('location') ?? '', url)
    if (next.href.startsWith(RETURN)) return next.searchParams.get('code') ?? ''
    if (next.pathname === '/sign-in') next.searchParams.set('account', account)
    url = next.href
  }
  throw new Error('signing in leads nowhere')
}

function configure(
  { clients, publicClients, returns, scopes, claimsOf, algorithm }: Required<Omit<IdentityProviderOptions, 'visitor'>>
): object {
  return {
    clients: [
      ...clients.map(client => ({
        client_id: client,
        client_secret: SECRET,
        grant_types: ['client_credentials', 'authorization_code'],
        response_types: ['code'],
        redirect_uris: [RETURN],
        id_token_signed_response_alg: algorithm
      })),
      ...publicClients.map(client => ({
        client_id: client,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [RETURN, ...returns],
        id_token_signed_response_alg: algorithm
      }))
    ],
    jwks: { keys: [newKey(algorithm)] },
    scopes: ['openid', ...scopes],
    cookies: { keys: ['a key for cookies of the tests'] },
    pkce: { required: () => true },
    interactions: { url: () => '/sign-in' },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: (
      _context: unknown,
      { accountId }: { accountId?: string }
    ) => (accountId === undefined ? {} : claimsOf(accountId)),
    ttl: { AccessToken: 600, ClientCredentials: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: scopes.join(' '), audience: AUDIENCE, accessTokenFormat: 'jwt',
          accessTokenTTL: 600, jwt: { sign: { alg: algorithm } } })
      }
    },
    // Nobody is asked for consent: the city's own applications have it.
    async loadExistingGrant({ oidc: { client, session, provider } }: GrantContext) {
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
      grant.addOIDCScope(['openid', ...scopes].join(' '))
      grant.addResourceScope(AUDIENCE, scopes.join(' '))
      await grant.save()
      return grant
    }
  }
}

function newKey(algorithm: Required<IdentityProviderOptions>['algorithm']): JsonWebKey {
  const { privateKey } = algorithm === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: algorithm, kid: randomBytes(6).toString('hex') }
}
