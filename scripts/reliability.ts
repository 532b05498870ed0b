// npm run reliability [-- name ...]: two replicas over PostgreSQL and Redis behind HAProxy, under reads and writes, and
// broken on purpose; prints the table of docs/reliability.md. A name is part of an experiment's.
import { describeMachine } from '../bench/machine.ts'
import { haproxyService } from '../test/services/haproxy.ts'
import { postgresService } from '../test/services/postgres.ts'
import { redisService } from '../test/services/redis.ts'
import { provideServices } from './services.ts'

const names = process.argv.slice(2)
// Provided to have them installed where they are not; the run starts its own, to stop and start them.
const provided = await provideServices([haproxyService, postgresService, redisService])
Object.assign(process.env, provided.environment)
const { experiments } = await import('../test/reliability/experiments.ts')
const { startInstallation } = await import('../test/reliability/installation.ts')
const { startLoad } = await import('../test/reliability/load.ts')
const { fateOf, runExperiment } = await import('../test/reliability/run.ts')
const { tableOf } = await import('../test/reliability/table.ts')

const place = await startInstallation()
try {
  const load = await startLoad({ url: place.url, readsPerSecond: 30, writesPerSecond: 3 })
  const findings = []
  for (const experiment of experiments) {
    if (names.length > 0 && !names.some(name => experiment.name.includes(name))) continue
    console.error(experiment.name)
    findings.push(await runExperiment(place, load, experiment))
  }
  await load.stop()
  console.log(describeMachine())
  console.log(tableOf(findings, await fateOf(place, load)))
} finally {
  await place.close()
  await provided.stop()
}
