import iconv from 'iconv-lite'
import type * as mysql2 from 'mysql2'
import type { Connection, ConnectionOptions, FieldPacket } from 'mysql2'
import type { Socket } from 'node:net'
import { decodeBody } from '../../encoding.ts'
import { tlsOptions } from '../../tls.ts'
import type { Driver, DriverOptions, Session, Sink, SqlField, SqlRow, StatementLimits } from './driver.ts'
import { readMysqlError } from './mysql-errors.ts'
import { AnswerFault, connectSocket, guardSocket } from './socket.ts'
import type { BoundStatement, SqlValue } from './statement.ts'
import { shortest } from './values.ts'

type Mysql = Omit<typeof mysql2, 'default'>
type MysqlError = Error & { errno?: number; code?: string; sqlState?: string; fatal?: boolean }

const SYNTAX_ERROR = 1064
const UNKNOWN_VARIABLE = 1193
const UNKNOWN_CHARSET = 1115

/** MySQL 5.1 and later, MariaDB, through mysql2 and its binary protocol: values never become part of the statement. */
export function createMysqlDriver(options: DriverOptions): Driver {
  return {
    read: readMysqlError,
    load: () => import('mysql2'),
    async open(signal) {
      const mysql = (await import('mysql2')).default
      signal.throwIfAborted()
      return openSession(mysql, options, signal)
    }
  }
}

async function openSession(mysql: Mysql, options: DriverOptions, signal: AbortSignal): Promise<Session> {
  const { connection, mark, version } = await connect(mysql, options, signal)
  const ask = (sql: string): Promise<void> =>
    new Promise((resolve, reject) => {
      connection.query(sql, error => (error ? reject(error) : resolve()))
    })
  const askIfKnown = async (sql: string, unknown: number): Promise<boolean> => {
    try {
      await ask(sql)
      return true
    } catch (error) {
      if ((error as MysqlError).errno === unknown) return false
      throw error
    }
  }
  let lost = false
  let running: { fail(error: unknown): void } | undefined
  // mysql2 tells the end of a connection to a command with a callback only.
  const lose = (error: Error): void => {
    lost = true
    running?.fail(error)
  }
  connection.on('error', lose)
  connection.stream.on('close', () => lose(Object.assign(new Error('closed'), { code: 'PROTOCOL_CONNECTION_LOST' })))

  const isMaria = /mariadb/i.test(version)
  let limitMs: number | undefined
  const limitStatements = async (ms: number): Promise<void> => {
    if (ms === limitMs) return
    limitMs = ms
    // A server that does not know the variable is older than the idea: the hub's own clock stops it.
    await askIfKnown(
      isMaria ? `SET SESSION max_statement_time = ${ms / 1_000}` : `SET SESSION max_execution_time = ${ms}`,
      UNKNOWN_VARIABLE
    )
    // A reader at leisure holds rows back, for which the server would cut it off after a minute.
    if (ms === 0) await askIfKnown('SET SESSION net_write_timeout = 3600', UNKNOWN_VARIABLE)
  }

  // Said again after the handshake, which servers are told to ignore to keep an old application's latin1.
  if (options.charset !== undefined) await ask('SET NAMES latin1')
  else if (!(await askIfKnown('SET NAMES utf8mb4', UNKNOWN_CHARSET))) await ask('SET NAMES utf8')
  // Otherwise a server's init_connect may leave every connection in one transaction that never sees news.
  await ask('SET SESSION autocommit = 1')
  // MySQL before 5.6 knows no such thing: there only the check of each statement stands.
  await askIfKnown('SET SESSION TRANSACTION READ ONLY', SYNTAX_ERROR)

  return {
    usable: () => !lost,
    async run(statement, sink, limits) {
      const end = Promise.withResolvers<never>()
      running = { fail: end.reject }
      const work = async (): Promise<void> => {
        await limitStatements(limits.timeoutMs)
        await run(mysql, connection, statement, sink, limits, mark, options.charset)
      }
      try {
        await Promise.race([work(), end.promise])
      } finally {
        running = undefined
      }
    },
    close: () =>
      new Promise(resolve => {
        const end = (): void => {
          clearTimeout(timer)
          cut(connection)
          resolve()
        }
        const timer = setTimeout(end, 1_000)
        if (lost) end()
        else connection.end(end)
      }),
    async abandon() {
      const stop = running !== undefined && !lost
      cut(connection)
      if (stop) await kill(mysql, options, connection.threadId)
    }
  }
}

interface Connected {
  connection: Connection & { stream: Socket }
  mark: () => void
  version: string
}

function connect(
  mysql: Mysql,
  { address, password, tls, tlsWith, charset, maxBytes }: DriverOptions,
  signal: AbortSignal
): Promise<Connected> {
  const socket = connectSocket(address, address.socket)
  let mark = guardSocket(socket, maxBytes, isGreeting)
  const { servername, ...secure } = tlsOptions(tlsWith)
  const config: ConnectionOptions = {
    stream: () => socket,
    // The socket is made already: this is the name that the certificate must have.
    host: servername ?? address.host,
    user: address.user,
    password,
    ...(address.database && { database: address.database }),
    charset: charset === undefined ? 'UTF8MB4_GENERAL_CI' : 'LATIN1_SWEDISH_CI',
    // The server must not be able to ask for files of the hub's machine.
    flags: ['-LOCAL_FILES'],
    supportBigNumbers: true,
    dateStrings: true,
    jsonStrings: true,
    maxPreparedStatements: 200,
    // openWithin keeps the time.
    connectTimeout: 0,
    ...(tls !== 'off' &&
      { ssl: { rejectUnauthorized: tls === 'verified', verifyIdentity: tls === 'verified', ...secure } })
  }
  const connection = mysql.createConnection(config) as Connected['connection']
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cut(connection)
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort)
    const end = (): void => signal.removeEventListener('abort', abort)
    connection.on('error', error => {
      end()
      cut(connection)
      reject(tlsCode(error))
    })
    // mysql2 would say it on the console, and make rows of what comes next.
    connection.on('warn', ({ received }: { received?: number }) => {
      const error = outOfOrder(received)
      connection.emit('error', error)
      throw error
    })
    connection.once('connect', (handshake: { serverVersion?: string }) => {
      end()
      // With TLS the protocol runs on a socket of its own.
      if (connection.stream !== socket) mark = guardSocket(connection.stream, maxBytes)
      resolve({ connection, mark: () => mark(), version: handshake.serverVersion ?? '' })
    })
  })
}

/** Packets are numbered: another number than the next is garbage, or (0) a farewell that crossed the question. */
function outOfOrder(received: number | undefined): Error {
  if (received === 0) return Object.assign(new Error('closed'), { code: 'PROTOCOL_CONNECTION_LOST' })
  return new AnswerFault('unreadable', 'sent packets out of order')
}

/** mysql2 writes a code of its own over that of TLS; the text still says what it was. */
function tlsCode(error: NodeJS.ErrnoException): Error {
  if (error.code !== 'HANDSHAKE_SSL_ERROR') return error
  const code = /altnames/.test(error.message)
    ? 'ERR_TLS_CERT_ALTNAME_INVALID'
    : /certificate/i.test(error.message)
    ? 'CERT_UNTRUSTED'
    : 'ERR_SSL'
  return Object.assign(error, { code })
}

/** mysql2 would wait for the server to close its side. */
function cut(connection: Connected['connection']): void {
  connection.destroy()
  connection.stream.destroy()
}

/** A greeting packet, or an error in place of it: number 0, protocol version 10 or the mark of an error. */
function isGreeting(first: Buffer): boolean {
  return first.length < 5 || (first[3] === 0 && (first[4] === 10 || first[4] === 0xff))
}

function run(
  mysql: Mysql,
  connection: Connected['connection'],
  { text, values }: BoundStatement,
  sink: Sink,
  { bytes }: StatementLimits,
  mark: () => void,
  charset: string | undefined
): Promise<void> {
  mark()
  sink.source = { pause: () => connection.pause(), resume: () => connection.resume() }
  return new Promise((resolve, reject) => {
    let finish = (row: SqlRow): SqlRow => row
    let failed = false
    // Without a callback mysql2 keeps no rows.
    const command = connection.execute({ sql: text, values: values.map(({ value }) => toBind(mysql, value, charset)) })
    command.on('fields', (fields: FieldPacket[]) => {
      finish = finisherOf(mysql, fields, charset)
    })
    command.on('result', (row: unknown) => {
      if (bytes === 'row') mark()
      sink.row(finish(row as SqlRow))
    })
    command.on('error', (error: Error) => {
      failed = true
      reject(error)
    })
    command.on('end', () => {
      if (!failed) resolve()
    })
  })
}

// A number goes as what it is: as a DOUBLE it would not do for LIMIT, and compare badly with BIGINT keys.
function toBind(mysql: Mysql, value: SqlValue, charset: string | undefined): unknown {
  if (typeof value === 'bigint' || Number.isSafeInteger(value)) return mysql.TypedParameter.LONGLONG(value)
  return typeof value === 'string' && charset !== undefined ? iconv.encode(value, charset).toString('latin1') : value
}

/** What is left to do with a column after mysql2 has read it; undefined for most. */
function finisherOf(
  { Types }: Mysql,
  fields: readonly FieldPacket[],
  charset: string | undefined
): (row: SqlRow) => SqlRow {
  const steps = fields.flatMap((field): [string, (value: never) => SqlField][] => {
    const { name } = field
    const type = field.columnType ?? field.type
    if (type === Types.DATETIME || type === Types.TIMESTAMP) return [[name, (text: string) => text.replace(' ', 'T')]]
    if (type === Types.FLOAT) return [[name, shortest]]
    if (type === Types.BIT && field.columnLength === 1) return [[name, (bits: Buffer) => bits[0] === 1]]
    if (type === Types.GEOMETRY || type === Types.VECTOR) return [[name, (value: object) => JSON.stringify(value)]]
    return charset === undefined ? [] : [[name, (value: SqlField) => decodeText(value, charset)]]
  })
  return row => {
    for (const [name, step] of steps) {
      const value = row[name]
      if (value !== null && value !== undefined) row[name] = step(value as never)
    }
    return row
  }
}

/** mysql2 reads latin1 byte for byte, so the bytes can be had back. */
function decodeText(value: SqlField, charset: string): SqlField {
  return typeof value === 'string' ? decodeBody(Buffer.from(value, 'latin1'), { declared: charset }).text : value
}

/** Ends what the server still does for a connection that is gone: it notices only when it next writes. */
async function kill(mysql: Mysql, options: DriverOptions, threadId: number | null | undefined): Promise<void> {
  if (threadId == null) return
  const signal = AbortSignal.timeout(options.connectTimeoutMs)
  const { connection } = await connect(mysql, options, signal)
  await new Promise<void>(resolve => {
    const end = (): void => {
      cut(connection)
      resolve()
    }
    signal.addEventListener('abort', end)
    connection.query(`KILL ${threadId}`, end)
  })
}
