import { join } from 'node:path'
import { createLog, type Log, type RequestLine } from '../../src/platform/telemetry/log.ts'

/** The hub's own log, written as it is in use, into the folder of a test: what must not stand in it is found there. */
export function testLog(dataDir: string, seen: (line: RequestLine) => void = () => {}): Log {
  const log = createLog({ logLevel: 'info', logFile: join(dataDir, 'hub.log') })
  return { ...log, request(line) {
    seen(line)
    log.request(line)
  } }
}
