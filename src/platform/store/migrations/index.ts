import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { createActions } from '../../../features/admin/migrations/actions.ts'
import { createMaintenances } from '../../../features/admin/migrations/maintenances.ts'
import { forOperators } from '../../../features/admin/migrations/operators.ts'
import { createAlerts } from '../../../features/alerts/migrations.ts'
import { createDisagreements } from '../../../features/disagreements/migrations.ts'
import { createDrift } from '../../../features/drift/migrations.ts'
import { createFacts } from '../../../features/figures/migrations.ts'
import { createSuccessionPasses } from '../../../features/migrations/migrations/succession-passes.ts'
import { createSuccessions } from '../../../features/migrations/migrations/successions.ts'
import { createMirror } from '../../../features/mirror/migrations.ts'
import { createSearch } from '../../../features/search/migrations.ts'
import { createWebhooks } from '../../../features/webhooks/migrations.ts'
import type { Engine } from '../engine.ts'
import { createAccessLog } from './access-log.ts'
import { createEvents } from './events.ts'
import { createFiles } from './files.ts'
import { createJobLeases } from './job-leases.ts'
import { createJournal } from './journal.ts'
import { rememberKeys } from './keys.ts'
import { indexByMadeKey } from './made-keys.ts'
import { createMedia } from './media.ts'
import { createOwners } from './owners.ts'
import { createPushed } from './pushed.ts'
import { indexByEnd } from './retention.ts'
import { keepTraces } from './traces.ts'
import { createWatches } from './watches.ts'

/** What brings the tables from one version to the next, by name. */
export type MigrationSteps = Readonly<Record<string, (db: Kysely<never>, engine: Engine) => Promise<void>>>

/** In this order, each once. What stands here was run somewhere: it is never changed, only added to. */
const steps: MigrationSteps = {
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
  '011 webhooks': createWebhooks,
  '012 owners': createOwners,
  '013 facts': createFacts,
  '014 pushed': createPushed,
  '015 actions': createActions,
  '016 mirror': createMirror,
  '017 traces': keepTraces,
  '018 disagreements': createDisagreements,
  '019 alerts': createAlerts,
  '020 successions': createSuccessions,
  '021 drift': createDrift,
  '022 maintenances': createMaintenances,
  '023 search': createSearch,
  '024 succession passes': createSuccessionPasses,
  '025 job leases': createJobLeases
}

/** The steps that this version knows. A store that has taken another one is of a newer version. */
export const migrationNames: readonly string[] = Object.keys(steps)

/**
 * Brings the tables to where this version of the hub wants them. Several processes may start at once.
 * @throws Error when the store was written by a newer version of the hub, or a step failed (nothing of it is left)
 */
export async function migrate(db: Kysely<never>, engine: Engine): Promise<void> {
  const migrations = Object.fromEntries(
    Object.entries(steps).map((
      [name, up]
    ): [string, Migration] => [name, { up: given => up(given as Kysely<never>, engine) }])
  )
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const bringUpToDate = async (): Promise<void> => {
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  }
  await (engine === 'sqlite' ? alone(db, bringUpToDate) : bringUpToDate())
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
