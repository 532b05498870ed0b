import type { Logger } from 'pino'
import type { Reloaded } from '../gateway/operators/reloads.ts'
import type { AdapterModules } from '../platform/config/adapter-modules.ts'
import type { LoadedAdapters } from '../platform/config/adapters.ts'
import { readConfig } from '../platform/config/load.ts'
import { ConfigError } from '../platform/config/problems.ts'
import type { Config } from '../platform/config/schema.ts'
import type { ConfigSection } from '../platform/config/section.ts'

export interface ReloadOptions {
  hub: { reload(config: Config, adapters: LoadedAdapters, anew?: string): Promise<Reloaded> }
  /** What runs first. */
  config: Config
  modules: Pick<AdapterModules, 'load'>
  /** What features have in the file. */
  sections: readonly ConfigSection[]
  file: string
  env: NodeJS.ProcessEnv
  logger: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Told of the files that the configuration is made of beside its own. */
  onRead(files: readonly string[]): void
}

/** Takes what stands on the disk now, one change after the other; what is wrong is told and nothing changes. */
export interface Reload {
  /** For files that have changed, and signals: the log tells how it went. */
  onChange(): void
  /**
   * For somebody who waits for it.
   * @param anew this system is connected anew also when nothing about it has changed
   * @throws ConfigError with all problems of the file; Error that names an adapter, or a system that failed its
   *   self-test
   */
  now(anew: string): Promise<Reloaded>
}

export function createReload(
  { hub, config: first, modules, sections, file, env, logger, onRead }: ReloadOptions
): Reload {
  let turn: Promise<unknown> = Promise.resolve()
  let running = first

  const take = async (anew?: string): Promise<Reloaded> => {
    const adapters = await modules.load()
    const broken = [...adapters].flatMap((
      [product, adapter]
    ) => (adapter instanceof Error ? [`${product}: ${adapter.message}`] : []))
    const { config, problems, remarks, files } = readConfig({ file, env, sections, adapters, running })
    // Those of a file that is wrong too: it may be one of them that has to be mended.
    if (files.length > 0) onRead(files)
    if (config === undefined || broken.length > 0) {
      logger.error({ problems: problems.map(({ line, path, message }) => `${line} ${path}: ${message}`),
        adapters: broken }, 'change refused: the running configuration stays')
      throw config === undefined
        ? new ConfigError(problems)
        : new Error(`adapters that cannot be loaded: ${broken.join('; ')}`)
    }
    const reloaded = await hub.reload(config, adapters, anew).catch((error: unknown) => {
      logger.error({ detail: (error as Error).message }, 'change refused: the running configuration stays')
      throw error
    })
    running = config
    const { changed, removed, untried, reconnected } = reloaded
    for (const { path, message } of remarks) logger.warn({ path }, message)
    if (untried.length > 0)
      logger.warn({ systems: untried }, 'the change is taken, though these systems could not be tried')
    logger.info({ changed, removed, reconnected }, 'change taken')
    return reloaded
  }

  const next = (anew?: string): Promise<Reloaded> => {
    const taken = turn.then(() => take(anew))
    turn = taken.catch(() => {})
    return taken
  }
  return { onChange: () => {
    next().catch(() => {})
  }, now: next }
}
