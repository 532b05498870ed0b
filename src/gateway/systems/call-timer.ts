/** The time that a call to a system has. Time in which this process did not run is nobody's. */
export interface CallTimer {
  /** Whether the process stood still meanwhile: what came of the call says nothing about the system. */
  wasHeld(): boolean
  end(): void
}

/** Between two looks at the clock. */
const LOOK_MS = 250
/** A look that comes so late tells that the process was stopped, or that its event loop was blocked. */
const LATE_MS = 1_000
/** So often a call gets its lost time back: one that never ends must end. */
const MOST_GRACES = 5

/**
 * @param ms of time in which the process ran, until `onEnd`
 * @param now milliseconds that only go forward
 */
export function createCallTimer(ms: number, now: () => number, onEnd: () => void): CallTimer {
  let left = ms
  let graces = 0
  let due = 0
  let timer: NodeJS.Timeout
  const isLate = (): boolean => now() - due > LATE_MS

  const look = (): void => {
    const part = Math.min(LOOK_MS, left)
    const lookedAt = now()
    due = lookedAt + part
    timer = setTimeout(() => {
      if (isLate() && graces < MOST_GRACES) graces++
      else left -= now() - lookedAt
      if (left > 0) look()
      else onEnd()
    }, part)
  }
  look()

  return {
    wasHeld: () => graces > 0 || isLate(),
    end() {
      clearTimeout(timer)
    }
  }
}
