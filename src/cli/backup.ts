import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { toWib } from '../kit/indonesia/calendar.ts'
import { readEnvironment } from '../platform/config/environment.ts'
import { copyStore } from '../platform/store/backup.ts'
import { copyEditions } from './backup/editions.ts'
import { EDITIONS, STORE, writeManifest } from './backup/manifest.ts'
import { type Command, CommandError, UsageError } from './command.ts'

export const backup: Command = {
  summary: 'back up what the hub keeps, while it runs, into a new folder',
  operands: '<folder>',
  usage: [],
  options: {},
  async run(_options, { env, knownMigrations, write }, operands) {
    const [named, ...more] = operands
    if (named === undefined || more.length > 0) throw new UsageError('name one folder, which is not there yet')
    const folder = resolve(named)
    if (existsSync(folder)) throw new CommandError(`${folder} is there already: name a new folder for each backup`)
    const { dataDir, databaseUrl } = readEnvironment(env)
    const store = join(dataDir, STORE)
    if (databaseUrl === undefined && !existsSync(store))
      throw new CommandError(`there is no ${store}: set SATU_DATA_DIR as it is for the hub`)
    // Whole under its name, or not there.
    const draft = `${folder}.part`
    const madeAt = toWib(new Date())
    try {
      await rm(draft, { recursive: true, force: true })
      await mkdir(draft, { recursive: true, mode: 0o700 })
      if (databaseUrl === undefined) await copyStore(store, join(draft, STORE), await knownMigrations?.() ?? [])
      await copyEditions(join(dataDir, EDITIONS), join(draft, EDITIONS))
      const { files } = await writeManifest(draft, databaseUrl === undefined ? 'sqlite' : 'postgres', madeAt)
      await rename(draft, folder)
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
      write(`${folder}: ${files.length} files, ${(bytes / 1_048_576).toFixed(1)} MiB, as of ${madeAt}`)
    } catch (error) {
      await rm(draft, { recursive: true, force: true })
      throw new CommandError(`nothing was backed up: ${(error as Error).message}`, { cause: error })
    }
    if (databaseUrl !== undefined)
      write('The store is in PostgreSQL and not in it: pg_dump --format=custom --file=satu.dump "$DATABASE_URL"')
    write(
      "It holds personal data: keep it as safe as the hub. SATU_ACCESS_KEYS, SATU_JWT_SECRET and the city's file " +
        'are not in it.'
    )
    return 0
  }
}
