import { type Kysely, sql } from 'kysely'
import { storeFaultOf } from './store-faults.ts'

interface Unit<DB> {
  run(db: Kysely<DB>): Promise<void>
  done(): void
  failed(error: unknown): void
}

/** Runs what is handed to it within transactions, one at a time. */
export interface GroupCommit<DB> {
  /**
   * Runs a unit of work; resolves when it is on the disk. Units that come while others are written share the next
   * commit: one `fsync` for all of them. A unit that throws is taken back alone. It may wait for its queries only, and
   * is run again when another has to be taken back: nothing may depend on how often.
   */
  write<T>(work: (db: Kysely<DB>) => Promise<T>): Promise<T>
  /** Resolves when all that was handed in has ended. */
  idle(): Promise<void>
}

/** So that one commit does not hold up the process for long. */
const MOST_UNITS = 500

/**
 * @param db a connection that nothing else writes through
 * @param changes how many rows were ever changed through it
 */
export function createGroupCommit<DB>(db: Kysely<DB>, changes: () => number): GroupCommit<DB> {
  const waiting: Unit<DB>[] = []
  let running: Promise<void> | undefined

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // Whoever comes in this turn of the event loop comes along.
      await new Promise(resolve => {
        setImmediate(resolve)
      })
      await commit(waiting.splice(0, MOST_UNITS))
    }
    running = undefined
  }

  async function commit(units: readonly Unit<DB>[]): Promise<void> {
    const done = new Set(units)
    try {
      await sql`begin immediate`.execute(db)
      if (!await runTogether(done)) await runApart(done)
      await sql`commit`.execute(db)
    } catch (error) {
      await sql`rollback`.execute(db).catch(() => {})
      for (const unit of units) unit.failed(error)
      return
    }
    for (const unit of done) unit.done()
  }

  /**
   * Without a savepoint for each, which costs as much as writing a row does: most units succeed, and most of those that
   * throw have only looked. Takes out of them what has failed.
   * @returns false when one threw that has to be taken back, which all share
   * @throws what makes the whole transaction useless
   */
  async function runTogether(units: Set<Unit<DB>>): Promise<boolean> {
    const isAlone = units.size === 1
    for (const unit of units) {
      const before = changes()
      try {
        await unit.run(db)
      } catch (error) {
        // A store that is full or broken may have ended the transaction by itself.
        if (isAlone || storeFaultOf(error) !== undefined) throw error
        if (changes() !== before) return false
        fail(unit, units, error)
      }
    }
    return true
  }

  /** From the beginning, so that each can be taken back alone. */
  async function runApart(units: Set<Unit<DB>>): Promise<void> {
    await sql`rollback`.execute(db)
    await sql`begin immediate`.execute(db)
    for (const unit of units) {
      await sql`savepoint unit`.execute(db)
      try {
        await unit.run(db)
      } catch (error) {
        if (storeFaultOf(error) !== undefined) throw error
        await sql`rollback to unit`.execute(db)
        fail(unit, units, error)
      }
      await sql`release unit`.execute(db)
    }
  }

  function fail(unit: Unit<DB>, units: Set<Unit<DB>>, error: unknown): void {
    units.delete(unit)
    unit.failed(error)
  }

  return {
    write<T>(work: (given: Kysely<DB>) => Promise<T>) {
      return new Promise<T>((resolve, reject) => {
        let result: T
        waiting.push({
          run: async given => {
            result = await work(given)
          },
          done: () => {
            resolve(result)
          },
          failed: reject
        })
        running ??= drain()
      })
    },
    async idle() {
      await running
    }
  }
}
