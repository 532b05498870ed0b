import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import type { components } from '../../src/contract/types.ts'
import type { HubConfig } from '../../src/platform/config/schema.ts'
import { JWT_SECRET, startHub } from '../suites/core/hub.ts'
import { createLegacy, type Row } from '../suites/core/legacy.ts'
import { sameLicence } from '../suites/disagreements.ts'
import { signToken } from '../suites/token.ts'

type Disagreement = components['schemas']['Disagreement']
type Page = components['schemas']['DisagreementList']

const MIRROR: HubConfig['mirror'] = { resources: ['licences', 'licence-applications'], on_error: 0 }
const consumers = {
  desk: {
    scopes: ['disagreements:read', 'disagreements:operate', 'licence-applications:read', 'licence-applications:write',
      'licence-applications:operate', 'licences:read', 'submissions:read']
  },
  reader: { scopes: ['disagreements:read', 'licence-applications:read'] },
  clerk: { scopes: ['disagreements:read', 'disagreements:operate'] }
}

const row = (key: string, day: string, record: Record<string, unknown>): Row => ({ key,
  updatedAt: `2026-11-${day}T08:00:00+07:00`, record: { identifiers: [], ...record } })
const licence = (key: string, number: string, status: string, day: string, more = {}): Row =>
  row(key, day, { number, status: { code: status, raw_code: '1' }, permit_type: 'SIUP', issued_on: '2026-01-05',
    holder: { name: 'BUDI SANTOSA' }, ...more })
const application = (key: string, number: string, status: string, day: string): Row =>
  row(key, day, { number, status: { code: status, raw_code: '1' }, permit_type: 'SIUP', service_id: 'AAAA-1',
    agency_id: 'SKPD-DISHUB', applicant: { name: 'BUDI SANTOSA' }, submitted_at: '2026-11-01T08:00:00+07:00' })

t.test('officers see where systems contradict each other, and act on it', async t => {
  const a = createLegacy({ id: 'a', prefix: 'AAAA', resource: 'licences',
    rows: [licence('1', '503/001', 'active', '10', { location: { district_code: '32.73.02' } }),
      licence('2', '503/002', 'active', '10', { permit_name: '=HYPERLINK("x")' })] })
  const b = createLegacy({ id: 'b', prefix: 'BBBB', resource: 'licences',
    rows: [licence('1', '503-001', 'revoked', '12'),
      licence('2', '503-002', 'active', '12', { permit_name: 'Surat Izin' })] })
  const old = createLegacy({ id: 'old', prefix: 'OLDA', resource: 'licence-applications', writes: 'findable',
    rows: [application('1', '00012', 'under_review', '10')] })
  const fresh = createLegacy({ id: 'fresh', prefix: 'NEWA', resource: 'licence-applications',
    rows: [application('7', '00012', 'withdrawn', '12')] })
  const hub = await startHub(t, [a, b, old, fresh], {
    hub: { mirror: MIRROR },
    consumers,
    systems: { b: { agency: 'DPU', contact: { name: 'Desk of b', email: 'b@example.go.id' } } },
    disagreements: {
      every_seconds: 1,
      rules: {
        'same-licence': { ...sameLicence,
          compare: { ...sameLicence.compare,
            permit: { field: 'permit_name', how: 'normalised', within: true, severity: 'low' } } },
        'same-application': { title: { id: 'Permohonan yang sama', en: 'The same application' },
          resources: ['licence-applications'], key: 'number',
          compare: { state: { field: 'status.code', how: 'equal', within: true, severity: 'medium', owner: 'fresh' } } }
      }
    }
  })
  const as = (consumer: keyof typeof consumers) => ({
    authorization: `Bearer ${signToken(JWT_SECRET, { sub: consumer, scope: consumers[consumer].scopes.join(' ') })}`
  })
  const get = async <T>(
    path: string,
    consumer: keyof typeof consumers = 'desk'
  ): Promise<{ status: number; body: T; headers: Headers }> => {
    const answer = await hub.get(path, { headers: as(consumer) })
    return { status: answer.status, headers: answer.headers, body: await answer.json() as T }
  }
  const post = async (
    path: string,
    body: unknown,
    consumer: keyof typeof consumers = 'desk'
  ): Promise<{ status: number; body: Disagreement & { code?: string; detail?: string } }> => {
    const answer = await hub.get(path, { method: 'POST',
      headers: { ...as(consumer), 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() as Disagreement }
  }
  const until = async (path: string, holds: (page: Page) => boolean): Promise<Page> => {
    for (;;) {
      const { status, body } = await get<Page>(path)
      t.equal(status, 200)
      if (holds(body)) return body
      await wait(100)
    }
  }
  t.equal((await hub.get('/v1/licences', { headers: as('desk') })).status, 200)
  t.equal((await hub.get('/v1/licence-applications', { headers: as('desk') })).status, 200)

  const { items, counts } = await until('/v1/disagreements', ({ items: found }) => found.length === 3)
  t.same(counts, { open: 3, accepted: 0, corrected: 0, ignored: 0 })
  const state = items.find(({ rule, comparison }) => rule === 'same-licence' && comparison === 'state') as Disagreement
  t.match(state, {
    title: { en: 'The same licence' },
    state: 'open',
    severity: 'high',
    subject: { key: 'number', records: ['AAAA-1', 'BBBB-1'] },
    claims: [{ system: 'a', agency_id: 'SKPD-DISHUB', district_code: '32.73.02', value: 'active', version: 1,
      location: '/v1/licences/AAAA-1' }, { system: 'b', agency_id: 'SKPD-DPU', value: 'revoked', version: 2 }],
    newer: { record_id: 'BBBB-1' },
    suggestion: { record_id: 'BBBB-1', because: 'newer' }
  })

  await t.test('lists are narrowed and paged', async t => {
    const page = await get<Page>('/v1/disagreements?limit=2')
    t.equal(page.body.items.length, 2)
    const rest = await get<Page>(`/v1/disagreements?limit=2&cursor=${page.body.next_cursor}`)
    t.same([rest.body.items.length, rest.body.next_cursor], [1, null])
    const ids = async (query: string): Promise<string[]> =>
      (await get<Page>(`/v1/disagreements?${query}`)).body.items.map(({ rule, comparison }) => `${rule}/${comparison}`)
        .toSorted()
    t.same(await ids('agency=DPU'), ['same-licence/permit', 'same-licence/state'])
    t.same(await ids('agency=SKPD-DPU&severity=high'), ['same-licence/state'])
    t.same(await ids('system=fresh'), ['same-application/state'])
    t.same(await ids('district=32.73.02'), ['same-licence/state'])
    t.same(await ids('rule=same-licence&state=corrected'), [])
    t.same(await ids(`since=${encodeURIComponent('2099-01-01T00:00:00+07:00')}`), [])
    t.match(await get('/v1/disagreements?agency=NOBODY'), { status: 400,
      body: { errors: [{ field: 'agency', code: 'unknown' }] } })
    t.match(await get('/v1/disagreements?cursor=x'), { status: 400, body: { code: 'invalid_request' } })
  })

  await t.test('an agency gets its own as a file that no spreadsheet runs', async t => {
    const answer = await hub.get('/v1/disagreements/export?agency=DPU', { headers: as('reader') })
    t.match(answer.headers.get('content-type'), /^text\/csv/)
    const lines = (await answer.text()).trimEnd().split('\r\n')
    t.match(lines[0], /^disagreement,rule,comparison,severity,state,/)
    t.equal(lines.length, 5)
    t.ok(lines.some(line => line.includes(`"'=HYPERLINK(""x"")"`)), 'a formula is text')
  })

  await t.test('acts are recorded with who and why, and need the scope', async t => {
    t.match(await post(`/v1/disagreements/${state.id}/accept`, { reason: 'True.' }, 'reader'), { status: 403 })
    t.match(await post(`/v1/disagreements/${state.id}/accept`, {}), { status: 400,
      body: { errors: [{ field: 'reason' }] } })
    t.match(await post(`/v1/disagreements/${state.id}/accept`, { reason: 'Asked both.' }), { status: 200,
      body: { state: 'accepted',
        history: [{ to: 'open', by: 'hub' }, { to: 'accepted', by: /^desk/, reason: 'Asked both.' }] } })
    t.match(await post(`/v1/disagreements/${state.id}/accept`, { reason: 'Asked both.' }), { status: 409,
      body: { code: 'state_conflict' } })
    t.match(await post(`/v1/disagreements/${state.id}/ignore`, { reason: 'Old paper.' }), { status: 200,
      body: { state: 'ignored' } })
    t.match(await post(`/v1/disagreements/${state.id}/reopen`, { reason: 'After all.' }), { status: 200,
      body: { state: 'open' } })
    t.match(await get('/v1/disagreements/dis-aaaaaaaaaaaaaaaaaaaa'), { status: 404 })
  })

  await t.test('what cannot be corrected from here says whom to ask', async t => {
    const { body } = await get<Disagreement>(`/v1/disagreements/${state.id}`)
    t.match(body.corrections, [{ system: 'a', record_id: 'AAAA-1', is_supported: false }])
    t.match(await post(`/v1/disagreements/${state.id}/correct`, { reason: 'It is active.', record: 'AAAA-1' }), {
      status: 422,
      body: { code: 'not_correctable',
        detail:
          'b takes no correction of state to this value from here. Ask Desk of b, b@example.go.id to correct it ' +
          'there.' }
    })
    t.match(await post(`/v1/disagreements/${state.id}/correct`, { reason: 'It is active.', record: 'AAAA-9' }), {
      status: 400,
      body: { errors: [{ field: 'record', allowed: ['AAAA-1', 'BBBB-1'] }] }
    })
  })

  await t.test('a correction is a write like any other; the disagreement closes when the systems agree', async t => {
    const { id } = items.find(({ rule }) => rule === 'same-application') as Disagreement
    t.match((await get<Disagreement>(`/v1/disagreements/${id}`)).body, {
      suggestion: { record_id: 'NEWA-7', because: 'owner' },
      corrections: [{ system: 'old', is_supported: true, action: 'withdraw' }]
    })
    t.match(await post(`/v1/disagreements/${id}/correct`, { reason: 'Withdrawn at the counter.' }, 'clerk'), {
      status: 403,
      body: { detail: /licence-applications:write/ }
    })
    t.same(old.written, [], 'nothing is corrected by itself')
    const sent = await post(`/v1/disagreements/${id}/correct`, { reason: 'Withdrawn at the counter.' })
    t.match(sent, { status: 200, body: { state: 'accepted' } })
    t.match(old.written, [{ key: '1', body: { reason: 'Withdrawn at the counter.' } }])
    const { submission_id: submission } = sent.body.history?.at(-1) ?? {}
    t.match(await get(`/v1/submissions/${submission}`), { status: 200,
      body: { status: { code: 'delivered' }, action: 'withdraw' } })
    old.rows = [application('1', '00012', 'withdrawn', '20')]
    t.equal((await hub.get('/v1/licence-applications/OLDA-1', { headers: as('desk') })).status, 200)
    const closed = await until('/v1/disagreements?rule=same-application',
      ({ items: found }) => found[0]?.state === 'corrected')
    t.match(closed.items[0], { closed_at: String })
    t.match(await post(`/v1/disagreements/${id}/correct`, { reason: 'Once more.' }), { status: 409,
      body: { code: 'state_conflict' } })
  })

  await t.test('agencies see how they stand', async t => {
    const { body } = await get<components['schemas']['DisagreementIndex']>('/v1/disagreements/index?weeks=2')
    t.match(body.items[0], { week: /^\d{4}-\d{2}-\d{2}$/, open: Number, subjects: Number })
    t.equal(body.items[0]?.agency, undefined, 'the whole city first')
    t.match(await get('/v1/disagreements/index?weeks=0'), { status: 400 })
  })
})
