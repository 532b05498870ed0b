import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Engine } from '../engine.ts'
import { createAccessLog } from './access-log.ts'
import { createActions } from './actions.ts'
import { createEvents } from './events.ts'
import { createFiles } from './files.ts'
import { createJobLeases } from './job-leases.ts'
import { createJournal } from './journal.ts'
import { rememberKeys } from './keys.ts'
import { keepLooks } from './looks.ts'
import { indexByMadeKey } from './made-keys.ts'
import { createMaintenances } from './maintenances.ts'
import { createMedia } from './media.ts'
import { forOperators } from './operators.ts'
import { createOwners } from './owners.ts'
import { createPushed } from './pushed.ts'
import { indexByEnd } from './retention.ts'
import { keepTraces } from './traces.ts'
import { createWatches } from './watches.ts'

/** Brings the tables from one version to the next. */
export type MigrationStep = (db: Kysely<never>, engine: Engine) => Promise<void>

/** Steps by name, such as `016 mirror`. Each is loaded when a store is opened. */
export type MigrationSteps = Readonly<Record<string, () => Promise<MigrationStep>>>

/**
 * The steps of the core, each once; those of features run between them, in the order of their names. What stands here
 * was run somewhere: it is never changed, only added to.
 */
const coreSteps: Readonly<Record<string, MigrationStep>> = {
  '001 journal': createJournal,
  '002 events': createEvents,
  '003 retention': indexByEnd,
  '004 access log': createAccessLog,
  '005 media': createMedia,
  '006 operators': forOperators,
  '007 watches': createWatches,
  '008 keys': rememberKeys,
  '009 files': createFiles,
  '010 made keys': indexByMadeKey,
  '012 owners': createOwners,
  '014 pushed': createPushed,
  '015 actions': createActions,
  '017 traces': keepTraces,
  '022 maintenances': createMaintenances,
  '025 job leases': createJobLeases,
  '026 looks': keepLooks
}

/** Names of the core's steps. */
export const coreMigrationNames: readonly string[] = Object.keys(coreSteps)

export interface MigrationOptions {
  engine: Engine
  /** Steps of the features that are on. */
  migrations: MigrationSteps
  /**
   * Names of the steps of every feature of this version, on or off. A store that has taken a step of a feature that is
   * off since then opens; the tables of that feature stay as they are. Default: names of `migrations`.
   */
  known?: readonly string[] | undefined
}

/**
 * Brings the tables to where this version of the hub and its features want them. Several processes may start at once.
 * @throws NewerStore when the store was written by a newer version of the hub; Error when a step failed (nothing of it
 *   is left)
 */
export async function migrate(db: Kysely<never>, { engine, migrations, known = [] }: MigrationOptions): Promise<void> {
  // Loaded before anything is locked.
  const steps = { ...coreSteps, ...await loadSteps(migrations) }
  const bringUpToDate = async (): Promise<void> => {
    const { error } = await migratorOf(db, engine, { ...steps, ...await takenOf(db, engine, known, steps) })
      .migrateToLatest()
    if (error !== undefined) throw unknownStep(error) ?? error
  }
  await (engine === 'sqlite' ? alone(db, bringUpToDate) : bringUpToDate())
}

/** The store is of a newer hub: this one must not touch it, now or later. */
export class NewerStore extends Error {
  override readonly name = 'NewerStore'
}

/** Kysely calls a store corrupted that has taken a step it is not told of. */
function unknownStep(error: unknown): NewerStore | undefined {
  const [, step] = /previously executed migration (.+) is missing/.exec(String(error)) ?? []
  return step === undefined
    ? undefined
    : new NewerStore(`the store has taken the step "${step}", which this version of the hub does not know: ` +
      'it was written by a newer version, or the feature of that step was removed without a word of it', {
      cause: error
    })
}

async function loadSteps(migrations: MigrationSteps): Promise<Record<string, MigrationStep>> {
  const taken = Object.keys(migrations).find(name => Object.hasOwn(coreSteps, name))
  if (taken !== undefined) throw new Error(`the step "${taken}" of a feature has the name of one of the core`)
  return Object.fromEntries(
    await Promise.all(Object.entries(migrations).map(async ([name, load]) => [name, await load()] as const))
  )
}

/**
 * Steps of features that are off, as far as the store has taken them: Kysely refuses a store with steps that it is not
 * told of. Those that the store has not taken are left out, so that they are still to come.
 */
async function takenOf(
  db: Kysely<never>,
  engine: Engine,
  known: readonly string[],
  steps: Readonly<Record<string, MigrationStep>>
): Promise<Record<string, MigrationStep>> {
  const off = Object.fromEntries(
    known.filter(name => !Object.hasOwn(steps, name)).map(name => [name, () => Promise.resolve()])
  )
  if (Object.keys(off).length === 0) return {}
  const taken = (await migratorOf(db, engine, off).getMigrations()).filter(({ executedAt }) => executedAt !== undefined)
  return Object.fromEntries(taken.map(({ name }) => [name, () => Promise.resolve()]))
}

function migratorOf(db: Kysely<never>, engine: Engine, steps: Readonly<Record<string, MigrationStep>>): Migrator {
  const migrations = Object.fromEntries(
    Object.entries(steps).map((
      [name, up]
    ): [string, Migration] => [name, { up: given => up(given as Kysely<never>, engine) }])
  )
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
    // A feature that is switched on brings steps that are older than the last one.
    allowUnorderedMigrations: true
  })
}

/**
 * Kysely takes a lock on PostgreSQL alone, and believes that SQLite cannot take a table back. It can: who comes second
 * waits for the first to end, and finds its work done or undone, never half done.
 */
async function alone(db: Kysely<never>, work: () => Promise<void>): Promise<void> {
  // Of two within one process the first has to have ended: who waits for a lock of SQLite keeps the whole process
  // waiting.
  await new Promise(resolve => {
    setImmediate(resolve)
  })
  await sql`begin immediate`.execute(db)
  try {
    await work()
    await sql`commit`.execute(db)
  } catch (error) {
    await sql`rollback`.execute(db).catch(() => {})
    throw error
  }
}
