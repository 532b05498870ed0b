import t from 'tap'
import { freePort } from '../services/wait.ts'
import { sqlitePlace } from '../suites/stores.ts'
import { holdsUnderChaos } from './short-run.ts'

// On a crowded machine a start of the hub alone can take ten seconds.
t.setTimeout(400_000)

t.test('over SQLite nothing acknowledged is lost or doubled, however often the hub is killed', async t => {
  const { options } = await sqlitePlace(t)
  await holdsUnderChaos(t, { dataDir: options.dataDir, ports: [await freePort()], seed: 1 })
})
