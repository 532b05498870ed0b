import type { SourceOutcome } from '../../errors.ts'
import type { Walk } from '../../gateway/reads/walk.ts'
import { theHub } from '../../gateway/systems/asker.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import { createThreadFeed } from '../../platform/snapshots/thread-feed.ts'
import type { BuildMessage, BuildTask, Built } from './build/thread.ts'
import type { Declared } from './declare.ts'
import { type Details, openDetails } from './details.ts'
import type { ArrivingRow } from './plan.ts'
import type { RowSource } from './row-source.ts'

export interface GatherOptions {
  walk: Walk
  task: BuildTask
  /** Said when all rows have come. */
  end: BuildMessage
  /** Where what was read of single records is kept. */
  detailsPath: string
  signal: AbortSignal
}

const ROWS_A_MESSAGE = 200
/** A thread that sorts and writes needs little: rows lie on disk. */
const THREAD_MIB = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 }
/** A system that tells nothing more of so many records tells nothing more of the others. */
const TRIED = 25

/**
 * Reads all records that a dataset is about, and hands the rows that they make to a thread.
 * @throws SatuError of the walk: all of it or nothing
 */
export async function gather(
  { dataset: { name }, sources, version }: Declared,
  { walk, task, end, detailsPath, signal }: GatherOptions
): Promise<{ built: Built; sources: SourceOutcome[] }> {
  const feed = createThreadFeed<BuildMessage, Built>(new URL('build/thread.ts', import.meta.url), { workerData: task,
    resourceLimits: THREAD_MIB })
  const asker = theHub(`data-${name}`)
  const outcomes: SourceOutcome[] = []
  let batch: ArrivingRow[] = []

  const push = async (): Promise<void> => {
    if (batch.length > 0) feed.push({ rows: batch })
    batch = []
    await feed.full()
  }
  const pass = async ({ resource, filters, rows, isDetailed = false }: RowSource): Promise<void> => {
    const details = isDetailed ? openDetails(detailsPath, version) : undefined
    try {
      const rowsOf = details === undefined
        ? rows
        : createDetailed(details, rows, (id: string) => walk.one({ resource, id, asker, signal }))
      outcomes.push(...await walk.all({
        resource,
        filters,
        asker,
        signal,
        async onRecords(records) {
          for (const record of records) batch.push(...await rowsOf(record))
          if (batch.length >= ROWS_A_MESSAGE) await push()
        }
      }))
    } finally {
      details?.close()
    }
  }
  try {
    for (const source of sources) await pass(source)
    await push()
    return { built: await feed.finish(end), sources: outcomes }
  } finally {
    await feed.end()
  }
}

/** Rows of what a system tells of a record when it is asked for that one alone. */
function createDetailed(
  details: Details,
  rows: RowSource['rows'],
  one: (id: string) => Promise<CanonicalRecord | undefined>
): (record: CanonicalRecord) => Promise<Iterable<ArrivingRow>> {
  const tried = new Map<string, { records: number; rows: number }>()
  return async record => {
    const { id, source: { system, updated_at: updatedAt } } = record
    const known = details.find(id, updatedAt)
    if (known !== undefined) return known
    const told = tried.get(system) ?? { records: 0, rows: 0 }
    tried.set(system, told)
    if (told.records >= TRIED && told.rows === 0) return rows(record)
    const made = [...rows(await one(id) ?? record)]
    told.records++
    told.rows += made.length
    details.keep(id, updatedAt, made)
    return made
  }
}
