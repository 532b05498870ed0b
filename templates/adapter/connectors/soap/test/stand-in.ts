import type { StandIn } from '../../../../../src/conformance/index.ts'
import { serve, type Answered, type Asked } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

const USER = 'satu'
const PASSWORD = 'contoh-password-for-tests'

/** A small server that answers as the real system does, with the rows of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  const server = await serve(answer)
  return {
    ...server,
    settings: { user: USER, password: PASSWORD },
    holds: { licences: rows.length } // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) }
  }
}

function answer({ path, body }: Asked): Answered {
  if (path !== '/layanan') return { status: 404, type: 'text/html', body: '<html><body>Not Found</body></html>' }
  const [, operation] = /<m:(\w+)[ >]/.exec(body) ?? []
  const parameter = (name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? ''
  if (parameter('user') !== USER || parameter('password') !== PASSWORD) return fault('Client.Login', 'Login gagal')
  if (operation === 'Versi') return envelope('<versi>1.0</versi>')
  // begin only: list
  if (operation === 'DaftarIzin') {
    const start = Number(parameter('mulai')) - 1
    return envelope(`${rows.slice(start, start + Number(parameter('jumlah'))).map(element).join('')}<total>${rows.length}</total>`)
  }
  // end only
  if (operation !== 'DetailIzin') return fault('Client', 'Operasi tidak dikenal')
  const row = rows.find(({ NO_IZIN }) => NO_IZIN === parameter('kunci'))
  return row === undefined ? fault('Client', 'Data tidak ditemukan') : envelope(element(row))
}

/** What is null is left out, as by most services. */
function element(row: object): string {
  const fields = Object.entries(row).filter(([, value]) => value !== null)
  return `<baris>${fields.map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`).join('')}</baris>`
}

function fault(code: string, text: string): Answered {
  return envelope(`<soap:Fault><faultcode>soap:${code}</faultcode><faultstring>${text}</faultstring></soap:Fault>`)
}

function envelope(content: string): Answered {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`
  return { type: 'text/xml; charset=utf-8', body }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
