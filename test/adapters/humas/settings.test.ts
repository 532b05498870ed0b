import t, { type Test } from 'tap'
import { adapter } from '../../../adapters/humas/index.ts'
import { createDemoCity } from '../../../demo/city/city.ts'
import { startLegacySystem } from '../../../demo/legacy-system.ts'
import { createHumasSystem, type HumasOptions } from '../../../demo/systems/humas.ts'
import type { Reader } from '../../../src/kit/adapter.ts'
import { compile } from '../../../src/platform/config/shape.ts'
import { aCall, startHttp } from '../../kit/connectors/servers.ts'
import { city, toolsOf } from '../mapping.ts'

const announcements = adapter.resources.announcements as unknown as Reader<'announcements', unknown, unknown>

function connect(t: Test, url: string, settings: Record<string, unknown>): unknown {
  const whole = structuredClone(settings)
  t.ok(compile(adapter.settings)(whole), 'the settings fit')
  const client = adapter.connect(whole, {
    system: { id: 'humas', name: 'Humas', prefix: 'HUMAS', agencyId: 'SKPD-BAG-HUMAS' },
    url,
    city,
    today: () => '2026-11-20'
  })
  t.teardown(() => adapter.close(client))
  return client
}

async function start(t: Test, options?: HumasOptions): Promise<string> {
  const system = await startLegacySystem(createHumasSystem(createDemoCity(), options))
  t.teardown(() => system.stop())
  return system.url
}

const list = async (client: unknown, limit = 10) => {
  const { rows = [], end } = (await announcements.list?.(client, { offset: 0, limit, filters: {} }, aCall())) ?? {}
  return { end, records: rows.map(row => announcements.map(row, toolsOf('HUMAS'), client).record) }
}

t.test('without settings it reads the feed alone, with dates as stated', async t => {
  const url = await start(t)
  const { end, records } = await list(connect(t, url, {}))
  t.strictSame([end, records.length], [true, 10])
  const local = await list(connect(t, url, { dates: 'local' }))
  t.equal(Date.parse(records[0]!.published_at) - Date.parse(local.records[0]!.published_at), 7 * 3_600_000)
})

t.test('reads the archive at another path, in pages of the size that the site has', async t => {
  const url = await start(t, { feedSize: 7 })
  const { end, records } = await list(connect(t, url, { path: '?feed=rss2', archive: 'wordpress', page_size: 7 }), 11)
  t.strictSame([end, records.length], [false, 11])
})

t.test('accounts of agencies under other names are found by the config', async t => {
  const url = await start(t)
  const agencies = async (settings: object) =>
    new Set((await list(connect(t, url, { dates: 'local', ...settings }))).records.map(({ agency_id }) => agency_id))
  t.notOk((await agencies({})).has('SKPD-KEC-CINAMBO'))
  t.ok(
    (await agencies({ codes: { agency: { 'rina.w': 'KEC-CINAMBO', 'admin': 'KEC-CINAMBO' } } })).has('SKPD-KEC-CINAMBO')
  )
})

t.test('a character set that is known counts for more than the one declared', async t => {
  const url = await startHttp(t, (_, response) => {
    const item = '<item><title>a \x80 b</title><link>https://a.example/1</link><pubDate>Tue, 03 Nov 2026 09:15:00 ' +
      '+0700</pubDate></item>'
    response.writeHead(200, { 'content-type': 'text/xml' }).end(
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-15"?><rss><channel>${item}</channel></rss>`, 'latin1')
    )
  })
  t.equal((await list(connect(t, url, { charset: 'windows-1252' }))).records[0]?.title, 'a € b')
})
