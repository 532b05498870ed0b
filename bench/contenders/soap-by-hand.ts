// A SOAP list by hand: asked with undici, read by saxes, mapped field by field without any check, sent as JSON.
import fastify from 'fastify'
import { SaxesParser } from 'saxes'
import { Pool } from 'undici'

const { url = '', user, password, rows: count } = JSON.parse(process.env['BENCH_SOAP'] ?? '{}') as Record<string, string>
const { origin } = new URL(url)
const pool = new Pool(origin, { connections: 4 })
const question =
  '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="urn:dishub:izin"><soap:Body>' +
  `<m:DaftarIzin><user>${user}</user><password>${password}</password><mulai>1</mulai><jumlah>${count}</jumlah><urut>TGL_UBAH</urut></m:DaftarIzin></soap:Body></soap:Envelope>`

const app = fastify()
app.get('/*', async (_request, reply) => {
  const { body } = await pool.request({ method: 'POST', path: '/ws/izin.php', body: question, headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '"urn:dishub:izin#DaftarIzin"' } })
  const items = readRows(await body.text()).map(toLicence)
  return reply.type('application/json; charset=utf-8').send(JSON.stringify({ items, next_cursor: null }))
})
process.stdout.write(`${JSON.stringify({ url: await app.listen({ port: 0, host: '127.0.0.1' }) })}\n`)

type Row = Record<string, string>

function readRows(xml: string): Row[] {
  const rows: Row[] = []
  let row: Row | undefined
  let text = ''
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('opentag', ({ name }) => {
    if (name.endsWith('item')) row = {}
    text = ''
  })
  parser.on('text', chunk => { text += chunk })
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

const STATUS: Row = { AKTIF: 'active', HABIS: 'expired', BEKU: 'suspended', CABUT: 'revoked', GANTI: 'superseded' }

function toLicence(row: Row): object {
  const [rt, rw] = row['RT_RW']?.split('/') ?? []
  const location = { address: row['ALAMAT'], rt, rw, village: row['KELURAHAN'], district: row['KECAMATAN'] }
  return {
    id: `DISHUB-${row['NOMOR_IZIN']}`,
    number: row['NOMOR_IZIN'],
    application_id: `DISHUB-${row['NO_AGENDA']}`,
    service_id: `DISHUB-${row['KD_JENIS']}`,
    permit_type: row['KD_JENIS'],
    permit_name: row['NM_JENIS'],
    status: { code: STATUS[row['STATUS'] ?? ''] ?? 'unknown', raw_code: row['STATUS'] },
    holder: { name: row['NM_PEMILIK'], nik: `************${row['NO_KTP']?.slice(12)}`, phone: row['TELP'] },
    business: { name: row['NM_USAHA'], legal_form: row['BENTUK_USAHA']?.toLowerCase(), npwp: row['NPWP']?.replace(/\D/g, ''), location },
    vehicle: { plate_number: row['NO_POLISI'], route_code: row['NO_TRAYEK'], route_name: row['NM_TRAYEK'] },
    issued_on: toDay(row['TGL_TERBIT']),
    valid_until: toDay(row['TGL_HABIS']),
    source: { system: 'transport', record_id: row['NOMOR_IZIN'], fetched_at: new Date().toISOString(), updated_at: row['TGL_UBAH'] }
  }
}

function toDay(text: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d\d)\/(\d\d)\/(\d{4})/.exec(text ?? '') ?? []
  return day === undefined ? undefined : `${year}-${month}-${day}`
}
