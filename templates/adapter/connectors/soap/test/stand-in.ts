import type { StandIn } from '../../../../../src/testing/index.ts'
import { serve, type Answered, type Asked } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }
// only: not write, else: import { createDesk } from './desk.ts'

type Row = Readonly<Record<string, string | number | null>>

const USER = 'satu'
const PASSWORD = 'contoh-password-for-tests'

/** A small server that answers as the real system does, with the rows of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  // only: not write, else: const desk = createDesk(rows)
  const server = await serve(asked => refusalOf(asked) ?? answer(asked, rows)) // only: not write, else: const server = await serve(asked => refusalOf(asked) ?? desk.answer(asked) ?? answer(asked, desk.rows))
  return {
    ...server,
    // only: not write, else: ...desk.standIn,
    settings: { user: USER, password: PASSWORD },
    holds: { licences: rows.length } // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) }
  }
}

function refusalOf({ path, body }: Asked): Answered | undefined {
  if (path !== '/layanan') return { status: 404, type: 'text/html', body: '<html><body>Not Found</body></html>' }
  return parameterOf(body, 'user') === USER && parameterOf(body, 'password') === PASSWORD ? undefined : fault('Client.Login', 'Login gagal')
}

function answer({ body }: Asked, rows: readonly Row[]): Answered {
  const operation = operationOf(body)
  const parameter = (name: string): string => parameterOf(body, name)
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

function operationOf(body: string): string | undefined {
  return /<m:(\w+)[ >]/.exec(body)?.[1]
}

function parameterOf(body: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1] ?? ''
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
