import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { summaryOf } from '../test/canary/report.ts'

export interface CanaryRun {
  /** The module that watches, to be loaded before the tests. */
  preload: string
  /** What was seen, once all tests have ended: one line, and none when no hub ran. */
  end(): { report: readonly string[]; leaks: number }
}

/** Watches what the hubs of a test run write: see `test/canary/watch.ts`. */
export function startCanary(): CanaryRun {
  const dir = mkdtempSync(join(tmpdir(), 'satu-canary-'))
  const watch = new URL('../test/canary/watch.ts', import.meta.url)
  watch.searchParams.set('dir', dir)
  return {
    preload: watch.href,
    end() {
      const summary = summaryOf(dir)
      rmSync(dir, { recursive: true, force: true })
      return { report: summary === undefined ? [] : [summary.text], leaks: summary?.leaks ?? 0 }
    }
  }
}
