import type { FastifyRequest } from 'fastify'

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/** Where the hub is to be found: as the config has it, else where the request came to. Without a slash at its end. */
export function baseOf(
  { serving, raw, headers: { host = '', 'x-forwarded-proto': proto } }: Pick<FastifyRequest,
    'serving' | 'raw' | 'headers'>
): string {
  const { public_url: known } = serving.config.hub
  return known ??
    `${'encrypted' in raw.socket || proto === 'https' ? 'https' : 'http'}://${HOST.test(host) ? host : 'localhost'}`
}
