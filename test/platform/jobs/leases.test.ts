import { type ChildProcess, fork } from 'node:child_process'
import type { Test } from 'tap'
import { type JobOptions, LeaseLost } from '../../../src/platform/jobs/jobs.ts'
import { createLeases, type Lease } from '../../../src/platform/jobs/leases.ts'
import type { Store } from '../../../src/platform/store/database.ts'
import { until } from '../../services/wait.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore, type StorePlace } from '../../suites/stores.ts'

const QUICK = { leaseMs: 400, renewMs: 80 }
const about = 'A job of a test.'

function isLease(claimed: Awaited<ReturnType<ReturnType<typeof createLeases>['claim']>>): claimed is Lease {
  return 'row' in claimed
}

async function startChild(t: Test, { options }: StorePlace): Promise<{ child: ChildProcess; said: string[] }> {
  const said: string[] = []
  const child = fork(new URL('../../suites/job-process.ts', import.meta.url), [JSON.stringify({ options })])
  t.teardown(() => child.kill('SIGKILL'))
  child.on('message', message => {
    if (typeof message === 'string') said.push(message)
  })
  await until(() => said.includes('held'), { what: 'the child has the lease' })
  return { child, said }
}

const written = (store: Store): Promise<string[]> =>
  store.read(async db =>
    (await db.selectFrom('switches').select('by').where('name', '=', 'written').execute()).map(({ by }) => by)
  )

overEachStore(async (t, place) => {
  const [one, other] = [await place.open(), await place.open()]
  let jobs = 0
  const named = (job: Partial<JobOptions> & Pick<JobOptions, 'run'>): JobOptions => ({ name: `job-${jobs}`, about,
    lease: 'city', everyMs: 10, ...job })

  t.beforeEach(() => {
    jobs++
  })

  t.test('of two processes one runs it at a time, and both have their turns', async t => {
    let now = 0
    let most = 0
    const turns: Record<string, number> = {}
    for (const [who, store] of Object.entries({ one, other })) {
      startJobs(t, store, { times: QUICK }).add(named({ async run() {
        most = Math.max(most, ++now)
        await new Promise(resolve => {
          setTimeout(resolve, 5)
        })
        now--
        turns[who] = (turns[who] ?? 0) + 1
      } }))
    }
    await until(() => (turns['one'] ?? 0) + (turns['other'] ?? 0) > 20)
    t.equal(most, 1)
  })

  t.test('what one has just done is not due for the other', async t => {
    let runs = 0
    const both = [one, other].map(store =>
      startJobs(t, store, { times: QUICK }).add(
        named({ everyMs: 3_600_000, run: () => Promise.resolve(runs++) })
      )
    )
    await until(() => runs > 0)
    await new Promise(resolve => {
      setTimeout(resolve, 100)
    })
    t.equal(runs, 1)
    t.equal(await both[1]?.run(), true, 'whoever asks for it need not wait')
    t.equal(runs, 2)
  })

  t.test('a lease that is kept stays with its process until that closes', async t => {
    const runs = { one: 0, other: 0 }
    const lost: string[] = []
    const first = startJobs(t, one, { times: QUICK })
    first.add(named({ keepsLease: true, onLost: () => lost.push('one'), run: () => Promise.resolve(runs.one++) }))
    await until(() => runs.one > 2)
    const second = startJobs(t, other, { times: QUICK })
    second.add(named({ keepsLease: true, run: () => Promise.resolve(runs.other++) }))
    await until(() => runs.one > 20)
    t.equal(runs.other, 0)
    const status = (await second.list())[0]
    t.match(status, { lease: 'city', failures: 0, isRunning: false })
    t.equal(status?.holders.length, 1, 'the other one knows who has it')
    t.match(await second.runNow(`job-${jobs}`), { heldBy: status?.holders[0] })
    t.same(first.families().find(({ name }) => name === 'satu_job_held')?.series, [[`{job="job-${jobs}"}`, 1]])
    await first.close()
    t.same(lost, ['one'])
    await until(() => runs.other > 0, { timeoutMs: 5_000 })
  })

  t.test('how it went is known to all of them, and so is the pause after failures', async t => {
    let runs = 0
    const jobsOfOne = startJobs(t, one, { times: QUICK })
    const job = jobsOfOne.add(named({ everyMs: 3_600_000, backoff: { firstMs: 3_600_000, maxMs: 3_600_000 }, run() {
      runs++
      throw new RangeError('no luck')
    } }))
    await until(async () => (await jobsOfOne.list())[0]?.failures === 1)
    const jobsOfOther = startJobs(t, other, { times: QUICK })
    const failures: number[] = []
    const again = jobsOfOther.add(
      named({ everyMs: 3_600_000, run: turn => Promise.resolve(failures.push(turn.failures)) })
    )
    await until(async () => (await jobsOfOther.list())[0]?.entries === 1)
    await new Promise(resolve => {
      setTimeout(resolve, 50)
    })
    t.same([runs, failures], [1, []])
    t.match((await jobsOfOther.list())[0], { failures: 1, cause: 'RangeError' })
    await again.run()
    t.same(failures, [1])
    await job.close()
    t.match((await jobsOfOther.list())[0], { failures: 0, cause: undefined })
  })

  t.test('the work of a process that is killed goes on within the time of a lease', async t => {
    const { child } = await startChild(t, place)
    child.kill('SIGKILL')
    let runs = 0
    startJobs(t, one, { times: QUICK }).add(named({ name: 'counting', run: () => Promise.resolve(runs++) }))
    await until(() => runs > 0, { timeoutMs: 10_000 })
  })

  t.test('a process that was frozen past its lease cannot write, and is told to stop', async t => {
    await one.write(db => db.deleteFrom('job_leases').where('name', '=', 'counting').execute())
    const { child, said } = await startChild(t, place)
    child.kill('SIGSTOP')
    const leases = createLeases(one, { leaseMs: 60_000 })
    t.teardown(() => {
      leases.close()
    })
    let lease: Lease | undefined
    await until(async () => {
      const claimed = await leases.claim('counting', true)
      if (isLease(claimed)) lease = claimed
      return lease !== undefined
    }, { timeoutMs: 10_000, what: 'the lease runs out' })
    child.kill('SIGCONT')
    child.send('write')
    await until(() => said.length === 3)
    t.same(said, ['held', 'LeaseLost', 'aborted'])
    t.same(await written(one), [])
    await lease?.write(db =>
      db.insertInto('switches').values({ name: 'written', value: 'in time', by: 'parent', at: 0 }).execute()
    )
    t.same(await written(one), ['parent'])
  })

  t.test('a write that is older than the takeover leaves nothing behind, one that is not lost does', async t => {
    const mine = createLeases(one, { leaseMs: 60, renewMs: 3_600_000 })
    const theirs = createLeases(other)
    t.teardown(() => {
      mine.close()
      theirs.close()
    })
    const lease = await mine.claim('fenced', false)
    if (!isLease(lease)) return t.fail('it is free')
    const add = (name: string) => (db: Parameters<Parameters<Lease['write']>[0]>[0]): Promise<unknown> =>
      db.insertInto('switches').values({ name, value: '', by: '', at: 0 }).execute()
    await lease.write(add('before'))
    await until(async () => isLease(await theirs.claim('fenced', true)))
    await t.rejects(lease.write(add('after')), LeaseLost)
    t.ok(lease.lost.aborted)
    t.notOk(lease.isCurrent())
    t.equal(await lease.renew(), false)
    await lease.release({ due_at: 12_345 })
    const [row] = await one.read(db => db.selectFrom('job_leases').selectAll().where('name', '=', 'fenced').execute())
    t.match(row, { fence: 2, holder: theirs.holder, due_at: 0 })
    const names = await one.read(db =>
      db.selectFrom('switches').select('name').where('name', 'in', ['before', 'after']).execute()
    )
    t.same(names, [{ name: 'before' }])
  })

  t.test('a lease lasts as long as its process renews it', async t => {
    const mine = createLeases(one, { leaseMs: 200, renewMs: 40 })
    const theirs = createLeases(other)
    t.teardown(() => {
      mine.close()
      theirs.close()
    })
    const lease = await mine.claim('renewed', false)
    if (!isLease(lease)) return t.fail('it is free')
    const takenAt = Date.now()
    await until(() => Date.now() > takenAt + 600)
    t.match(await theirs.claim('renewed', true), { heldBy: mine.holder })
    t.ok(lease.isCurrent())
    await lease.release({ due_at: Date.now() + 60_000 })
    t.match(await theirs.claim('renewed', false), { heldBy: undefined })
    t.ok(isLease(await theirs.claim('renewed', true)))
  })
})
