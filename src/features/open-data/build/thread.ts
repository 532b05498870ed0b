import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadReply } from '../../../platform/snapshots/thread-feed.ts'
import type { ArrivingRow, Plan } from '../plan.ts'
import { identify, type KeptFile, ROWS_FILE, writeFiles } from './edition-files.ts'
import { giveWay } from './give-way.ts'
import { createStaging, suppressedKeys } from './staging.ts'

/** What the thread is started with. */
export interface BuildTask {
  plan: Plan
  /** Where the edition is put together. */
  folder: string
  /** The rows of the edition before, if there is one. */
  rowsBefore?: string
}

export type BuildMessage = { rows: readonly ArrivingRow[] } | {
  /** All rows have come. */
  end: true
  /** The edition in force: it is not made again. */
  before?: string
  /** Fewer rows than this are not believed. */
  fewest: number
}

export type Built =
  | { outcome: 'made'; id: string; rows: number; files: KeptFile[] }
  | { outcome: 'unchanged'; id: string; rows: number }
  | { outcome: 'too_few'; rows: number }

giveWay()

// Putting a million rows in order and writing them in five formats takes a minute: nobody waits for it here.
const { plan, folder, rowsBefore } = workerData as BuildTask
const staging = createStaging(plan)

async function take(message: BuildMessage): Promise<ThreadReply<Built>> {
  if ('rows' in message) {
    staging.add(message.rows)
    return { taken: true }
  }
  try {
    return { done: await settle(message) }
  } finally {
    staging.close()
  }
}

async function settle({ before, fewest }: Extract<BuildMessage, { end: true }>): Promise<Built> {
  const path = join(folder, ROWS_FILE)
  const rows = staging.settle(path, rowsBefore === undefined ? new Set() : suppressedKeys(rowsBefore, plan))
  if (rows < fewest) return { outcome: 'too_few', rows }
  const id = identify(path, plan)
  if (id === before) {
    rmSync(path)
    return { outcome: 'unchanged', id, rows }
  }
  return { outcome: 'made', id, rows, files: await writeFiles(folder, plan) }
}

parentPort?.on('message', (message: BuildMessage) => {
  void take(message).then(reply => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    parentPort?.postMessage(reply)
    if ('done' in reply) parentPort?.close()
  })
})
