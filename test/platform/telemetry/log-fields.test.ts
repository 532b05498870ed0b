import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { fieldMeanings } from '../../../scripts/log-fields.ts'
import { byHand, COMMON, describeLogLines, readLogKinds } from '../../../scripts/log-lines.ts'
import { createLog } from '../../../src/platform/telemetry/log.ts'
import { testFolder } from '../../suites/folder.ts'

const kinds = readLogKinds('.')
const fields = new Set([...COMMON, ...kinds.flatMap(kind => kind.fields)])

t.test('every field that a line has is told what it means, and none that no line has', async t => {
  t.same([...fields].filter(field => !Object.hasOwn(fieldMeanings, field)), [],
    'give it a meaning in scripts/log-fields.ts')
  t.same(Object.keys(fieldMeanings).filter(field => !fields.has(field)), [])
  t.same(Object.keys(fieldMeanings), Object.keys(fieldMeanings).toSorted((a, b) => (a < b ? -1 : 1)), 'in order')
})

t.test('docs/logs.md has every line with its level and fields', async t => {
  const text = readFileSync('docs/logs.md', 'utf8')
  t.equal(text, describeLogLines(text, kinds), 'npm run generate')
  t.match(kinds.find(({ message }) => message === 'legacy call slow'), { level: 'warn',
    fields: ['system', 'stage', 'request_id', 'trace_id', 'span_id', 'duration_ms', 'slow_ms'] },
    'what is spread into a line is seen')
})

t.test('the line of a request has the fields that are told of it', async t => {
  const logFile = join(testFolder(), 'hub.log')
  const log = createLog({ logLevel: 'info', logFile })
  log.request({
    requestId: 'r-1',
    consumer: 'app',
    operation: 'listLicences',
    status: 200,
    outcome: 'ok',
    cache: 'hit',
    durationMs: 1,
    systems: { permits: 1 },
    trace: { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) }
  })
  log.flush()
  const line = JSON.parse(readFileSync(logFile, 'utf8')) as object
  t.same(Object.keys(line), [...COMMON, ...byHand[0]?.fields ?? []])
})
