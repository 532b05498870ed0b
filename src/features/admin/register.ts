import type { Hub } from '../../http/hub.ts'
import { createActionHandlers } from './actions-operations.ts'
import { createCacheHandlers } from './cache-operations.ts'
import { createConsumerHandlers } from './consumer-operations.ts'
import { createDeliveries } from './delivery-operations.ts'
import { createOperating } from './journal-operations.ts'
import { createLogLevelHandlers } from './log-level-operations.ts'
import { createAdminSystems } from './system-operations.ts'

/** Answers what operators ask for. What they have set is kept by the gateway, whether this is on or not. */
export function register(_app: unknown, hub: Hub): void {
  const { operators: { actions, holds, levels, suspensions, keyRevocations: revocations } } = hub
  hub.answer({
    ...createActionHandlers({ ...hub, actions }),
    ...createAdminSystems({ ...hub, holds, levels }),
    ...createCacheHandlers(hub),
    ...createConsumerHandlers({ ...hub, suspensions, revocations }),
    ...createLogLevelHandlers({ ...hub, levels }),
    ...createOperating(hub),
    ...createDeliveries(hub)
  })
}
