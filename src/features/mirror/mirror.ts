import { hash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Contract } from '../../contract/contract.ts'
import type { ResourceName } from '../../contract/resources.ts'
import { SatuError } from '../../errors.ts'
import type { CanonicalRecord } from '../../gateway/systems/records.ts'
import { makeDue } from '../../platform/jobs/leases.ts'
import { createLru } from '../../platform/lru.ts'
import type { Db, Store } from '../../platform/store/database.ts'
import type { Forget } from '../../platform/store/forgetting.ts'
import { type Family, labels } from '../../platform/telemetry/metrics.ts'
import { createEntryMaker, type Encode, type Entry } from './entry.ts'
import { createLook, type Look } from './look.ts'
import { createRemoving, type Removing } from './removing.ts'
import { createShelf, type Follower, type MirrorPlace, placeText, takeTurn } from './shelf.ts'
import { WALK_JOB } from './walks.ts'

/**
 * The last known records of the systems and resources that the configuration allows, in the durable store. What reads
 * give is rejected with SatuError store_unavailable when the store cannot answer.
 */
export interface Mirror extends Look {
  /** Whether anything of the resource is kept of the system. */
  keeps(system: string, resource: ResourceName): boolean
  /**
   * Takes records as their system gave them, whole. Returns at once: they are written soon, in groups, and dropped when
   * too many wait.
   * @param seenAt when their system gave them, ms since 1970, where that is not when they were fetched
   */
  take(system: string, resource: ResourceName, records: readonly CanonicalRecord[], seenAt?: number): void
  /**
   * Writes records that a turn of a job has read: at once, and through the store of the turn, so that one that was
   * taken over writes nothing. What waits to be written of the same records goes with it.
   * @throws SatuError store_unavailable; LeaseLost
   */
  keep(
    store: Pick<Store, 'write'>,
    system: string,
    resource: ResourceName,
    records: readonly CanonicalRecord[],
    seenAt?: number
  ): Promise<void>
  /** The system says that there is no such record: it is forgotten soon. */
  gone(system: string, resource: ResourceName, ids: readonly string[]): void
  /** Forgets all of a system, or a resource of it. @returns how many records */
  forget(system: string, resource?: ResourceName): Promise<number>
  /** Forgets those that were last seen before a time. */
  forgetOld: Forget
  /** Begins to read all of a resource of a system: what is not taken until the end is gone. */
  readWhole(system: string, resource: ResourceName): WholeReading
  /** Forgets what the configuration does not allow any more. */
  prune(): Promise<void>
  /** Runs a unit of work while nobody, in no process of the hub, writes the mirror. */
  alone<T>(store: Pick<Store, 'write'>, work: (db: Db) => Promise<T>): Promise<T>
  /** Resolves when all that was taken is on the disk. @throws SatuError store_unavailable */
  flushed(): Promise<void>
  families(): Family[]
  /** Writes what waits, if the store takes it. */
  close(): Promise<void>
}

export interface WholeReading {
  /** When it began, to the second as records know times, ms since 1970. */
  readonly startedAt: number
  /**
   * Forgets what was not seen. @returns how many records
   * @param store the one of the turn that reads it
   * @param seen ids of what was, where it is known: times alone do not tell what was seen in the second of the start
   */
  finish(store: Pick<Store, 'write'>, seen?: ReadonlySet<string>): Promise<number>
  /** Ends it without: it was not whole. */
  abandon(): void
}

export type { Mirrored, MirrorState, Scan } from './look.ts'

export interface MirrorOptions {
  store: Store
  contract: Contract
  /** Whether the configuration allows it. */
  allows(system: string, resource: ResourceName): boolean
  /** Makes traits and keys of a record. */
  encode?: Encode
  /** What changes with it, in the same transaction. */
  followers?: readonly Follower[]
  logger: Pick<Logger, 'error'>
  now?: () => number
}

/** Records that wait to be written. */
const MOST_WAITING = 20_000
/** Of one transaction: some milliseconds on the thread that answers, too. */
const AT_ONCE = 50
/** Masked in one go. */
const MADE_A_TURN = 5
const FLUSH_MS = 250
/** After a failure of the store. */
const AGAIN_MS = 5_000
/** So long a record that is asked for again and again is not written again as it is. */
const SEEN_MS = 600_000
const REMEMBERED = 20_000
/** Later than all that was seen. */
const ALWAYS = Number.MAX_SAFE_INTEGER

type Waiting = MirrorPlace & { record: CanonicalRecord | undefined; seenAt?: number | undefined }

export function createMirror(
  { store, contract, allows, encode, followers = [], logger, now = Date.now }: MirrorOptions
): Mirror {
  const maker = createEntryMaker({ contract, encode })
  const shelf = createShelf(store, followers)
  const removing = createRemoving(store, shelf)
  const waiting = new Map<string, Waiting>()
  const recent = createLru<{ mark: string; seenAt: number }>(REMEMBERED)
  const counts = new Map<string, number>()
  /** What is being read whole: there it counts when a record was seen. */
  const reading = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let draining: Promise<void> | undefined
  let closing = false

  const count = (outcome: string, by: number): void => {
    if (by > 0) counts.set(outcome, (counts.get(outcome) ?? 0) + by)
  }

  function wait(place: Waiting): void {
    const name = placeText(place)
    if (waiting.size >= MOST_WAITING && !waiting.has(name)) return count('dropped', 1)
    waiting.set(name, place)
  }

  function schedule(ms: number): void {
    if (closing) return
    timer ??= setTimeout(() => {
      timer = undefined
      drain().catch((error: unknown) => {
        // That it is away the store tells itself.
        if (!(error instanceof SatuError))
          logger.error({ cause: (error as Error).name }, 'records could not be mirrored')
      })
    }, ms).unref()
  }

  function drain(): Promise<void> {
    draining ??= writeAll().finally(() => {
      draining = undefined
      if (waiting.size > 0) schedule(AGAIN_MS)
    })
    return draining
  }

  async function writeAll(): Promise<void> {
    while (waiting.size > 0) {
      const some = [...waiting].slice(0, AT_ONCE)
      for (const [name] of some) waiting.delete(name)
      try {
        await writeSome(some.map(([, place]) => place))
      } catch (error) {
        // What has come since is newer.
        if (error instanceof SatuError) { for (const [name, place] of some) if (!waiting.has(name)) wait(place) }
        throw error
      }
      await turn()
    }
  }

  async function writeSome(places: readonly Waiting[], to: Pick<Store, 'write'> = store): Promise<void> {
    const entries: Entry[] = []
    const gone: MirrorPlace[] = []
    const marks = new Map<string, { mark: string; seenAt: number }>()
    for (const [i, { system, resource, id, record, seenAt }] of places.entries()) {
      if (i > 0 && i % MADE_A_TURN === 0) await turn()
      const name = placeText({ system, resource, id })
      const sight = record && { mark: markOf(record), seenAt: timeOf({ record, seenAt }) }
      // To see that it is as it was takes a tenth of making it ready.
      if (sight !== undefined && isKnown(name, sight, `${system} ${resource}`)) continue
      const entry = record && made(system, resource, record)
      if (entry === 'unfit') continue
      if (entry === undefined || sight === undefined) gone.push({ system, resource, id })
      else {
        entries.push({ ...entry, seenAt: sight.seenAt })
        marks.set(name, sight)
      }
    }
    if (entries.length === 0 && gone.length === 0) return
    const [outcome, removed] = await to.write(async db =>
      [
        await shelf.keep(db, entries, now()),
        await shelf.remove(db, gone)
      ] as const
    )
    for (const [name, by] of Object.entries(outcome)) count(name, by as number)
    count('gone', removed)
    for (const place of gone) recent.delete(placeText(place))
    for (const [name, sight] of marks) recent.set(name, sight)
  }

  /** A record that cannot be encoded must not hold up those that came with it. */
  function made(system: string, resource: ResourceName, record: CanonicalRecord): Entry | 'unfit' | undefined {
    try {
      return maker.make(system, resource, record)
    } catch (error) {
      count('unfit', 1)
      logger.error({ system, resource, cause: (error as Error).name },
        'a record could not be made ready for the mirror')
      return 'unfit'
    }
  }

  function isKnown(name: string, { mark, seenAt }: { mark: string; seenAt: number }, of: string): boolean {
    const last = recent.get(name)
    return last !== undefined && last.mark === mark && seenAt - last.seenAt < SEEN_MS && !reading.has(of)
  }

  async function removeBefore(...about: Parameters<Removing['before']>): Promise<number> {
    const removed = await removing.before(...about)
    recent.clear()
    count('gone', removed)
    return removed
  }

  return {
    keeps: allows,
    take(system, resource, records, seenAt) {
      if (closing || records.length === 0 || !allows(system, resource)) return
      for (const record of records) wait({ system, resource, id: record.id, record, seenAt })
      schedule(FLUSH_MS)
    },
    async keep(to, system, resource, records, seenAt) {
      if (closing || !allows(system, resource)) return
      const places = new Map(records.map(record => {
        const place = { system, resource, id: record.id, record, seenAt }
        return [placeText(place), place]
      }))
      for (const [name, place] of places) {
        const other = waiting.get(name)
        if (other !== undefined && timeOf(other) <= timeOf(place)) waiting.delete(name)
      }
      const all = [...places.values()]
      for (let i = 0; i < all.length; i += AT_ONCE) {
        await writeSome(all.slice(i, i + AT_ONCE), to)
        await turn()
      }
    },
    gone(system, resource, ids) {
      if (closing || ids.length === 0 || !allows(system, resource)) return
      for (const id of ids) wait({ system, resource, id, record: undefined })
      schedule(FLUSH_MS)
    },
    ...createLook(store, maker),
    forget(system, resource) {
      for (const [name, place] of waiting)
        if (place.system === system && (resource === undefined || place.resource === resource)) waiting.delete(name)
      const removed = removeBefore(system, resource, ALWAYS)
      // What comes whole is not known any more.
      return removed.then(async by => {
        await store.write(async db => {
          await db.updateTable('mirror_walks').set({ walked_at: null, records: null, as_of: null }).where('system', '=',
            system)
            .$if(resource !== undefined, query => query.where('resource', '=', resource as string)).execute()
          await makeDue(db, WALK_JOB, resource === undefined ? system : `${system} ${resource}`)
        })
        return by
      })
    },
    forgetOld: (to, before, most) =>
      to.write(async db => {
        const old = await db.selectFrom('mirror').select(['system', 'resource', 'id']).where('seen_at', '<', before)
          .limit(most).execute()
        await shelf.remove(db, old as MirrorPlace[])
        return old.length
      }),
    readWhole(system, resource) {
      const name = `${system} ${resource}`
      const startedAt = Math.floor(now() / 1_000) * 1_000
      reading.add(name)
      return {
        startedAt,
        abandon: () => {
          reading.delete(name)
        },
        async finish(to, seen) {
          try {
            await flushed()
            const removed = await removeBefore(system, resource, startedAt, to)
            if (seen === undefined) return removed
            const unseen = await removing.unseen(system, resource, startedAt, seen, to)
            count('gone', unseen)
            return removed + unseen
          } finally {
            reading.delete(name)
          }
        }
      }
    },
    async prune() {
      const kept = await store.read(db => db.selectFrom('mirror').select(['system', 'resource']).distinct().execute())
      for (const { system, resource } of kept)
        if (!allows(system, resource as ResourceName)) await removeBefore(system, resource as ResourceName, ALWAYS)
    },
    alone: (to, work) =>
      to.write(async db => {
        await takeTurn(db, store.engine)
        return work(db)
      }),
    flushed,
    families: () => [
      { name: 'satu_mirror_records_total', help: 'Records that were to be mirrored, by what became of them.',
        type: 'counter', series: [...counts].map(([outcome, by]) => [labels({ outcome }), by]) },
      { name: 'satu_mirror_waiting', help: 'Records that wait to be mirrored.', type: 'gauge',
        series: [['', waiting.size]] }
    ],
    async close() {
      clearTimeout(timer)
      closing = true
      await flushed().catch(() => {})
    }
  }

  async function flushed(): Promise<void> {
    await draining?.catch(() => {})
    await drain()
  }
}

/** When its system gave it, ms since 1970; 0 where it said that there is none. */
function timeOf({ record, seenAt }: Pick<Waiting, 'record' | 'seenAt'>): number {
  return record === undefined ? 0 : seenAt ?? Date.parse(record.source.fetched_at)
}

/** Of all that a record says, whole, but for when it was fetched. */
function markOf(record: CanonicalRecord): string {
  return hash('sha1', JSON.stringify({ ...record, source: { ...record.source, fetched_at: '' } }), 'base64url')
}
