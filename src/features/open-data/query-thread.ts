import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import type { Value } from './model.ts'

/** A question, the wish for more of its answer, or the end of it. */
export type QueryRequest =
  | { id: number; path: string; sql: string; values: readonly SQLInputValue[] }
  | { id: number; close?: true }
export type QueryReply = { id: number; rows: Value[][]; end: boolean } | { id: number; error: string }

interface Running {
  db: DatabaseSync
  rows: Iterator<Value[]>
}

const ROWS_AT_ONCE = 250

const running = new Map<number, Running>()

function begin({ id, path, sql, values }: Extract<QueryRequest, { sql: string }>): Running {
  // Nobody writes it any more; when the edition is gone, what was opened stays.
  const file = pathToFileURL(path)
  file.searchParams.set('immutable', '1')
  const db = new DatabaseSync(file, { readOnly: true })
  const statement = db.prepare(sql)
  statement.setReturnArrays(true)
  const started = { db, rows: statement.iterate(...values) as unknown as Iterator<Value[]> }
  running.set(id, started)
  return started
}

function known(id: number): Running {
  const found = running.get(id)
  if (found === undefined) throw new Error('the answer has ended')
  return found
}

function end(id: number): void {
  running.get(id)?.db.close()
  running.delete(id)
}

function answer(request: QueryRequest): QueryReply | undefined {
  const { id } = request
  if ('close' in request) {
    end(id)
    return undefined
  }
  try {
    const { rows } = 'sql' in request ? begin(request) : known(id)
    const found: Value[][] = []
    while (found.length < ROWS_AT_ONCE) {
      const { value, done } = rows.next()
      if (done === true) {
        end(id)
        return { id, rows: found, end: true }
      }
      found.push(value)
    }
    return { id, rows: found, end: false }
  } catch (error) {
    end(id)
    return { id, error: (error as Error).message }
  }
}

parentPort?.on('message', (request: QueryRequest) => {
  const reply = answer(request)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  if (reply !== undefined) parentPort?.postMessage(reply)
})
