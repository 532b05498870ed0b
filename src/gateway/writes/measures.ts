import { createHistogram, type Family, type Histogram, labels } from '../../platform/telemetry/metrics.ts'
import type { Backlog } from './backlog.ts'
import type { Submission } from './submissions.ts'

/** How an attempt at a write ended: as the state it left, or that nothing of it went out. */
export type Outcome = 'delivered' | 'rejected' | 'parked' | 'abandoned' | 'uncertain' | 'not_sent'

/** Counts what becomes of writes, for those who watch the hub. */
export interface Measures {
  ended(submission: Pick<Submission, 'system' | 'state' | 'accepted_at' | 'delivered_at'>): void
  families(): Family[]
}

/** From seconds to the days that a system may be away. */
const BOUNDS = [0.1, 0.5, 1, 5, 30, 60, 300, 1_800, 3_600, 14_400, 86_400, 259_200]

export function createMeasures(): Measures {
  const outcomes = new Map<string, Map<Outcome, number>>()
  const durations = new Map<string, Histogram>()
  return {
    ended({ system, state, accepted_at: acceptedAt, delivered_at: deliveredAt }) {
      const outcome: Outcome | undefined = state === 'accepted'
        ? 'not_sent'
        : state === 'delivering'
        ? undefined
        : state
      if (outcome === undefined) return
      const known = outcomes.get(system) ?? new Map<Outcome, number>()
      outcomes.set(system, known.set(outcome, (known.get(outcome) ?? 0) + 1))
      if (deliveredAt === null || state !== 'delivered') return
      const histogram = durations.get(system) ?? createHistogram(BOUNDS)
      durations.set(system, histogram)
      histogram.observe((deliveredAt - acceptedAt) / 1_000)
    },
    families: () => [
      {
        name: 'satu_deliveries_total',
        help: 'Attempts to bring a write into its system, and acts of operators, by how they ended.',
        type: 'counter',
        series: [...outcomes].flatMap(([system, counts]) =>
          [...counts].map(([outcome, count]): [string, number] => [labels({ system, outcome }), count])
        )
      },
      {
        name: 'satu_delivery_duration_seconds',
        help: 'From when a write was accepted until its system had it.',
        type: 'histogram',
        series: [...durations].flatMap(([system, histogram]) => histogram.series({ system }))
      }
    ]
  }
}

export interface Watched {
  /** Ids of the systems that take writes: nothing that waits for them is a 0. */
  takers: readonly string[]
  isPaused(system: string): boolean
  /** ms since 1970 */
  now: number
}

/** What waits, as numbers. */
export function backlogFamilies(backlog: ReadonlyMap<string, Backlog>, { takers, isPaused, now }: Watched): Family[] {
  const systems = [...new Set([...takers, ...backlog.keys()])]
  const none = { waiting: 0, uncertain: 0, parked: 0, oldestAt: now }
  return [
    {
      name: 'satu_submissions_waiting',
      help: 'Writes on their way, by what they wait for: their turn, a look whether they have arrived, or a person.',
      type: 'gauge',
      series: systems.flatMap(system => {
        const { waiting, uncertain, parked } = backlog.get(system) ?? none
        return Object.entries({ waiting, uncertain, parked }).map((
          [state, count]
        ): [string, number] => [labels({ system, state }), count])
      })
    },
    {
      name: 'satu_submissions_oldest_seconds',
      help: 'Age of the oldest write on its way; 0 when there is none.',
      type: 'gauge',
      series: systems.map(
        system => [labels({ system }), Math.max(0, (now - (backlog.get(system) ?? none).oldestAt) / 1_000)]
      )
    },
    { name: 'satu_deliveries_paused', help: '1 while operators have stopped what is sent to a system.', type: 'gauge',
      series: systems.map(system => [labels({ system }), isPaused(system) ? 1 : 0]) }
  ]
}
