import type { LoadCounts, LoadStore } from '../../platform/store/guard-load.ts'

/** What one system had to bear in one hour. */
export interface LoadHour extends LoadCounts {
  /** ms since 1970 */
  start: number
}

export interface Load {
  /** Whose calls are counted: those of all processes, or of this one alone. */
  countedBy: 'hub' | 'process'
  /** The last 48 hours, newest first, without gaps. */
  hours: readonly LoadHour[]
}

/** How much each system was asked, and how much it was spared, by hour. */
export interface LoadLedger {
  /** A call ended. */
  called(system: string, durationMs: number, failed: boolean): void
  /** So many calls to the system ran at once. */
  busy(system: string, concurrency: number): void
  /** So many calls to the system were not needed: what they would have told was known. */
  spared(system: string, count?: number): void
  /** Asks every few seconds what else was spared: for those who count themselves, off the path of a request. */
  collectFrom(source: () => Iterable<readonly [system: string, spared: number]>): void
  of(system: string): Promise<Load>
  /** Hands over what is not summed up yet: see {@link LEDGER_MS}. */
  flush(): Promise<void>
}

export interface LoadLedgerOptions {
  /** Where the counts of all processes are summed up; without it each process knows its own. */
  store?: LoadStore | undefined
  /** ms since 1970 */
  now?: () => number
}

const HOUR_MS = 3_600_000
const HOURS = 48
/** How often what was counted is handed over, ms. */
export const LEDGER_MS = 5_000

interface Entry {
  start: number
  /** All that this process has counted. */
  own: LoadCounts
  /** What of it the store has heard. */
  told: LoadCounts
  /** What the store is being told, under a number by which it knows it when it hears it again. */
  telling: { number: number; counts: LoadCounts } | undefined
}

export function createLoadLedger({ store, now = Date.now }: LoadLedgerOptions = {}): LoadLedger {
  /** The hours of each system, newest first. */
  const systems = new Map<string, Entry[]>()
  let numbers = 0
  let collect: (() => Iterable<readonly [string, number]>) | undefined

  // Runs for every hit of the cache.
  const current = (system: string): LoadCounts => {
    const at = now()
    let entries = systems.get(system)
    if (entries === undefined) systems.set(system, entries = [])
    const [newest] = entries
    if (newest !== undefined && at < newest.start + HOUR_MS) return newest.own
    const entry: Entry = { start: at - (at % HOUR_MS), own: noLoad(), told: noLoad(), telling: undefined }
    entries.unshift(entry)
    while ((entries.at(-1)?.start ?? at) <= at - HOURS * HOUR_MS) entries.pop()
    return entry.own
  }

  async function flush(): Promise<void> {
    for (const [system, spared] of collect?.() ?? []) current(system).spared += spared
    if (store === undefined) return
    const tellings: Promise<void>[] = []
    for (const [system, entries] of systems) {
      for (const entry of entries) {
        if (entry.telling === undefined && !isSame(entry.own, entry.told))
          entry.telling = { number: ++numbers, counts: difference(entry.own, entry.told) }
        const { telling } = entry
        if (telling === undefined) continue
        tellings.push(store.add(system, entry.start, telling.number, telling.counts).then(() => {
          if (entry.telling !== telling) return
          entry.telling = undefined
          entry.told = sum(entry.told, telling.counts)
        }))
      }
    }
    // What could not be told is told again, under the same number.
    await Promise.allSettled(tellings)
  }

  return {
    called(system, durationMs, failed) {
      const counts = current(system)
      counts.calls++
      counts.ms += durationMs
      if (durationMs > counts.worstMs) counts.worstMs = durationMs
      if (failed) counts.errors++
    },
    busy(system, concurrency) {
      const counts = current(system)
      if (concurrency > counts.largest) counts.largest = concurrency
    },
    spared(system, count = 1) {
      current(system).spared += count
    },
    collectFrom(source) {
      collect = source
    },
    async of(system) {
      const newest = now() - (now() % HOUR_MS)
      const starts = Array.from({ length: HOURS }, (_, i) => newest - i * HOUR_MS)
      await flush()
      const summed = await store?.read(system, starts).catch(() => undefined)
      const own = new Map(systems.get(system)?.map(entry => [entry.start, entry.own]))
      return {
        countedBy: summed === undefined ? 'process' : 'hub',
        hours: starts.map((start, i) => ({ start,
          ...((summed === undefined ? own.get(start) : summed[i]) ?? noLoad()) })
        )
      }
    },
    flush
  }
}

function noLoad(): LoadCounts {
  return { calls: 0, spared: 0, errors: 0, ms: 0, worstMs: 0, largest: 0 }
}

function isSame(one: LoadCounts, other: LoadCounts): boolean {
  return one.calls === other.calls && one.spared === other.spared && one.largest === other.largest
}

/** What came to `before` to make it `after`; of the largest ones, all. */
function difference(after: LoadCounts, before: LoadCounts): LoadCounts {
  const { calls, spared, errors, ms } = before
  return { ...after, calls: after.calls - calls, spared: after.spared - spared, errors: after.errors - errors,
    ms: after.ms - ms }
}

function sum(one: LoadCounts, other: LoadCounts): LoadCounts {
  return {
    calls: one.calls + other.calls,
    spared: one.spared + other.spared,
    errors: one.errors + other.errors,
    ms: one.ms + other.ms,
    worstMs: Math.max(one.worstMs, other.worstMs),
    largest: Math.max(one.largest, other.largest)
  }
}
