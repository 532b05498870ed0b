import type { StandIn } from '../../../../../src/testing/index.ts'
import { serve } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

/** A small server with one feed, as the real one is, with the rows of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  const server = await serve(({ path }) => (path === '/feed.xml' ? { type: 'application/rss+xml; charset=utf-8', body: feed } : { status: 404, type: 'text/html', body: '<html><body>Not Found</body></html>' }))
  return {
    ...server,
    holds: { licences: rows.length } // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) }
  }
}

const items = rows.map(row => {
  const lines = Object.entries(row).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${escaped(value)}`)
  return `<item><guid isPermaLink="false">${row.NO_IZIN}</guid><title>${row.NO_IZIN}</title><description>${escaped(lines.join('<br>'))}</description></item>`
})
const feed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Contoh</title><link>http://contoh.example.go.id/</link>${items.join('')}</channel></rss>`

function escaped(value: string | number | null): string {
  return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
