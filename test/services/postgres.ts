import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { accountOf, runToEnd } from './account.ts'
import { onPath, type RunningService, type Service, startServer, temporaryDirectory } from './service.ts'
import { freePort } from './wait.ts'

export const postgresService: Service = {
  name: 'PostgreSQL',
  variable: 'TEST_POSTGRES_URL',
  example: 'postgres://postgres:secret@127.0.0.1:5432/postgres',
  package: 'postgresql',
  slow: true,
  locate: () => programOf('postgres'),
  start: () => startPostgres()
}

export interface PostgresOptions {
  /** Data directory that outlives this one, in a folder that all may enter; made when there is none. */
  data?: string
  port?: number
  /** Further settings, as `postgres` takes them: `['-c', 'max_connections=5']`. */
  settings?: readonly string[]
}

const password = 'only-for-tests'

/** Starts an empty PostgreSQL of its own on a free port of 127.0.0.1; the URL is the superuser's. */
export async function startPostgres(options: PostgresOptions = {}): Promise<RunningService & { port: number }> {
  const program = postgresService.locate()
  if (!program)
    throw new Error(
      `postgres is not installed: sudo apt-get install ${postgresService.package}, or set ${postgresService.variable}`
    )
  const account = accountOf('postgres')
  const directory = temporaryDirectory('postgres')
  account.own(directory)
  const data = options.data ?? join(directory, 'data')
  if (!existsSync(data)) await install(account, directory, data)

  const port = options.port ?? (await freePort())
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const { stop } = await startServer({
    name: 'postgres',
    directory,
    // The default signal waits until every client has left.
    stopSignal: 'SIGINT',
    ...account.as([
      program,
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${directory}`,
      '-c',
      'fsync=off',
      '-c',
      'autovacuum=off',
      ...(options.settings ?? [])
    ]),
    ready: () => answers(url)
  })
  return { url, port, stop }
}

/** The empty database, made in the data directory. */
async function install(account: ReturnType<typeof accountOf>, directory: string, data: string): Promise<void> {
  const initdb = programOf('initdb')
  if (!initdb) throw new Error('initdb is not installed')
  const passwords = join(directory, 'password')
  writeFileSync(passwords, password, { mode: 0o644 })
  const command = [initdb, '-D', data, '-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwords, '-E', 'UTF8',
    '--locale=C', '--no-sync']
  await runToEnd(account.as(command), directory)
}

/** Debian keeps the server's programs in a folder for each version, not on the PATH; the newest is taken. */
export function programOf(name: string): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = readVersions(root).sort((a, b) => Number(b) - Number(a))
  const paths = versions.map(version => join(root, version, 'bin', name))
  return paths.find(path => existsSync(path)) ?? onPath(name)
}

function readVersions(root: string): string[] {
  try {
    return readdirSync(root)
  } catch {
    return []
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
