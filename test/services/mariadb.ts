import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accountOf, runToEnd } from './account.ts'
import { onPath, type RunningService, type Service, startServer, temporaryDirectory } from './service.ts'
import { freePort } from './wait.ts'

export const mariadbService: Service = {
  name: 'MariaDB',
  variable: 'TEST_MARIADB_URL',
  example: 'mariadb://root:secret@127.0.0.1:3306',
  package: 'mariadb-server',
  slow: true,
  locate: () => onPath('mariadbd'),
  start: () => startMariadb()
}

export interface MariadbOptions {
  /** Data directory that outlives this one, in a folder that all may enter; made when there is none. */
  data?: string
  port?: number
  /** Further settings, as `mariadbd` takes them: `['--max-connections=5']`. */
  settings?: readonly string[]
}

// Gone with the test: nothing need reach the disk.
const small = ['--innodb-buffer-pool-size=64M', '--innodb-log-file-size=8M', '--innodb-flush-log-at-trx-commit=0',
  '--innodb-flush-method=nosync']

const password = 'only-for-tests'

/** Starts an empty MariaDB of its own on a free port of 127.0.0.1; the URL is that of an account that may do all. */
export async function startMariadb(options: MariadbOptions = {}): Promise<RunningService & { port: number }> {
  const program = mariadbService.locate()
  if (!program)
    throw new Error(
      `mariadbd is not installed: sudo apt-get install ${mariadbService.package}, or set ${mariadbService.variable}`
    )
  const account = accountOf('mysql')
  const directory = temporaryDirectory('mariadb')
  account.own(directory)
  const data = options.data ?? join(directory, 'data')
  if (!existsSync(data)) await install(account, directory, data)
  const accounts = join(directory, 'accounts.sql')
  writeFileSync(accounts,
    `CREATE USER IF NOT EXISTS 'test'@'%' IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO 'test'@'%' WITH GRANT ` +
      `OPTION;\n`)

  const port = options.port ?? (await freePort())
  const { stop } = await startServer({
    name: 'mariadbd',
    directory,
    ...account.as([
      program,
      '--no-defaults',
      `--datadir=${data}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(directory, 'mariadb.sock')}`,
      `--pid-file=${join(directory, 'mariadb.pid')}`,
      `--init-file=${accounts}`,
      '--skip-name-resolve',
      // One that starts clears the folder for temporary tables, those of others too.
      `--tmpdir=${directory}`,
      ...small,
      ...(options.settings ?? [])
    ]),
    ready: () => answers(port)
  })
  return { url: `mariadb://test:${password}@127.0.0.1:${port}`, port, stop }
}

/** The empty database, made in the data directory. */
async function install(account: ReturnType<typeof accountOf>, directory: string, data: string): Promise<void> {
  const script = onPath('mariadb-install-db')
  if (!script) throw new Error('mariadb-install-db is not installed')
  const command = [
    script,
    '--no-defaults',
    `--datadir=${data}`,
    '--skip-test-db',
    '--auth-root-authentication-method=normal',
    `--tmpdir=${directory}`,
    ...small
  ]
  await runToEnd(account.as(command), directory)
}

async function answers(port: number): Promise<boolean> {
  const { createConnection } = await import('mysql2/promise')
  try {
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'test', password,
      connectTimeout: 2_000 })
    await connection.end()
    return true
  } catch {
    return false
  }
}
