import t from 'tap'
import { type AnswerInfo, createSatu, SatuProblem, SatuUndelivered } from '../../../clients/typescript/src/index.ts'
import { startCity } from '../../suites/demo-city.ts'

const city = await startCity({
  change: config => ({ ...config, hub: { ...config.hub, writes: { ...config.hub.writes, wait_ms: 500 } },
    systems: config.systems.map(system => ({ ...system,
      limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
    ) })
})
t.teardown(() => city.close())
const { authorization } = city.authorization(city.config.consumers['demo-app']?.scopes ?? [])
const token = authorization.replace('Bearer ', '')
const satu = createSatu({ url: city.url, token })

t.test('a list is read to its end, page after page, and each record comes once', async t => {
  const ids = new Set<string>()
  let count = 0
  const announcements = satu.announcements.list({ limit: 7 })
  for await (const { id } of announcements) {
    ids.add(id)
    count++
  }
  const all = await satu.announcements.list({ limit: 100 }).toArray()
  t.ok(all.length > 14)
  t.equal(count, all.length)
  t.equal(ids.size, count)
  t.match(announcements.sources, [{ system: 'humas', state: 'ok' }])
  t.same(announcements.missing, [])
  t.equal((await satu.announcements.list({ limit: 5 }).toArray({ most: 7 })).length, 7)
  let pages = 0
  for await (const page of satu.announcements.list({ limit: 50 }).pages()) {
    t.ok(page.items.length <= 50)
    pages++
  }
  t.ok(pages >= Math.ceil(count / 50))
})

t.test('filters are sent as the contract has them', async t => {
  const licences = await satu.licences.list({ status: ['expired', 'revoked'], limit: 20 }).page()
  t.ok(licences.items.length > 0 && licences.items.every(({ status }) => ['expired', 'revoked'].includes(status.code)))
  const since = licences.items[0]?.source.updated_at ?? ''
  t.ok(
    (await satu.licences.list({ updated_since: since, limit: 5 }).page()).items.every(({ source }) =>
      source.updated_at >= since
    )
  )
})

t.test('a record is had by what its path needs, and every answer tells how fresh it is', async t => {
  const heard: AnswerInfo[] = []
  const [first] = await satu.taxBills.list({ limit: 1 }).toArray({ most: 1 })
  const bill = await satu.taxBills.get(first?.nop ?? '', first?.tax_year ?? 0, { onAnswer: about => heard.push(about) })
  t.equal(bill.id, first?.id)
  t.match(heard, [{ operation: 'getTaxBill', status: 200, attempts: 1, requestId: /^[a-z]{12}$/,
    sources: [{ system: 'tax', state: 'ok' }], ageSeconds: Number }])
})

t.test('what a system that is down would have said is told as missing, and the rest is there', async t => {
  await city.system('licensing-b').setFault({ kind: 'down' })
  t.teardown(() => city.system('licensing-b').setFault({ kind: 'none' }))
  const licences = satu.licences.list({ limit: 37 })
  t.ok((await licences.page()).items.length > 0)
  t.match(licences.missing, [{ system: 'licensing-b', state: 'failed', code: 'system_failed' }])
  const whole = createSatu({ url: city.url, token, retries: 0 })
  const error = await whole.licences.list({ limit: 36, require: 'all' }).page().catch((error: unknown) => error)
  t.ok(error instanceof SatuProblem)
  t.match(error, { code: 'sources_failed',
    systems: [{ system: 'licensing-a' }, { system: 'licensing-b', state: 'failed' }, { system: 'transport' }] })
})

t.test('a problem names the wrong fields, the party at fault and what to do, and repeats no value', async t => {
  const error = await satu.licences.list({ limit: 4711 }).page().catch((error: unknown) => error)
  t.ok(error instanceof SatuProblem)
  t.match(error, { code: 'invalid_request', status: 400, atFault: 'caller', stage: 'validation',
    fields: [{ in: 'query', field: 'limit' }], requestId: /^[a-z]{12}$/, action: /contract/ })
  t.match((error as Error).message, /invalid_request: .*limit .*\[request [a-z]{12}\]/)
  t.notMatch((error as Error).message, /4711/)
})

t.test('a write gives the record and its receipt when its system takes it at once', async t => {
  const written = await satu.complaints.create({ description: 'Lampu jalan mati sejak Senin.' })
  t.match(written, { state: 'delivered', receipt: /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/, submission: undefined,
    record: { id: /^LAPOR-/ } })
  t.equal(await written.delivered(), written.record)
  const again = await satu.complaints.create({ description: 'Lampu jalan mati sejak Senin.' }, {
    idempotencyKey: written.idempotencyKey
  })
  t.equal(again.record?.id, written.record?.id, 'the same key writes nothing twice')
  t.match(await satu.submissions.list({}, { idempotencyKey: written.idempotencyKey }).toArray(), [{
    receipt: written.receipt,
    record_id: written.record?.id
  }])
  const other = await satu.complaints.create({ description: 'Lain.' }, { idempotencyKey: written.idempotencyKey })
    .catch((error: unknown) => error)
  t.match(other, { code: 'idempotency_key_reused', idempotencyKey: written.idempotencyKey })
})

t.test('a write that waits for its system is followed until it is delivered', async t => {
  await city.system('complaints').setFault({ kind: 'down' })
  const written = await satu.complaints.create({ description: 'Saat LAPOR mati.' })
  t.match(written, { state: 'accepted', record: undefined,
    submission: { status: { code: 'accepted' }, advice: { id: String, en: String } } })
  const seen: string[] = []
  const delivered = written.delivered({ onChange: ({ status }) => {
    seen.push(status.code)
    // The first look finds it waiting; then its system comes back.
    if (seen.length === 1) void city.system('complaints').setFault({ kind: 'none' })
  } })
  const record = await delivered
  t.match(record, { id: /^LAPOR-/, description: 'Saat LAPOR mati.' })
  t.equal(seen.at(0), 'accepted')
  t.equal(seen.at(-1), 'delivered')
  const states = []
  for await (const { status } of satu.submissions.follow(written.receipt)) states.push(status.code)
  t.same(states, ['delivered'])
})

t.test('a write that its system refuses later is a problem, and one that was given up says so', async t => {
  await city.system('complaints').setFault({ kind: 'down' })
  t.teardown(() => city.system('complaints').setFault({ kind: 'none' }))
  const refused = await satu.complaints.create({ description: 'Akan ditolak.' })
  await city.system('complaints').setFault({ kind: 'refuse' })
  t.match(await refused.delivered().catch((error: unknown) => error), { name: 'SatuProblem', code: 'write_refused',
    status: 422, idempotencyKey: refused.idempotencyKey })

  await city.system('complaints').setFault({ kind: 'down' })
  const given = await satu.complaints.create({ description: 'Akan dibatalkan.' })
  const operations = createSatu({ url: city.url, token: (await operator()).replace('Bearer ', '') })
  await operations.submissions.abandon(given.submission?.id ?? '', { reason: 'a test' })
  const error = await given.delivered().catch((error: unknown) => error)
  t.ok(error instanceof SatuUndelivered)
  t.match(error, { submission: { status: { code: 'abandoned' } } })
})

/** The header of the demo's operators. */
async function operator(): Promise<string> {
  const { signToken } = await import('../../suites/token.ts')
  const { JWT_SECRET } = await import('../../suites/demo-city.ts')
  return `Bearer ${
    signToken(JWT_SECRET, { sub: 'operations', scope: (city.config.consumers['operations']?.scopes ?? []).join(' ') })
  }`
}

t.test('what has no method goes by path, over the same attempts and credentials', async t => {
  const { data, error, response } = await satu.raw.GET('/v1/systems/{id}', { params: { path: { id: 'licensing-a' } } })
  t.equal(response.status, 200)
  t.equal(data?.id, 'licensing-a')
  t.equal(error, undefined)
  t.match((await satu.raw.GET('/v1/complaints/{id}', { params: { path: { id: 'LAPOR-1' } } })).error, {
    code: 'not_found'
  })
})

t.test('there is a method for each operation of the contract', async t => {
  const { operations } = await import('../../../clients/typescript/src/operations.gen.ts')
  const { loadContract } = await import('../../../src/contract/contract.ts')
  const ids = Object.values(operations).flatMap(group =>
    Object.values(group as Record<string, { id: string }>).map(({ id }) => id)
  )
  t.same(ids.toSorted(), loadContract().operations.map(({ id }) => id).toSorted())
  for (const [group, methods] of Object.entries(operations)) {
    for (const name of Object.keys(methods))
      t.type((satu as unknown as Record<string, Record<string, unknown>>)[group]?.[name], 'function',
        `${group}.${name}`)
  }
})
