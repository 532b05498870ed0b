import { SAFE } from '../browsers.ts'
import type { Stage } from './stage.ts'

/**
 * Sets the headers that every answer has: the request's id, those that keep browsers safe, and what pages of other
 * sites may read (CORS). Answers nothing.
 * @param transport headers that follow from how callers reach the hub, such as Strict-Transport-Security
 */
export function headers(transport: Readonly<Record<string, string>>): Stage {
  return (request, reply) => {
    reply.headers({ 'x-request-id': request.id, ...SAFE, ...transport,
      ...request.serving.cors.headersFor(request.headers.origin) })
  }
}
