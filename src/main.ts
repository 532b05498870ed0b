import closeWithGrace from 'close-with-grace'
import { adapters as table } from '../adapters/index.ts'
import { loadAdapters } from './config/adapters.ts'
import { readEnvironment } from './config/environment.ts'
import { readConfig } from './config/load.ts'
import { ConfigError } from './config/problems.ts'
import { buildHub } from './hub.ts'
import { createLog } from './ops/log.ts'

const GRACE_MS = 10_000

/**
 * The process: reads the settings, builds the hub, listens, and closes gracefully on SIGTERM and SIGINT.
 * @throws ConfigError when the environment or the config file is wrong; nothing runs then
 */
export async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const environment = readEnvironment(env)
  const adapters = await loadAdapters(table)
  const { config, problems, warnings } = readConfig({ file: environment.configFile, env, adapters })
  if (config === undefined) throw new ConfigError(problems)

  const log = createLog(environment)
  for (const { path, message } of warnings) log.logger.warn({ path }, message)
  const hub = await buildHub({ config, environment, adapters, log })
  closeWithGrace({ delay: GRACE_MS }, async ({ err, signal }) => {
    if (err) log.logger.fatal({ err: { type: err.name, message: err.message, stack: err.stack } }, 'closing after an unexpected error')
    else log.logger.info({ signal }, 'closing')
    await hub.close()
    log.flush()
  })
  try {
    const address = await hub.app.listen({ port: environment.port, host: environment.host })
    log.logger.info({ address, systems: config.systems.length, environment: environment.name }, 'listening')
  } catch (error) {
    await hub.close()
    log.flush()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${environment.port} on ${environment.host} is in use; set PORT to a free one.`, { cause: error })
  }
}

if (import.meta.main) {
  try {
    await run(process.env)
  } catch (error) {
    process.stderr.write(`satu: ${(error as Error).message}\n`)
    process.exitCode = 1
    // Handles of a half-built hub must not keep a failed start alive.
    process.exit()
  }
}
