// Writes so many numbered lines into the log file, as one of several processes: `log-process.ts <file> <name> <count>`.
import { setTimeout as wait } from 'node:timers/promises'
import { createLog } from '../../../src/platform/telemetry/log.ts'

const [, , logFile = '', name = '', count = '0'] = process.argv
const log = createLog({ logLevel: 'info', logFile, logRotation: { maxBytes: 20_000, keep: 100 } })
for (let i = 0; i < Number(count); i++) {
  log.request({ requestId: `${name}-${i}`, consumer: 'app', operation: 'listLicences', status: 200, outcome: 'ok',
    cache: 'hit', durationMs: 0.1, systems: undefined })
  // Time for both to see the file grow beyond its size.
  if (i % 50 === 49) await wait(80)
}
log.flush()
