import type { FastifyRequest } from 'fastify'

export const PREFIX = '/open311/v2'
const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i

/** Where the face is to be found: as the config has it, else where the request came to. Without a slash at its end. */
export function addressOf({ serving, headers: { host = '', 'x-forwarded-proto': proto } }: Pick<FastifyRequest, 'serving' | 'headers'>): string {
  const { public_url: known } = serving.config.hub
  const here = `${proto === 'https' ? 'https' : 'http'}://${HOST.test(host) ? host : 'localhost'}`
  return `${known ?? here}${PREFIX}`
}
