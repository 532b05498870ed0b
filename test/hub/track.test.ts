import { mock } from 'node:test'
import t from 'tap'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'

// The demo's last day, so that clocks run on what is in it.
mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-24T10:00:00+07:00') })
t.teardown(() => {
  mock.timers.reset()
})

const some = ['licensing-a', 'licensing-b', 'complaints', 'transport', 'tax', 'ppid', 'register']
const generous = { requests: 100_000, seconds: 600 }
const city = await startCity({
  change: config => ({
    ...config,
    hub: { ...config.hub, track: { address: generous, misses: generous, all: generous, legacy_cost: 1 } },
    systems: config.systems.filter(({ id }) => some.includes(id)).map(system => ({ ...system,
      limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
    )
  })
})
t.teardown(() => city.close())

const track = (number: string): Promise<Answer> => city.get(`/v1/track/${encodeURIComponent(number)}`, { as: null })
// Its words are looked for in what is told of its number.
type Item = { id: string; number: string; source: { system: string }; status: { code: string } } & Record<string,
  unknown>
async function first(path: string, system?: string, skip = 0): Promise<Item> {
  let items: Item[] = []
  // What comes whole is read after the start.
  await until(async () => {
    const { status, body } = await city.get(path, {
      scopes: ['licences:read', 'licence-applications:read', 'information-requests:read', 'complaints:read',
        'tax-bills:read', 'incidents:read']
    })
    items = body.items
    return status === 200
  }, { what: `an answer of ${path}` })
  const found = items.filter(({ source }) => system === undefined || source.system === system)[skip]
  if (found === undefined) throw new Error(`nothing of ${system ?? 'any system'} at ${path}`)
  return found
}
/** Names, addresses and texts: what must not be told. */
const secretsOf = (item: Item): string[] =>
  JSON.stringify(item).match(/"(?:name|address|title|description|detail)":"[^"]{6,}"/g)?.map(text =>
    text.split('":"')[1]?.slice(0, -1) ?? ''
  ) ?? []

t.test('every number that a resident holds finds its case', async t => {
  const application = await first('/v1/licence-applications?limit=100', 'licensing-a')
  const decree = await first('/v1/licences?limit=100', 'licensing-b')
  const agenda = await first('/v1/licence-applications?limit=100', 'transport')
  const permit = await first('/v1/licences?limit=100', 'transport')
  const request = await first('/v1/information-requests?limit=1')
  const complaint = await first('/v1/complaints?limit=1')
  const incident = await first('/v1/incidents?limit=100', 'transport')
  for (const [item, number, kind] of [
    [application, application.number, 'licence-applications'],
    [decree, decree.number, 'licences'],
    [agenda, agenda.number, 'licence-applications'],
    [permit, permit.number, 'licences'],
    [request, request.number, 'information-requests'],
    [complaint, complaint.id.replace('LAPOR-', ''), 'complaints'],
    [complaint, complaint.id, 'complaints'],
    [incident, incident.id.replace(/^[A-Z]+-/, ''), 'incidents']
  ] as const) {
    for (const typed of [number, number.toLowerCase().replace(/[/.-]/g, ' '), number.replace(/[/. -]/g, '')]) {
      if (typed !== number && number === complaint.id) continue
      const answer = await track(typed)
      t.equal(answer.status, 200, typed)
      const found = (answer.body.cases as { kind: string; status: string; system: string; responsible?: object }[])
        .find(one => one.kind === kind)
      t.match(found, { kind, status: item.status.code, system: item.source.system,
        responsible: { agency_id: /^SKPD-/ } }, typed)
      const text = JSON.stringify(answer.body.cases.map((told: object) => ({ ...told, responsible: undefined })))
      for (const secret of secretsOf(item))
        t.notOk(text.includes(secret), `${kind} tells nothing of ${secret.length} letters`)
      t.same(contractErrors('trackNumber', answer), [])
    }
  }
})

t.test('a registration number tells of the application and of the licence that came of it', async t => {
  const licence = await first('/v1/licences?limit=100', 'licensing-a')
  const answer = await track(licence.id.replace('HAYU-', ''))
  t.same(answer.body.cases.map(({ kind }: { kind: string }) => kind), ['licence-applications', 'licences'])
})

t.test('a request for information comes with its clock in words', async t => {
  const request = (await city.get('/v1/information-requests?limit=50&status=received,under_review', {
    scopes: ['information-requests:read']
  })).body.items.find(({ clock }: { clock?: object }) => clock !== undefined)
  const { body } = await track(request.number)
  t.match(body.cases[0].due, { due_on: request.clock.due_on, overdue: request.clock.overdue,
    remaining_working_days: request.clock.remaining_working_days,
    said: { id: /^Dijawab oleh petugas informasi paling lambat \d+ \w+ 20\d\d \(/, en: /^To be answered/ } })
})

t.test('a NOP tells which of the last years are paid, and nothing of its owner or the amount', async t => {
  const bill = await first('/v1/tax-bills?limit=1')
  const nop = bill['nop'] as string
  const { status, body } = await track(
    nop.replace(/^(\d\d)(\d\d)(\d{3})(\d{3})(\d{3})(\d{4})(\d)$/, '$1.$2.$3.$4.$5-$6.$7')
  )
  t.equal(status, 200)
  const cases = body.cases as { kind: string; year: number; status: string }[]
  t.ok(
    cases.some(({ kind, year, status: code }) =>
      kind === 'tax-bills' && year === bill['tax_year'] && code === bill.status.code
    )
  )
  t.same(cases.map(({ year }) => year), cases.map(({ year }) => year).toSorted((a, b) => b - a), 'the newest first')
  t.notMatch(JSON.stringify(body), new RegExp(`${String(bill['payable_idr'])}|owner|_idr`))
})

t.test('a system that is down is said to be, and others that may have the number still answer', async t => {
  await city.system('licensing-b').setFault({ kind: 'down' })
  t.teardown(() => city.system('licensing-b').setFault({ kind: 'none' }))
  // One that nobody has asked for yet.
  const application = await first('/v1/licence-applications?limit=100', 'licensing-a', 3)
  t.match((await track(application.number)).body, { cases: [{ system: 'licensing-a' }],
    meta: { sources: [{ system: 'licensing-a', state: 'ok' }, { system: 'licensing-b', state: 'failed' }] } })
  const unknown = await track('9999907103112026')
  t.match([unknown.status, unknown.body.code], [503, 'system_unavailable'])
  t.match(unknown.body.systems, [{ system: 'licensing-a', state: 'ok' }, { system: 'licensing-b', state: 'failed' }])
})
