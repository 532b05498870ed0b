import { SystemFault } from '../../faults.ts'
import type { Driver, Session } from './driver.ts'
import { sqlFault } from './faults.ts'

/** Opens a connection in time, or gives it up: one that comes too late is closed, whoever still waits for it or not. */
export function openWithin(driver: Driver, timeoutMs: number, signal: AbortSignal): Promise<Session> {
  const control = new AbortController()
  return new Promise((resolve, reject) => {
    const giveUp = (reason: unknown): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      control.abort(reason)
      reject(reason)
    }
    const leave = (): void => giveUp(signal.reason)
    const late = (): void => {
      giveUp(
        new SystemFault('timeout', { stage: 'connect', detail: `did not open a connection within ${timeoutMs} ms` })
      )
    }
    let timer: NodeJS.Timeout | undefined
    const open = async (): Promise<Session> => {
      await driver.load()
      control.signal.throwIfAborted()
      timer = setTimeout(late, timeoutMs)
      return driver.open(control.signal)
    }
    signal.addEventListener('abort', leave)
    open().then(
      session => {
        clearTimeout(timer)
        signal.removeEventListener('abort', leave)
        if (control.signal.aborted) void session.abandon()
        else resolve(session)
      },
      (error: unknown) => giveUp(sqlFault(error, { phase: 'connect', stage: 'connect', driver }))
    )
  })
}
