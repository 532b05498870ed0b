import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { SatuError } from '../../errors.ts'
import type { Store } from '../../platform/store/database.ts'
import type { Board } from './board.ts'

const PREFIX = 'reload:'

/** What a configuration that was taken has changed. Ids of systems. */
export interface Reloaded {
  changed: string[]
  removed: string[]
  /** Why a system could not be tried: the connection before fails as well. */
  untried: string[]
  /** Connected anew though nothing about them has changed. */
  reconnected?: string[]
}

/** Reads what stands on the disk, and connects one system anew in any case. */
export type Reread = (system: string) => Promise<Reloaded>

/** Has the configuration of this hub read anew, and one system connected anew: in every process. */
export interface Reloads {
  /**
   * Here first: only what this process has taken is asked of the others, which read their own disk and tell in their
   * log how it went.
   * @throws SatuError state_conflict with what is wrong; the running configuration stays then
   */
  reload(system: string, by: string): Promise<Reloaded>
}

export function createReloads(
  { store, board, reread, log }: { store: Pick<Store, 'write'>; board: Board; reread: Reread;
    log: Pick<Logger, 'info' | 'error'> }
): Reloads {
  /** What was asked for before this process looked first is in what it has started with. */
  const known = new Set(board.switches(PREFIX).map(({ value }) => value))
  let isFirst = !board.isKnown()

  async function follow(system: string): Promise<void> {
    try {
      const { changed, removed, untried, reconnected } = await reread(system)
      log.info({ system, changed, removed, untried, reconnected }, 'connected anew, as operators asked another process')
    } catch (error) {
      log.error({ system, detail: (error as Error).message },
        'reload that operators asked another process for refused: the running configuration stays')
    }
  }

  board.onLook(() => {
    for (const { name, value } of board.switches(PREFIX)) {
      if (known.has(value)) continue
      known.add(value)
      if (!isFirst) void follow(name.slice(PREFIX.length))
    }
    isFirst = false
  })

  return {
    async reload(system, by) {
      const reloaded = await reread(system).catch((error: unknown) => {
        throw refusalOf(error)
      })
      const row = { name: PREFIX + system, value: randomUUID(), by, at: Date.now() }
      known.add(row.value)
      await store.write(db =>
        db.insertInto('switches').values(row).onConflict(conflict => conflict.column('name').doUpdateSet(row)).execute()
      )
      return reloaded
    }
  }
}

/** What is wrong with the file, an adapter or the system's answers; what the hub itself broke at stays what it is. */
function refusalOf(error: unknown): unknown {
  if (error instanceof SatuError || !(error instanceof Error) || error instanceof TypeError ||
    error instanceof RangeError) return error
  return new SatuError('state_conflict', `Refused, and the running configuration stays: ${error.message}`, {
    stage: 'reload',
    cause: error
  })
}
