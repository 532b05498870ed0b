import t from 'tap'
import { freePort } from '../services/wait.ts'
import { sqlitePlace, postgresPlace } from '../suites/stores.ts'
import { runChaos, type ChaosReport } from './harness.ts'

// The longer run is `npm run chaos`.
const KILLS = 6
const WRITERS = 6

function nothingIsLost({ lost, doubled, wrong, internal, acknowledged, states }: ChaosReport): void {
  t.comment(JSON.stringify(states))
  t.ok(acknowledged > 20, `${acknowledged} acknowledged`)
  t.same({ lost, doubled, wrong, internal }, { lost: 0, doubled: 0, wrong: 0, internal: 0 })
  t.notOk(states['unknown'] ?? states['accepted'] ?? states['delivering'] ?? states['uncertain'], 'every one has ended')
}

t.test('over SQLite nothing acknowledged is lost or doubled, however often the hub is killed', async t => {
  const { options: { dataDir } } = await sqlitePlace(t)
  nothingIsLost(await runChaos({ dataDir, ports: [await freePort()], kills: KILLS, writers: WRITERS, pauseMs: 200, mostMs: 1_500, seed: 1, say: line => { t.comment(line) } }))
})

t.test('over PostgreSQL and two processes neither', async t => {
  const { options: { dataDir, url } } = await postgresPlace(t)
  nothingIsLost(await runChaos({ dataDir, databaseUrl: url ?? '', ports: [await freePort(), await freePort()], kills: KILLS, writers: WRITERS, pauseMs: 200, mostMs: 1_500, seed: 2, say: line => { t.comment(line) } }))
})
