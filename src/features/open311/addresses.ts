import type { FastifyRequest } from 'fastify'
import { baseOf } from '../../http/hub-address.ts'

export const PREFIX = '/open311/v2'

/** Where the face is to be found. Without a slash at its end. */
export function addressOf(request: Pick<FastifyRequest, 'serving' | 'raw' | 'headers'>): string {
  return `${baseOf(request)}${PREFIX}`
}
