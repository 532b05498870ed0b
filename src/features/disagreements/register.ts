import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import type { MirrorApi } from '../mirror/index.ts'
import { createDisagreements, type Disagreements } from './disagreements.ts'
import { createEncodings } from './encodings.ts'
import { createDisagreementHandlers } from './operations.ts'
import { panel } from './panel.ts'
import type { ToldComparisons } from './told.ts'

/** The ledger, for features that find differences themselves. */
export interface DisagreementsApi extends Pick<Disagreements, 'tell'> {
  /** Names the comparisons that a feature makes itself. Called while features are registered. */
  addComparisons(comparisons: ToldComparisons): void
}

/** Compares what systems say of the same, and keeps a ledger of where they contradict each other. */
export function register(
  app: FastifyInstance,
  { store, contract, events, config, jobs, answer, validation, city, submit, record, commonMetrics, addPanel }: Hub,
  { mirror }: { mirror: MirrorApi }
): DisagreementsApi {
  const told: ToldComparisons[] = []
  const disagreements = createDisagreements({
    store,
    contract,
    append: events.append,
    kept: mirror,
    encodings: createEncodings(),
    config,
    jobs,
    told: {
      rules: () => told.flatMap(one => one.rules()),
      compared: async () => (await Promise.all(told.map(one => one.compared()))).flat()
    }
  })
  mirror.follow(disagreements.follower)
  commonMetrics.push(disagreements.families)
  answer(
    createDisagreementHandlers({ contract, validation, disagreements, agencies: () => city().agencies, submit, record })
  )
  addPanel(panel)
  app.addHook('onClose', disagreements.close)
  return {
    tell: disagreements.tell,
    addComparisons(comparisons) {
      told.push(comparisons)
    }
  }
}
