import type { Socket } from 'node:net'
import { checkServerIdentity } from 'node:tls'
import type * as pg from 'pg'
import type { Client, ClientConfig } from 'pg'
import { type SystemTls, tlsOptions } from '../../tls.ts'
import type { Driver, DriverOptions, Session, Sink, SqlRow, StatementLimits } from './driver.ts'
import { readPostgresError } from './postgres-errors.ts'
import { postgresTypes } from './postgres-types.ts'
import { connectSocket, guardSocket } from './socket.ts'
import type { BoundStatement, SqlValue } from './statement.ts'

type Postgres = typeof pg
/** What pg keeps of a connection beside what it says it does. */
type OpenClient = Client & { connection: { stream: Socket; once(event: 'sslconnect', listener: () => void): void };
  processID: number; secretKey: number }

/** PostgreSQL 9.0 and later through pg and its extended protocol: values never become part of the statement. */
export function createPostgresDriver(options: DriverOptions): Driver {
  if (options.charset !== undefined && !/^utf-?8$/i.test(options.charset)) {
    throw new TypeError('charset must be utf-8 for PostgreSQL: others can be read with convert_from in the statement')
  }
  return {
    read: readPostgresError,
    load: () => import('pg'),
    async open(signal) {
      const postgres = (await import('pg')).default as Postgres
      signal.throwIfAborted()
      return openSession(postgres, options, signal)
    }
  }
}

async function openSession(postgres: Postgres, options: DriverOptions, signal: AbortSignal): Promise<Session> {
  let lost = false
  let running = false
  const { client, mark } = createClient(postgres, options)
  const abort = (): void => void client.connection.stream.destroy()
  signal.addEventListener('abort', abort)
  client.on('error', () => {
    lost = true
  })
  client.on('end', () => {
    lost = true
  })
  try {
    await client.connect()
    await client.query(setup(options))
  } catch (error) {
    client.connection.stream.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }

  let limitMs: number | undefined
  const limitStatements = async (ms: number): Promise<void> => {
    if (ms === limitMs) return
    await client.query(`SET statement_timeout = ${ms}`)
    limitMs = ms
  }

  return {
    usable: () => !lost,
    async run(statement, sink, limits) {
      running = true
      try {
        await limitStatements(limits.timeoutMs)
        await run(postgres, client, statement, sink, limits, mark)
      } finally {
        running = false
      }
    },
    close: () =>
      new Promise(resolve => {
        const end = (): void => {
          clearTimeout(timer)
          client.connection.stream.destroy()
          resolve()
        }
        const timer = setTimeout(end, 1_000)
        if (lost) end()
        else client.end().then(end, end)
      }),
    async abandon() {
      const stop = running && !lost
      client.connection.stream.destroy()
      if (stop) await cancel(options, client)
    }
  }
}

/** pg asks for the name of the host whatever it is told: the name is compared here. */
function namedAs({ serverName }: SystemTls = {}): { checkServerIdentity?: typeof checkServerIdentity } {
  return serverName === undefined
    ? {}
    : { checkServerIdentity: (_host, certificate) => checkServerIdentity(serverName, certificate) }
}

function createClient(
  postgres: Postgres,
  { address, password, tls, tlsWith, maxBytes }: DriverOptions
): { client: OpenClient; mark: () => void } {
  // pg looks at the environment for whatever it is not told, and at a file of passwords.
  const config: ClientConfig = {
    host: address.socket ?? address.host,
    port: address.port,
    user: address.user,
    password: () => password,
    database: address.database || address.user,
    application_name: 'Satu',
    keepAlive: true,
    ssl: tls === 'off' ? false : { rejectUnauthorized: tls === 'verified', ...tlsOptions(tlsWith), ...namedAs(tlsWith) }
  }
  const client = new postgres.Client(config) as OpenClient
  let mark = (): void => {}
  if (tls === 'off') mark = guardSocket(client.connection.stream, maxBytes, isMessage)
  else {
    client.connection.once('sslconnect', () => {
      mark = guardSocket(client.connection.stream, maxBytes, isMessage)
    })
  }
  return { client, mark: () => mark() }
}

/** The first bytes of a server: one of the messages that can open the conversation, of a sensible length. */
function isMessage(first: Buffer): boolean {
  return 'RENv'.includes(String.fromCharCode(first[0] ?? 0)) && (first.length < 5 || first.readUInt32BE(1) <= 0xffff)
}

function setup({ charset }: DriverOptions): string {
  return [
    'SET default_transaction_read_only = on',
    // Bytes that are labelled latin1 come through unconverted then, and pg takes them for the UTF-8 that they are.
    `SET client_encoding = ${charset === undefined ? 'UTF8' : 'LATIN1'}`,
    'SET DateStyle = ISO',
    'SET bytea_output = hex',
    'SET standard_conforming_strings = on',
    'SET client_min_messages = error'
  ].join('; ')
}

function run(
  postgres: Postgres,
  client: OpenClient,
  { text, values }: BoundStatement,
  sink: Sink,
  { bytes }: StatementLimits,
  mark: () => void
): Promise<void> {
  mark()
  const { stream } = client.connection
  sink.source = { pause: () => stream.pause(), resume: () => stream.resume() }
  const config = { text, values: values.map(({ value }) => toBind(value)), types: postgresTypes, queryMode: 'extended' }
  const query = new postgres.Query<SqlRow>(config)
  return new Promise((resolve, reject) => {
    query.on('row', row => {
      if (bytes === 'row') mark()
      sink.row(row)
    })
    query.on('error', reject)
    query.on('end', () => resolve())
    client.query(query)
  })
}

function toBind(value: SqlValue): unknown {
  return typeof value === 'bigint' ? String(value) : value
}

/** Asks the server on a connection of its own to stop, as the protocol wants it; it answers by closing. */
function cancel({ address, connectTimeoutMs }: DriverOptions, { processID, secretKey }: OpenClient): Promise<void> {
  const request = Buffer.alloc(16)
  request.writeInt32BE(16, 0)
  request.writeInt32BE(80_877_102, 4)
  request.writeInt32BE(processID, 8)
  request.writeInt32BE(secretKey, 12)
  const socket = connectSocket(address, address.socket && `${address.socket}/.s.PGSQL.${address.port}`)
  return new Promise(resolve => {
    socket.setTimeout(connectTimeoutMs, () => socket.destroy())
    socket.on('error', () => {})
    socket.once('close', () => resolve())
    socket.resume().end(request)
  })
}
