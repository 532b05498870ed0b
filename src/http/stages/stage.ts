import type { FastifyReply, FastifyRequest } from 'fastify'

/** Nothing more is asked of the request: it goes on to its route. */
export const ADMITTED = Symbol('admitted')

/**
 * A step that every request goes through, in the order of `src/http/pipeline.ts`. It adds to the request or the reply,
 * and refuses by throwing a SatuError; a promise only where something has to be waited for.
 */
export type Stage = (
  request: FastifyRequest,
  reply: FastifyReply
) => typeof ADMITTED | void | Promise<typeof ADMITTED | void>
