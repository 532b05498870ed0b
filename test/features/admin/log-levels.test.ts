import { Writable } from 'node:stream'
import { pino } from 'pino'
import { createBoard } from '../../../src/gateway/operators/board.ts'
import { createLogLevels, HUB_LOG } from '../../../src/gateway/operators/log-levels.ts'
import { createSystemLog } from '../../../src/gateway/systems/system-log.ts'
import { until } from '../../services/wait.ts'
import { startJobs } from '../../suites/jobs.ts'
import { overEachStore } from '../../suites/stores.ts'

overEachStore(async (t, place) => {
  const open = async () => {
    const lines: Record<string, unknown>[] = []
    const logger = pino({ level: 'warn', base: null }, new Writable({ write(line: Buffer, _encoding, done) {
      lines.push(JSON.parse(String(line)) as Record<string, unknown>)
      done()
    } }))
    const store = await place.open()
    const board = createBoard({ store, jobs: startJobs(t, store) })
    t.teardown(() => {
      board.close()
    })
    return { lines, logger, levels: createLogLevels({ store, board, logger }) }
  }
  const one = await open()
  const other = await open()
  const reason = 'slow since the update'

  t.test('a system is logged call by call for a time, in every process, and nothing else is', async t => {
    const log = createSystemLog({ system: 'a', logger: other.levels.loggerOf('a') })
    const quiet = createSystemLog({ system: 'b', logger: other.levels.loggerOf('b') })
    const call = { stage: 'list complaints', durationMs: 12.4, error: undefined, requestId: 'r-1' }
    log.call(call)
    t.same(other.lines, [], 'not before')
    await one.levels.set('a', { level: 'debug', until: Date.now() + 2_500, reason, by: 'desk' })
    await until(() => other.levels.loggerOf('a').level === 'debug')
    t.match(other.levels.setFor('a'), { level: 'debug', reason, by: 'desk' })
    log.call(call)
    quiet.call(call)
    t.match(other.lines, [{ msg: 'legacy call', system: 'a', stage: 'list complaints', request_id: 'r-1',
      duration_ms: 12 }])
    t.equal(other.logger.level, 'warn')
    await until(() => other.levels.loggerOf('a').level === 'warn')
    t.equal(other.levels.setFor('a'), undefined)
    log.call(call)
    t.equal(other.lines.length, 1, 'it went back by itself')
  })

  t.test('the level of the hub goes for systems without one of their own, until it is set back', async t => {
    await one.levels.set('b', { level: 'error', until: Date.now() + 60_000, reason, by: 'desk' })
    await one.levels.set(HUB_LOG, { level: 'debug', until: Date.now() + 60_000, reason, by: 'desk' })
    await until(() => other.logger.level === 'debug')
    t.same([other.levels.levelOf('a'), other.levels.levelOf('b'), other.levels.loggerOf('b').level], ['debug', 'error',
      'error'])
    await other.levels.reset(HUB_LOG)
    await other.levels.reset('b')
    await until(() => one.logger.level === 'warn')
    t.same([one.levels.levelOf('b'), one.levels.setFor('b')], ['warn', undefined])
  })
})
