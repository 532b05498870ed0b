import type { FastifyInstance } from 'fastify'
import { fileURLToPath } from 'node:url'
import type { Hub } from '../../http/hub.ts'
import { createDrifts } from './drift.ts'
import { createMappingLines } from './mapping-lines.ts'
import { createDriftHandlers } from './operations.ts'
import { createPanel } from './panel.ts'

/** Watches whether systems still send what they always sent. */
export function register(
  app: FastifyInstance,
  { slots, store, events, jobs, log: { logger }, config, registry, metrics, answer, validation, record, addPanel }: Hub
): void {
  const drifts = createDrifts({ store, append: events.append, jobs, log: logger,
    lines: createMappingLines(fileURLToPath(new URL('../../../adapters', import.meta.url))),
    settings: () => config().hub.drift })
  slots.watchSystem = drifts.watch
  metrics.gather(drifts.families)
  answer(createDriftHandlers({ validation, drifts, record }))
  addPanel(createPanel(drifts, system => registry().get(system) !== undefined))
  app.addHook('onClose', drifts.close)
}
