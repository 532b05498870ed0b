import { mock } from 'node:test'
import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { createRequests } from '../../demo/systems/ppid-requests.ts'
import { workingDaysOf } from '../../src/gateway/systems/city.ts'
import { until } from '../services/wait.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { type Answer, startCity } from '../suites/demo-city.ts'
import { operating } from '../suites/operating.ts'

// The demo's last day. Only the date is made up; nothing waits for it.
mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-24T10:00:00+07:00') })
t.teardown(() => {
  mock.timers.reset()
})

const city = await startCity({
  change: config => ({ ...operating(config),
    systems: config.systems.filter(({ id }) => id === 'ppid' || id === 'register').map(system => ({ ...system,
      limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
    ) })
})
t.teardown(() => city.close())
const days = workingDaysOf(city.config.city)
// What the office has, by its own words; what nobody could have filed is left out by the hub.
const requests = createRequests(createDemoCity()).filter(({ nama, rincian, batas }) =>
  nama !== '' && rincian !== '-' && !batas.startsWith('0000')
)
const key = (): { headers: Record<string, string> } => ({ headers: { 'idempotency-key': `"${Math.random()}"` } })
const statistics = (year: number): Promise<Answer> =>
  city.get(`/v1/information-requests/statistics?year=${year}`, { as: null })
type Ground = { ground: string; count: number | null }

for (const year of [2025, 2026]) {
  t.test(`everybody may read the counts of ${year}, and they are those of the office's own register`, async t => {
    const { status, body, headers } = await statistics(year)
    t.equal(status, 200)
    t.same(contractErrors('getInformationRequestStatistics', { status, body, headers }), [])
    t.match(body.meta.sources, [{ system: 'ppid', state: 'ok' }])
    const own = requests.filter(({ tanggal }) => tanggal.startsWith(String(year)))
    t.equal(body.received, own.length)
    const isShown = (count: number): boolean => count === 0 || count >= 5
    for (const { month, received } of body.by_month as { month: string; received: number | null }[]) {
      const count = own.filter(({ tanggal }) => tanggal.startsWith(month)).length
      if (received !== null) t.equal(received, count, month)
      else t.ok(count > 0, month)
      if (!isShown(count)) t.equal(received, null, month)
    }
    const words: Record<string, string> = { granted: 'Dikabulkan Seluruhnya', partially_granted: 'Dikabulkan Sebagian',
      refused: 'Ditolak', transferred: 'Diteruskan' }
    for (const { decision, count } of body.decisions as { decision: string; count: number | null }[]) {
      const decided = own.filter(({ keputusan, status }) =>
        (keputusan || status).toLowerCase() === words[decision]?.toLowerCase()
      ).length
      if (count !== null) t.equal(count, decided, decision)
      else t.ok(decided > 0, decision)
    }
    const objected = own.filter(({ keberatan }) => keberatan !== undefined)
    t.equal(body.objections.filed, isShown(objected.length) ? objected.length : null)
    t.ok(
      (body.refusal_grounds as Ground[]).some(({ count }) => (count ?? 0) > 0) ||
        own.filter(({ alasan }) => alasan.length > 0).length < 10
    )

    const dated = own.filter(({ tanggalKeputusan }) => tanggalKeputusan !== '')
    const mean = dated.reduce((sum, { tanggal, tanggalKeputusan }) =>
      sum + days.between(days.receivedOn(tanggal), tanggalKeputusan), 0) / dated.length
    t.ok(Math.abs(body.answer_time.mean_working_days - mean) < 0.06,
      `${body.answer_time.mean_working_days} and ${mean}`)
    t.ok(
      body.answer_time.share_in_time === null ||
        (body.answer_time.share_in_time > 0.3 && body.answer_time.share_in_time <= 1)
    )
    t.notMatch(JSON.stringify(body), /\b[1-4],"(?:count|received)|"count":[1-4]\b/, 'no small count')
  })
}

t.test('who has the counts gets 304, a year is needed, and one without requests is all zeros', async t => {
  const { headers } = await statistics(2026)
  t.equal(
    (await city.get('/v1/information-requests/statistics?year=2026', { as: null,
      headers: { 'if-none-match': headers.get('etag') ?? '' } })).status,
    304
  )
  t.match((await city.get('/v1/information-requests/statistics')).body, { code: 'invalid_request',
    errors: [{ field: 'year', code: 'required' }] })
  t.match((await city.get('/v1/information-requests/statistics?year=1900')).status, 400)
  t.match((await statistics(2031)).body, { received: 0, answered: 0, waiting: 0,
    answer_time: { mean_working_days: null, share_in_time: null } })
})

t.test('what was counted is asked again neither soon nor when nothing has changed', async t => {
  // The hub probes the office now and then: pages of requests tell.
  const details = (): number => city.system('ppid').calls['detail'] ?? 0
  const before = details()
  t.ok(before > 100, `${before} pages of requests were looked at`)
  const { headers } = await statistics(2026)
  await Promise.all([statistics(2025), statistics(2026)])
  t.equal(details(), before)
  mock.timers.tick(700_000)
  // The last count is given while the next one goes on, which reads the list anew and no page that it knows.
  t.equal((await statistics(2026)).status, 200)
  await until(async () => Number((await statistics(2026)).headers.get('age')) < 600, { what: 'the next count' })
  t.equal((await statistics(2026)).headers.get('etag'), headers.get('etag'))
  t.equal(details(), before)
})

t.test('while the office is down the last counts are given; a first count says that it failed', async t => {
  await city.system('ppid').setFault({ kind: 'down' })
  t.equal((await statistics(2026)).status, 200)
  t.match((await statistics(2024)).body, { code: 'system_failed', at_fault: 'system' })
  await city.system('ppid').setFault({ kind: 'none' })
  t.equal((await statistics(2024)).status, 200)
})

t.test('a request is found by the number that its requester was told', async t => {
  const known = requests.at(-3)!
  for (const spelling of [known.nomor, ` ${known.nomor.toLowerCase().replaceAll('/', ' / ')}`]) {
    const { body } = await city.get(`/v1/information-requests?number=${encodeURIComponent(spelling)}`)
    t.match(body.items, [{ number: known.nomor, clock: { step: String } }], spelling)
    t.equal(body.items.length, 1)
  }
  t.same((await city.get('/v1/information-requests?number=999/PPID/I/2026')).body.items, [])
  t.equal(
    (await city.get(`/v1/information-requests?number=${encodeURIComponent(known.nomor.slice(0, 6))}`)).body.items
      .length,
    0,
    'and by nothing less'
  )
})

t.test('a request lives from its number to the answer to an objection, with a time limit at each step', async t => {
  const { status, body } = await city.post('/v1/information-requests', {
    requester: { name: 'BUDI SANTOSA', nik: '3273021305859991' },
    detail: 'Rincian anggaran taman.',
    purpose: 'Penelitian.'
  }, key())
  t.equal(status, 201)
  t.match(body, { number: /^\d{3}\/PPID\/XI\/2026$/, status: { code: 'received' },
    clock: { step: 'answer', waits_for: 'office', remaining_working_days: 10 } })
  t.match((await city.get(`/v1/information-requests?number=${encodeURIComponent(body.number)}`)).body.items, [{
    id: body.id
  }])
  const objection = await city.post(`/v1/information-requests/${body.id}/object`, { ground: 'no_periodic_information' },
    key())
  t.match(objection.body, { status: { code: 'objection_filed' },
    objection: { ground: 'no_periodic_information', filed_on: '2026-11-24' },
    clock: { step: 'answer_objection', waits_for: 'office', remaining_working_days: 30 } })
  const again = await city.post(`/v1/information-requests/${body.id}/object`, { ground: 'late' }, key())
  t.match([again.status, again.body.code], [422, 'write_refused'], 'there is one objection')
})

t.test('steps that an office takes are there with their grounds and days', async t => {
  const all = requests.filter(({ tanggal }) => tanggal.startsWith('2026'))
  const get = async (found: { id: number } | undefined): Promise<Answer['body']> =>
    (await city.get(`/v1/information-requests/PPID-${found?.id}`)).body
  const extended = all.find(({ perpanjangan, status }) => perpanjangan !== '' && status === 'Diperpanjang')
  if (extended) t.match(await get(extended), { status: { code: 'extended' }, extended_to: extended.perpanjangan })
  const refused = all.find(({ status, alasan }) =>
    status === 'Ditolak' && alasan.some(text => /huruf [a-j]/.test(text))
  )
  t.match(await get(refused), { status: { code: 'refused' }, decision: 'refused', decided_on: refused?.tanggalKeputusan,
    grounds: [String] })
  const answered = all.find(({ keberatan }) => keberatan !== undefined && keberatan.tanggapan !== '')
  t.match(await get(answered), {
    objection: { ground: String, filed_on: answered?.keberatan?.tanggal, answered_on: answered?.keberatan?.tanggapan }
  })
})

t.test('an objection that comes too late is refused with the last day, and nothing is sent', async t => {
  const old = requests.find(({ status, tanggalKeputusan, keberatan }) =>
    status === 'Ditolak' && tanggalKeputusan < '2026-06-01' && tanggalKeputusan !== '' && keberatan === undefined
  )
  const before = (city.system('ppid').records() as object[]).length
  const answer = await city.post(`/v1/information-requests/PPID-${old?.id}/object`, { ground: 'refused' }, key())
  t.match([answer.status, answer.body.code, answer.body.detail], [409, 'state_conflict',
    `The time for this ended on ${days.add(old?.tanggalKeputusan ?? '', 30)}.`])
  t.same(contractErrors('objectToInformationRequest', answer), [])
  t.equal((city.system('ppid').records() as object[]).length, before)
  const fresh = requests.findLast(({ status, tanggalKeputusan, keberatan }) =>
    status === 'Ditolak' && tanggalKeputusan > '2026-11-01' && keberatan === undefined
  )
  t.ok(fresh, 'one within its time')
  t.equal((await city.post(`/v1/information-requests/PPID-${fresh?.id}/object`, { ground: 'refused' }, key())).status,
    201)
})
