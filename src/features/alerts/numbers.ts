import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import type { Known } from './book.ts'
import type { SendOutcome } from './channels/channel.ts'

/** Counts about alerts. */
export interface Numbers {
  /** What is open, as the process that watches knows it. */
  firing: readonly Pick<Known, 'kind' | 'severity'>[]
  /** Messages that wait for their receivers, and since when the oldest does, ms since 1970. */
  waiting: { count: number; oldestAt: number }
  onTry(receiver: string, outcome: SendOutcome | 'failed'): void
  families(): Family[]
}

export function createNumbers(): Numbers {
  const tries = new Map<string, number>()
  const numbers: Numbers = {
    firing: [],
    waiting: { count: 0, oldestAt: 0 },
    onTry(receiver, outcome) {
      const of = labels({ receiver, outcome })
      tries.set(of, (tries.get(of) ?? 0) + 1)
    },
    families() {
      const firing = new Map<string, number>()
      for (const { kind, severity } of numbers.firing) {
        const of = labels({ kind, severity })
        firing.set(of, (firing.get(of) ?? 0) + 1)
      }
      const { count, oldestAt } = numbers.waiting
      return [
        // One process watches; the others know of none.
        { name: 'satu_alerts_firing', help: 'Alerts that are open, by kind and severity.', type: 'gauge',
          together: 'max', series: [...firing] },
        { name: 'satu_alert_notices_total',
          help: 'Attempts to send a message about alerts, by receiver and how they ended; `failed` is one that was ' +
            'given up.', type: 'counter', series: [...tries] },
        { name: 'satu_alert_notices_waiting', help: 'Messages about alerts that wait for their receivers.',
          type: 'gauge', together: 'max', series: [['', count]] },
        { name: 'satu_alert_notice_oldest_seconds', help: 'For how long the oldest of them has waited.', type: 'gauge',
          together: 'max', series: [['', count === 0 ? 0 : Math.max(0, Date.now() - oldestAt) / 1_000]] }
      ]
    }
  }
  return numbers
}
