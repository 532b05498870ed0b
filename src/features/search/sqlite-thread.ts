import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

export interface Question {
  id: number
  sql: string
  values: readonly SQLInputValue[]
}
export type Reply = { id: number; rows: Record<string, unknown>[] } | { id: number; error: string }

/** Those of a search are few, and differ by how much is asked for. */
const REMEMBERED = 100

const { path } = workerData as { path: string }
const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
// What is often asked for stays in memory: 64 MiB of pages, and as much of the file as the system likes to keep.
db.exec('pragma cache_size = -65536; pragma mmap_size = 1073741824')
const statements = new Map<string, StatementSync>()

function prepared(sql: string): StatementSync {
  const known = statements.get(sql)
  if (known !== undefined) return known
  const statement = db.prepare(sql)
  if (statements.size >= REMEMBERED) statements.clear()
  statements.set(sql, statement)
  return statement
}

parentPort?.on('message', ({ id, sql, values }: Question) => {
  let reply: Reply
  try {
    reply = { id, rows: prepared(sql).all(...values) }
  } catch (error) {
    reply = { id, error: (error as Error).message }
  }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  parentPort?.postMessage(reply)
})
