import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { bearer } from '../suites/core/tokens.ts'

interface Found {
  items: { resource: string; id: string; title: string; title_marks: [number, number][]; source: { system: string } }[]
  next_cursor: string | null
  total: { count: number; exact: boolean }
  facets: Record<string, { value: string; count: number }[]>
  words: { word: string; read_as: string[] }[]
}

t.test('what systems gave is found by its words over HTTP', async t => {
  const rows = Array.from({ length: 12 },
    (_, i) =>
      complaintRow(String(i + 1), `2026-11-${String(i + 1).padStart(2, '0')}T08:00:00+07:00`, {
        title: `Lampu jalan ${i + 1}`,
        description: 'Mati di Jl. Soekadjadi.',
        location: { district_code: '32.73.02' },
        reporter: { anonymous: false, confidential: false, name: 'SITI AMINAH' }
      })).toReversed()
  const lapor = createLegacy({ id: 'lapor', prefix: 'LAPOR', rows })
  const hub = await startHub(t, [lapor], { hub: { mirror: { resources: ['complaints'], on_error: 86_400 } } })
  const search = async (query: string): Promise<Found> => {
    const answer = await hub.get(`/v1/search?${query}`)
    t.equal(answer.status, 200, query)
    t.match(answer.headers.get('cache-control'), /no-store|private|no-cache/)
    return await answer.json() as Found
  }
  t.equal((await hub.get('/v1/complaints?limit=100')).status, 200)
  let found = await search('q=lampu')
  while (found.total.count < 12) {
    await wait(20)
    found = await search('q=lampu')
  }
  t.match(found.items[0], { resource: 'complaints', id: 'LAPOR-12', title: 'Lampu jalan 12', title_marks: [[0, 5]],
    source: { system: 'lapor' } })
  t.same(found.facets['district_code'], [{ value: '32.73.02', count: 12 }])

  const first = await search('q=lampu+sukajadi&limit=7&district_code=32.73.02')
  const rest = await search(`q=lampu+sukajadi&limit=7&district_code=32.73.02&cursor=${first.next_cursor}`)
  t.same([first.items.length, rest.items.length, rest.next_cursor], [7, 5, null])
  t.same((await search('q=siti+aminah')).items, [], 'a name finds nobody')
  t.same((await search('q=lampoe+jalna')).total, { count: 12, exact: true })

  for (const [query, field] of [
    ['', 'q'],
    ['q=', 'q'],
    [`q=${'a'.repeat(10_000)}`, ''],
    [`q=${'a'.repeat(201)}`, 'q'],
    ['q=lampu&resource=residents', 'resource'],
    ['q=lampu&district_code=32.73.99', 'district_code'],
    ['q=lampu&agency=NONE', 'agency'],
    ['q=lampu&updated_since=today', 'updated_since'],
    ['q=lampu&limit=1000', 'limit'],
    ['q=lampu&cursor=xyz', 'cursor'],
    ['q=lampu&sort=new', 'sort']
  ] as const) {
    const refused = await hub.get(`/v1/search?${query}`)
    t.equal(refused.status, 400, query.slice(0, 40))
    t.match(await refused.json(), { code: 'invalid_request', errors: [{ field }] })
  }
  t.equal((await hub.get('/v1/search?q=3273020101809991')).status, 400, 'a NIK stands in no URL')
  for (const q of ['*', '%22NEAR(', '%00', '.*', '%F0%9F%8F%99', '%20', 'lampu%20*'])
    t.ok([200, 400].includes((await hub.get(`/v1/search?q=${q}`)).status), q)
  t.equal(
    (await hub.get('/v1/search?q=lampu', { headers: bearer({ secret: 'another key that is long enough' }) })).status,
    401
  )
})

t.test('a hub that mirrors nothing has nothing to search', async t => {
  const hub = await startHub(t, [createLegacy({ id: 'lapor', prefix: 'LAPOR' })])
  t.match(await (await hub.get('/v1/search?q=lampu')).json(), { status: 501, code: 'not_served' })
})
