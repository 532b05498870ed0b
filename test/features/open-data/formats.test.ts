import { check as checkGeoJson } from '@placemarkio/check-geojson'
import { tableFromIPC } from 'apache-arrow'
import { parse as parseCsv } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readParquet } from 'parquet-wasm'
import readXlsx from 'read-excel-file/node'
import t, { type Test } from 'tap'
import { formats } from '../../../src/features/open-data/formats/index.ts'
import { createOutput } from '../../../src/features/open-data/formats/output.ts'
import type { FormatName, Value } from '../../../src/features/open-data/model.ts'
import type { Plan } from '../../../src/features/open-data/plan.ts'
import { readXlsx as readSheet } from '../../../src/kit/formats/xlsx.ts'
import { rowsOf } from '../../kit/formats/rows.ts'

const plan: Plan = {
  dataset: 'things',
  arriving: 8,
  formats: [],
  columns: [
    { name: 'id', type: 'text' },
    { name: 'name', type: 'text' },
    { name: 'amount_idr', type: 'integer' },
    { name: 'lat', type: 'number' },
    { name: 'long', type: 'number' },
    { name: 'active', type: 'boolean' },
    { name: 'since', type: 'date' },
    { name: 'changed_at', type: 'timestamp' }
  ],
  position: { lat: 3, long: 4 }
}
const texts = [
  'Jl. Asia Afrika No. 8',
  '',
  ' padded ',
  'a,b',
  'a "quoted" word',
  'two\nlines',
  'three\r\nlines',
  'a;b',
  "o'clock",
  'Dipatiukur — kantor',
  '日本語 😀',
  '<b>&amp;</b>',
  '=1+1',
  '+62',
  '-5',
  '@SUM(A1)',
  '\tx',
  '\rx',
  'a=1',
  '_x000D_',
  'bell\u0007',
  'null',
  '007',
  '1e5',
  '2026-11-28'
]
const rows: Value[][] = [
  ...texts.map((
    text,
    i
  ): Value[] => [`K-${i}`, text, i * 1_000, -6.9 + i / 100, 107.6, i % 2 === 0, '2026-11-28',
    '2026-11-28T09:15:00+07:00']
  ),
  ['none', null, null, null, null, null, null, null],
  ['large', 'x', 9_007_199_254_740_991, 1e-7, -179.999999, true, '1899-12-30', '1970-01-01T00:00:00+07:00'],
  ['small', 'x', -1, -0.5, 0, false, '1900-03-01', '9999-12-31T23:59:59+07:00'],
  ['half', 'x', 0, -6.9, null, false, '2024-02-29', '2026-01-01T00:00:00+07:00']
]
const isFormula = (text: unknown): boolean => typeof text === 'string' && /^[=+\-@\t\r]/.test(text)

async function write(
  t: Test,
  format: FormatName,
  given: readonly Value[][] = rows
): Promise<{ file: string; content: Buffer; size: number }> {
  const file = join(t.testdir(), `data.${format}`)
  const output = createOutput(file)
  const writer = (await formats[format].load())(output, plan)
  for (const row of given) writer.row(row)
  writer.end()
  const { size } = output.close()
  return { file, content: readFileSync(file), size }
}

t.test('CSV is read back as it was written, and nothing in it runs as a formula', async t => {
  const { content, size } = await write(t, 'csv')
  t.equal(content.length, size)
  t.ok(content.toString().startsWith('id,name,amount_idr,lat,long,active,since,changed_at\r\n'),
    'a header, no byte order mark, CRLF')
  const [head, ...read] = parseCsv(content, { relax_column_count: false })
  t.same(head, plan.columns.map(({ name }) => name))
  t.same(read,
    rows.map(row => row.map(value => (isFormula(value) ? `'${value}` : value === null ? '' : String(value)))))
  t.ok(read.every(row => row.slice(0, 2).every(text => !isFormula(text))))
  t.ok(content.toString().includes(',-0.5,'), 'a negative number is a number')
})

t.test('JSON is an array of objects with every column in its order', async t => {
  const { content } = await write(t, 'json')
  const read = JSON.parse(content.toString()) as Record<string, Value>[]
  t.same(read.map(row => Object.values(row)), rows)
  t.ok(read.every(row => Object.keys(row).join() === plan.columns.map(({ name }) => name).join()))
  t.equal(content.toString().split('\n').length, rows.length + 3, 'a line for each')
})

t.test('GeoJSON holds to RFC 7946', async t => {
  const { content } = await write(t, 'geojson')
  const { features } = checkGeoJson(content.toString()) as {
    features: { geometry: unknown; properties: Record<string, unknown> | null }[]
  }
  t.equal(features.length, rows.length)
  t.same(features[0]?.geometry, { type: 'Point', coordinates: [107.6, -6.9] }, 'longitude first')
  t.same(features.find(({ properties }) => properties?.['id'] === 'none')?.geometry, null)
  t.same(features.find(({ properties }) => properties?.['id'] === 'half')?.geometry, null, 'half a position is none')
  t.same(features.map(({ properties }) => Object.values(properties ?? {})),
    rows.map(row => row.filter((_value, i) => i !== 3 && i !== 4)))
  t.same(Object.keys(features[0]?.properties ?? {}), ['id', 'name', 'amount_idr', 'active', 'since', 'changed_at'])
})

t.test('XLSX is read back by another reader, with numbers, dates and truth as such', async t => {
  const { file } = await write(t, 'xlsx')
  const [sheet] = await readXlsx(file, { trim: false }) as unknown as {
    data: (string | number | boolean | Date | null)[][]
  }[]
  const [head, ...read] = sheet?.data ?? []
  t.same(head, plan.columns.map(({ name }) => name))
  t.equal(read.length, rows.length)
  for (const [i, row] of rows.entries()) {
    const found = read[i]?.map(value => (value instanceof Date ? value.toISOString().slice(0, 10) : value))
    // To the reader an empty text is none.
    t.same(found, row.map(value => (value === '' ? null : value)), String(row[0]))
  }
})

t.test('a text of a workbook is marked so that it becomes no formula when it is edited', async t => {
  const { content } = await write(t, 'xlsx', [['=1+1', '=HYPERLINK("http://x")', 1, null, null, null, null, null]])
  const { strFromU8, unzipSync } = await import('fflate')
  const parts = unzipSync(content)
  const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())
  t.match(sheet, /<c r="A2" t="inlineStr" s="2">/)
  t.notMatch(sheet, /<f>/)
  t.match(strFromU8(parts['xl/styles.xml'] ?? new Uint8Array()), /quotePrefix="1"/)
})

t.test('Parquet is read back by another reader, each column with its type', async t => {
  const { content } = await write(t, 'parquet')
  const table = tableFromIPC(readParquet(new Uint8Array(content)).intoIPCStream())
  t.same(table.schema.fields.map(({ name, type, nullable }) => [name, String(type), nullable]), [
    ['id', 'Utf8', true],
    ['name', 'Utf8', true],
    ['amount_idr', 'Int64', true],
    ['lat', 'Float64', true],
    ['long', 'Float64', true],
    ['active', 'Bool', true],
    ['since', 'Date32<DAY>', true],
    ['changed_at', 'Timestamp<MILLISECOND, UTC>', true]
  ])
  const read = table.toArray().map(row => Object.values(row.toJSON() as Record<string, unknown>))
  t.same(
    read.map((
      [id, name, amount, lat, long, active]
    ) => [id, name, amount === null ? null : Number(amount), lat, long, active]),
    rows.map(row => row.slice(0, 6))
  )
  t.same(read.map(row => (row[6] === null ? null : new Date(Number(row[6])).toISOString().slice(0, 10))),
    rows.map(row => row[6]))
  t.same(read.map(row => (row[7] === null ? null : Number(row[7]))),
    rows.map(row => (row[7] === null ? null : Date.parse(String(row[7])))))
})

t.test('a dataset without rows is a file of its format all the same', async t => {
  t.same(parseCsv((await write(t, 'csv', [])).content), [plan.columns.map(({ name }) => name)])
  t.same(JSON.parse((await write(t, 'json', [])).content.toString()), [])
  t.same(checkGeoJson((await write(t, 'geojson', [])).content.toString()), { type: 'FeatureCollection', features: [] })
  t.match(await readXlsx((await write(t, 'xlsx', [])).file), [{ data: [plan.columns.map(({ name }) => name)] }])
  t.equal(tableFromIPC(readParquet(new Uint8Array((await write(t, 'parquet', [])).content)).intoIPCStream()).numRows, 0)
})

t.test('many rows go through several groups of Parquet and pieces of ZIP', async t => {
  const many = Array.from({ length: 45_000 }, (
    _,
    i
  ): Value[] => [`K-${i}`, `name ${i}`, i, i / 7, -i / 7, i % 3 === 0, '2026-11-28', '2026-11-28T09:15:00+07:00'])
  const table = tableFromIPC(readParquet(new Uint8Array((await write(t, 'parquet', many)).content)).intoIPCStream())
  t.equal(table.numRows, many.length)
  t.equal(table.get(44_999)?.toJSON()['id'], 'K-44999')
  const read = await rowsOf(readSheet([(await write(t, 'xlsx', many)).content]))
  t.equal(read.length, many.length)
  t.match(read.at(-1), { id: 'K-44999', amount_idr: 44_999, since: '2026-11-28', active: false })
})

t.test('the same rows make the same bytes', async t => {
  for (const format of ['csv', 'json', 'geojson', 'xlsx', 'parquet'] as const)
    t.ok((await write(t, format)).content.equals((await write(t, format)).content), format)
})
