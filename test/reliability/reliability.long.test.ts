// Two replicas over PostgreSQL and Redis behind HAProxy, under reads and writes, and broken on purpose.
import t from 'tap'
import { experiments } from './experiments.ts'
import { startInstallation } from './installation.ts'
import { startLoad } from './load.ts'
import { fateOf, runExperiment } from './run.ts'
import { tableOf } from './table.ts'

t.setTimeout(900_000)

const place = await startInstallation()
const load = await startLoad({ url: place.url, readsPerSecond: 12, writesPerSecond: 2 })
t.teardown(() => place.close())
const findings: Awaited<ReturnType<typeof runExperiment>>[] = []

for (const experiment of experiments) {
  t.test(experiment.name, async t => {
    const finding = await runExperiment(place, load, experiment)
    findings.push(finding)
    const { reads, writes } = finding
    const { mayRefuse, mayCut = 0 } = experiment
    const bad = (answers: Record<string, number>, good: RegExp): string[] =>
      Object.entries(answers).filter(([said, times]) => !good.test(said) && (times > mayCut || said !== 'gave up')).map(
        ([said, times]) => `${times} x ${said}`
      )
    // A system's fault is 502, 503 or 504, and the hub's own want of its store 503: nothing else, and never a 500.
    const told = /^(200|201|202|50[234] (system_|queue_|sources_|store_).*)$/
    t.same(bad(reads, mayRefuse.reads ? told : /^200$/), [], 'reads')
    t.same(bad(writes, mayRefuse.writes ? told : /^(201|202)$/), [], 'writes')
    t.ok(finding.recoveryMs < 5_000, `well again after ${Math.round(finding.recoveryMs)} ms`)
    t.match(finding.said, experiment.mustSay)
  })
}

t.test('nothing that was acknowledged is lost, and nothing is done twice', async t => {
  await load.stop()
  const fate = await fateOf(place, load)
  t.ok(fate.acknowledged > 100, `${fate.acknowledged} acknowledged`)
  t.match(fate, { lost: 0, doubled: 0, waiting: 0, parked: 0 })
  t.comment(tableOf(findings, fate))
})
