import type { StandIn } from '../../../../../src/testing/index.ts'
import { serve } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../adapter/fixtures/rows.json' with { type: 'json' }

/** A small server with one feed, as the real one is, with the items of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  const server = await serve(({ path }) => (path === '/feed.xml' ? { type: 'application/rss+xml; charset=utf-8', body: feed } : { status: 404, type: 'text/html', body: '<html><body>Not Found</body></html>' }))
  return { ...server, holds: { announcements: rows.length } }
}

const items = rows.map(({ guid, title, link, publishedAt, categories, body }) => {
  const tags = categories.map(category => `<category>${escaped(category)}</category>`).join('')
  const date = new Date(publishedAt).toUTCString()
  return `<item><guid isPermaLink="false">${guid}</guid><title>${escaped(title)}</title><link>${link}</link><pubDate>${date}</pubDate>${tags}<description>${escaped(body)}</description></item>`
})
const feed = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Contoh</title><link>https://kota.example.go.id/</link>${items.join('')}</channel></rss>`

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
