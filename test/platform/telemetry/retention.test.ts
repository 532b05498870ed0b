import t, { type Test } from 'tap'
import { SatuError } from '../../../src/errors.ts'
import { type Kept, keptByAge, keptForDays, startRetention } from '../../../src/platform/telemetry/retention.ts'
import { until } from '../../services/wait.ts'
import { createGate } from '../../suites/core/gate.ts'
import { startJobs } from '../../suites/jobs.ts'
import { sqlitePlace } from '../../suites/stores.ts'

const NOW = Date.parse('2026-11-20T10:00:00Z')
const DAY = 86_400_000

interface Line {
  level: string
  class: string
  forgotten?: number
  before?: string
  cause?: string
}

async function start(t: Test, kept: readonly Kept[]) {
  const lines: Line[] = []
  const note = (level: string) => (fields: unknown): void => {
    lines.push({ level, ...(fields as Omit<Line, 'level'>) })
  }
  const jobs = startJobs(t, await (await sqlitePlace(t)).open())
  const retention = startRetention({ kept, jobs, log: { info: note('info'), error: note('error') } as never,
    now: () => NOW })
  t.teardown(() => retention.close())
  return { ...retention, lines }
}

/** So many rows that are old enough. */
function rows(name: string, count: number): Kept & { asked: number[]; left: () => number } {
  let left = count
  const asked: number[] = []
  return {
    name,
    asked,
    left: () => left,
    keepMs: () => 7 * DAY,
    forget(_store, before, most) {
      asked.push(before)
      const now = Math.min(left, most)
      left -= now
      return Promise.resolve(now)
    }
  }
}

t.test('all that is old is forgotten in batches, counted, and told in one line', async t => {
  const many = rows('many', 1_234)
  const none = rows('none', 0)
  const { round, lines, families } = await start(t, [many, none])
  await round()
  t.equal(many.left(), 0)
  t.same(many.asked, [NOW - 7 * DAY, NOW - 7 * DAY, NOW - 7 * DAY])
  t.same(lines, [{ level: 'info', class: 'many', forgotten: 1_234, before: '2026-11-13T10:00:00.000Z' }])
  t.same(families()[0]?.series, [['{class="many"}', 1_234], ['{class="none"}', 0]])
  await round()
  t.equal(lines.length, 1, 'nothing is told of nothing')
})

t.test('one that fails holds up no other, and is taken up again', async t => {
  let fault: Error | undefined = new Error('constraint failed: x')
  const broken: Kept = { ...rows('broken', 5),
    forget: () => (fault === undefined ? Promise.resolve(5) : Promise.reject(fault)) }
  const fine = rows('fine', 3)
  const { round, lines } = await start(t, [broken, fine])
  await round()
  t.equal(fine.left(), 0)
  t.same(lines[0], { level: 'error', class: 'broken', cause: 'Error' }, 'without its words')
  fault = new SatuError('store_unavailable', 'away')
  await round()
  t.equal(lines.filter(({ level }) => level === 'error').length, 1, 'a store that is away tells of itself')
  fault = undefined
  await round()
  t.match(lines.at(-1), { class: 'broken', forgotten: 5 })
})

t.test('what another process is at is left to it', async t => {
  let asked = 0
  const { round, lines } = await start(t, [{ ...rows('busy', 0), forget: () => {
    asked++
    return Promise.resolve(undefined)
  } }])
  await round()
  t.equal(asked, 1)
  t.same(lines, [])
})

t.test('a close waits for the round that runs', async t => {
  const gate = createGate()
  const events: string[] = []
  const slow: Kept = {
    ...rows('slow', 0),
    async forget() {
      events.push('begun')
      await gate.opened
      events.push('done')
      return 500
    }
  }
  const { round, close } = await start(t, [slow])
  const first = round()
  await until(() => events.length === 1)
  const closed = close().then(() => {
    events.push('closed')
  })
  gate.open()
  await Promise.all([first, closed])
  t.same(events, ['begun', 'done', 'closed'], 'and no batch follows')
})

t.test('what is large is forgotten in batches of its own size', async t => {
  const files = { ...rows('files', 45), atOnce: 20 }
  const { round } = await start(t, [files])
  await round()
  t.same([files.left(), files.asked.length], [0, 3])
})

t.test('each round asks how long to keep', async t => {
  let pushed_days = 90
  const asked: Record<string, number> = {}
  const note = (name: string) => (_store: unknown, before: number): Promise<number> => {
    asked[name] = (NOW - before) / DAY
    return Promise.resolve(0)
  }
  const kept = keptByAge({
    forgetting: {
      submissionBodies: note('bodies'),
      submissions: note('submissions'),
      idempotencyKeys: note('keys'),
      events: note('events'),
      accessLog: note('access'),
      media: note('media'),
      operatorActions: note('actions'),
      maintenances: note('maintenances'),
      pushed: note('pushed')
    },
    days: () => ({ submission_body_days: 7, submission_days: 365, event_days: 30, access_log_days: 1_826,
      action_days: 1_000, media_days: 400, edition_days: 365, webhook_days: 20, mirror_days: 80, pushed_days })
  })
  const { round } = await start(t, [...kept, keptForDays('mirror', () => 80, note('mirror'))])
  await round()
  t.same(asked, { bodies: 7, submissions: 365, keys: 0, events: 30, access: 1_826, actions: 1_000, maintenances: 1_000,
    media: 400, pushed: 90, mirror: 80 })
  pushed_days = 30
  await round()
  t.equal(asked['pushed'], 30)
})
