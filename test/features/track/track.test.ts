import t from 'tap'
import { SystemFault } from '../../../src/kit/index.ts'
import { contractErrors } from '../../suites/contract-check.ts'
import { JWT_SECRET, startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, NEVER_FRESH } from '../../suites/core/legacy.ts'
import { signToken } from '../../suites/token.ts'

const NIK = '3273021305859991'
const generous = { requests: 10_000, seconds: 600 }
const open = { address: generous, misses: generous, all: generous, legacy_cost: 1 }
const changed = '2026-11-20T09:00:00+07:00'

const confidential = { description: 'Rahasia.',
  reporter: { name: 'SITI AMINAH', anonymous: false, confidential: true } }
const legacy = createLegacy({
  id: 'a',
  prefix: 'AAAA',
  writes: 'findable',
  freshness: { fresh: 0, revalidate: 0, on_error: 3_600 },
  rows: [
    complaintRow('100001', changed, { description: 'Lampu di depan rumah Ibu Siti mati.', title: 'Lampu mati',
      location: { address: 'Jl. Melati No. 8' }, agency_id: 'SKPD-DPU', submitted_at: changed,
      reporter: { name: 'SITI AMINAH', anonymous: false, confidential: false } }),
    complaintRow('100002', changed, confidential),
    { ...complaintRow('100003', changed), fault: new Error('is confidential') }
  ]
})
const other = createLegacy({ id: 'b', prefix: 'BBBB', rows: [complaintRow('200001', changed)], freshness: NEVER_FRESH })
const hub = await startHub(t, [legacy, other], { hub: { track: open },
  consumers: { app: { scopes: ['complaints:write', 'track:read'] } },
  limits: { breaker: { failures: 1_000, cooldown_ms: 50 } } })

interface Body {
  cases: Record<string, { text: string }>[]
  [field: string]: unknown
}
async function ask(
  number: string,
  path = '',
  headers: Record<string, string> = {}
): Promise<{ status: number; headers: Headers; body: Body; text: string }> {
  const answer = await hub.get(`/v1/track/${encodeURIComponent(number)}${path}`, { headers })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) as Body }
}
/** What two who ask can compare. */
const comparable = ({ status, body, headers }: Awaited<ReturnType<typeof ask>>): unknown => ({ status,
  body: { ...body, request_id: '' },
  headers: [...headers].filter(([name]) => !['date', 'x-request-id', 'ratelimit'].includes(name)) })

t.test('it tells the stage, what is due, what comes next and who answers, and nothing of a person', async t => {
  const answer = await ask('AAAA-100001')
  t.equal(answer.status, 200)
  t.same(contractErrors('trackNumber', answer), [])
  t.match(answer.body, {
    language: 'id',
    cases: [{
      kind: 'complaints',
      status: 'in_progress',
      progress: 'working',
      system: 'a',
      changed_on: '2026-11-20',
      title: { text: 'Laporan warga', en: 'Complaint' },
      stage: { text: 'Sedang ditindaklanjuti.' },
      next: { en: 'The agency answers when it has acted.' },
      responsible: { agency_id: 'SKPD-DPU', name: 'Dinas Pekerjaan Umum' }
    }],
    meta: { sources: [{ system: 'a', state: 'ok' }] }
  })
  t.notMatch(answer.text, /SITI|S\. A\.|Lampu|Melati|reporter|description/)
  t.equal(answer.headers.get('cache-control'), 'no-store')
})

t.test('the language is that of the caller', async t => {
  for (const [path, header, language, text] of [
    ['', 'en-GB,en;q=0.9', 'en', 'It is being worked on.'],
    ['', 'su, id;q=0.5', 'id', 'Sedang ditindaklanjuti.'],
    ['?lang=en', 'id', 'en', 'It is being worked on.'],
    ['', 'fr', 'id', 'Sedang ditindaklanjuti.']
  ] as const) {
    const { body, headers } = await ask('AAAA-100001', path, { 'accept-language': header })
    t.match([body['language'], headers.get('content-language'), body.cases[0]?.['stage']?.text], [language, language,
      text])
  }
  t.equal((await ask('AAAA-100001', '?lang=fr')).status, 400)
})

t.test('an unknown number and hidden ones are answered alike, and their system is asked alike', async t => {
  const answers: unknown[] = []
  const calls: number[] = []
  for (const number of ['AAAA-999999', 'AAAA-100002', 'AAAA-100003']) {
    for (let again = 0; again < 2; again++) {
      const before = legacy.asked.length
      answers.push(comparable(await ask(number)))
      calls.push(legacy.asked.length - before)
    }
  }
  t.match(answers[0], { status: 404, body: { code: 'not_found', detail: 'Nothing is known under this number.' } })
  for (const answer of answers.slice(1)) t.same(answer, answers[0])
  t.same(calls, [1, 0, 1, 0, 1, 0], 'once each, and not again for some seconds')
})

t.test('while its system cannot be asked, a number is never unknown', async t => {
  legacy.before = () => {
    throw new SystemFault('unreachable', { stage: 'get', detail: 'refused the connection' })
  }
  t.teardown(() => {
    legacy.before = () => {}
  })
  const unknown = await ask('AAAA-777777')
  t.match([unknown.status, unknown.body['code'], unknown.headers.get('retry-after')], [503, 'system_unavailable',
    /^\d+$/])
  t.match(unknown.body, { detail: /a cannot be asked/, systems: [{ system: 'a', state: 'failed' }] })
  t.same(contractErrors('trackNumber', unknown), [])
  const known = await ask('AAAA-100001')
  t.match(known.body, { cases: [{ status: 'in_progress' }], meta: { sources: [{ system: 'a', state: 'stale' }] } },
    'what was known is still told')
})

t.test('a receipt leads to what was sent, and to the record once it is there', async t => {
  const token = `Bearer ${signToken(JWT_SECRET, { sub: 'app', scope: 'complaints:write' })}`
  const send = (key: string): Promise<Response> =>
    hub.get('/v1/complaints', { method: 'POST',
      headers: { 'authorization': token, 'content-type': 'application/json', 'idempotency-key': `"${key}"` },
      body: JSON.stringify({ description: 'Jalan berlubang di Sukasari.' }) })
  let isBroken = true
  legacy.before = operation => {
    if (isBroken && (operation === 'send' || operation === 'find' || operation === 'probe'))
      throw new SystemFault('unreachable', { stage: 'send', detail: 'refused the connection' })
  }
  t.teardown(() => {
    legacy.before = () => {}
  })
  const waiting = await send('one')
  t.equal(waiting.status, 202)
  const { receipt } = await waiting.json() as { receipt: string }
  const answer = await ask(receipt.toLowerCase().replaceAll('-', ' '))
  t.match(answer.body, {
    cases: [{ kind: 'submission', status: /accepted|uncertain/, progress: 'waiting',
      due: { step: 'forward', waits_for: 'office' }, responsible: { name: 'Dinas Perhubungan' } }]
  })
  t.notMatch(answer.text, /berlubang|consumer|app\b/)
  t.same(contractErrors('trackNumber', answer), [])
  isBroken = false
  const taken = await send('two')
  t.equal(taken.status, 201)
  t.match((await ask(taken.headers.get('satu-receipt') ?? '')).body, {
    cases: [{ kind: 'complaints', status: 'in_progress' }]
  })
  const wrong = receipt.replace(/^./, first => (first === 'A' ? 'B' : 'A'))
  t.match(await ask(wrong), { status: 400,
    body: { errors: [{ field: 'number', code: 'pattern', allowed: /K7Q2-M9X4-TBAJ/ }] } })
})

t.test('a NIK is refused in every spelling, repeated nowhere and asked of nobody', async t => {
  const before = legacy.asked.length + other.asked.length
  for (const text of [NIK, '3273 0213 0585 9991', '3273-0213-0585-9991', `NIK ${NIK}`, `AAAA-${NIK}`,
    '３２７３０２１３０５８５９９９１'])
  {
    const { status, body, text: said } = await ask(text)
    t.match([status, body], [400, { code: 'invalid_request',
      errors: [{ in: 'path', field: 'number', code: 'personal' }] }], text)
    t.notMatch(said, /3273/)
  }
  const page = await hub.get('/track', { method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `number=${NIK}` })
  t.equal(page.status, 400)
  const html = await page.text()
  t.match(html, /Itu seperti NIK/)
  t.notMatch(html, /3273/)
  t.equal((await hub.get(`/track?number=${NIK}`)).status, 400)
  t.equal(legacy.asked.length + other.asked.length, before)
  t.notMatch(JSON.stringify(hub.lines), /3273/)
})

t.test('the page works without scripts, in two languages, and tells each trouble in words', async t => {
  const page = async (number: string, lang = 'id'): Promise<{ status: number; html: string; headers: Headers }> => {
    const answer = await hub.get(`/track?lang=${lang}`, { method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ number }).toString() })
    return { status: answer.status, html: await answer.text(), headers: answer.headers }
  }
  const empty = await (await hub.get('/track')).text()
  t.match(empty, /<form class="track" method="post" action="\/track\?lang=id">/)
  t.notMatch(empty, /<script|class="case/)
  t.match((await page('AAAA-100001')).html,
    /Laporan warga .*Sedang dikerjakan.*Sedang ditindaklanjuti\..*Dinas Pekerjaan Umum/s)
  t.match((await page('AAAA-100001', 'en')).html, /Complaint .*Is worked on.*It is being worked on\./s)
  t.match(await page('AAAA-999998'), { status: 404, html: /Tidak ditemukan/ })
  t.match(await page('AAAA-100002'), { status: 404, html: /Tidak ditemukan/ })
  t.match(await page('apa saja', 'en'), { status: 400, html: /No number of a form that we know.*K7Q2-M9X4-TBAJ/s })
  t.match(await page(''), { status: 200 })
  t.match(await page('<img src=x onerror=alert(1)>'), { status: 400, html: /^(?!.*<img)/s })
  t.match((await page('AAAA-100001')).headers.get('content-security-policy'), /form-action 'self'/)
})

t.test('whoever tries numbers out is stopped, by what is unknown, by address and over all', async t => {
  const few = { requests: 3, seconds: 600 }
  for (const [what, track, numbers, statuses] of [
    ['misses', { ...open, misses: few }, ['AAAA-555001', 'AAAA-555002', 'AAAA-555003', 'AAAA-100001'], [404, 404, 404,
      429]],
    ['asked', { ...open, address: few }, ['AAAA-100001', 'AAAA-100001', 'AAAA-100001', 'AAAA-100001'], [200, 200, 200,
      429]],
    ['all', { ...open, all: few }, ['AAAA-100001', 'AAAA-100001', 'AAAA-100001', 'AAAA-100001'], [200, 200, 200, 429]],
    ['cost', { ...open, address: { requests: 6, seconds: 600 }, legacy_cost: 3 }, ['AAAA-100001', 'AAAA-100001',
      'AAAA-100001'], [200, 200, 429]]
  ] as const) {
    const small = await startHub(t, [
      createLegacy({ id: 'a', prefix: 'AAAA', rows: [complaintRow('100001', changed)] })
    ], { hub: { track }, consumers: { app: { scopes: ['track:read'] } } })
    const given: number[] = []
    for (const number of numbers) {
      const answer = await small.get(`/v1/track/${number}`)
      given.push(answer.status)
      if (answer.status === 429) t.match(answer.headers.get('retry-after'), /^\d+$/, what)
    }
    t.same(given, statuses, what)
    if (what === 'misses')
      t.match(
        await (await small.get('/track', { method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'number=AAAA-100001' })).text(),
        /Terlalu sering/
      )
    const authorization = `Bearer ${signToken(JWT_SECRET, { sub: 'app', scope: 'track:read' })}`
    t.equal((await small.get('/v1/track/AAAA-100001', { headers: { authorization } })).status, 200,
      `${what}: an application has a limit of its own`)
  }
})
