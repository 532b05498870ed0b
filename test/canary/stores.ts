import { Socket } from 'node:net'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { textOf } from './answers.ts'
import type { Look } from './report.ts'

/** Tables of the hub's store that hold nobody. What a system has to be given yet lies in `submissions.body` alone. */
const WRITES = new RegExp(
  String.raw`^\s*(?:insert into|update|replace into) "(events|event_\w+|access_\w+|idempotency_keys|` +
    String.raw`submission_transitions|submissions|switches|subscriptions|webhook_\w+)"`,
  'i'
)
const WITH_BODY = /"submissions"[^]*"body"/

const ASTERISK = 42
const BIND = 66
const PARSE = 80

/** What lies in Redis, and in the store: its events, dead letters, keys and rows of the access log. */
export function watchStores(look: Look): void {
  watchSqlite(look)
  const { write } = Socket.prototype
  /** Of the statement that each connection to PostgreSQL was last told. */
  const tables = new WeakMap<Socket, string | undefined>()
  Socket.prototype.write = function(this: Socket, ...parameters: Parameters<typeof write>) {
    const [chunk] = parameters as [unknown]
    const first = typeof chunk === 'string' ? chunk.charCodeAt(0) : chunk instanceof Uint8Array ? chunk[0] : undefined
    if (first === ASTERISK) look({ place: 'Redis', where: 'a command' }, textOf(chunk))
    else if (first === PARSE && chunk instanceof Uint8Array && chunk[1] === 0)
      tables.set(this, tableOf(textOf(chunk.subarray(6))))
    else if (first === BIND && chunk instanceof Uint8Array && chunk[1] === 0) {
      const table = tables.get(this)
      if (table !== undefined) look({ place: 'store', where: table }, textOf(chunk))
    }
    return write.apply(this, parameters)
  } as typeof write
}

function tableOf(sql: string): string | undefined {
  return WITH_BODY.test(sql) ? undefined : WRITES.exec(sql)?.[1]
}

function watchSqlite(look: Look): void {
  const { prepare } = DatabaseSync.prototype
  DatabaseSync.prototype.prepare = function(this: DatabaseSync, ...parameters: Parameters<typeof prepare>) {
    const statement = prepare.apply(this, parameters)
    const table = tableOf(parameters[0])
    if (table !== undefined) {
      for (const way of ['run', 'all', 'get', 'iterate'] as const)
        watchRows(statement, way, values => {
          look({ place: 'store', where: table }, values)
        })
    }
    return statement
  }
}

function watchRows(
  statement: StatementSync,
  way: 'run' | 'all' | 'get' | 'iterate',
  seen: (values: string) => void
): void {
  const ask = statement[way].bind(statement) as (...values: unknown[]) => unknown
  Object.defineProperty(statement, way, {
    value: (...values: unknown[]) => {
      seen(values.filter(value => typeof value === 'string').join('\n'))
      return ask(...values)
    }
  })
}
