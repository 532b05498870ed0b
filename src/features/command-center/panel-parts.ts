import type { Panel } from '../../http/panels.ts'
import { pauseAfter, STORE_PACE } from './pace.ts'

/** What panels show live, by the fields of the picture. */
export interface PanelParts {
  /** Reads again what is due. */
  read(now: number): Promise<void>
  /** What was read last: what is not known is undefined. */
  all(): Readonly<Record<string, unknown>>
  /** What has changed since it was taken last: what is not known any more is null. */
  take(): Readonly<Record<string, unknown>>
}

/** @param panels all that there are by the time that somebody looks */
export function createPanelParts(panels: readonly Panel[]): PanelParts {
  const values = new Map<string, unknown>()
  const sent = new Map<string, string>()
  const dueAt = new Map<string, number>()

  async function readPart({ field, from, read }: NonNullable<Panel['live']>, now: number): Promise<void> {
    if (now < (dueAt.get(field) ?? 0)) return
    try {
      values.set(field, await read(now))
    } catch {
      // That it is not known is told, and nothing that may be wrong. A feature's fault is its own.
      values.set(field, undefined)
    }
    if (from === 'store') dueAt.set(field, Date.now() + pauseAfter(Date.now() - now, STORE_PACE))
  }

  return {
    async read(now) {
      await Promise.all(panels.flatMap(({ live }) => (live === undefined ? [] : [readPart(live, now)])))
    },
    all: () => Object.fromEntries(values),
    take() {
      const changed: Record<string, unknown> = {}
      for (const [field, value] of values) {
        const text = JSON.stringify(value ?? null)
        if (text !== sent.get(field)) changed[field] = value ?? null
        sent.set(field, text)
      }
      return changed
    }
  }
}
