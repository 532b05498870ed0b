import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ResourceName } from '../../contract/resources.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import { INDEX_VERSION, type Indexer } from './indexer.ts'

export interface RebuildOptions {
  /** The one of the turn. */
  store: Pick<Store, 'read' | 'write'>
  indexer: Indexer
  /** All records that are to be found, page by page. */
  scan(): AsyncIterable<
    readonly { system: string; resource: ResourceName; id: string; record: Readonly<Record<string, unknown>> }[]
  >
  /** Runs a unit of work alone among those that write what is indexed. */
  alone<T>(store: Pick<Store, 'write'>, work: (db: Db) => Promise<T>): Promise<T>
  signal: AbortSignal
  /** Called between transactions. */
  giveWay?(): Promise<unknown>
}

/** Records of one transaction. */
const AT_ONCE = 50

/** Sees to it at a start, in the background: a search finds what is indexed so far. */
export function keepIndexed(
  { jobs, log, ...options }: Pick<RebuildOptions, 'indexer' | 'scan' | 'alone'> & {
    jobs: JobRunner
    log: Pick<Logger, 'info'>
  }
): { close(): Promise<void> } {
  const job = jobs.add({
    name: 'search-index',
    about: 'Makes the index of the search anew when another version of the hub has made it.',
    lease: 'city',
    everyMs: Infinity,
    async run({ store, signal, giveWay }) {
      const started = performance.now()
      const records = await rebuild({ ...options, store, signal, giveWay })
      if (records !== undefined && records > 0)
        log.info({ records, ms: Math.round(performance.now() - started) }, 'made the index of the search anew')
    }
  })
  job.trigger()
  return { close: job.close }
}

/**
 * Makes the index anew when another version of the hub has made it, or none: in small transactions, while it is used.
 * @returns how many records were indexed; undefined when it was as it should be
 */
export async function rebuild(
  { store, indexer, scan, alone, signal, giveWay = nextTurn }: RebuildOptions
): Promise<number | undefined> {
  const state = await store.read(db =>
    db.selectFrom('search_state').select('value').where('name', '=', 'version').executeTakeFirst()
  )
  if (state?.value === INDEX_VERSION) return undefined
  if (state !== undefined) await alone(store, db => indexer.clear(db))
  let indexed = 0
  for await (const page of scan()) {
    for (let i = 0; i < page.length; i += AT_ONCE) {
      if (signal.aborted) return indexed
      const some = page.slice(i, i + AT_ONCE)
      await alone(store, async db => {
        // One that has gone or changed since the page was read has told the index itself.
        const rows = await db.selectFrom('mirror').select(['system', 'resource', 'id', 'record']).where('id', 'in',
          some.map(({ id }) => id)).execute()
        const wanted = new Set(some.map(({ system, resource, id }) => `${system} ${resource} ${id}`))
        await indexer.kept(db, rows.filter(({ system, resource, id }) =>
          wanted.has(`${system} ${resource} ${id}`)
        ).map(({ system, resource, id, record }) => ({ system, resource: resource as ResourceName, id,
          record: JSON.parse(record) as Record<string, unknown> })
        ))
      })
      indexed += some.length
      await giveWay()
    }
  }
  const value = { name: 'version', value: INDEX_VERSION }
  await store.write(db =>
    db.insertInto('search_state').values(value).onConflict(on => on.column('name').doUpdateSet(value)).execute()
  )
  return indexed
}
