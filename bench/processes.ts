import { cpus } from 'node:os'
import { compare, type Contender } from './compare.ts'
import { spreadOf } from './figures.ts'
import { authorization, startHub, startLegacySystems } from './hub.ts'
import { cores } from './machine.ts'
import type { Options } from './options.ts'
import { print, show } from './print.ts'
import { startRedis } from './redis.ts'

const PATH = '/v1/licences?limit=2'
const CONNECTIONS = 64
const BAR = 1.7

/** The hub as one process on one core, and as two on all of them. */
export async function measureProcesses({ rounds, seconds }: Options): Promise<void> {
  const redis = await startRedis()
  if (redis === undefined || cpus().length < 2) {
    print('\nTwo processes: not measured, redis-server and two cores are needed.')
    return
  }
  const legacy = await startLegacySystems()
  const of = (count: number, name: string): Contender => ({
    name,
    start: () =>
      startHub({ ...legacy, env: { REDIS_URL: redis.url, SATU_PROCESSES: String(count) },
        core: count === 1 ? cores.server : cores.all }),
    request: url => ({ url: url + PATH, headers: authorization(), connections: CONNECTIONS })
  })
  const [one, two] = [of(1, 'one process'), of(2, 'two processes')]
  try {
    const figures = await compare({ title: 'Cached read, by processes', rounds, seconds, reference: one.name,
      contenders: [one, two] })
    const cpuOf = ({ name }: Contender): number[] => (figures.get(name) ?? []).map(({ cpuUs }) => cpuUs ?? NaN)
    const usedBy = ({ name }: Contender): string =>
      show(
        spreadOf(
          (figures.get(name) ?? []).map(({ cpuUs, requestsPerSecond }) => ((cpuUs ?? NaN) * requestsPerSecond) / 1e6)
        )
      )
    const scale = spreadOf(cpuOf(one).map((us, round) => (2 * us) / (cpuOf(two)[round] ?? NaN)))
    print(
      `\nCores used by the hub: one process ${usedBy(one)}, two ${
        usedBy(two)
      } of ${cpus().length}; the rest was left to the load generator, and to whatever else runs.`
    )
    print(`By CPU time, two whole cores would do ${show(scale)} of what one does. Bar: ${BAR}.`)
  } finally {
    await legacy.stop()
    await redis.kill()
  }
}
