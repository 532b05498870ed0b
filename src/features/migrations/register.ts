import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import type { DisagreementsApi } from '../disagreements/index.ts'
import { createSuccessionHandlers } from './operations.ts'
import { createSuccessions } from './successions.ts'
import { toldRuleOf } from './telling.ts'

/** Lets systems replace others: side by side, compared, ramped by percent, switched. */
export function register(
  app: FastifyInstance,
  { bus, slots, store, contract, log: { logger }, registry, config, jobs, answer, validation, record }: Hub,
  { disagreements }: { disagreements?: DisagreementsApi | undefined }
): void {
  const successions = createSuccessions({ store, contract, log: logger, registry, config, jobs,
    tell: disagreements?.tell ?? (async () => {}) })
  disagreements?.addComparisons({ rules: () => config().successions.map(toldRuleOf),
    compared: () => successions.compared() })
  slots.pairs = successions.pairs
  slots.onAnswered = successions.onAnswered
  bus.on('recordRead', 'migrations', ({ system, resource, record: canonical }) => {
    successions.seen(system, resource, canonical)
  })
  answer(createSuccessionHandlers({ validation, successions, record }))
  app.addHook('onClose', successions.close)
}
