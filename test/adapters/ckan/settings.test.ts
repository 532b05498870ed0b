import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/ckan/index.ts'
import type { Reader } from '../../../src/kit/adapter.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { aCall, startHttp } from '../../kit/connectors/servers.ts'
import { city, toolsOf } from '../mapping.ts'

const datasets = adapter.resources.datasets as unknown as Reader<'datasets', unknown, unknown>

async function start(t: Test, settings: Record<string, unknown>) {
  const asked: { path: string; key: string | undefined }[] = []
  const dataset = {
    id: 'a1',
    name: 'taman',
    metadata_modified: '2026-11-03T20:15:30',
    organization: { name: 'walidata-kota', title: 'Walidata Kota' },
    extras: [{ key: 'Jadwal Rilis', value: 'Bulanan' }],
    resources: []
  }
  const url = await startHttp(t, (request, response) => {
    asked.push({ path: new URL(request.url ?? '', 'http://a').pathname, key: request.headers.authorization })
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({ success: true, result: { count: 1, results: [dataset] } })
    )
  })
  const whole = structuredClone(settings)
  t.ok(compile(adapter.settings)(whole), 'the settings fit')
  const client = adapter.connect(whole, {
    system: { id: 'open-data', name: 'Open Data', prefix: 'CKAN', agencyId: undefined },
    url,
    city,
    today: () => '2026-11-20'
  })
  t.teardown(() => adapter.close(client))
  const { rows = [] } = (await datasets.list?.(client, { offset: 0, limit: 10, filters: {} }, aCall())) ?? {}
  return { asked, record: datasets.map(rows[0], toolsOf('CKAN'), client).record }
}

t.test('asks the usual path without a key', async t => {
  const { asked, record } = await start(t, {})
  t.strictSame(asked, [{ path: '/api/3/action/package_search', key: undefined }])
  t.strictSame([record.agency_id, record.frequency], [undefined, undefined])
})

t.test('asks another path with a key, and knows names that only this portal uses', async t => {
  const { asked, record } = await start(t, { api_key: 'kunci', path: 'data/api/action',
    codes: { agency: { 'walidata-kota': 'DISKOMINFO' }, extras: { 'jadwal rilis': 'frequency' } } })
  t.strictSame(asked, [{ path: '/data/api/action/package_search', key: 'kunci' }])
  t.strictSame([record.agency_id, record.frequency], ['SKPD-DISKOMINFO', 'monthly'])
})

t.test('refuses extras that are no field, before anything is asked', async t => {
  t.notOk(compile(adapter.settings)({ codes: { extras: { Warna: 'colour' } } }))
})
