import closeWithGrace from 'close-with-grace'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sections } from './features.ts'
import { createAdapterModules } from './platform/config/adapter-modules.ts'
import { type Environment, readEnvironment } from './platform/config/environment.ts'
import { followFiles } from './platform/config/follow.ts'
import { readConfig } from './platform/config/load.ts'
import { ConfigError } from './platform/config/problems.ts'
import { watchFiles } from './platform/config/watch.ts'
import { createLog } from './platform/telemetry/log.ts'
import { createReload } from './process/reload.ts'
import { checkPortIsFree, supervise } from './process/supervise.ts'
import { joinWorkers, WORKER } from './process/workers.ts'

const GRACE_MS = 10_000
const adaptersFolder = new URL('../adapters/', import.meta.url)

/**
 * The process, or the supervisor of several (SATU_PROCESSES): reads the settings, builds the hub, listens, takes
 * changes of the config file and of adapters without a restart (on change and on SIGHUP), and closes gracefully on
 * SIGTERM and SIGINT.
 * @param isCompiled whether an earlier start has left what it compiled
 * @throws ConfigError when the environment or the config file is wrong; nothing runs then
 */
export async function run(
  env: NodeJS.ProcessEnv,
  { isCompiled = false }: { isCompiled?: boolean } = {}
): Promise<void> {
  // A report of Node's own, made when the process fails for instance, would hold every secret of the environment.
  process.report.excludeEnv = true
  const environment = readEnvironment(env)
  const worker = env[WORKER]
  if (environment.workers > 1 && worker === undefined) return supervised(environment, env)
  // As bin/hub.mjs has done already, for `satu start`. Node writes it when the process ends: the next start compiles
  // nothing of the hub and the adapters anew.
  enableCompileCache(join(environment.dataDir, 'compiled'))
  const modules = createAdapterModules(adaptersFolder)
  const adapters = await modules.load()
  const { config, problems, warnings, remarks, files } = readConfig({ file: environment.configFile, env, sections,
    adapters })
  if (config === undefined) throw new ConfigError(problems)
  const following = followFiles(files)

  const log = createLog(environment)
  for (const { path, message } of [...warnings, ...remarks, ...environment.remarks]) log.logger.warn({ path }, message)
  const workers = worker === undefined ? undefined : joinWorkers(() => hub.metrics())
  const { buildHub } = await import('./hub.ts')
  const hub = await buildHub({ config, environment, adapters, log, reread: anew => reload.now(anew),
    ...(workers && { others: workers.metricsOfOthers }) })
  const reload = createReload({ hub, config, modules, sections, file: environment.configFile, env, logger: log.logger,
    onRead: following.follow })
  following.start(reload.onChange)
  const watching = watchFiles({ file: environment.configFile, folder: fileURLToPath(adaptersFolder) }, reload.onChange)
  process.on('SIGHUP', () => {
    log.reopen()
    reload.onChange()
  })

  // SIGHUP takes changes, and ends nothing.
  const closer = closeWithGrace({ delay: GRACE_MS, skip: ['SIGHUP'] }, async ({ err, signal }) => {
    if (err)
      log.logger.fatal({ err: { type: err.name, message: err.message, stack: err.stack } },
        'closing after an unexpected error')
    else log.logger.info({ signal }, 'closing')
    watching.stop()
    following.stop()
    await hub.close()
    log.flush()
  })
  // V8 lets go of compiled code as well: a first start, which writes that for the next one, keeps it.
  if (isCompiled) giveBack()
  try {
    const { port, host, name } = environment
    const listening = await hub.app.listen({ port, host,
      ...(worker !== undefined && { reusePort: true, exclusive: true }) })
    const address = config.tls === undefined ? listening : listening.replace(/^http:/, 'https:')
    log.logger.info({ address, systems: config.systems.length, environment: name,
      ...(worker !== undefined && { process: Number(worker), pid: process.pid }) }, 'listening')
    // A supervisor that was killed can tell nobody.
    workers?.ready(() => {
      closer.close()
    })
  } catch (error) {
    watching.stop()
    following.stop()
    await hub.close()
    log.flush()
    throw portError(error, environment)
  }
}

/**
 * Gives back the 50 MiB that a start uses and nobody needs any more, before anybody asks, where Node offers it
 * (--expose-gc).
 */
function giveBack(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

async function supervised(environment: Environment, env: NodeJS.ProcessEnv): Promise<void> {
  await checkPortIsFree(environment).catch((error: unknown) => {
    throw portError(error, environment)
  })
  const log = createLog(environment)
  try {
    if (environment.redisUrl === undefined)
      log.logger.warn({ processes: environment.workers },
        'no REDIS_URL: the processes share no cache, and each takes its share of what a system allows')
    process.exitCode = await supervise({ environment, env, logger: log.logger })
  } finally {
    log.flush()
  }
}

function portError(error: unknown, { port, host }: Environment): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error
  return new Error(`Port ${port} on ${host} is in use; set PORT to a free one.`, { cause: error })
}

/** The whole process: `bin/hub.mjs` is where it begins. */
export async function main(options: { isCompiled: boolean }): Promise<void> {
  try {
    await run(process.env, options)
  } catch (error) {
    process.stderr.write(`satu: ${(error as Error).message}\n`)
    // Handles of a half-built hub must not keep a failed start alive.
    process.exit(1)
  }
}
