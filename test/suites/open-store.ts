import { features } from '../../src/features.ts'
import { migrationsOf } from '../../src/features/feature.ts'
import { openStore, type Store, type StoreOptions } from '../../src/platform/store/database.ts'

/** Opens a store with the tables of every feature, as a hub does that has all of them on. */
export function openWholeStore(options: Omit<StoreOptions, 'migrations' | 'known'>): Promise<Store> {
  return openStore({ ...options, migrations: migrationsOf(features) })
}
