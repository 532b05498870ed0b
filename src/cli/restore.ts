import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { SatuError } from '../errors.ts'
import { doubtAfterRestore } from '../gateway/writes/after-restore.ts'
import { type Environment, readEnvironment } from '../platform/config/environment.ts'
import { verifyChain } from '../platform/privacy/access-chain.ts'
import { createAccessLogKeys } from '../platform/privacy/access-keys.ts'
import { checkStore, isInUse } from '../platform/store/backup.ts'
import { openStore } from '../platform/store/database.ts'
import { EDITIONS, type Manifest, readManifest, STORE } from './backup/manifest.ts'
import { isPostgresInUse } from './backup/postgres.ts'
import { type Command, CommandError, UsageError } from './command.ts'

/** Beside the store, while a hub has it open. */
const LOGS = [`${STORE}-wal`, `${STORE}-shm`]

export const restore: Command = {
  summary: 'put a backup in place of what is there, while no hub runs',
  operands: '<folder>',
  usage: [
    ['--replace', 'although there is a store already: it is put aside'],
    ['--accept-faults', 'although the access log in it has been tampered with, or its keys are not at hand']
  ],
  options: { 'replace': { type: 'boolean' }, 'accept-faults': { type: 'boolean' } },
  async run(options, { env, knownMigrations, write }, operands) {
    const [named, ...more] = operands
    if (named === undefined || more.length > 0) throw new UsageError('name one folder, as `satu backup` made it')
    const folder = resolve(named)
    const environment = readEnvironment(env)
    const manifest = await readManifest(folder)
    if (manifest.store === 'sqlite' && environment.databaseUrl !== undefined)
      throw new CommandError(`${folder} holds a SQLite store: leave DATABASE_URL out`)
    if (manifest.store === 'postgres' && environment.databaseUrl === undefined)
      throw new CommandError(
        `${folder} is of a hub with PostgreSQL: set DATABASE_URL, and restore that with pg_restore first`
      )
    await refuseLiveHub(environment)
    const there = [STORE, EDITIONS].filter(name => existsSync(join(environment.dataDir, name)))
    if (there.length > 0 && options['replace'] !== true)
      throw new CommandError(
        `${environment.dataDir} has ${there.join(' and ')} already: with --replace they are put aside`
      )
    // Put together and looked at beside what is there, on the same disk: a fault leaves everything as it was.
    const draft = join(environment.dataDir, 'restoring')
    try {
      await rm(draft, { recursive: true, force: true })
      await mkdir(draft, { recursive: true, mode: 0o700 })
      const lines = await prepare({ folder, draft, manifest, environment, known: await knownMigrations?.() ?? [],
        acceptsFaults: options['accept-faults'] === true })
      for (const line of lines) write(line)
      const aside = await putAside(environment.dataDir, there)
      if (aside !== undefined) write(`what was there is in ${aside}`)
      for (const name of [STORE, EDITIONS])
        if (existsSync(join(draft, name))) await rename(join(draft, name), join(environment.dataDir, name))
    } finally {
      await rm(draft, { recursive: true, force: true })
    }
    write(`restored as of ${manifest.madeAt}: start the hub`)
    return 0
  }
}

/** @throws CommandError while a hub runs over the store */
async function refuseLiveHub({ dataDir, databaseUrl }: Environment): Promise<void> {
  const store = join(dataDir, STORE)
  const isLive = databaseUrl === undefined ? existsSync(store) && isInUse(store) : await isPostgresInUse(databaseUrl)
  if (isLive) throw new CommandError('a hub runs over this store: stop every process of it first')
}

/** @returns what is to be told of it. @throws CommandError when it must not be put in place */
async function prepare(
  { folder, draft, manifest: { store: kind }, environment, known, acceptsFaults }: { folder: string; draft: string;
    manifest: Manifest; environment: Environment; known: readonly string[]; acceptsFaults: boolean }
): Promise<string[]> {
  if (existsSync(join(folder, EDITIONS))) await cp(join(folder, EDITIONS), join(draft, EDITIONS), { recursive: true })
  if (kind === 'sqlite') {
    await copyFile(join(folder, STORE), join(draft, STORE))
    try {
      checkStore(join(draft, STORE), known)
    } catch (error) {
      throw new CommandError(`the store of ${folder} cannot be used: ${(error as Error).message}`, { cause: error })
    }
  }
  const store = await openStore({ url: environment.databaseUrl, dataDir: draft, log: pino({ level: 'silent' }),
    connections: 2, migrations: {}, known })
  try {
    const { rows, head, faults } = await verifyChain(store, createAccessLogKeys(environment))
    if (faults.length > 0 && !acceptsFaults) {
      const [first] = faults
      throw new CommandError(
        `the access log of ${folder} has ${faults.length} faults (row ${first?.seq}: ${first?.kind}): set ` +
          'SATU_ACCESS_KEYS as it was, or accept them with --accept-faults'
      )
    }
    const doubted = await store.write(db => doubtAfterRestore(db, Date.now()))
    return [
      `the access log has ${rows} rows and ${faults.length} faults; head ${head.seq}:${head.hash}`,
      ...(doubted === 0
        ? []
        : [`${doubted} writes had not ended: each is looked for in its system before it is sent again`])
    ]
  } catch (error) {
    if (error instanceof SatuError)
      throw new CommandError('the store cannot be read: look at DATABASE_URL', { cause: error })
    throw error
  } finally {
    await store.close()
  }
}

/** @returns the folder where it is now */
async function putAside(dataDir: string, names: readonly string[]): Promise<string | undefined> {
  if (names.length === 0) return undefined
  const aside = join(dataDir, `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}`)
  await mkdir(aside, { mode: 0o700 })
  for (const name of [...names, ...LOGS])
    if (existsSync(join(dataDir, name))) await rename(join(dataDir, name), join(aside, name))
  return aside
}
