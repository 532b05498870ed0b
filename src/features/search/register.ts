import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import type { MirrorApi } from '../mirror/index.ts'
import { createAsk } from './ask.ts'
import { createIndexer } from './indexer.ts'
import { createSearchHandlers } from './operations.ts'
import { keepIndexed } from './rebuild.ts'
import { createSearch } from './search.ts'

/** Indexes what the mirror keeps, and answers searches from the index. */
export function register(
  app: FastifyInstance,
  { store, jobs, contract, environment, log: { logger }, answer, validation, city }: Hub,
  { mirror }: { mirror: MirrorApi }
): void {
  const indexer = createIndexer({ engine: store.engine, contract })
  const ask = createAsk(store, environment)
  mirror.follow(indexer)
  answer(createSearchHandlers({ validation, search: createSearch({ store, ask, contract }), city }))
  let indexed: ReturnType<typeof keepIndexed> | undefined
  app.addHook('onReady', async () => {
    indexed = keepIndexed({ jobs, indexer, scan: () => mirror.scan(), alone: mirror.alone, log: logger })
  })
  app.addHook('onClose', async () => {
    await indexed?.close()
    await ask.close()
  })
}
