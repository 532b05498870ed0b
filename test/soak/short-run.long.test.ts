import t from 'tap'
import { sampleOf, slopeAnHour } from './measures.ts'
import { runSoak } from './run.ts'

t.setTimeout(240_000)

t.test('asked of all kinds while its systems fail, the hub answers everybody, never with its own fault', async t => {
  const report = await runSoak({ dataDir: t.testdir(), seconds: 6, callers: 4, pauseMs: 30, faultsMs: 2_000,
    sampleMs: 500, seed: 1, say: line => {
      t.comment(line)
    } })
  t.comment(JSON.stringify(report))
  t.ok(report.requests > 20, `${report.requests} requests`)
  t.equal(report.statuses['500'], undefined)
  t.same(report.lost, [])
  t.equal(report.unanswered, 0)
  t.ok(report.handlesAtRest > 0 && report.resident[0] > 0)
})

t.test('the slope is that of the line through the samples, an hour', t => {
  const samples = [0, 60, 120, 180].map(seconds => ({ ...sampleOf(process.pid, seconds),
    residentMiB: 100 + seconds / 60 + (seconds % 120 === 0 ? 0.5 : -0.5) })
  )
  t.equal(Math.round(slopeAnHour(samples, ({ residentMiB }) => residentMiB)), 48)
  t.equal(slopeAnHour(samples.slice(0, 1), ({ residentMiB }) => residentMiB), 0)
  t.end()
})
