import t from 'tap'
import { freePort } from '../services/wait.ts'
import { postgresPlace } from '../suites/stores.ts'
import { holdsUnderChaos } from './short-run.ts'

// On a crowded machine a start of the hub alone can take ten seconds.
t.setTimeout(400_000)

t.test('over PostgreSQL and two processes kills lose and double nothing that was acknowledged', async t => {
  const { options } = await postgresPlace(t)
  await holdsUnderChaos(t, { dataDir: options.dataDir, databaseUrl: options.url ?? '',
    ports: [await freePort(), await freePort()], seed: 2 })
})
