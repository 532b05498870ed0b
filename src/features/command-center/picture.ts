import type { Events } from '../../gateway/events/events.ts'
import type { Served } from '../../gateway/reads/served.ts'
import type { Registry } from '../../gateway/systems/registry.ts'
import type { Backlog } from '../../gateway/writes/backlog.ts'
import type { Journal } from '../../gateway/writes/journal.ts'
import { ALL } from '../../gateway/writes/switches.ts'
import type { Panel } from '../../http/panels.ts'
import type { City } from '../../kit/adapter.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Figures, FiguresApi } from '../figures/index.ts'
import { pauseAfter, STORE_PACE } from './pace.ts'
import { createPanelParts } from './panel-parts.ts'
import { type SystemRow, time, viewRow } from './system-rows.ts'
import { createTicker, type Tick, type Ticker, type TickerItem } from './ticker.ts'

/** Writes on their way, of all systems together. */
export interface DeliveryTotals {
  waiting: number
  uncertain: number
  parked: number
  /** When the oldest of them was accepted. */
  oldestAt?: string
  /** All deliveries are stopped. */
  paused?: true
}

/** All that the page shows; beside it stands a field for each panel that shows something live. */
export interface Picture {
  at: string
  systems: SystemRow[]
  /** Undefined while the durable store does not answer. */
  deliveries: DeliveryTotals | undefined
  figures: Figures | undefined
  events: readonly TickerItem[]
}

/** Who looks, so that the page offers only what they may do. */
export interface Viewer {
  consumer: string
  scopes: string[]
  expiresAt: string
}

/** What has changed since the last one: a part that has not is left out. */
export interface Change extends Tick {
  at: string
  systems?: SystemRow[]
  gone?: string[]
  deliveries?: DeliveryTotals | null
  figures?: Figures
}

/** One picture for all who look. It is made once a second while anybody does, and not at all otherwise. */
export interface Pictures {
  /** The picture now, at most a second old. */
  now(): Promise<Picture>
  /** Called once a second with what has changed, in one text for all. Until the returned function is called. */
  follow(send: (change: string) => void): () => void
  close(): void
}

export interface PicturesOptions {
  events: Pick<Events, 'tail' | 'hearing'>
  journal: Pick<Journal, 'backlog' | 'switches'>
  served: Served
  /** Undefined where that feature is off. */
  figures: Pick<FiguresApi, 'read'> | undefined
  panels: readonly Panel[]
  registry(): Registry
  agencies(): City['agencies']
  jobs: JobRunner
  everyMs?: number
}

const EVERY_MS = 1_000
const FIGURES = { leastMs: 5_000, mostMs: 30_000 } as const
/** It goes on a little longer than the last one has looked. */
const LINGER_MS = 60_000

export function createPictures(
  { events, journal, served, figures: counted, panels, registry, agencies, jobs, everyMs = EVERY_MS }: PicturesOptions
): Pictures {
  const followers = new Set<(change: string) => void>()
  let rows = new Map<string, { row: SystemRow; text: string }>()
  /** Undefined while nobody looks. */
  let ticker: Ticker | undefined
  let lookedAt = 0
  let backlog: ReadonlyMap<string, Backlog> | undefined
  let deliveries: DeliveryTotals | undefined
  let sentDeliveries: string | undefined
  let figures: Figures | undefined
  let sentFigures: string | undefined
  const parts = createPanelParts(panels)
  let backlogAt = 0
  let figuresAt = 0
  let asking: Promise<unknown> | undefined
  let madeAt = 0
  let closed = false

  async function readBacklog(now: number): Promise<void> {
    if (now < backlogAt) return
    try {
      ;[backlog] = await Promise.all([journal.backlog(), journal.switches.refresh()])
      const all = [...backlog.values()]
      const sum = (of: (one: Backlog) => number): number => all.reduce((total, one) => total + of(one), 0)
      const oldest = Math.min(...all.map(({ oldestAt }) => oldestAt))
      deliveries = {
        waiting: sum(one => one.waiting),
        uncertain: sum(one => one.uncertain),
        parked: sum(one => one.parked),
        ...(Number.isFinite(oldest) && { oldestAt: time(oldest) }),
        ...(journal.switches.paused(ALL) !== undefined && { paused: true as const })
      }
    } catch {
      // That it is not known is told, and nothing that may be wrong.
      backlog = undefined
      deliveries = undefined
    }
    backlogAt = Date.now() + pauseAfter(Date.now() - now, STORE_PACE)
  }

  async function count(now: number): Promise<void> {
    if (counted === undefined || now < figuresAt) return
    figures = await counted.read(now).catch(() => figures)
    figuresAt = Date.now() + pauseAfter(Date.now() - now, FIGURES)
  }

  async function make(): Promise<Change> {
    const now = Date.now()
    await Promise.all([readBacklog(now), parts.read(now), count(now), ticker?.look()])
    const before = rows
    const { switches } = journal
    const known = agencies()
    rows = new Map(registry().systems.map(system => {
      const row = viewRow(system, known, served, backlog?.get(system.id), switches.paused(system.id) !== undefined)
      return [system.id, { row, text: JSON.stringify(row) }]
    }))
    madeAt = Date.now()
    const changed = [...rows].flatMap(([id, { row, text }]) => (before.get(id)?.text === text ? [] : [row]))
    const gone = [...before.keys()].filter(id => !rows.has(id))
    const change: Change = { at: time(madeAt), ...(ticker?.take() ?? { items: [], left: 0 }), ...parts.take() }
    if (changed.length > 0) change.systems = changed
    if (gone.length > 0) change.gone = gone
    const told = JSON.stringify(deliveries ?? null)
    if (told !== sentDeliveries) change.deliveries = deliveries ?? null
    sentDeliveries = told
    const numbers = figures && JSON.stringify({ ...figures, at: '' })
    if (figures !== undefined && numbers !== sentFigures) change.figures = figures
    sentFigures = numbers
    return change
  }

  const job = jobs.add({
    name: 'command-center',
    about: 'Makes the picture of the Command Center, while somebody looks at it.',
    everyMs: () => (ticker === undefined ? Infinity : everyMs),
    isNeeded() {
      if (followers.size === 0 && Date.now() - lookedAt > LINGER_MS) ticker = undefined
      return Promise.resolve(ticker !== undefined)
    },
    async run() {
      const text = JSON.stringify(await make())
      for (const send of followers) send(text)
    }
  })

  function start(): void {
    lookedAt = Date.now()
    if (ticker !== undefined || closed) return
    ticker = createTicker(events)
    job.trigger()
  }

  return {
    async now() {
      start()
      if (madeAt < Date.now() - 2 * everyMs)
        await (asking ??= job.run().finally(() => {
          asking = undefined
        }))
      return { at: time(madeAt), systems: [...rows.values()].map(({ row }) => row), deliveries, figures, ...parts.all(),
        events: [...(ticker?.recent() ?? [])] }
    },
    follow(send) {
      start()
      followers.add(send)
      return () => {
        followers.delete(send)
        lookedAt = Date.now()
      }
    },
    close() {
      closed = true
      followers.clear()
      void job.close()
    }
  }
}
