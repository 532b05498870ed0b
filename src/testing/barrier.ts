import { settledWithin } from './waiting.ts'

/** Stands between an adapter and its system. `Fault` is what it can do in the way. */
export interface Barrier<Fault> {
  /** What has come from the adapter since it started: requests, or pieces of them. */
  readonly arrived: number
  /** Resolves when the last words of earlier calls, such as a `QUIT`, are said: no fault is meant for them. */
  isCalm(): Promise<void>
  /** Undefined lets everything through. */
  set(fault: Fault | undefined): void
  /** Refuses connections, and cuts those that are open. */
  down(): Promise<void>
  up(): Promise<void>
  /** Resolves when something comes from the adapter. */
  nextArrival(): Promise<void>
  /** True as soon as nobody waits for an answer any more; false when somebody still does after so many ms. */
  isReleased(ms: number): Promise<boolean>
  /** True as soon as no connection is open. */
  isLetGo(ms: number): Promise<boolean>
  close(): Promise<void>
}

/** Several as one: a system that is reached at more than one address. */
export function together<Fault>(barriers: readonly Barrier<Fault>[]): Barrier<Fault> {
  const all = (act: (barrier: Barrier<Fault>) => Promise<unknown>) => async (): Promise<void> =>
    void (await Promise.all(barriers.map(act)))
  const every = (ask: (barrier: Barrier<Fault>) => Promise<boolean>): Promise<boolean> =>
    Promise.all(barriers.map(ask)).then(answers => answers.every(Boolean))
  return {
    get arrived() {
      return barriers.reduce((sum, { arrived }) => sum + arrived, 0)
    },
    isCalm: all(barrier => barrier.isCalm()),
    set: fault => {
      for (const barrier of barriers) barrier.set(fault)
    },
    down: all(barrier => barrier.down()),
    up: all(barrier => barrier.up()),
    nextArrival: () => Promise.race(barriers.map(barrier => barrier.nextArrival())),
    isReleased: ms => every(barrier => barrier.isReleased(ms)),
    isLetGo: ms => every(barrier => barrier.isLetGo(ms)),
    close: all(barrier => barrier.close())
  }
}

/** Tells those who wait whenever something has changed. */
export interface Watch {
  changed(): void
  /** True as soon as the condition holds. */
  until(condition: () => boolean, ms: number): Promise<boolean>
}

export function createWatch(): Watch {
  const waiting = new Set<() => void>()
  return {
    changed() {
      for (const look of waiting) look()
    },
    async until(condition, ms) {
      let look = (): void => {}
      const met = new Promise<void>(resolve => {
        look = () => {
          if (condition()) resolve()
        }
      })
      waiting.add(look)
      look()
      const isMet = await settledWithin(met, ms)
      waiting.delete(look)
      return isMet
    }
  }
}
