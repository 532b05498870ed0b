import { type RawBuilder, sql } from 'kysely'
import { join } from 'node:path'
import type { SQLInputValue } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { SatuError } from '../../errors.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Question, Reply } from './sqlite-thread.ts'

/** Questions of a search to the store: never on the thread that answers requests, and never for long. */
export interface Ask {
  /** @throws SatuError store_unavailable when the store does not answer, or not in time */
  <T>(query: RawBuilder<T>): Promise<T[]>
  close(): Promise<void>
}

/** No search takes so long, unless the machine is lost in other work. */
const LONGEST_MS = 3_000

const late = (cause?: unknown): SatuError =>
  new SatuError('store_unavailable', 'The search did not end in time.', { stage: 'search', retryAfterMs: 5_000, cause })

export function createAsk(store: Pick<Store, 'engine' | 'read'>, { dataDir }: { dataDir: string }): Ask {
  return store.engine === 'sqlite' ? askSqlite(store, join(dataDir, 'satu.db')) : askPostgres(store)
}

function askPostgres(store: Pick<Store, 'read'>): Ask {
  const ask = <T>(query: RawBuilder<T>): Promise<T[]> =>
    store.read(db =>
      db.connection().execute(async own => {
        // In one message. To compile what runs for milliseconds (JIT) takes longer than it runs.
        await sql.raw(`begin; set local statement_timeout = ${LONGEST_MS}; set local jit = off`).execute(own)
        try {
          return (await query.execute(own)).rows
        } finally {
          await sql`rollback`.execute(own)
        }
      })
    )
  return Object.assign(ask, { close: () => Promise.resolve() })
}

/** In a thread of its own: SQLite answers in the thread that asks. */
function askSqlite(store: Pick<Store, 'read'>, path: string): Ask {
  const waiting = new Map<number,
    { resolve(rows: Record<string, unknown>[]): void; reject(error: Error): void; timer: NodeJS.Timeout }>()
  let thread: Worker | undefined
  let last = 0

  function start(): Worker {
    const started = new Worker(new URL('sqlite-thread.ts', import.meta.url), { workerData: { path },
      resourceLimits: { maxOldGenerationSizeMb: 64 } })
    started.unref()
    const fail = (error: Error): void => {
      if (thread === started) thread = undefined
      for (const [id, { reject, timer }] of waiting) {
        clearTimeout(timer)
        waiting.delete(id)
        reject(error)
      }
    }
    started.on('message', (reply: Reply) => {
      const asked = waiting.get(reply.id)
      if (asked === undefined) return
      waiting.delete(reply.id)
      clearTimeout(asked.timer)
      if ('error' in reply) asked.reject(late(new Error(reply.error)))
      else asked.resolve(reply.rows)
    })
    started.once('error', error => {
      fail(late(error))
    })
    started.once('exit', () => {
      fail(late())
    })
    return started
  }

  const ask = async <T>(query: RawBuilder<T>): Promise<T[]> => {
    // Only written out here; it is asked in the thread.
    const { sql: text, parameters } = await store.read(db => Promise.resolve(query.compile(db)))
    const asked = (thread ??= start())
    const id = ++last
    return new Promise<T[]>((resolve, reject) => {
      // What does not end is ended with its thread; the next question starts another.
      const timer = setTimeout(() => {
        void asked.terminate()
      }, LONGEST_MS)
      waiting.set(id, { resolve: rows => {
        resolve(rows as T[])
      }, reject, timer })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      asked.postMessage({ id, sql: text, values: parameters as SQLInputValue[] } satisfies Question)
    })
  }
  return Object.assign(ask, {
    async close() {
      const ending = thread
      thread = undefined
      await ending?.terminate()
    }
  })
}
