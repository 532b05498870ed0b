import { type Selectable, sql } from 'kysely'
import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import type { Db, Store } from '../store/database.ts'
import type { JobLeasesTable } from '../store/tables.ts'
import { LeaseLost } from './job.ts'

export type LeaseRow = Selectable<JobLeasesTable>

/** Has an entry of a job, or all whose keys begin so, run soon, within a transaction of what it depends on. */
export async function makeDue(db: Db, job: string, key: string): Promise<void> {
  const name = `${job} ${key}`
  const begins = `${name.replace(/[\\%_]/g, '\\$&')} %`
  await db.updateTable('job_leases').set({ due_at: 0 })
    .where(({ or, eb, ref }) => or([eb('name', '=', name), sql<boolean>`${ref('name')} like ${begins} escape '\\'`]))
    .execute()
}

/** What is known when a lease is given back. */
export type Outcome = Pick<LeaseRow, 'due_at'> & Partial<
  Pick<LeaseRow, 'ran_at' | 'succeeded_at' | 'failures' | 'cause'>
>

/** The right to work at something, of one process at a time. */
export interface Lease {
  readonly name: string
  /** As it stood when it was taken. */
  readonly row: LeaseRow
  /** Aborts when it is known to be another's. */
  readonly lost: AbortSignal
  /** Whether it surely is this process's own still, by this process's clock. */
  isCurrent(): boolean
  /** @returns false when it is another's. @throws SatuError store_unavailable */
  renew(): Promise<boolean>
  /** Runs a unit of work in a transaction that first checks that nobody has taken the lease over. @throws LeaseLost */
  write<T>(work: (db: Db) => Promise<T>): Promise<T>
  /** Notes how it goes, and keeps it. */
  note(outcome: Outcome): void
  /** @throws SatuError store_unavailable: then it runs out */
  release(outcome: Outcome): Promise<void>
}

/** Leases of this process, in the table that all processes of the hub share. */
export interface Leases {
  /** This process, as operators see it. */
  readonly holder: string
  /**
   * @param early although it is not due
   * @returns the lease, or since it is another's or not due when to ask again, ms since 1970
   * @throws SatuError store_unavailable
   */
  claim(name: string, early: boolean): Promise<Lease | { heldBy: string | undefined; askAt: number }>
  /** Leases of a job and its entries. @throws SatuError store_unavailable */
  rows(): Promise<LeaseRow[]>
  close(): void
}

/** A process that says nothing for so long has lost what it had. */
export const LEASE_MS = 10_000
const RENEW_MS = 3_000
/** Whoever begins to work has it for so much longer at least, by its own clock. */
const MARGIN_SHARE = 0.3

/**
 * A lease lasts seconds and is renewed while its process lives, so the work of a killed one goes on soon. Each taking
 * over counts its `fence` up. A process that was held up past the end of its lease may not know that it is another's:
 * its writes find another fence and throw. Clocks of machines that differ can make two processes work at the same
 * thing for a moment; only one of them can write.
 * @param times in place of the usual ones, for tests
 */
export function createLeases(
  store: Pick<Store, 'engine' | 'read' | 'write'>,
  { leaseMs = LEASE_MS, renewMs = RENEW_MS }: { leaseMs?: number; renewMs?: number } = {}
): Leases {
  const holder = `${hostname()}/${process.pid}/${randomBytes(4).toString('hex')}`
  const held = new Set<HeldLease>()

  interface HeldLease extends Lease {
    set(db: Db, until: number): Promise<boolean>
    heard(isOurs: boolean, until: number): void
  }

  async function renewAll(): Promise<void> {
    const all = [...held]
    if (all.length === 0) return
    const until = Date.now() + leaseMs
    try {
      const ours = await store.write(async db => {
        const found: boolean[] = []
        for (const lease of all) found.push(await lease.set(db, until))
        return found
      })
      for (const [i, lease] of all.entries()) lease.heard(ours[i] ?? false, until)
    } catch {
      // The store tells the operators. While nobody reaches it, nobody takes anything over.
    }
  }
  let renewing: Promise<void> | undefined
  const timer = setInterval(() => {
    renewing ??= renewAll().finally(() => {
      renewing = undefined
    })
  }, renewMs)
  timer.unref()

  function hold(row: LeaseRow): Lease {
    const { name, fence } = row
    const lost = new AbortController()
    let until = row.until
    let noted: Outcome | undefined
    const lease: HeldLease = {
      name,
      row,
      lost: lost.signal,
      isCurrent: () => !lost.signal.aborted && Date.now() < until - leaseMs * MARGIN_SHARE,
      async set(db, next) {
        const { numUpdatedRows } = await db.updateTable('job_leases').set({ ...noted, until: next })
          .where('name', '=', name).where('holder', '=', holder).where('fence', '=', fence).executeTakeFirst()
        return numUpdatedRows > 0n
      },
      heard(isOurs, next) {
        if (isOurs) until = next
        else {
          held.delete(lease)
          lost.abort(new LeaseLost(name))
        }
      },
      async renew() {
        const next = Date.now() + leaseMs
        const isOurs = !lost.signal.aborted && await store.write(db => lease.set(db, next))
        lease.heard(isOurs, next)
        return isOurs
      },
      async write(work) {
        try {
          return await store.write(async db => {
            const row = db.selectFrom('job_leases').select('fence').where('name', '=', name).where('holder', '=',
              holder).where('fence', '=', fence)
            // Who takes it over waits until this is written, or has come first.
            const ours = await (store.engine === 'postgres' ? row.forShare() : row).executeTakeFirst()
            if (ours === undefined) throw new LeaseLost(name)
            return work(db)
          })
        } catch (error) {
          if (error instanceof LeaseLost) lease.heard(false, 0)
          throw error
        }
      },
      note(outcome) {
        noted = outcome
      },
      async release(outcome) {
        if (!held.delete(lease)) return
        await renewing
        await store.write(db =>
          db.updateTable('job_leases').set({ ...outcome, until: 0 })
            .where('name', '=', name).where('holder', '=', holder).where('fence', '=', fence).execute()
        )
      }
    }
    held.add(lease)
    return lease
  }

  return {
    holder,
    async claim(name, early) {
      const before = await store.read(db =>
        db.selectFrom('job_leases').selectAll().where('name', '=', name).executeTakeFirst()
      )
      const now = Date.now()
      if (before !== undefined) {
        if (before.until > now) return { heldBy: before.holder ?? undefined, askAt: before.until }
        if (!early && before.due_at > now) return { heldBy: undefined, askAt: before.due_at }
      }
      const until = now + leaseMs
      const row = await store.write(db =>
        db.insertInto('job_leases').values({ name, holder, fence: 1, until })
          .onConflict(on =>
            on.column('name').doUpdateSet(({ eb, ref }) => ({ holder, fence: eb(ref('job_leases.fence'), '+', 1),
              until })
            ).where('job_leases.until', '<=', now)
              .where('job_leases.due_at', '<=', early ? Number.MAX_SAFE_INTEGER : now)
          )
          .returningAll().executeTakeFirst()
      )
      return row === undefined ? { heldBy: undefined, askAt: now } : hold(row)
    },
    rows: () => store.read(db => db.selectFrom('job_leases').selectAll().orderBy('name').execute()),
    close() {
      clearInterval(timer)
    }
  }
}
