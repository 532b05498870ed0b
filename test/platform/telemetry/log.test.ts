import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createLog } from '../../../src/platform/telemetry/log.ts'
import { until } from '../../services/wait.ts'
import { testFolder } from '../../suites/folder.ts'

t.test('lines of requests are written together, and not while a request is answered', async t => {
  const logFile = join(testFolder(), 'hub.log')
  const log = createLog({ logLevel: 'info', logFile })
  t.teardown(() => {
    log.flush()
  })
  const lines = (): string[] => (existsSync(logFile) ? readFileSync(logFile, 'utf8').split('\n').filter(Boolean) : [])
  for (let i = 0; i < 100; i++)
    log.request({ requestId: `r${i}`, consumer: 'app', operation: 'listLicences', status: 200, outcome: 'ok',
      cache: 'hit', durationMs: 0.1, systems: undefined })
  t.same(lines(), [], 'none yet')
  await until(() => lines().length > 0, { what: 'the first batch' })
  t.equal(lines().length, 100, 'all at once')
  t.match(JSON.parse(lines()[99] ?? ''), { request_id: 'r99', operation: 'listLicences', status: 200 })
})
