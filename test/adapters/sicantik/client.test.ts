import t, { type Test } from 'tap'
import { createSicantikClient, type SicantikClient } from '../../../adapters/sicantik/client.ts'
import type { Answer } from '../../../demo/answer.ts'
import { type Exchange, startLegacySystem } from '../../../demo/legacy-system.ts'
import { createHttp } from '../../../src/kit/connectors/http.ts'
import { call, fixture } from './surroundings.ts'

interface Recorded {
  answer: { status: number; body: unknown }
}
interface Refusal {
  when: string
  status: number
  body: unknown
  fault: string
}

const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body)
})
const recorded = (name: string): Answer => {
  const { status, body } = (fixture(name) as Recorded).answer
  return json(body, status)
}

/** The client in front of a real server that answers as told. */
async function connect(t: Test, answer: (exchange: Exchange) => Answer): Promise<SicantikClient> {
  const system = await startLegacySystem({
    id: 'recorded',
    operation: () => 'call',
    answer,
    failure: () => json({}),
    records: () => [],
    environment: () => ({})
  })
  const client = createSicantikClient(createHttp({ url: system.url }), 'the key')
  t.teardown(async () => {
    await client.close()
    await system.stop()
  })
  return client
}

const number = '0012302114112026'

t.test('asks for the grid as DataTables does, last change first', async t => {
  let asked: URLSearchParams | undefined
  const client = await connect(t, ({ url }) => {
    asked = url.searchParams
    return recorded('list-permohonan')
  })
  const { rows, end } = await client.listPermohonan({ offset: 200, limit: 3 }, call)
  t.same(Object.fromEntries(asked!), {
    sEcho: '1',
    iDisplayStart: '200',
    iDisplayLength: '3',
    iColumns: '20',
    iSortingCols: '1',
    iSortCol_0: '18',
    sSortDir_0: 'desc',
    key: 'the key'
  })
  t.equal(rows.length, 3)
  t.equal(end, false)
  t.match(rows[0], { pendaftaran_id: number, kd_status: '6', n_status: 'Pembuatan BAP',
    n_perusahaan: "CV Mekar Wangi & Putra's" })
})

t.test('knows the end of a grid, also when it counts in text', async t => {
  const client = await connect(t, () => recorded('list-sk'))
  t.equal((await client.listSk({ offset: 0, limit: 3 }, call)).end, true)
})

t.test('finds no application where the system says so, in either way', async t => {
  const none = await connect(t, () => json({ error: 'Tidak ada data..' }, 404))
  t.equal(await none.pendaftaran(number, call), undefined)
  const polite = await connect(t, () => json({ error: 'Tidak ada data..' }, 200))
  t.equal(await polite.pendaftaran(number, call), undefined)
  const dashes = await connect(t, () => json({ pendaftaran_id: 'DATA TIDAK DITEMUKAN', n_pemohon: '-' }))
  t.equal(await dashes.cek(number, call), undefined)
})

t.test('gives every field of an application as text', async t => {
  const client = await connect(t, () => recorded('cek'))
  t.match(await client.cek(number, call), { pendaftaran_id: number, kd_status: '6', c_izin_selesai: '0', aksi: '' })
})

t.test('does not take another application for the one it asked for', async t => {
  const client = await connect(t, ({ url }) => recorded(url.pathname.includes('/cek/') ? 'cek' : 'pendaftaran'))
  t.ok((await client.pendaftaran(number, call)) && (await client.cek(number, call)))
  await t.rejects(client.pendaftaran('0012302114112027', call), { name: 'SystemFault', kind: 'unreadable' })
  await t.rejects(client.cek('0012302114112027', call), { name: 'SystemFault', kind: 'unreadable' })
})

for (const { when, status, body, fault } of fixture('refusals') as Refusal[]) {
  t.test(`reports ${fault} when ${when}`, async t => {
    const client = await connect(t, () => json(body, status))
    const calls = [
      client.pendaftaran(number, call),
      client.cek(number, call),
      client.jenisPerizinan(call),
      client.listPermohonan({ offset: 0, limit: 10 }, call),
      client.listSk({ offset: 0, limit: 10 }, call)
    ]
    for (const asked of await Promise.allSettled(calls)) {
      const { name, kind, message } = asked.status === 'rejected'
        ? asked.reason
        : { name: 'no fault', kind: undefined, message: '' }
      t.match({ name, kind }, { name: 'SystemFault', kind: fault })
      t.notMatch(message, /the key|basis data/, 'neither the key nor the words of the system are told')
    }
  })
}

t.test('reports a grid that has other columns, or rows that it counts but does not send', async t => {
  const grid = (changes: object): Answer =>
    json({ sEcho: 1, iTotalRecords: 9, iTotalDisplayRecords: 9, aaData: [], ...changes })
  for (const [answer, detail] of [
    [grid({ aaData: [['1', 'x']] }), /2 columns in its grid instead of 14/],
    [grid({ aaData: ['1'] }), /no columns/],
    [grid({}), /counts 9 rows but sent none/],
    [grid({ iTotalDisplayRecords: 'many' }), /something else than a grid/],
    [grid({ aaData: {} }), /something else than a grid/]
  ] as const) {
    const client = await connect(t, () => answer)
    await t.rejects(client.listSk({ offset: 0, limit: 10 }, call), { kind: 'unreadable', message: detail })
  }
})
