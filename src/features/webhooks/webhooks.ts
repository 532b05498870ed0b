import type { Logger } from 'pino'
import type { Events } from '../../gateway/events/events.ts'
import type { EnvironmentName } from '../../platform/config/environment.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import { createRowClaims } from '../../platform/jobs/row-claims.ts'
import type { Store } from '../../platform/store/database.ts'
import { createSealing } from '../../platform/store/sealing.ts'
import type { Family } from '../../platform/telemetry/metrics.ts'
import type { Resolve } from './connect.ts'
import { createDeliveries, type Deliveries } from './deliveries.ts'
import { createNumbers } from './numbers.ts'
import { createPermission, type WishOf } from './permission.ts'
import { createSecrets, type Secrets } from './secrets.ts'
import { createSender } from './sender.ts'
import { createStates, type DisableCause, type States } from './states.ts'
import { createSubscriptions, type Subscriptions } from './subscriptions.ts'
import type { Subscription } from './tables.ts'
import { createTargetRules, type TargetRules } from './target.ts'
import { createTurns } from './turns.ts'
import { startWorker } from './worker.ts'

/** Events sent to those who subscribed, signed as Standard Webhooks 1.0 has it. */
export interface Webhooks {
  subscriptions: Subscriptions
  states: Pick<States, 'change' | 'ping'>
  deliveries: Deliveries
  secrets: Pick<Secrets, 'overlapsUntil'>
  /** What a subscription may have now; undefined when its consumer may have none any more. */
  wishOf: WishOf
  /**
   * Finds out whether an address may be sent to, and whether anybody is there.
   * @throws TargetFault
   */
  check(url: string): Promise<void>
  /** Looks now for what is due. */
  wake(): void
  families(): Family[]
  /** Waits for what is on its way, but not for long. */
  close(): Promise<void>
}

export interface WebhooksOptions {
  store: Store
  events: Events
  /** In use at this moment. */
  config(): Config
  environment: { name: EnvironmentName; jwtSecret: string }
  jobs: JobRunner
  log: Pick<Logger, 'warn'>
  resolve?: Resolve
  /** PEM of the authorities that receivers' certificates are signed by, in place of the public ones. */
  ca?: string
}

const GRACE_MS = 3_000

export function createWebhooks({ store, events, config, environment, jobs, log, ...reach }: WebhooksOptions): Webhooks {
  const settings = (): Config['hub']['webhooks'] => config().hub.webhooks
  let known: { of: Config; rules: TargetRules } | undefined
  /** Made anew when the configuration is another. */
  const rules = (): TargetRules => {
    const of = config()
    if (known?.of !== of) known = { of, rules: createTargetRules(of.hub.webhooks, environment.name) }
    return known.rules
  }
  const secrets = createSecrets(createSealing(environment.jwtSecret, 'webhooks'))
  const wishOf = createPermission({ consumers: () => config().consumers, environment: environment.name,
    hearing: events.hearing })
  const sender = createSender({ rules, connectMs: () => settings().connect_ms, timeoutMs: () => settings().timeout_ms,
    ...reach })
  const subscriptions = createSubscriptions(store, secrets)
  const states = createStates(store, events.append)
  const numbers = createNumbers(store)
  const leases = createRowClaims({ store, jobs, table: 'subscriptions' })

  async function giveUp({ id, consumer }: Subscription, cause: DisableCause): Promise<void> {
    if (await states.disable(id, cause))
      log.warn({ subscription: id, consumer, cause }, 'a subscription is disabled: its receiver is sent nothing more')
  }

  const takeTurn = createTurns({
    store,
    leases,
    sender,
    secrets,
    wishOf,
    settings,
    prefix: () => config().city.event_prefix,
    onTry: numbers.onTry,
    onEnd: numbers.onEnd,
    giveUp
  })
  const worker = startWorker({ store, tail: events.tail, jobs, leases, wishOf, takeTurn, onLook: numbers.look })

  return {
    subscriptions,
    states,
    secrets,
    wishOf,
    deliveries: createDeliveries(store, wishOf),
    async check(url) {
      await sender.probe(rules().read(url))
    },
    wake: worker.wake,
    families: numbers.families,
    async close() {
      await worker.close(GRACE_MS)
      await leases.close()
      await sender.close()
    }
  }
}
