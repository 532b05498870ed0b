import { request as send } from 'undici'
import { SatuError } from '../../errors.ts'
import { isThisMachine } from '../../platform/config/identity.ts'
import type { Config } from '../../platform/config/schema.ts'
import { fetchObject } from '../../platform/identity/fetch.ts'

/** Where the browser goes to sign in (authorization code with PKCE, RFC 7636). */
export interface SignInOffer {
  authorizationEndpoint: string
  clientId: string
  scope: string
  resource?: string
}

export interface Answer {
  accessToken: string
}

/** Signs operators in at the city's identity provider. */
export interface SignIn {
  /** Undefined when the config names no provider. @throws SatuError identity_unavailable */
  offer(config: Config): Promise<SignInOffer | undefined>
  /**
   * Exchanges the code that the browser came back with. The hub does it, so that the page may go on asking nobody else.
   * @throws SatuError not_found without a provider, unauthenticated when it refuses the code, identity_unavailable
   */
  exchange(config: Config, given: { code: string; verifier: string; redirectUri: string }): Promise<Answer>
}

interface Endpoints {
  authorize: string
  token: string
}

const REMEMBERED_MS = 600_000
const TIMEOUT_MS = 8_000
const MOST_BYTES = 65_536

export function createSignIn(now: () => number = Date.now): SignIn {
  const known = new Map<string, { at: number; endpoints: Promise<Endpoints> }>()

  async function endpointsOf(issuer: string): Promise<Endpoints> {
    let found = known.get(issuer)
    if (found === undefined || now() - found.at > REMEMBERED_MS) {
      found = { at: now(), endpoints: discover(issuer) }
      known.set(issuer, found)
      // What failed is tried again by whoever comes next.
      found.endpoints.catch(() => {
        known.delete(issuer)
      })
    }
    return found.endpoints.catch((cause: unknown) => {
      throw unavailable(cause)
    })
  }

  const settingsOf = ({ command_center: { sign_in: settings }, identity: { issuers } }: Config) => {
    const issuer = settings && issuers[settings.issuer]?.issuer
    return settings === undefined || issuer === undefined ? undefined : { ...settings, issuer }
  }

  return {
    async offer(config) {
      const settings = settingsOf(config)
      if (settings === undefined) return undefined
      const { authorize } = await endpointsOf(settings.issuer)
      return { authorizationEndpoint: authorize, clientId: settings.client_id, scope: settings.scopes.join(' '),
        ...(settings.resource !== undefined && { resource: settings.resource }) }
    },
    async exchange(config, { code, verifier, redirectUri }) {
      const settings = settingsOf(config)
      if (settings === undefined)
        throw new SatuError('not_found', 'No identity provider is configured for this page.', { stage: 'sign-in' })
      const { token } = await endpointsOf(settings.issuer)
      const form = new URLSearchParams({ grant_type: 'authorization_code', client_id: settings.client_id, code,
        code_verifier: verifier, redirect_uri: redirectUri,
        ...(settings.resource !== undefined && { resource: settings.resource }) })
      const { status, answer } = await post(token, form).catch((cause: unknown) => {
        throw unavailable(cause)
      })
      const { access_token: accessToken } = answer
      if (status >= 500) throw unavailable(undefined)
      if (status !== 200 || typeof accessToken !== 'string')
        throw new SatuError('unauthenticated', 'The identity provider does not take this sign-in: begin again.', {
          stage: 'sign-in'
        })
      return { accessToken }
    }
  }
}

/** Where an issuer says that its pages are (OpenID Connect Discovery 1.0). */
async function discover(issuer: string): Promise<Endpoints> {
  const { issuer: named, authorization_endpoint: authorize, token_endpoint: token } = await fetchObject(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    AbortSignal.timeout(TIMEOUT_MS)
  )
  if (named !== issuer) throw new Error('its discovery document is that of another issuer')
  if (!isSafe(authorize) || !isSafe(token)) throw new Error('its discovery document names no https endpoints')
  return { authorize, token }
}

function isSafe(address: unknown): address is string {
  if (typeof address !== 'string' || !URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname))
}

async function post(
  address: string,
  form: URLSearchParams
): Promise<{ status: number; answer: Readonly<Record<string, unknown>> }> {
  const { statusCode, body } = await send(address, { method: 'POST', body: form.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept': 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS) })
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new Error('the token endpoint answered with too much')
    chunks.push(chunk)
  }
  const answer: unknown = JSON.parse(Buffer.concat(chunks).toString())
  if (typeof answer !== 'object' || answer === null) throw new Error('the token endpoint answered with no object')
  return { status: statusCode, answer: answer as Readonly<Record<string, unknown>> }
}

function unavailable(cause: unknown): SatuError {
  return new SatuError('identity_unavailable', 'The identity provider cannot be asked now.', { stage: 'sign-in',
    retryAfterMs: 5_000, cause })
}
