import type { FastifyRequest } from 'fastify'
import { credentialOf, SEVERAL } from '../../http/credentials.ts'

const SCHEME = /^(?:Bearer|ApiKey) +\S/i
const TOKEN = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/
const OWN_HEADER = 'x-ckan-api-key'

/** CKAN's clients send a token as it is, in one header or the same in both. */
export function credentialIn({ raw: { headers } }: FastifyRequest): string | undefined {
  const given = headers[OWN_HEADER]
  const own = typeof given === 'string' && given.trim() !== '' ? withScheme(given) : undefined
  const { authorization } = headers
  const shown = credentialOf({ ...headers,
    ...(authorization !== undefined && { authorization: withScheme(authorization) }) })
  if (own === undefined || shown === undefined) return own ?? shown
  return own === shown ? own : SEVERAL
}

function withScheme(given: string): string {
  const text = given.trim()
  if (SCHEME.test(text)) return text
  // What holds a blank is no key, and must not pass for another kind of credential.
  return TOKEN.test(text) ? `Bearer ${text}` : `ApiKey ${text.replace(/\s/g, '_')}`
}
