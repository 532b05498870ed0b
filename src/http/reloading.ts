import type { Gateway } from '../gateway/gateway.ts'
import { createReloads, type Reloaded, type Reloads, type Reread } from '../gateway/operators/reloads.ts'
import type { LoadedAdapters } from '../platform/config/adapters.ts'
import type { Config } from '../platform/config/schema.ts'
import type { Platform } from '../platform/platform.ts'
import type { App } from './app.ts'

/** Makes ready what a part of the hub needs of another configuration. @returns what takes it into use */
export type PrepareConfiguration = (next: Config) => () => void

export interface Reloading {
  /**
   * Puts another configuration in use while requests run: systems that did not change go on as they are, the others are
   * connected and tried aside first, and let go when the last request under the old configuration has ended. One after
   * the other.
   * @param anew this system is connected anew also when nothing about it has changed
   * @throws Error when it is refused: nothing has changed then
   */
  reload(config: Config, adapters: LoadedAdapters, anew?: string): Promise<Reloaded>
  /** For operators, who have one system connected anew in every process. */
  reloads: Reloads
  /** Added to by features. */
  preparations: PrepareConfiguration[]
}

export interface ReloadingOptions {
  adapters: LoadedAdapters
  /** How operators have the configuration read anew. Without it the one in use is taken again. */
  reread?: Reread | undefined
}

export function createReloading(
  { store, log }: Platform,
  gateway: Gateway,
  app: App,
  { adapters: first, reread }: ReloadingOptions
): Reloading {
  const preparations: PrepareConfiguration[] = []
  let adaptersInUse = first
  let last: Promise<unknown> = Promise.resolve()

  async function take(next: Config, adapters: LoadedAdapters, anew: string | undefined): Promise<Reloaded> {
    // What may be refused comes first: nothing has changed then.
    const swap = app.prepare(next)
    const applied = preparations.map(prepare => prepare(next))
    const prepared = await gateway.prepare(next, adapters, anew)
    const { core, removed, gone } = prepared.use()
    for (const apply of applied) apply()
    adaptersInUse = adapters
    void swap(core).then(() => Promise.all(gone.map(system => system.close())))
    const { changed, untried, reconnected } = prepared
    return { changed, removed, untried, ...(anew !== undefined && { reconnected }) }
  }

  const reload: Reloading['reload'] = (config, adapters, anew) => {
    const taken = last.then(() => take(config, adapters, anew))
    last = taken.catch(() => {})
    return taken
  }
  return {
    reload,
    preparations,
    reloads: createReloads({ store, board: gateway.operators.board, log: log.logger,
      reread: reread ?? (anew => reload(gateway.config(), adaptersInUse, anew)) })
  }
}
