import type { ServerResponse } from 'node:http'
import t, { type Test } from 'tap'
import { createSpanExporter, type SpanExporter } from '../../../../src/platform/telemetry/tracing/exporter.ts'
import { KIND, spanJson } from '../../../../src/platform/telemetry/tracing/span.ts'
import { freePort, until } from '../../../services/wait.ts'
import { type Collector, startCollector } from '../../../suites/otlp-collector.ts'

const span = spanJson({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), name: 'GET /v1/complaints', kind: KIND.server,
  start: 1_700_000_000_000.5, end: 1_700_000_000_001, attributes: { a: 'é"', b: 2, c: 0.5 }, isError: true })

function setUp(settings: Pick<Collector['settings'], 'url' | 'headers'>) {
  const lines: string[] = []
  const note = (_fields: object, text: string) => {
    lines.push(text)
  }
  const exporter = createSpanExporter({ settings, resource: { 'service.name': 'satu' }, version: '1',
    log: { warn: note as never, info: note as never } })
  return { exporter, lines }
}

const numbersOf = (exporter: SpanExporter): Record<string, number> =>
  Object.fromEntries(
    exporter.families().flatMap(({ name, series }) =>
      series.map(([of, value]) => [`${name.replace('satu_spans_', '')}${of}`, value])
    )
  )
const many = (exporter: SpanExporter, count: number): void => {
  for (let i = 0; i < count; i++) exporter.add(span)
}

t.test('spans reach the collector as OTLP has them, in full batches at once', async t => {
  const collector = await startCollector(t)
  const { exporter, lines } = setUp(collector.settings)
  many(exporter, 1_100)
  const spans = await collector.until(1_024)
  t.match(spans[0], { name: 'GET /v1/complaints', kind: 'server', startMs: 1_700_000_000_000.5, durationMs: 0.5,
    attributes: { a: 'é"', b: 2, c: 0.5 }, isError: true, links: [] })
  t.equal(collector.posts[0]?.headers.authorization, 'Bearer collector')
  t.same(collector.posts[0]?.resource, { 'service.name': 'satu' })
  await exporter.close()
  t.equal(collector.spans.length, 1_100, 'the rest comes when the hub closes')
  t.match(numbersOf(exporter), { 'exported_total': 1_100, 'dropped_total{reason="full"}': 0,
    'dropped_total{reason="closing"}': 0, 'waiting': 0 })
  t.same(lines, [])
})

t.test('while the collector is down so many spans wait, the others are counted, and one line says so', async t => {
  const port = await freePort()
  const { exporter, lines } = setUp({ url: `http://127.0.0.1:${port}/v1/traces`, headers: {} })
  many(exporter, 5_000)
  await until(() => lines.length > 0, { what: 'the line' })
  many(exporter, 100)
  t.match(numbersOf(exporter), { 'exported_total': 0, 'dropped_total{reason="full"}': 1_004, 'waiting': 4_096 })
  t.same(lines, ['traces are not exported'])

  const collector = await startCollector(t, { port })
  await collector.until(4_096)
  await until(() => lines.length > 1, { what: 'the second line' })
  t.same(lines, ['traces are not exported', 'traces are exported again'], 'it is found by itself')
  await exporter.close()
})

t.test('a collector that refuses spans is not sent them again', async t => {
  const collector = await startCollector(t)
  collector.answer = 400
  const { exporter, lines } = setUp(collector.settings)
  many(exporter, 512)
  await until(() => numbersOf(exporter)['dropped_total{reason="refused"}'] === 512, { what: 'the drop' })
  t.equal(numbersOf(exporter)['waiting'], 0)
  t.same(lines, ['traces are not exported'])
  await exporter.close()
})

t.test('a collector that takes a part says how many it did not take', async t => {
  const collector = await startCollector(t)
  collector.answer = response => {
    response.writeHead(200).end('{"partialSuccess":{"rejectedSpans":"12","errorMessage":"no"}}')
  }
  const { exporter } = setUp(collector.settings)
  many(exporter, 512)
  await until(() => numbersOf(exporter)['exported_total'] === 500, { what: 'the count' })
  t.equal(numbersOf(exporter)['dropped_total{reason="refused"}'], 12)
  await exporter.close()
})

t.test('a collector that says "later" is asked again when it said, and nothing is lost', async t => {
  const collector = await startCollector(t)
  let asked = 0
  collector.answer = response => {
    asked++
    collector.answer = 200
    response.writeHead(503, { 'retry-after': '1' }).end()
  }
  const { exporter } = setUp(collector.settings)
  many(exporter, 512)
  await collector.until(512)
  await until(() => numbersOf(exporter)['exported_total'] === 512, { what: 'the count' })
  t.equal(asked, 1)
  await exporter.close()
})

t.test('a collector that answers nothing holds the end of the hub for two seconds and no longer', async (t: Test) => {
  const collector = await startCollector(t)
  const held: ServerResponse[] = []
  collector.answer = response => {
    held.push(response)
  }
  const { exporter, lines } = setUp(collector.settings)
  many(exporter, 600)
  await until(() => held.length > 0, { what: 'the first batch' })
  await exporter.close()
  t.match(numbersOf(exporter), { 'exported_total': 0, 'dropped_total{reason="closing"}': 600, 'waiting': 0 })
  t.same(lines, ['the last traces could not be exported'])
  exporter.add(span)
  t.equal(numbersOf(exporter)['dropped_total{reason="closing"}'], 601, 'what comes then is counted too')
})
