import { pino } from 'pino'
import { SatuError } from '../../errors.ts'
import { readEnvironment } from '../../platform/config/environment.ts'
import { type AccessLogKeys, createAccessLogKeys } from '../../platform/privacy/access-keys.ts'
import { openStore, type Store } from '../../platform/store/database.ts'
import { CommandError, type Context } from '../command.ts'

/**
 * Works on the access log of the hub that has this environment; the hub may run meanwhile.
 * @throws CommandError when the store cannot be read
 */
export async function withAccessLog<T>(
  { env, knownMigrations }: Pick<Context, 'env' | 'knownMigrations'>,
  work: (store: Store, keys: AccessLogKeys) => Promise<T>
): Promise<T> {
  const environment = readEnvironment(env)
  const store = await openStore({ url: environment.databaseUrl, dataDir: environment.dataDir,
    log: pino({ level: 'silent' }), connections: 2, migrations: {}, known: await knownMigrations?.() })
  try {
    return await work(store, createAccessLogKeys(environment))
  } catch (error) {
    if (error instanceof SatuError)
      throw new CommandError('the store cannot be read: look at DATABASE_URL and SATU_DATA_DIR')
    throw error
  } finally {
    await store.close()
  }
}
