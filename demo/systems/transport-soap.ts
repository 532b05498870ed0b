import iconv from 'iconv-lite'
import { SaxesParser } from 'saxes'
import type { Answer } from '../answer.ts'

export const NAMESPACE = 'urn:dishub:izin'

export interface SoapRequest {
  operation: string
  parameters: Record<string, string>
}

/** The first element of the body and its children's texts; undefined when the envelope cannot be read. */
export function readSoapRequest(body: Buffer): SoapRequest | undefined {
  const parser = new SaxesParser({ xmlns: true })
  const path: string[] = []
  const parameters: Record<string, string> = {}
  let operation = ''
  let text = ''
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', tag => {
    path.push(tag.local)
    text = ''
    if (path.length === 3 && path[1] === 'Body') operation = tag.local
  })
  parser.on('text', chunk => {
    text += chunk
  })
  parser.on('cdata', chunk => {
    text += chunk
  })
  parser.on('closetag', tag => {
    if (path.length === 4 && path[1] === 'Body') parameters[tag.local] = text
    path.pop()
  })
  try {
    parser.write(body.toString('utf8')).close()
  } catch {
    return undefined
  }
  return operation === '' ? undefined : { operation, parameters }
}

/** An array of rows, as NuSOAP encodes it. */
export function rowsAnswer(operation: string, rows: readonly object[], total: number): Answer {
  const items = rows.map(row => `<item xsi:type="tns:Baris">${fields(row)}</item>`).join('')
  return envelope(
    `<ns1:${operation}Response xmlns:ns1="${NAMESPACE}"><return xsi:type="tns:Hasil">` +
      `<JUMLAH_TOTAL xsi:type="xsd:int">${total}</JUMLAH_TOTAL>` +
      `<DATA xsi:type="SOAP-ENC:Array" SOAP-ENC:arrayType="tns:Baris[${rows.length}]">${items}</DATA>` +
      `</return></ns1:${operation}Response>`
  )
}

/** One row. */
export function rowAnswer(operation: string, row: object): Answer {
  return envelope(
    `<ns1:${operation}Response xmlns:ns1="${NAMESPACE}"><return xsi:type="tns:Baris">${
      fields(row)
    }</return></ns1:${operation}Response>`
  )
}

/** Every error is a fault with HTTP 200. */
export function faultAnswer(code: 'Client' | 'Server', text: string): Answer {
  return envelope(
    `<SOAP-ENV:Fault><faultcode xsi:type="xsd:string">SOAP-ENV:${code}</faultcode><faultactor ` +
      'xsi:type="xsd:string"></faultactor>' +
      `<faultstring xsi:type="xsd:string">${
        escapeXml(text)
      }</faultstring><detail xsi:type="xsd:string"></detail></SOAP-ENV:Fault>`
  )
}

function fields(row: object): string {
  return Object.entries(row)
    .map(([name, value]) => `<${name} xsi:type="xsd:string">${escapeXml(String(value))}</${name}>`)
    .join('')
}

/** Says UTF-8 in both places and sends the database's Windows-1252. */
function envelope(body: string): Answer {
  const xml = '<?xml version="1.0" encoding="UTF-8"?>' +
    '<SOAP-ENV:Envelope SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"' +
    ' xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
    'xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"' +
    ` xmlns:tns="${NAMESPACE}"><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`
  return { headers: { 'content-type': 'text/xml; charset=UTF-8' }, body: iconv.encode(xml, 'windows-1252') }
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
