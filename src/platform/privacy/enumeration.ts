import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { HubConfig } from '../config/schema.ts'

/** How many people a consumer may ask for within a time. */
export type EnumerationLimit = HubConfig['enumeration']

/** Counts that all processes of the hub keep together; see `store/counts`. */
export interface SharedCounts {
  ready(): boolean
  add(name: string, count: number, lifeMs: number): Promise<{ requests: number }>
}

/** Whoever tries one NIK after the other, to find out which exist, is slowed and told of. */
export interface Enumeration {
  /**
   * Counts that a consumer asks for a person. The same person again is no other one.
   * @throws SatuError rate_limited when it has asked for too many, or for too many whom nobody knows
   */
  asks(consumer: string, limit: EnumerationLimit, nik: string): Promise<void>
  /** Counts that nobody knows the person, or not by that name. */
  missed(consumer: string, limit: EnumerationLimit, nik: string): Promise<void>
  /** How often each consumer went over its limit. */
  alarms(): ReadonlyMap<string, number>
}

export interface EnumerationOptions {
  /** Undefined when every process counts alone. */
  shared?: SharedCounts | undefined
  /** What is remembered of a person. */
  nameOf(nik: string): string
  log: Pick<Logger, 'warn'>
  /** Called once when a consumer goes over its limit. */
  onAlarm(consumer: string, counts: { people: number; misses: number; seconds: number }): void
  now?: () => number
}

interface Window {
  endsAt: number
  people: Count
  misses: Count
  told: boolean
}

interface Count {
  seen: Set<string>
  /** What all processes have counted, as far as it is known here. */
  together: number
}

const emptyCount = (): Count => ({ seen: new Set(), together: 0 })

export function createEnumeration({ shared, nameOf, log, onAlarm, now = Date.now }: EnumerationOptions): Enumeration {
  const windows = new Map<string, Window>()
  const alarms = new Map<string, number>()

  function windowOf(consumer: string, { seconds }: EnumerationLimit): Window {
    let window = windows.get(consumer)
    if (window === undefined || now() >= window.endsAt) {
      window = { endsAt: now() + seconds * 1_000, people: emptyCount(), misses: emptyCount(), told: false }
      windows.set(consumer, window)
    }
    return window
  }

  /** Counts one who was not counted yet; while Redis does not answer this process goes by what it saw itself. */
  async function count(of: Count, what: string, consumer: string, nik: string, window: Window): Promise<void> {
    const name = nameOf(nik)
    if (of.seen.has(name)) return
    of.seen.add(name)
    of.together = Math.max(of.together, of.seen.size)
    if (shared?.ready() !== true) return
    const lifeMs = Math.max(1, window.endsAt - now())
    try {
      const isNew = (await shared.add(`${what} ${consumer} ${name}`, 1, lifeMs)).requests === 1
      const { requests } = await shared.add(`${what} ${consumer}`, isNew ? 1 : 0, lifeMs)
      of.together = Math.max(of.seen.size, requests)
    } catch { /* Redis is gone: what this process has seen stays counted. */ }
  }

  function check(consumer: string, { people, misses, seconds }: EnumerationLimit, window: Window): void {
    const counts = { people: window.people.together, misses: window.misses.together }
    if (counts.people <= people && counts.misses <= misses) return
    if (!window.told) {
      window.told = true
      alarms.set(consumer, (alarms.get(consumer) ?? 0) + 1)
      log.warn({ consumer, ...counts, seconds },
        'a consumer asks for more different people than it may: NIKs may be tried out')
      onAlarm(consumer, { ...counts, seconds })
    }
    throw new SatuError('rate_limited', 'More different people were asked for than this consumer may within the time.',
      { stage: 'limits', retryAfterMs: window.endsAt - now() })
  }

  return {
    async asks(consumer, limit, nik) {
      const window = windowOf(consumer, limit)
      await count(window.people, 'people', consumer, nik, window)
      check(consumer, limit, window)
    },
    async missed(consumer, limit, nik) {
      const window = windowOf(consumer, limit)
      await count(window.misses, 'misses', consumer, nik, window)
    },
    alarms: () => alarms
  }
}
