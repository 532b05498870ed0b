import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { createJobHandlers } from './operations.ts'
import { panel } from './panel.ts'

/** Shows operators what runs in the background, and runs it when they ask for it. */
export function register(_app: FastifyInstance, { jobs, answer, validation, record, addPanel }: Hub): void {
  answer(createJobHandlers({ jobs, validation, record }))
  addPanel(panel)
}
