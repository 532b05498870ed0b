import t from 'tap'
import { testFolder } from '../../suites/folder.ts'
import { phases, switchUnderLoad } from './under-load.ts'

t.test('one line of the config hands a resource over under load, back and over again, and no call fails', async t => {
  const said: string[] = []
  const { phases: run, failures, walks, brokenWalks, shadow, end } = await switchUnderLoad({ dataDir: testFolder(),
    callers: 2, requests: 40, say: line => {
      said.push(line)
    } })
  t.same(failures, [])
  t.ok(walks > 0)
  t.equal(brokenWalks, 0, 'no list has a record twice, or another id')
  t.same(run.map(({ mode }) => `mode: ${mode}`), phases)
  for (const { mode, requests, byNew } of run.filter(phase => !phase.mode.startsWith('ramp'))) {
    // What was on its way when the line changed ends as it began.
    if (mode === 'shadow') t.ok(byNew <= 2, `${byNew} of ${requests} in the shadow`)
    else t.ok(byNew > requests / 2, `${byNew} of ${requests} switched`)
  }
  t.match(shadow, { ready: false, comparison: { last: { outcome: 'whole', old_records: 1781, new_records: 1772 } } })
  const { differences } = shadow as { differences: { field: string; kind: string; count: number }[] }
  t.same(differences.map(({ field, kind }) => `${kind} ${field}`).toSorted(), ['differs status.code',
    'lacks permit_name', 'missing_new '], 'what the migration got wrong is found, and nothing else')
  const { findings } = end as { findings: { code: string }[] }
  t.ok(findings.some(({ code }) => code === 'records_missing'))
  t.notOk(findings.some(({ code }) => code === 'not_switched'))
  t.equal(said.length, phases.length + 1)
})
