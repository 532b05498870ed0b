import t from 'tap'
import { satu } from '../../../src/cli/satu.ts'
import type { SuccessionConfig } from '../../../src/features/migrations/settings.ts'
import { SystemFault } from '../../../src/kit/index.ts'
import { commands } from '../../../src/process/commands.ts'
import { until } from '../../services/wait.ts'
import { loadSections } from '../../suites/config.ts'
import { contractErrors } from '../../suites/contract-check.ts'
import { createConfig } from '../../suites/core/city.ts'
import { JWT_SECRET, startHub } from '../../suites/core/hub.ts'
import { complaintRow, createLegacy, NEVER_FRESH, type Row } from '../../suites/core/legacy.ts'
import { signToken } from '../../suites/token.ts'

const at = (i: number): string => `2026-11-${String(1 + i).padStart(2, '0')}T09:00:00+07:00`
const row = (name: string, i: number, more: Record<string, unknown> = {}): Row =>
  complaintRow(name, at(i), { identifiers: [{ scheme: 'tracking_id', value: String(100_000 + i) }], submitted_at: at(i),
    title: `Lampu  mati ${i}`, ...more })

// The same twenty; 1 to 4 differ, 5 is missing in the successor, 6 in the old system.
const before = createLegacy({ id: 'before', prefix: 'OLDA', order: 'updated', freshness: NEVER_FRESH,
  rows: Array.from({ length: 20 }, (_, i) => row(String(100_000 + i), i, i === 3 ? { agency_id: 'SKPD-DPU' } : {}))
    .filter((_, i) => i !== 6).reverse() })
const changes: Record<number, Record<string, unknown>> = {
  1: { status: { code: 'closed', raw_code: 'X' } },
  2: { status: { code: 'closed', raw_code: 'X' }, description: 'Sudah.' },
  3: { agency_id: undefined },
  4: { reporter: { anonymous: false, confidential: false, name: 'SITI AMINAH' }, title: 'Lain' },
  // What only the way of writing tells apart, and what it knows beyond.
  7: { title: ' lampu MATI 7', status: { code: 'in_progress', raw_code: '3', raw_label: 'berjalan' },
    classification: 'complaint' },
  8: { identifiers: [{ scheme: 'other', value: 'x' }, { scheme: 'tracking_id', value: '100008' }] }
}
const after = createLegacy({ id: 'after', prefix: 'NEWB', order: 'updated', freshness: NEVER_FRESH,
  rows: Array.from({ length: 20 }, (_, i) => row(`n-${i}`, i, changes[i])).filter((_, i) => i !== 5).reverse() })
before.rows.find(({ key }) => key === '100004')!.record['reporter'] = { anonymous: false, confidential: false,
  name: 'BUDI SANTOSA' }
const legacies = [before, after]

const entry: SuccessionConfig = { id: 'lapor', resource: 'complaints', old: 'before', new: 'after', mode: 'shadow',
  key: 'identifiers.tracking_id', ids: 'key', sample: 100, ignore: [], tolerance: {} }
const adapters = new Map(legacies.map(({ adapter }) => [adapter.product, adapter]))
const settings = {
  consumers: { operations: { scopes: ['admin:read', 'admin:write', 'disagreements:read', 'disagreements:operate'] },
    app: { scopes: ['complaints:read'] } },
  limits: { breaker: { failures: 1_000, cooldown_ms: 50 } }
}
const hub = await startHub(t, legacies, { ...settings, successions: [entry] })
const turn = async (change: Partial<SuccessionConfig>): Promise<void> => {
  await hub.reload(createConfig(legacies, { ...settings, successions: [{ ...entry, ...change }] }), adapters)
}
const token = signToken(JWT_SECRET, { sub: 'operations',
  scope: 'admin:read admin:write disagreements:read disagreements:operate' })
const headers = { authorization: `Bearer ${token}` }

interface Report {
  ready: boolean
  findings: { code: string; count: number; blocking: boolean; what: string; action: string }[]
  differences: { field: string; kind: string; count: number; record: string; old: unknown; new: unknown }[]
  comparison: { sampled: number;
    last?: { outcome?: string; old_records?: number; new_records?: number; differing?: number } }
  answered: { old: number; new: number }
}
async function report(): Promise<Report> {
  const answer = await hub.get('/admin/successions/lapor/report', { headers })
  const body = await answer.json() as Report
  t.same(contractErrors('reportSuccession', { status: answer.status, body, headers: answer.headers }), [])
  return body
}
async function compare(): Promise<void> {
  await until(async () => {
    const answer = await hub.get('/admin/successions/lapor/compare', { method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ reason: 'for the test' }) })
    if (answer.status !== 200) throw new Error(await answer.text())
    return (await answer.json() as { begun: boolean }).begun
  }, { what: 'the comparison being begun' })
  await until(async () => (await report()).comparison.last?.outcome !== undefined, {
    what: 'the end of the comparison'
  })
}

t.test('callers are answered by the old system while the new one hangs, fails, and is compared', async t => {
  let release = (): void => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  after.before = (
    operation,
    call
  ) => (operation === 'get'
    ? Promise.race([held, new Promise<never>((_resolve, reject) => {
      call.signal.addEventListener('abort', () => {
        reject(new SystemFault('timeout', { stage: 'get', detail: 'was cancelled' }))
      })
    })])
    : undefined)
  const answer = await hub.get('/v1/complaints/OLDA-100001')
  t.match(await answer.json(), { id: 'OLDA-100001', source: { system: 'before' } })
  await until(() => after.asked.some(({ operation, key }) => operation === 'get' && key !== undefined), {
    what: 'the successor being asked aside'
  })
  t.equal((await hub.get('/v1/complaints?limit=3')).status, 200, 'others do not wait for it either')
  after.before = operation => {
    if (operation === 'get') throw new SystemFault('failed', { stage: 'get', detail: 'broke' })
  }
  release()
  t.equal((await hub.get('/v1/complaints/OLDA-100002')).status, 200)
  after.before = () => {}
})

t.test('all of both is compared by what it means, and each difference is told once', async t => {
  await compare()
  const { differences, findings, comparison, ready } = await report()
  t.equal(ready, false)
  t.match(comparison.last, { outcome: 'whole', old_records: 19, new_records: 19, differing: 6 })
  t.same(differences.map(({ field, kind, count }) => `${kind} ${field} ${count}`).toSorted(), [
    'differs description 1',
    'differs reporter.name 1',
    'differs status.code 2',
    'differs title 1',
    'lacks agency_id 1',
    'missing_new  1',
    'missing_old  1'
  ])
  t.match(differences.find(({ field }) => field === 'status.code'), { record: /^OLDA-10000[12]$/, old: 'in_progress',
    new: 'closed' })
  t.match(differences.find(({ field }) => field === 'reporter.name'), { old: 'B. S.', new: 'S. A.' },
    'people are masked')
  t.match(differences.find(({ kind }) => kind === 'missing_new'), { record: 'OLDA-100005' })
  const codes = findings.filter(({ blocking }) => blocking).map(({ code }) => code)
  for (const code of ['not_switched', 'records_missing', 'fields_lacking', 'differences_open'])
    t.ok(codes.includes(code), code)
  t.ok(findings.every(({ count, what, action }) => count > 0 && what !== '' && action !== ''))
  const listed = await hub.get('/admin/successions/lapor/differences?field=status.code&limit=1', { headers })
  const body = await listed.json() as { items: object[]; next_cursor: string | null }
  t.same(contractErrors('listSuccessionDifferences', { status: listed.status, body, headers: listed.headers }), [])
  t.match(body, { items: [{ record: /^OLDA-10000[12]$/, field: 'status.code', kind: 'differs' }], next_cursor: /./ })
})

interface InLedger {
  items: { id: string; comparison: string; state: string; severity: string; title: { en: string }; subject: object;
    claims: { system: string; value?: string }[]; suggestion: object }[]
  counts: Record<string, number>
}
async function ledger(): Promise<InLedger> {
  const answer = await hub.get('/v1/disagreements?rule=succession:lapor&limit=50', { headers })
  const body = await answer.json() as InLedger
  t.same(contractErrors('listDisagreements', { status: answer.status, body, headers: answer.headers }), [])
  return body
}

t.test('differences stand in the ledger of disagreements as well', async t => {
  const { items, counts } = await ledger()
  t.match(counts, { open: 8, corrected: 0 })
  t.match(items.find(({ comparison }) => comparison === 'reporter.name'), {
    title: { en: 'before and its successor after (complaints)' },
    subject: { key: 'identifiers.tracking_id', records: ['OLDA-100004'] },
    severity: 'medium',
    claims: [{ system: 'before', value: 'B. S.', location: '/v1/complaints/OLDA-100004', version: 1 }, {
      system: 'after',
      value: 'S. A.',
      version: 2
    }],
    suggestion: { system: 'before', because: 'owner' }
  })
  const table = await (await hub.get('/v1/disagreements/export?rule=succession:lapor', { headers })).text()
  t.equal(table.trimEnd().split('\r\n').length, 17, 'a line for each claim')
  t.notMatch(table, /SANTOSA|AMINAH/)
  const { id } = items.find(({ comparison }) => comparison === 'agency_id')!
  const post = (act: string): Promise<Response> =>
    hub.get(`/v1/disagreements/${id}/${act}`, { method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'The vendor has been told.' }) })
  const accepted = await post('accept')
  const body = await accepted.json()
  t.same(contractErrors('acceptDisagreement', { status: accepted.status, body, headers: accepted.headers }), [])
  t.match(body, { state: 'accepted', claims: [{ value: 'SKPD-DPU' }, { system: 'after', value: undefined }],
    corrections: [{ system: 'after', is_supported: false }],
    history: [{ to: 'open', cause: 'found' }, { to: 'accepted', by: 'operations' }] })
  t.match(await (await post('correct')).json(), { status: 422, code: 'not_correctable',
    detail: /^after takes no correction of agency_id/ })
})

t.test('what is ignored or within its tolerance is no difference, and what agrees again is told no more', async t => {
  await turn({ ignore: ['title', 'reporter', 'agency_id', 'description'] })
  after.rows.find(({ key }) => key === 'n-1')!.record = { ...before.rows.find(({ key }) => key === '100001')!.record }
  after.rows.unshift(row('n-5', 5))
  await compare()
  t.same((await report()).differences.map(({ field, kind, record }) => `${kind} ${field} ${record}`).toSorted(), [
    'differs status.code OLDA-100002',
    'missing_old  OLDA-100006'
  ])
  t.match((await ledger()).counts, { open: 2, corrected: 6 })
})

t.test('what callers ask for is compared aside, without a whole comparison', async t => {
  after.rows.find(({ key }) => key === 'n-9')!.record['status'] = { code: 'rejected', raw_code: '9' }
  t.equal((await hub.get('/v1/complaints/OLDA-100009')).status, 200)
  await until(
    async () => (await report()).differences.some(({ field, count }) => field === 'status.code' && count === 2),
    { what: 'the difference being found' }
  )
})

t.test('once all is in order and switched, nothing stands in the way, and the command says so', async t => {
  const out: string[] = []
  const run = (...args: string[]): Promise<number> =>
    satu([...args, '--url', hub.url, '--token', token], { env: {}, adapters: {}, sections: loadSections, commands: () =>
      Promise.resolve(commands), write: line => {
        out.push(line)
      } }, line => {
      out.push(line)
    })
  t.equal(await run('succession', 'report', 'lapor'), 1)
  t.match(out.join('\n'),
    /complaints: before -> after, shadow.*In the way:.*before still answers.*FIELD .*status\.code +differs/s)
  for (const name of ['n-2', 'n-9']) {
    const found = after.rows.find(({ key }) => key === name)!
    found.record = { ...before.rows.find(({ key }) => key === String(100_000 + Number(name.slice(2))))!.record }
  }
  await compare()
  await turn({ mode: 'switched', ignore: ['title', 'reporter', 'agency_id', 'description'] })
  out.length = 0
  const { findings } = await report()
  t.same(findings.filter(({ blocking }) => blocking).map(({ code }) => code), ['answered_by_old'],
    'the old one answered today')
  t.equal(await run('succession', 'list'), 0)
  t.match(out.join('\n'), /lapor +complaints +before +after +switched +new/)
})

t.test('old ids that lead nowhere are counted by who asks, and other successions are not there', async t => {
  t.equal((await hub.get('/v1/complaints/OLDA-424242')).status, 404)
  await until(async () => (await report()).findings.some(({ code, count }) => code === 'unknown_ids' && count === 1), {
    what: 'the id being counted'
  })
  t.equal((await hub.get('/admin/successions/nothing/report', { headers })).status, 404)
  t.equal(
    (await hub.get('/admin/successions/lapor/report', {
      headers: { authorization: `Bearer ${signToken(JWT_SECRET, { sub: 'app', scope: 'complaints:read' })}` }
    })).status,
    403
  )
})
