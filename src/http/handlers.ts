import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../contract/contract.ts'

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** How operations are served, by their ids. */
export type Handlers = Readonly<Record<string, (operation: Operation) => Handler>>
