import type { Call } from '../../call.ts'
import { SystemFault } from '../../faults.ts'
import type { Driver, SqlRow } from './driver.ts'
import { sqlFault } from './faults.ts'
import { createFlow } from './flow.ts'
import type { Lease, Pool } from './pool.ts'
import type { BoundStatement } from './statement.ts'

/** How long the hub waits past the server's own time limit, so that the server's answer wins where it keeps one. */
const GRACE_MS = 1_000

/** `answer`: the limits are for all rows together. `row`: for each; the reader may take its time between them. */
export type LimitedBy = 'answer' | 'row'

export interface Runner {
  /** The rows of one statement, in the portions in which they come. Leaving early stops the statement. */
  portions(statement: BoundStatement, limited: LimitedBy, stage: string, call: Call): AsyncGenerator<SqlRow[]>
}

interface Running {
  take(): Promise<SqlRow[] | undefined>
  /** Gives the connection back, or up when the server has not finished with it. */
  leave(): void
}

export function createRunner({ pool, driver, timeoutMs }: { pool: Pool; driver: Driver; timeoutMs: number }): Runner {
  const start = (
    { session, release, abandon }: Lease,
    statement: BoundStatement,
    limited: LimitedBy,
    stage: string,
    { signal }: Call
  ): Running => {
    const flow = createFlow()
    let finished = false
    let broken = false
    const limits = { timeoutMs: limited === 'answer' ? timeoutMs : 0, bytes: limited }
    // The caller may have left while the connection was fetched.
    const run = signal.aborted ? Promise.reject(signal.reason as Error) : session.run(statement, flow, limits)
    run.then(
      () => {
        finished = true
        flow.end()
      },
      (error: unknown) => {
        finished = true
        flow.fail(error)
      }
    )
    const abort = (): void => flow.fail(signal.reason)
    signal.addEventListener('abort', abort)
    const late = (): void => {
      const detail = flow.begun() ? 'did not finish its answer in time' : `sent no answer within ${timeoutMs} ms`
      flow.fail(new SystemFault('timeout', { stage, detail }))
    }
    const whole = limited === 'answer' ? setTimeout(late, timeoutMs + GRACE_MS) : undefined
    return {
      async take() {
        const gap = limited === 'row' ? setTimeout(late, timeoutMs) : undefined
        try {
          return await flow.take()
        } catch (error) {
          if (signal.aborted && error === signal.reason) throw error
          const fault = sqlFault(error, { phase: flow.begun() ? 'answer' : 'request', stage, driver })
          // Nobody knows where in its answer such a connection stands.
          broken = fault instanceof SystemFault && fault.kind === 'unreadable'
          throw fault
        } finally {
          clearTimeout(gap)
        }
      },
      leave() {
        clearTimeout(whole)
        signal.removeEventListener('abort', abort)
        if (finished && !broken) release()
        else abandon()
      }
    }
  }

  return {
    async *portions(statement, limited, stage, call) {
      const { signal } = call
      let leased = await pool.lease(signal, { connectMs: call.timeouts?.connectMs })
      let running = start(leased, statement, limited, stage, call)
      try {
        let rows: SqlRow[] | undefined
        try {
          rows = await running.take()
        } catch (error) {
          // A connection that lay idle may have died unseen. Nothing was changed by asking, so a new one is asked.
          if (leased.fresh || !(error instanceof SystemFault) || error.kind !== 'reset') throw error
          running.leave()
          leased = await pool.lease(signal, { fresh: true, connectMs: call.timeouts?.connectMs })
          running = start(leased, statement, limited, stage, call)
          rows = await running.take()
        }
        for (; rows !== undefined; rows = await running.take()) yield rows
      } finally {
        running.leave()
      }
    }
  }
}
