import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { addPages } from './routes.ts'

/** Serves what people read in a browser. */
export function register(app: FastifyInstance, { contract, environment, cityOf }: Hub): void {
  addPages(app, { contract, environment, cityOf })
}
