import t from 'tap'
import { SatuError } from '../../../src/errors.ts'
import { createJobs, type Turn } from '../../../src/platform/jobs/jobs.ts'
import { until } from '../../services/wait.ts'
import { noStore, startJobs } from '../../suites/jobs.ts'

interface Line {
  level: string
  job: string
  cause?: string
  detail?: string
  message: string
}

function listening() {
  const lines: Line[] = []
  const note = (level: string) => (fields: unknown, message: unknown): void => {
    lines.push({ level, ...(fields as Omit<Line, 'level' | 'message'>), message: String(message) })
  }
  return { lines, log: { info: note('info'), error: note('error') } as never }
}

const about = 'A job of a test.'

t.test('a job runs at its pace, after a first pause', async t => {
  const jobs = startJobs(t, noStore)
  const at: number[] = []
  const addedAt = performance.now()
  jobs.add({ name: 'often', about, firstMs: 40, everyMs: 20, run: () => Promise.resolve(at.push(performance.now())) })
  await until(() => at.length === 3)
  t.ok((at[0] ?? 0) - addedAt >= 39)
  t.ok((at[2] ?? 0) - (at[1] ?? 0) >= 19)
})

t.test('jobs that were added before the start begin with it', async t => {
  const jobs = createJobs({ store: noStore, log: listening().log })
  t.teardown(() => jobs.close())
  let runs = 0
  const job = jobs.add({ name: 'later', about, everyMs: 5, run: () => Promise.resolve(runs++) })
  job.trigger()
  await new Promise(resolve => {
    setTimeout(resolve, 30)
  })
  t.equal(runs, 0)
  jobs.start()
  await until(() => runs > 1)
  t.throws(() => jobs.add({ name: 'later', about, everyMs: 5, run: () => Promise.resolve() }), /two jobs later/)
})

t.test('a trigger runs it at once, and once more when it runs already', async t => {
  const jobs = startJobs(t, noStore)
  const gates: (() => void)[] = []
  const wanted: boolean[] = []
  const job = jobs.add({ name: 'asked', about, everyMs: Infinity, run(turn) {
    wanted.push(turn.isWanted)
    return new Promise<void>(resolve => {
      gates.push(resolve)
    })
  } })
  job.trigger()
  await until(() => gates.length === 1)
  job.trigger()
  job.trigger()
  t.equal(gates.length, 1, 'never twice at the same time')
  gates[0]?.()
  await until(() => gates.length === 2)
  gates[1]?.()
  t.same(wanted, [true, true])
  let more = 0
  const other = jobs.add({ name: 'awaited', about, everyMs: Infinity, run: () => Promise.resolve(more++) })
  t.equal(await other.run(), true)
  t.equal(more, 1)
  t.equal(await jobs.runNow('awaited'), 'begun')
  await until(() => more === 2)
  t.equal(await jobs.runNow('unknown'), undefined)
})

t.test('what fails is told once, tried again after longer and longer pauses, and holds up no other', async t => {
  const { lines, log } = listening()
  const jobs = startJobs(t, noStore, { log })
  const at: number[] = []
  const failures: number[] = []
  let fine = 0
  jobs.add({ name: 'broken', about, everyMs: 3_600_000, backoff: { firstMs: 20, maxMs: 80 }, run(turn) {
    at.push(performance.now())
    failures.push(turn.failures)
    if (at.length < 6) throw new RangeError('no luck')
    return Promise.resolve()
  } })
  jobs.add({ name: 'fine', about, everyMs: 5, run: () => Promise.resolve(fine++) })
  await until(() => at.length === 6)
  const pauses = at.slice(1).map((time, i) => time - (at[i] ?? 0))
  for (const [i, least] of [18, 36, 72, 72, 72].entries()) t.ok((pauses[i] ?? 0) >= least - 2, `${pauses[i]}`)
  t.same(failures, [0, 1, 2, 3, 4, 5])
  t.ok(fine > 6)
  await until(() => lines.length === 2)
  t.same(lines, [
    { level: 'error', job: 'broken', cause: 'RangeError', detail: 'no luck',
      message: 'a job failed: it is tried again' },
    { level: 'info', job: 'broken', message: 'a job works again' }
  ])
})

t.test("the hub's own errors were told where they were thrown", async t => {
  const { lines, log } = listening()
  const jobs = startJobs(t, noStore, { log })
  let runs = 0
  jobs.add({ name: 'away', about, everyMs: 5, run() {
    runs++
    throw new SatuError('store_unavailable', 'away')
  } })
  await until(() => runs >= 3)
  t.match((await jobs.list())[0], { name: 'away', cause: 'store_unavailable' })
  t.same(lines, [])
})

t.test('each entry has its own pace, and only so many run at the same time', async t => {
  const jobs = startJobs(t, noStore)
  let most = 0
  let now = 0
  const runs = new Map<string, number>()
  let keys = ['a', 'b', 'c']
  const job = jobs.addEach({
    name: 'several',
    about,
    atOnce: 2,
    lookMs: 5,
    entries: () => keys.map(key => ({ key, everyMs: key === 'a' ? 10 : 3_600_000 })),
    mayRun: ({ key }) => key !== 'c',
    async run(_turn, { key }) {
      most = Math.max(most, ++now)
      await new Promise(resolve => {
        setTimeout(resolve, 5)
      })
      now--
      runs.set(key, (runs.get(key) ?? 0) + 1)
    }
  })
  await until(() => (runs.get('a') ?? 0) > 3)
  t.equal(runs.get('b'), 1)
  t.notOk(runs.has('c'), 'it may not run')
  t.equal(most, 2)
  job.trigger('b')
  await until(() => runs.get('b') === 2)
  t.equal((await jobs.list())[0]?.entries, 3)
  keys = ['b']
  const before = runs.get('a')
  await until(async () => (await jobs.list())[0]?.entries === 1)
  t.ok((runs.get('a') ?? 0) - (before ?? 0) <= 1, 'what is gone is not worked at')
})

t.test('a turn takes its share of the event loop at most', async t => {
  const jobs = startJobs(t, noStore)
  const spin = (ms: number): void => {
    for (const end = performance.now() + ms; performance.now() < end;);
  }
  let tookMs = 0
  const job = jobs.add({ name: 'long', about, everyMs: Infinity, share: 0.25, async run(turn: Turn) {
    const began = performance.now()
    for (let i = 0; i < 5; i++) {
      spin(10)
      await turn.giveWay()
    }
    tookMs = performance.now() - began
  } })
  await job.run()
  t.ok(tookMs >= 180, `50 ms of work take 200 ms: ${tookMs}`)
})

t.test('a close aborts what runs, waits for it, and ends jobs in the reverse order', async t => {
  const { lines, log } = listening()
  const jobs = createJobs({ store: noStore, log })
  const ended: string[] = []
  let begun = 0
  for (const name of ['first', 'second'])
    jobs.add({ name, about, everyMs: 5, async run({ signal }) {
      begun++
      await new Promise(resolve => {
        signal.addEventListener('abort', resolve)
      })
      await new Promise(resolve => {
        setTimeout(resolve, 10)
      })
      ended.push(name)
      signal.throwIfAborted()
    } })
  jobs.start()
  await until(() => begun === 2)
  await jobs.close()
  t.same(ended, ['second', 'first'])
  await new Promise(resolve => {
    setTimeout(resolve, 20)
  })
  t.equal(begun, 2, 'none begins again')
  t.same(lines, [], 'what was cut off is no failure')
})

t.test('counts turns, how long they took, and when one last ended well', async t => {
  const jobs = startJobs(t, noStore)
  let isWell = true
  const job = jobs.add({ name: 'counted', about, everyMs: Infinity,
    run: () => (isWell ? Promise.resolve() : Promise.reject(new Error('no'))) })
  await job.run()
  isWell = false
  await t.rejects(job.run(), { message: 'no' })
  const byName = new Map(jobs.families().map(family => [family.name, family.series]))
  t.same(byName.get('satu_job_runs_total'), [['{job="counted",outcome="ok"}', 1], ['{job="counted",outcome="failed"}',
    1]])
  t.same(byName.get('satu_job_duration_seconds')?.at(-1), ['_count{job="counted"}', 2])
  t.equal(byName.get('satu_job_last_success_timestamp_seconds')?.length, 1)
  t.match((await jobs.list())[0], { failures: 1, cause: 'Error', lease: 'process', isRunning: false })
})

t.test('a turn that is not needed does not run, unless somebody wants it', async t => {
  const jobs = startJobs(t, noStore)
  let runs = 0
  let asked = 0
  const job = jobs.add({ name: 'idle', about, everyMs: 5, isNeeded: () => {
    asked++
    return Promise.resolve(false)
  }, run: () => Promise.resolve(runs++) })
  await until(() => asked > 3)
  t.equal(runs, 0)
  await job.run()
  t.equal(runs, 1)
})

t.test('what is wanted after a while runs once for all who wanted it', async t => {
  const jobs = startJobs(t, noStore)
  let runs = 0
  const job = jobs.add({ name: 'soon', about, everyMs: Infinity, run: () => Promise.resolve(runs++) })
  const askedAt = performance.now()
  for (let i = 0; i < 3; i++) job.trigger('', 30)
  await until(() => runs > 0)
  t.ok(performance.now() - askedAt >= 28)
  t.equal(runs, 1)
})
