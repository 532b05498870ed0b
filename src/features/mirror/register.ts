import type { FastifyInstance } from 'fastify'
import type { Hub } from '../../http/hub.ts'
import { keptForDays } from '../../platform/telemetry/retention.ts'
import type { MatchingApi } from '../matching/index.ts'
import { createAllowed } from './allowed.ts'
import { createMirror, type Mirror } from './mirror.ts'
import { createAdminMirror } from './operations.ts'
import type { Follower } from './shelf.ts'
import { createStandIn } from './stand-in.ts'
import { startWalker } from './walker.ts'

/** The mirror, for features that stand on it. */
export interface MirrorApi extends Mirror {
  /** Is told of changes within the transaction of each. Called while features are registered. */
  follow(follower: Follower): void
}

/** Keeps the last known records, completes them in the background, and lets them stand in for systems that fail. */
export function register(
  app: FastifyInstance,
  { bus, slots, store, contract, accessKeys, config, registry, walk, jobs, log: { logger }, metrics, answer, validation,
    record, forgetByAge }: Hub,
  { matching }: { matching?: MatchingApi | undefined }
): MirrorApi {
  const traits = matching?.createTraitsMaker(accessKeys.current)
  const followers: Follower[] = []
  const mirror = createMirror({
    store,
    contract,
    logger,
    allows: createAllowed(config),
    encode(resource, canonical) {
      const made = traits?.traitsOf(resource, canonical)
      return made === undefined || matching === undefined
        ? { traits: null, keys: [] }
        : { traits: made, keys: matching.keysOf(made) }
    },
    followers
  })
  let walker: ReturnType<typeof startWalker> | undefined
  let pruned = Promise.resolve()
  /** Another configuration may allow less. */
  const prune = (): void => {
    pruned = mirror.prune().catch(() => {})
  }
  slots.standIn = createStandIn({ mirror, store, onErrorMs: () => config().hub.mirror.on_error * 1_000 })
  bus.on('recordsSeen', 'mirror',
    ({ store: fenced, system, resource, seen }) => mirror.keep(fenced, system, resource, seen.map(one => one.record)))
  bus.on('recordRead', 'mirror', ({ system, resource, record: canonical }) => {
    // While another one answers in its place, it is no source of its own.
    const known = registry().get(system)
    if (known === undefined || registry().watched(resource, known) !== undefined)
      mirror.take(system, resource, [canonical])
  })
  bus.on('recordMissing', 'mirror', ({ system, resource, id }) => {
    mirror.gone(system, resource, [id])
  })
  bus.on('systemChanged', 'mirror', ({ system, resource }) => walker?.noticed(system, resource))
  bus.on('configurationChanged', 'mirror', prune)
  metrics.gather(() => [...mirror.families(), ...(walker?.families() ?? [])])
  forgetByAge(keptForDays('mirror', () => config().hub.retention.mirror_days, mirror.forgetOld))
  answer(createAdminMirror({ validation, record, mirror }))
  app.addHook('onReady', async () => {
    prune()
    walker = startWalker({ mirror, registry, readAll: walk.ofSystem, jobs, logger })
  })
  app.addHook('onClose', async () => {
    await walker?.close()
    await pruned
    await mirror.close()
  })
  return {
    ...mirror,
    follow(follower) {
      followers.push(follower)
    }
  }
}
