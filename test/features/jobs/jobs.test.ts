import { readFileSync } from 'node:fs'
import t from 'tap'
import { run } from '../../cli/terminal.ts'
import { until } from '../../services/wait.ts'
import { contractErrors } from '../../suites/contract-check.ts'
import { JWT_SECRET, startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../../suites/core/legacy.ts'
import { bearer } from '../../suites/core/tokens.ts'
import { signToken } from '../../suites/token.ts'

const consumers = { desk: { scopes: ['admin:read', 'admin:write', 'metrics:read'] }, reader: { scopes: ['admin:read'] },
  nobody: { scopes: ['complaints:read'] } }
const legacy = createLegacy({ id: 'lapor', prefix: 'LAPOR', rows: [complaintRow('1', '2026-11-01T08:00:00+07:00')] })
const hub = await startHub(t, [legacy], { consumers })

interface Job {
  name: string
  runs_on: string
  last_run?: string
}

async function ask(method: string, path: string, body?: object, as: keyof typeof consumers = 'desk') {
  const response = await hub.get(path, {
    method,
    headers: { ...bearer({ claims: { sub: as, scope: consumers[as].scopes.join(' ') } }),
      ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) })
  })
  return { status: response.status, headers: response.headers,
    body: await response.json() as Record<string, unknown> & { items: Job[] } }
}

t.test('operators see what runs in the background, on one replica or in every process', async t => {
  const list = await ask('GET', '/admin/jobs?limit=100')
  t.same(contractErrors('listJobs', list), [])
  const runsOn = new Map(list.body.items.map(({ name, runs_on: on }) => [name, on]))
  t.match(Object.fromEntries(runsOn), { 'retention': 'one_replica', 'mirror-walk': 'one_replica',
    'event-watch': 'one_replica', 'alerts': 'one_replica', 'probes': 'every_process',
    'write-delivery': 'every_process' })
  const page = await ask('GET', '/admin/jobs?limit=1')
  t.same(contractErrors('listJobs', page), [])
  t.equal(page.body.items.length, 1)
  t.ok(page.headers.get('link'))
  t.equal((await ask('GET', '/admin/jobs', undefined, 'nobody')).status, 403)
})

t.test('the documentation lists every job, by where it runs', async t => {
  const doc = readFileSync('docs/jobs.md', 'utf8')
  const [, once = '', everywhere = ''] = doc.split(/^## What runs .*$/m)
  const { items } = (await ask('GET', '/admin/jobs?limit=100')).body
  t.ok(items.length > 10)
  for (const { name, runs_on: on } of items)
    t.match(on === 'one_replica' ? once : everywhere, new RegExp(`^\\| .*\`${name}\``, 'm'), `${name} (${on})`)
})

t.test('a job is run at once, with a reason and on record', async t => {
  t.equal((await ask('POST', '/admin/jobs/retention/run', {})).status, 400)
  t.equal((await ask('POST', '/admin/jobs/retention/run', { reason: 'to see it' }, 'reader')).status, 403)
  t.equal((await ask('POST', '/admin/jobs/unknown/run', { reason: 'to see it' })).status, 404)
  const begun = await ask('POST', '/admin/jobs/retention/run', { reason: 'the disk is nearly full' })
  t.same(contractErrors('runJob', begun), [])
  t.same(begun.body, { begun: true })
  await until(async () =>
    (await ask('GET', '/admin/jobs?limit=100')).body.items.find(({ name }) => name === 'retention')?.last_run !==
      undefined
  )
  t.match((await ask('GET', '/admin/actions')).body.items.slice(0, 2), [
    { action: 'job.run', target: 'retention', reason: 'the disk is nearly full', result: 'done' },
    { action: 'job.run', target: 'unknown', result: 'refused', code: 'not_found' }
  ])
  const numbers =
    await (await hub.get('/metrics', { headers: bearer({ claims: { sub: 'desk', scope: 'metrics:read' } }) }))
      .text()
  t.match(numbers, /satu_job_runs_total\{job="retention",outcome="ok"\} 1/)
})

t.test('the command lists jobs and runs one', async t => {
  const token = signToken(JWT_SECRET, { sub: 'desk', scope: 'admin:read admin:write' })
  const satu = (args: string) => run(args, { SATU_URL: hub.url, SATU_TOKEN: token })
  const { code, out } = await satu('jobs list')
  t.equal(code, 0)
  t.match(out[0], /^JOB +WHERE +RAN LAST +RUNS NEXT +FAILURES +CAUSE/)
  t.ok(out.some(line => /^probes +every process +/.test(line)))
  t.match(await satu('jobs run retention --reason again'), { code: 0,
    out: ['It has begun; `satu jobs list` tells how it went.'] })
  t.match(await satu('jobs run retention'), { code: 2 })
  t.equal((await satu('jobs run unknown --reason again')).code, 1)
})
