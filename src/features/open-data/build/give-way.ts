import { constants, setPriority } from 'node:os'

/**
 * Lets requests go before this thread where there are fewer cores than work. Only Linux gives a thread a priority of
 * its own (nice(2), "C library/kernel differences"); elsewhere the whole process would get it, and nothing is done.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return
  try {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // A sandbox may forbid it: the build then takes its share like any other thread.
  }
}
