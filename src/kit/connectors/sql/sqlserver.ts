import type { Socket } from 'node:net'
import type * as tedious from 'tedious'
import type { Connection, ConnectionConfiguration } from 'tedious'
import { tlsOptions } from '../../tls.ts'
import type { Driver, DriverOptions, Session, Sink, SqlField, SqlRow, StatementLimits } from './driver.ts'
import { connectSocket, guardSocket } from './socket.ts'
import { readSqlserverError } from './sqlserver-errors.ts'
import { type Column, fieldOf, parameterType } from './sqlserver-types.ts'
import type { BoundStatement } from './statement.ts'

type Tedious = Omit<typeof tedious, 'default'>

/** SQL Server 2008 and later through tedious and sp_executesql: values never become part of the statement. */
export function createSqlserverDriver(options: DriverOptions): Driver {
  if (options.charset !== undefined) {
    throw new TypeError(
      'charset is not for SQL Server: it says itself what each column holds; what it gets wrong can be cast to ' +
        'VARBINARY'
    )
  }
  return {
    read: readSqlserverError,
    load: () => import('tedious'),
    async open(signal) {
      const library = (await import('tedious')).default
      signal.throwIfAborted()
      return openSession(library, options, signal)
    }
  }
}

async function openSession(library: Tedious, options: DriverOptions, signal: AbortSignal): Promise<Session> {
  let mark = (): void => {}
  const config = configOf(options, socket => {
    mark = guardSocket(socket, options.maxBytes, isPrelogin)
  })
  const connection = new library.Connection(config)
  let lost = false
  let running: Promise<void> | undefined
  connection.on('error', () => {
    lost = true
  })
  connection.on('end', () => {
    lost = true
  })
  await connect(connection, signal)

  const close = (): Promise<void> =>
    new Promise(resolve => {
      if (lost) return resolve()
      connection.once('end', () => resolve())
      connection.close()
    })
  return {
    usable: () => !lost,
    run(statement, sink, limits) {
      running = run(library, connection, statement, sink, limits, mark).finally(() => {
        running = undefined
      })
      return running
    },
    close,
    async abandon() {
      // The server is told to stop, and says when it has; tedious gives up the connection when it does not.
      if (!lost && running !== undefined && connection.cancel()) await running.catch(() => {})
      await close()
    }
  }
}

function configOf(
  { address, password, tls, tlsWith, connectTimeoutMs }: DriverOptions,
  onSocket: (socket: Socket) => void
): ConnectionConfiguration {
  const { host, port, user, database, instance } = address
  const { servername, ...secure } = tlsOptions(tlsWith)
  return {
    server: host,
    authentication: { type: 'default', options: { userName: user, password } },
    options: {
      ...(instance === undefined ? { port } : { instanceName: instance }),
      ...(database && { database }),
      appName: 'Satu',
      readOnlyIntent: true,
      encrypt: tls !== 'off',
      trustServerCertificate: tls !== 'verified',
      cryptoCredentialsDetails: secure,
      ...(servername !== undefined && { serverName: servername }),
      connectTimeout: connectTimeoutMs,
      cancelTimeout: connectTimeoutMs,
      // Each statement has its own.
      requestTimeout: 0,
      // A refused login must not be tried again and again: it locks accounts.
      maxRetriesOnTransientErrors: 0,
      connector: async (to: { host: string; port: number }, _lookup: unknown, signal: AbortSignal) => {
        const socket = connectSocket(to)
        onSocket(socket)
        await connected(socket, signal)
        return socket
      }
    }
  } as ConnectionConfiguration
}

function connected(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => (): void => {
      signal.removeEventListener('abort', abort)
      socket.removeAllListeners('error').removeAllListeners('connect')
      then()
    }
    const fail = (error: unknown): void =>
      end(() => {
        socket.destroy()
        reject(error)
      })()
    const abort = (): void => fail(signal.reason)
    signal.addEventListener('abort', abort)
    socket.once('error', fail)
    socket.once('connect', end(resolve))
  })
}

function connect(connection: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let number: number | undefined
    const abort = (): void => {
      connection.close()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort)
    // A refused login is told by its number here only.
    connection.on('errorMessage', message => {
      number = message.number
    })
    connection.connect(error => {
      signal.removeEventListener('abort', abort)
      if (!error) return resolve()
      connection.close()
      reject(Object.assign(error, number !== undefined && { number }))
    })
  })
}

/** The answer to a PRELOGIN comes in a packet of type 4. */
function isPrelogin(first: Buffer): boolean {
  return first[0] === 4
}

function run(
  { Request, TYPES }: Tedious,
  connection: Connection,
  { text, values }: BoundStatement,
  sink: Sink,
  { timeoutMs, bytes }: StatementLimits,
  mark: () => void
): Promise<void> {
  mark()
  return new Promise((resolve, reject) => {
    let unfit: unknown
    const request = new Request(text, error => {
      if (unfit !== undefined) reject(unfit)
      else if (error) reject(error)
      else resolve()
    })
    for (const { name, value } of values) request.addParameter(name, TYPES[parameterType(value)], value)
    request.setTimeout(timeoutMs)
    sink.source = { pause: () => request.pause(), resume: () => request.resume() }
    request.on('row', (columns: unknown) => {
      if (bytes === 'row') mark()
      if (unfit !== undefined) return
      try {
        sink.row(rowOf(columns as Column[]))
      } catch (error) {
        unfit = error
        request.cancel()
      }
    })
    connection.execSql(request)
  })
}

function rowOf(columns: readonly Column[]): SqlRow {
  const row: Record<string, SqlField> = {}
  for (const column of columns) row[column.metadata.colName] = fieldOf(column)
  return row
}
