// A SOAP list by hand: asked with undici, read by saxes, mapped field by field without any check, sent as JSON.
import fastify from 'fastify'
import { SaxesParser } from 'saxes'
import { Pool } from 'undici'
import { type Row, toLicence } from './licence.ts'

const { url = '', user, password, rows: count } = JSON.parse(process.env['BENCH_SOAP'] ?? '{}') as Record<string,
  string>
const { origin } = new URL(url)
const pool = new Pool(origin, { connections: 4 })
const question =
  '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:m="urn:dishub:izin"><soap:Body>' +
  `<m:DaftarIzin><user>${user}</user><password>${password}</password><mulai>1</mulai><jumlah>${count}</jumlah>` +
  '<urut>TGL_UBAH</urut></m:DaftarIzin></soap:Body></soap:Envelope>'

const app = fastify()
app.get('/*', async (_request, reply) => {
  const { body } = await pool.request({ method: 'POST', path: '/ws/izin.php', body: question,
    headers: { 'content-type': 'text/xml; charset=utf-8', 'soapaction': '"urn:dishub:izin#DaftarIzin"' } })
  const items = readRows(await body.text()).map(toLicence)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ items, next_cursor: null }))
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)

function readRows(xml: string): Row[] {
  const rows: Row[] = []
  let row: Row | undefined
  let text = ''
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('opentag', ({ name }) => {
    if (name.endsWith('item')) row = {}
    text = ''
  })
  parser.on('text', chunk => {
    text += chunk
  })
  parser.on('closetag', ({ name }) => {
    if (row === undefined) return
    if (name.endsWith('item')) {
      rows.push(row)
      row = undefined
    } else row[name] = text.trim()
  })
  parser.write(xml).close()
  return rows
}
