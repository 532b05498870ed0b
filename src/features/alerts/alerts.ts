import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { Events } from '../../gateway/events/events.ts'
import type { EnvironmentName } from '../../platform/config/environment.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { JobRunner, Turn } from '../../platform/jobs/jobs.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Family } from '../../platform/telemetry/metrics.ts'
import type { pauseAfter } from '../webhooks/index.ts'
import { type Acknowledging, createAcknowledging } from './acknowledging.ts'
import type { SendResult } from './channels/channel.ts'
import { createNumbers } from './numbers.ts'
import { createOutbox } from './outbox.ts'
import { createPost } from './post.ts'
import { createLookout, type SightOptions } from './sight.ts'
import { createSilences, type Silences } from './silences.ts'
import { createStoreOutage } from './store-outage.ts'
import { createViews } from './views.ts'
import { createWatch, type WatchTimes } from './watch.ts'

/** Tells people when something is wrong, and when it is over. */
export interface Alerts extends Acknowledging {
  silences: Silences
  /** Sends a message to each receiver, or to one, at once; how that ended. */
  test(by: string, receiver?: string): Promise<{ receiver: string; outcome: SendResult['outcome']; detail: string }[]>
  families(): Family[]
  /** Waits for what is on its way, but not for long. */
  close(): Promise<void>
}

export interface AlertsOptions extends Omit<SightOptions, 'store'> {
  store: Store
  events: Pick<Events, 'append'>
  config(): Config
  environment: { name: EnvironmentName }
  jobs: JobRunner
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  times?: Partial<WatchTimes> & { roundMs?: number }
  pause?: typeof pauseAfter
  /** PEM of the authorities that receivers' certificates are signed by, in place of the public ones. */
  ca?: string
}

const ROUND_MS = 1_000
const GRACE_MS = 3_000
/** One alone is told two seconds after it fired; of many at once all that comes within five is one message. */
const TIMES: WatchTimes = { clearMs: 10_000, calmMs: 600_000, quietMs: 2_000, mostMs: 5_000, betweenMs: 10_000 }

export function createAlerts(
  { events, environment, jobs, log, times: { roundMs = ROUND_MS, ...times } = {}, pause, ca, ...options }: AlertsOptions
): Alerts {
  const { store, config, agencies, journal } = options
  const cutting = new AbortController()
  const fired = new Map<string, number[]>()
  const settings = (): Config['alerts'] => config().alerts
  const agencyName = (id: string): string => {
    const found = agencies().find(agency => agency.id === id)
    return found?.short_name ?? found?.name ?? id
  }
  const view = createViews({ config, agencyName, fired: key => fired.get(key) ?? [] })
  const look = createLookout(options)
  const numbers = createNumbers()
  const post = createPost({ config, environment: environment.name, ca })
  const outbox = createOutbox({ post, config: settings, numbers, log, ...(pause && { pause }) })
  const outage = createStoreOutage({ store, config: settings, post, view, signal: cutting.signal })
  const watch = createWatch({ append: events.append, config: settings, backlog: () => journal.backlog(), view,
    agencyName, numbers, times: { ...TIMES, ...times }, fired })
  const hasReceivers = (): boolean => Object.keys(settings().receivers).length > 0
  // One process watches and tells: two would tell everything twice.
  const job = jobs.add({
    name: 'alerts',
    about: 'Holds what is seen against the rules of alerts, and sends messages.',
    lease: 'city',
    keepsLease: true,
    firstMs: roundMs,
    everyMs: roundMs,
    isNeeded() {
      if (!hasReceivers()) watch.rest()
      return Promise.resolve(hasReceivers())
    },
    onLost() {
      watch.rest()
      // What it told while the store was away is over for the others, too.
      void outage.settle(Date.now()).catch(() => {})
    },
    run: round
  })

  async function round({ store: fenced }: Turn): Promise<void> {
    try {
      await outage.settle(Date.now())
      await watch.round(await look(Date.now()), fenced)
      await outbox.round(Date.now(), fenced)
    } catch (error) {
      // The store tells the log itself. Whoever was on duty tells people of it.
      if (error instanceof SatuError && watch.isOn) await outage.tell(await look(Date.now()))
      throw error
    }
  }

  return {
    ...createAcknowledging({ store, view }),
    silences: createSilences(store),
    async test(by, receiver) {
      const chosen = Object.entries(settings().receivers).filter(([name]) =>
        receiver === undefined || name === receiver
      )
      return Promise.all(chosen.map(async ([name, to]) => {
        const { outcome, detail } = await post.send(to, { id: `ntc-${randomUUID()}`, at: Date.now(),
          body: { kind: 'test', by } }, cutting.signal)
        numbers.onTry(name, outcome)
        return { receiver: name, outcome, detail }
      }))
    },
    families: numbers.families,
    async close() {
      const cut = setTimeout(() => {
        cutting.abort(new Error('the hub closes'))
      }, GRACE_MS)
      // What came of messages on their way is written down while the lease is this process's.
      await outbox.close(GRACE_MS)
      await job.close()
      clearTimeout(cut)
      await post.close()
    }
  }
}
