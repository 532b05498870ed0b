import { ask } from './session.js'

// Authorization code with PKCE (RFC 7636): what the browser comes back with is worth nothing to who has not its
// verifier.

const KEY = 'satu.command-center.sign-in'

/** @param {Uint8Array} bytes */
const base64url = bytes =>
  btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)))
const redirectUri = () => `${location.origin}${location.pathname}`

/**
 * Where operators sign in; undefined when the hub knows no provider.
 * @returns {Promise<import('../sign-in.ts').SignInOffer | undefined>}
 */
export async function findProvider() {
  // Without TLS a browser computes no hash; on this machine it does.
  if (crypto.subtle === undefined) return undefined
  return (await ask('/command-center/sign-in').catch(() => undefined))?.offer
}

/** @param {import('../sign-in.ts').SignInOffer} offer */
export async function leaveForProvider({ authorizationEndpoint, clientId, scope, resource }) {
  const [verifier, state] = [random(), random()]
  sessionStorage.setItem(KEY, JSON.stringify({ verifier, state, back: location.search }))
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))
  const address = new URL(authorizationEndpoint)
  for (const [name, value] of Object.entries({ response_type: 'code', client_id: clientId, redirect_uri: redirectUri(),
    scope, state, code_challenge: challenge, code_challenge_method: 'S256',
    ...(resource !== undefined && { resource }) })) address.searchParams.set(name, value)
  location.assign(address)
}

/**
 * Ends a sign-in that the browser has come back from, and takes its traces out of the address.
 * @returns {Promise<string | undefined>} an access token
 * @throws {Error} when it is refused
 */
export async function comeBack() {
  const query = new URLSearchParams(location.search)
  const state = query.get('state')
  if (state === null) return undefined
  const begun = JSON.parse(sessionStorage.getItem(KEY) ?? '{}')
  sessionStorage.removeItem(KEY)
  history.replaceState(null, '', `${location.pathname}${begun.back ?? ''}${location.hash}`)
  const code = query.get('code')
  // Somebody else may have sent the browser here, with a code of their own.
  if (code === null || begun.state !== state)
    throw new Error(query.get('error_description') ?? query.get('error') ?? 'state')
  const { accessToken } = await ask('/command-center/sign-in', { method: 'POST',
    body: { code, verifier: begun.verifier, redirectUri: redirectUri() } })
  return accessToken
}
