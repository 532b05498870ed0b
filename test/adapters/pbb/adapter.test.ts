import t, { type Test } from 'tap'
import type { BillRow, ObjectRow } from '../../../adapters/pbb/wire.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createTaxSystem } from '../../../demo/systems/tax.ts'
import type { Mapped } from '../../../src/kit/index.ts'
import { contractErrors } from '../records.ts'
import { connect, createTools, readAll, readerOf } from './surroundings.ts'

const city = createDemoCity()

async function start(t: Test) {
  const system = await startLegacySystem(createTaxSystem(city))
  t.teardown(() => system.stop())
  return { system, client: connect(t, system.environment['TAX_FILES_URL'] ?? '') }
}

function mapAll<R extends 'tax-objects' | 'tax-bills', Row>(resource: R, rows: readonly Row[], client: unknown) {
  const reader = readerOf<R, Row>(resource)
  const notes = new Map<string, number>()
  const mapped = rows.map(row => {
    const tools = createTools()
    const made: Mapped<R> = reader.map(row, tools, client)
    const errors = contractErrors(resource, made, tools)
    if (errors.length > 0) throw new Error(errors.join(', '))
    for (const { field, code } of tools.notes.list())
      notes.set(`${field} ${code}`, (notes.get(`${field} ${code}`) ?? 0) + 1)
    return made
  })
  return { mapped, notes }
}

t.test('serves every tax object of the demo city, as the contract has it', async t => {
  const { client } = await start(t)
  const rows = await readAll<ObjectRow>('tax-objects', client)
  const { mapped, notes } = mapAll('tax-objects', rows, client)
  t.ok(rows.length > 7_900)
  t.equal(new Set(mapped.map(({ key }) => key)).size, rows.length)
  t.equal(new Set(mapped.map(({ record }) => record.location?.district_code)).size, 30, 'in all districts')
  t.ok(mapped.filter(({ record }) => record.owner_name === undefined).length > 10, 'some without an owner')
  t.ok((notes.get('owner_name name_truncated') ?? 0) > 50)
  t.notOk(mapped.some(({ record }) => /\bALM\b|�/i.test(record.owner_name ?? '')))
})

t.test('serves every tax bill of the demo city, wherever it stands', async t => {
  const { client } = await start(t)
  const rows = await readAll<BillRow>('tax-bills', client)
  const { mapped, notes } = mapAll('tax-bills', rows, client)
  t.equal(new Set(mapped.map(({ key }) => key)).size, rows.length)
  const statuses = Map.groupBy(mapped, ({ record }) => record.status.code)
  t.same([...statuses.keys()].sort(), ['cancelled', 'overdue', 'paid', 'partially_paid', 'unknown', 'unpaid'])
  t.ok(mapped.some(({ record }) => record.cycle === 2), 'some were issued again')
  t.ok(mapped.some(({ record }) => (record.payments?.length ?? 0) > 1), 'some were paid in parts')
  t.ok((notes.get('status out_of_order') ?? 0) > 50 && (notes.get('status status_unmapped') ?? 0) > 50)
  t.same([...notes.keys()].sort(), ['status out_of_order', 'status status_unmapped', 'taxpayer_name name_truncated'])
})

t.test('is refused whatever happens to the files, and serves again when they are whole', async t => {
  const { system, client } = await start(t)
  const read = () =>
    readAll<BillRow>('tax-bills', client).then(rows => rows.length, error =>
      (error as { kind?: string }).kind ?? String(error))
  const whole = await read()
  t.type(whole, 'number')
  for (const [kind, expected] of [['down', 'unreachable'], ['error', 'failed'], ['garbage', 'unreadable'], ['truncate',
    'truncated'], ['none', whole]] as const)
  {
    await system.setFault({ kind })
    t.equal(await read(), expected, kind)
  }
  await system.setFault({ kind: 'slow', ms: 200 })
  t.match(await read(), /there is no version|failed|truncated/)
  while ((await read()) !== whole) await new Promise(resolve => setTimeout(resolve, 20))
})
