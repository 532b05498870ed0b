import type { FastifyInstance } from 'fastify'
import type { LoadedAdapters } from './config/adapters.ts'
import type { Environment } from './config/environment.ts'
import type { Config, SystemConfig } from './config/schema.ts'
import { loadContract } from './contract/contract.ts'
import { createValidation } from './contract/validation.ts'
import { buildApp } from './http/app.ts'
import { toWibDate } from './kit/indonesia/calendar.ts'
import type { Log } from './ops/log.ts'
import { startProber } from './systems/prober.ts'
import { createAnswers } from './reads/answers.ts'
import { createCache } from './reads/cache.ts'
import { createFilters } from './reads/filters.ts'
import { createReads } from './reads/reads.ts'
import { createSourceReader } from './reads/sources.ts'
import { openInbox } from './store/inbox.ts'
import { createCity } from './systems/city.ts'
import { createDisabledSystem } from './systems/disabled.ts'
import { createRegistry } from './systems/registry.ts'
import { createSystemLog } from './systems/system-log.ts'
import { createSystem, type System } from './systems/system.ts'

export interface Hub {
  app: FastifyInstance
  /** Ends what is running and lets go of every system. */
  close(): Promise<void>
}

export interface HubOptions {
  config: Config
  environment: Pick<Environment, 'jwtSecret' | 'name' | 'dataDir'>
  adapters: LoadedAdapters
  log: Log
}

/** How long the other systems of a list wait for a late one. */
const PATIENCE_MS = 2_500
const MEBIBYTE = 1_048_576

/** Puts the hub together: the contract, the systems behind their guards, the reads over them, HTTP in front. */
export async function buildHub({ config, environment, adapters, log }: HubOptions): Promise<Hub> {
  const contract = loadContract()
  const validation = createValidation(contract)
  const city = createCity(config)
  const today = (): string => toWibDate(new Date())

  const inbox = openInbox(environment.dataDir)
  const registry = createRegistry(config.systems.map(connect))
  // Half for what systems said, half for the encoded answers made of it.
  const maxBytes = (config.hub.cache.max_mb * MEBIBYTE) / 2
  const cache = createCache({ maxBytes })
  const answers = createAnswers({ maxBytes })
  const reads = createReads({
    contract, validation, registry, city, answers,
    reader: createSourceReader(cache),
    filters: createFilters(contract),
    maxScan: config.hub.max_scan,
    patienceMs: PATIENCE_MS
  })
  const app = await buildApp({ config, environment, contract, validation, reads, registry, log })
  const prober = startProber(registry)

  function connect(system: SystemConfig): System {
    const adapter = adapters.get(system.adapter)
    if (adapter === undefined || adapter instanceof Error) {
      return createDisabledSystem(system, `its adapter ${system.adapter} could not be loaded`)
    }
    try {
      return createSystem({ config: system, adapter, city, validation, today, inbox, dataDir: environment.dataDir, log: createSystemLog(system.id, log.logger) })
    } catch (error) {
      log.logger.error({ system: system.id, cause: (error as Error).name }, 'the adapter could not connect its system')
      return createDisabledSystem(system, `its adapter ${system.adapter} could not make a client of these settings`)
    }
  }

  return {
    app,
    async close() {
      prober.stop()
      await app.close()
      await registry.close()
      inbox.close()
    }
  }
}
