import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { addPassThrough } from './routes.ts'

/** Opens the own HTTP interface of systems at /systems/{id}/raw. */
export async function register(app: FastifyInstance, { isClosing }: Hub): Promise<void> {
  await addPassThrough(app, isClosing)
}
