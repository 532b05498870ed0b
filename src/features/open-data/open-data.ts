import { createReadStream } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contract } from '../../contract/contract.ts'
import { SatuError } from '../../errors.ts'
import type { Events } from '../../gateway/events/events.ts'
import type { Walk } from '../../gateway/reads/walk.ts'
import type { City } from '../../kit/adapter.ts'
import { toWib, toWibDate } from '../../kit/indonesia/calendar.ts'
import type { Config } from '../../platform/config/schema.ts'
import type { JobRunner } from '../../platform/jobs/jobs.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Forget } from '../../platform/store/forgetting.ts'
import type { Logger } from '../../platform/telemetry/log.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import { startBuilder } from './builder.ts'
import { type Declared, declareDatasets } from './declare.ts'
import { formats } from './formats/index.ts'
import type { Edition, FormatName, OpenData } from './model.ts'
import { createQueries } from './queries.ts'
import { createShelf, type KeptEdition, type Shelf } from './shelf.ts'

export interface RunningOpenData extends OpenData {
  /** Checks another configuration. @throws Error for a dataset that cannot be made @returns puts it in use */
  declare(config: Config): () => void
  /** Forgets editions of days that ended before then, but those in force. */
  forget: Forget
  families(): Family[]
  close(): Promise<void>
}

export interface OpenDataOptions {
  config: Config
  contract: Contract
  cityOf(config: Config): City
  dataDir: string
  walk: Walk
  events: Pick<Events, 'append'>
  store: Store
  jobs: JobRunner
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}

export function createOpenData(
  { config, contract, cityOf, dataDir, walk, events, store, jobs, log }: OpenDataOptions
): RunningOpenData {
  const shelves = new Map<string, Shelf>()
  const queries = createQueries()
  let declared: readonly Declared[] = []
  let byName = new Map<string, Declared>()
  let agencies: City['agencies'] = []

  const declare = (next: Config): () => void => {
    const city = cityOf(next)
    const made = declareDatasets(next, { contract, city })
    return () => {
      declared = made
      byName = new Map(made.map(one => [one.dataset.name, one]))
      agencies = city.agencies
    }
  }
  const shelf = (name: string): Shelf => {
    let found = shelves.get(name)
    if (found === undefined) shelves.set(name, found = createShelf(join(dataDir, 'open-data', name)))
    return found
  }
  const columnsOf = (name: string): Declared['dataset'] => {
    const found = byName.get(name)
    if (found === undefined) throw new TypeError('there is no such dataset')
    return found.dataset
  }

  declare(config)()
  const builder = startBuilder({
    declared: () => declared,
    shelf,
    walk,
    jobs,
    log,
    async onEdition({ dataset: { name, agency } }, { id, modifiedAt }) {
      const agency_id = agencies.find(({ code }) => code === agency)?.id
      try {
        // What was told is not told again: who finds it unchanged tells what could not be told when it was made.
        await store.write(db =>
          events.append(db, {
            type: 'dataset.updated',
            system: null,
            subject: name,
            time: modifiedAt,
            state: id,
            data: { agency_id, metadata_modified: toWib(new Date(modifiedAt)) }
          })
        )
      } catch (error) {
        if (!(error instanceof SatuError)) throw error
      }
    }
  })

  return {
    list: () => declared.map(({ dataset }) => dataset),
    get: name => byName.get(name)?.dataset,
    state(name) {
      const { createdAt, checkedAt, failure } = byName.has(name) ? shelf(name).book() : {}
      return {
        ...(createdAt !== undefined && { createdAt }),
        ...(checkedAt !== undefined && { checkedAt }),
        ...(failure !== undefined && { failure: { at: failure.at, code: failure.code, detail: failure.detail } })
      }
    },
    edition(name, on) {
      if (!byName.has(name)) return undefined
      const { editions } = shelf(name).book()
      const place = editions.findIndex(({ day }) => on === undefined || day <= on)
      const found = editions[place]
      return found && toEdition(name, found, place > 0)
    },
    history: name => (byName.has(name)
      ? shelf(name).book().editions.map((edition, i) => toEdition(name, edition, i > 0))
      : []),
    async *rows(name, query = {}) {
      const dataset = columnsOf(name)
      const [edition] = shelf(name).book().editions
      if (edition !== undefined) yield* queries.rows(shelf(name).rowsOf(edition), dataset, query)
    },
    async count(name, query = {}) {
      const dataset = columnsOf(name)
      const [edition] = shelf(name).book().editions
      return edition === undefined ? 0 : queries.count(shelf(name).rowsOf(edition), dataset, query)
    },
    async open({ dataset, id }, format, { isPacked = false } = {}) {
      const kept = shelf(dataset).book().editions.find(edition => edition.id === id)
      const file = kept?.files.find(one => one.format === format)
      if (kept === undefined || file === undefined) return undefined
      const handle = await openFile(shelf(dataset).fileOf(kept, isPacked ? `${file.name}.gz` : file.name))
      return handle && { stream: range => createReadStream('', { fd: handle, ...range }), close: () => handle.close() }
    },
    declare,
    async forget(_store, before, most) {
      let forgotten = 0
      for (const name of await namesIn(join(dataDir, 'open-data'))) {
        const one = shelf(name)
        const claim = one.claim()
        // Another process makes it anew: the next round will do.
        if (claim === undefined) continue
        try {
          const { historyDays } = byName.get(name) ?? {}
          const day = toWibDate(new Date(historyDays === undefined ? before : Date.now() - historyDays * DAY_MS))
          forgotten += await (byName.has(name) ? one.forget(day, most - forgotten) : one.abandon(day))
        } finally {
          claim.release()
        }
        if (forgotten >= most) break
      }
      return forgotten
    },
    families: () => [
      ...builder.families(),
      ...gauges(declared.map(({ dataset: { name } }) => ({ name, book: shelf(name).book() })))
    ],
    async close() {
      await builder.close()
      await queries.close()
    }
  }
}

const DAY_MS = 86_400_000

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function openFile(path: string): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    // Another process has put a newer one in its place.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function toEdition(dataset: string, { id, day, modifiedAt, rows, files }: KeptEdition, isFormer: boolean): Edition {
  const pathOf = (
    format: FormatName
  ): string => (isFormer ? `/data/${dataset}/history/${day}.${format}` : `/data/${dataset}.${format}`)
  return {
    dataset,
    id,
    day,
    modifiedAt,
    rows,
    files: files.map(({ format, size, sha256, packedSize }) => ({
      format,
      size,
      sha256,
      path: pathOf(format),
      mediaType: formats[format].mediaType,
      ...(packedSize !== undefined && { packedSize })
    }))
  }
}

function gauges(books: readonly { name: string; book: ReturnType<Shelf['book']> }[]): Family[] {
  const series = (of: (book: ReturnType<Shelf['book']>) => number | undefined): [string, number][] =>
    books.flatMap(({ name, book }) => {
      const value = of(book)
      return value === undefined ? [] : [[labels({ dataset: name }), value] as [string, number]]
    })
  // Every process of a machine says the same of them.
  return [
    { name: 'satu_dataset_rows', help: 'Rows of the edition in force.', type: 'gauge', together: 'max',
      series: series(({ editions: [edition] }) => edition?.rows) },
    { name: 'satu_dataset_checked_seconds', help: 'When a dataset was last found to be true, in seconds since 1970.',
      type: 'gauge', together: 'max', series: series(({ checkedAt }) => checkedAt && checkedAt / 1_000) },
    { name: 'satu_dataset_failing', help: '1 while a dataset is older than it should be.', type: 'gauge',
      together: 'max', series: series(({ failure }) => Number(failure !== undefined)) }
  ]
}
