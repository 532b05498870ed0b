// Lists of several systems by hand: asked at once, parsed, put in order, the first page sent. Nothing is mapped,
// checked,
// masked, limited or logged.
import fastify from 'fastify'
import { Pool } from 'undici'

const PAGE = 25
const CHANGED = 13
const urls = (JSON.parse(process.env['BENCH_LISTS'] ?? '[]') as string[]).map(url => new URL(url))
const pools = new Map(urls.map(({ origin }) => [origin, new Pool(origin, { connections: 4 })]))

const app = fastify()
app.get('/*', async (_request, reply) => {
  const lists = await Promise.all(urls.map(async ({ origin, pathname, search }) => {
    const answer = await pools.get(origin)?.request({ method: 'GET', path: pathname + search })
    return (await answer?.body.json()) as { aaData: string[][] }
  }))
  const rows = lists.flatMap(({ aaData }) => aaData).sort((a, b) => ((a[CHANGED] ?? '') < (b[CHANGED] ?? '') ? 1 : -1))
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ items: rows.slice(0, PAGE) }))
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)
