import type { FastifyInstance } from 'fastify'
import { features as allFeatures, knownSteps } from './features.ts'
import { enabledFeatures } from './features/enabled.ts'
import { type Feature, migrationsOf } from './features/feature.ts'
import { refusalsOf, registerFeatures, routesOf } from './features/registration.ts'
import { createGateway } from './gateway/gateway.ts'
import type { Reloaded, Reread } from './gateway/operators/reloads.ts'
import type { PurgeTarget } from './gateway/reads/purges.ts'
import { coreRoutes } from './http/access.ts'
import { createApp } from './http/app.ts'
import { createHub } from './http/hub.ts'
import { createReloading } from './http/reloading.ts'
import { addOperations } from './http/routes.ts'
import type { LoadedAdapters } from './platform/config/adapters.ts'
import type { Config } from './platform/config/schema.ts'
import { type HubEnvironment, openPlatform } from './platform/platform.ts'
import type { Log } from './platform/telemetry/log.ts'
import type { Family } from './platform/telemetry/metrics.ts'

export interface Hub {
  app: FastifyInstance
  /** Puts another configuration in use while requests run: see `Reloading`. */
  reload(config: Config, adapters: LoadedAdapters, anew?: string): Promise<Reloaded>
  /**
   * Ends what is kept of a system, a resource of it, or a record, in every process of the hub.
   * @returns false when other processes may not have heard of it
   */
  purge(target: PurgeTarget): Promise<boolean>
  /** Numbers about this process. */
  metrics(): Family[]
  /** Ends what is running and lets go of every system. */
  close(): Promise<void>
}

export interface HubOptions {
  config: Config
  environment: HubEnvironment
  adapters: LoadedAdapters
  log: Log
  /** Numbers of the other processes that share the port. */
  others?: () => Promise<readonly (readonly Family[])[]>
  /** How operators have the configuration read anew. Without it the one in use is taken again. */
  reread?: Reread
  /** In place of all of them. */
  features?: readonly Feature[]
}

/**
 * Puts the hub together, from the bottom up: the platform, the gateway over the systems, HTTP in front of it, the
 * features that are on. It is closed from the top down: `onClose` hooks run in the reverse order of registration.
 */
export async function buildHub(
  { config, environment, adapters, log, others = async () => [], reread, features = allFeatures }: HubOptions
): Promise<Hub> {
  const enabled = enabledFeatures(features, config.features)
  const platform = await openPlatform({ config, environment, log, migrations: migrationsOf(enabled.on),
    known: knownSteps })
  const gateway = await createGateway(platform, config)
  const app = await createApp(platform, gateway, { config, others, routes: { ...coreRoutes, ...routesOf(enabled.on) } })
  const { fastify } = app
  fastify.addHook('preClose', async () => gateway.refuseChanges())
  fastify.addHook('onClose', platform.close)
  fastify.addHook('onClose', gateway.close)

  const reloading = createReloading(platform, gateway, app, { adapters, reread })
  const hub = createHub(platform, gateway, app, reloading, others)
  await registerFeatures(fastify, hub, enabled.on)
  await addOperations(fastify, { ...hub, off: refusalsOf(enabled) })

  fastify.addHook('onClose', gateway.stop)
  await app.prepare(config)(gateway.open(config, adapters))
  gateway.caches.ledger.collectFrom(app.hotPath.takeSpared)
  await fastify.ready()
  platform.jobs.start()
  return {
    app: fastify,
    reload: reloading.reload,
    purge: gateway.caches.purge,
    metrics: platform.metrics.families,
    close: () => fastify.close()
  }
}
