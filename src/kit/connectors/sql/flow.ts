import type { Sink, SqlRow } from './driver.ts'

// Rows held between the driver and a reader that is slower: what one chunk of the network brings, hundreds at most.
const ENOUGH = 256

export interface Flow extends Sink {
  end(): void
  fail(error: unknown): void
  /** The rows that have come since the last call, waiting for the first; undefined after the last. */
  take(): Promise<SqlRow[] | undefined>
  /** True once a row has come. */
  begun(): boolean
}

/** Rows pushed by a driver, pulled by a reader, held back while the reader is busy. */
export function createFlow(): Flow {
  let rows: SqlRow[] = []
  let begun = false
  let outcome: { error?: unknown } | undefined
  let paused = false
  let wake = (): void => {}

  const settle = (how: { error?: unknown }): void => {
    outcome ??= how
    wake()
  }
  const flow: Flow = {
    source: undefined,
    row(row) {
      if (outcome !== undefined) return
      begun = true
      rows.push(row)
      wake()
      if (rows.length < ENOUGH || paused) return
      paused = true
      flow.source?.pause()
    },
    end: () => settle({}),
    fail: error => settle({ error }),
    begun: () => begun,
    async take() {
      if (rows.length === 0 && paused) {
        paused = false
        flow.source?.resume()
      }
      if (rows.length === 0 && outcome === undefined) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      const taken = rows
      rows = []
      if (taken.length > 0) return taken
      if (outcome !== undefined && 'error' in outcome) throw outcome.error
      return undefined
    }
  }
  return flow
}
