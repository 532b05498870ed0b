import type { Connection, Oracledb, ResultSet } from 'oracledb'
import type { Driver, DriverOptions, Session, Sink, SqlRow, StatementLimits } from './driver.ts'
import { connectDescriptor } from './oracle-address.ts'
import { readOracleError } from './oracle-errors.ts'
import { fetchTypes, fieldOf } from './oracle-types.ts'
import { AnswerFault } from './socket.ts'
import type { BoundStatement, SqlValue } from './statement.ts'

/** What no public method gives: the socket of a connection that answers no more. */
type OpenConnection = Connection & { _impl?: { nscon?: { disconnect(how: number): void } } }

// NSFIMM of its network layer.
const AT_ONCE = 0x40
const PORTION = 200

/** Oracle Database 12.1 and later through oracledb in its thin mode, which needs no client library. */
export function createOracleDriver(options: DriverOptions): Driver {
  if (options.charset !== undefined) {
    throw new TypeError(
      'charset is not for Oracle: it says itself what each column holds; what it gets wrong can be read with ' +
        'UTL_RAW.CAST_TO_RAW'
    )
  }
  const connectString = connectDescriptor(options)
  return {
    read: readOracleError,
    load: () => import('oracledb'),
    async open(signal) {
      const oracledb = (await import('oracledb')).default
      signal.throwIfAborted()
      const { address, password } = options
      const connection = await oracledb.getConnection({ user: address.user, password, connectString })
      return sessionOf(oracledb, connection, options)
    }
  }
}

function sessionOf(
  oracledb: Oracledb,
  connection: OpenConnection,
  { maxBytes, connectTimeoutMs }: DriverOptions
): Session {
  let running: Promise<void> | undefined
  const close = async (): Promise<void> => {
    const timer = setTimeout(() => connection._impl?.nscon?.disconnect(AT_ONCE), connectTimeoutMs)
    await connection.close().catch(() => {})
    clearTimeout(timer)
  }
  return {
    usable: () => connection.isHealthy(),
    run(statement, sink, limits) {
      running = run(oracledb, connection, statement, sink, limits, maxBytes).finally(() => {
        running = undefined
      })
      return running
    },
    close,
    async abandon() {
      if (running !== undefined) await connection.break().catch(() => {})
      await close()
    }
  }
}

async function run(
  oracledb: Oracledb,
  connection: Connection,
  { text, values }: BoundStatement,
  sink: Sink,
  { timeoutMs, bytes }: StatementLimits,
  maxBytes: number
): Promise<void> {
  connection.callTimeout = timeoutMs
  const binds = Object.fromEntries(values.map(({ name, value }) => [name, { val: toBind(value) }]))
  // It holds for one transaction: the next statement needs its own, and with it news.
  await connection.execute('SET TRANSACTION READ ONLY')
  let rows: ResultSet | undefined
  try {
    const result = await connection.execute(text, binds, {
      resultSet: true,
      outFormat: oracledb.OUT_FORMAT_OBJECT,
      fetchArraySize: PORTION,
      fetchTypeHandler: fetchTypes(oracledb)
    })
    rows = result.resultSet
    if (rows !== undefined) await readAll(rows, sink, bytes === 'answer' ? maxBytes : Infinity)
  } finally {
    if (connection.isHealthy()) {
      await rows?.close().catch(() => {})
      await connection.rollback().catch(() => {})
    }
  }
}

async function readAll(rows: ResultSet, sink: Sink, maxBytes: number): Promise<void> {
  let held: Promise<void> | undefined
  let goOn = (): void => {}
  sink.source = {
    pause() {
      held = new Promise(resolve => {
        goOn = resolve
      })
    },
    resume() {
      held = undefined
      goOn()
    }
  }
  let size = 0
  for (;;) {
    await held
    const portion = await rows.getRows(PORTION)
    if (portion.length === 0) return
    for (const raw of portion) {
      const row: SqlRow = {}
      for (const name in raw) {
        const value = fieldOf(raw[name])
        if (typeof value === 'string' || Buffer.isBuffer(value)) size += value.length
        row[name] = value
      }
      if (size > maxBytes) throw new AnswerFault('oversized', `sent more than ${maxBytes} bytes`)
      sink.row(row)
    }
  }
}

// Oracle before 23ai knows no booleans, and takes a number of any size as text.
function toBind(value: SqlValue): unknown {
  return typeof value === 'boolean' ? Number(value) : typeof value === 'bigint' ? String(value) : value
}
