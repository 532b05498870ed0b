// A SOAP list as the `soap` package reads it: a client made of the WSDL, its answer mapped field by field, sent as
// JSON.
import fastify from 'fastify'
import { createClientAsync } from 'soap'
import { type Row, toLicence } from './licence.ts'

const { url = '', user, password, rows } = JSON.parse(process.env['BENCH_SOAP'] ?? '{}') as Record<string, string>
const endpoint = `${new URL(url).origin}/ws/izin.php`
const client = await createClientAsync(`${endpoint}?wsdl`, { endpoint })

interface Answered {
  DaftarIzinAsync(question: object): Promise<[object]>
}

const app = fastify()
app.get('/*', async (_request, reply) => {
  const [answer] = await (client as unknown as Answered).DaftarIzinAsync({ user, password, mulai: 1,
    jumlah: Number(rows), urut: 'TGL_UBAH' })
  const items = rowsOf(answer).map(toLicence)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ items, next_cursor: null }))
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)

/** The rows stand in the only list of the answer; each text in an object of its own where it has attributes. */
function rowsOf(value: unknown): Row[] {
  if (Array.isArray(value))
    return value.map(row =>
      Object.fromEntries(Object.entries(row as object).map(([name, field]) => [name, textOf(field)]))
    )
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rowsOf) : []
}

function textOf(field: unknown): string {
  const value = typeof field === 'object' && field !== null ? (field as { $value?: unknown }).$value : field
  return typeof value === 'string' || typeof value === 'number' ? value.toString() : ''
}
