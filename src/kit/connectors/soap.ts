import type { Call } from '../call.ts'
import { type FaultKind, SystemFault } from '../faults.ts'
import { escapeXml, fitsXml } from '../xml-text.ts'
import type { HttpClient } from './http.ts'
import { statusFault, writeStatusFault } from './status-faults.ts'
import { readWholeXml, showXml, type XmlDocument, type XmlRecord } from './xml.ts'

export interface SoapOptions {
  http: HttpClient
  /** Of the endpoint, below the client's base address. Default: the base address itself. */
  path?: string
  /** Of the operations, as the WSDL's `targetNamespace` has it. */
  namespace: string
  /** What stands before `#operation` in the SOAPAction header. Default: the namespace. */
  actionBase?: string
  /** The character set that the system really sends, when it is known to declare another. */
  assumeCharset?: string
  /** Fault codes, without prefix, by which this system refuses credentials. */
  deniedCodes?: readonly string[]
  /** Judges a fault that its code does not tell apart, as by its text. Undefined leaves it to the code. */
  kindOf?: (fault: SoapFault) => FaultKind | undefined
}

export interface SoapAnswer {
  /** See `XmlRecord` for the keys. */
  rows: XmlRecord[]
  fields: XmlRecord
  /** True when the answer was not in the character set that it declared, and was read in the right one. */
  repaired: boolean
}

export type SoapParameters = Record<string, string | number | boolean | undefined>

export interface SoapCall {
  /** Local name of the element that repeats in the answer. */
  rows?: string
  /** What is being done, for faults: `list permits`. */
  stage: string
  /** It changes something: a 503 does not mean that nothing was written. */
  isWrite?: boolean
}

export interface SoapClient {
  /**
   * Calls an operation in RPC style, parameters in the order given, undefined ones left out.
   * @throws SystemFault of the transport as `HttpClient.send`; for a SOAP fault, whatever its HTTP status, `denied`,
   * `rejected` (fault code Client) or `failed`, with the `SoapFault` as its cause; `unreadable` when it is no SOAP
   */
  call(operation: string, parameters: SoapParameters, options: SoapCall, call: Call): Promise<SoapAnswer>
}

/** What a SOAP fault said, for an adapter to tell "not found" from "broken". */
export class SoapFault extends Error {
  override readonly name = 'SoapFault'
  /** Without namespace prefix: `Client`, `Server.Busy`. */
  readonly code: string
  // It may quote a person's data: private, so that no logger prints it with the error's own properties.
  readonly #text: string

  constructor(code: string, text: string) {
    super('the system answered with a SOAP fault')
    this.code = code
    this.#text = text
  }

  get text(): string {
    return this.#text
  }
}

/** A client for one SOAP 1.1 endpoint. */
export function createSoap({
  http,
  path = '',
  namespace,
  actionBase = namespace,
  assumeCharset,
  deniedCodes = [],
  kindOf = () => undefined
}: SoapOptions): SoapClient {
  const open =
    '<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
    `xmlns:m="${escapeXml(namespace)}"><soap:Body>`
  const close = '</soap:Body></soap:Envelope>'

  return {
    async call(operation, parameters, { rows, stage, isWrite = false }, call) {
      const method = elementName(operation)
      const answer = await http.send(
        {
          method: 'POST',
          path,
          headers: { 'content-type': 'text/xml; charset=utf-8', 'soapaction': `"${actionBase}#${method}"`,
            'accept': 'text/xml' },
          body: `${open}<m:${method}>${elements(parameters, stage)}</m:${method}>${close}`,
          stage
        },
        call
      )
      const read = (rows: string | undefined): XmlDocument =>
        readWholeXml(answer.bytes, { rows, contentType: answer.contentType, assumeCharset, stage })

      if (answer.status >= 400) {
        throw faultIn(() => read('Fault'), stage) ?? (isWrite ? writeStatusFault : statusFault)(answer, stage) ??
          failed(answer.status, stage)
      }
      const document = read(rows)
      if (document.root !== 'Envelope')
        throw new SystemFault('unreadable', { stage, detail: 'sent XML that is not SOAP' })
      const fault = mayBeFault(document.fields) ? faultIn(() => read('Fault'), stage) : undefined
      if (fault) throw fault
      showXml(document, { rows, stage })
      return { rows: document.rows, fields: document.fields, repaired: document.repaired }
    }
  }

  function faultIn(read: () => XmlDocument, stage: string): SystemFault | undefined {
    const found = faultRow(read)
    if (found === undefined) return undefined
    const qualified = found['faultcode'] ?? found['Code/Value'] ?? ''
    const code = qualified.slice(qualified.indexOf(':') + 1)
    const cause = new SoapFault(code, found['faultstring'] ?? found['Reason/Text'] ?? '')
    const detail = /^[\w.:-]{1,80}$/.test(qualified) ? `SOAP fault ${qualified}` : 'SOAP fault without a readable code'
    return new SystemFault(kindOf(cause) ?? kindOfCode(code), { stage, detail, cause })
  }

  function kindOfCode(code: string): FaultKind {
    if (deniedCodes.some(denied => isUnder(code, denied))) return 'denied'
    // SOAP 1.2 calls the Client a Sender.
    return isUnder(code, 'Client') || isUnder(code, 'Sender') ? 'rejected' : 'failed'
  }
}

/** Fault codes are refined by dots: `Client.Authentication` is a kind of `Client`. */
function isUnder(code: string, parent: string): boolean {
  return `${code}.`.toLowerCase().startsWith(`${parent}.`.toLowerCase())
}

// What a fault leaves among the fields, of SOAP 1.1, empty, or of 1.2. Cheap: the good answers pay for it.
function mayBeFault(fields: XmlRecord): boolean {
  return fields['faultcode'] !== undefined || fields['Fault'] !== undefined || fields['Value'] !== undefined
}

function faultRow(read: () => XmlDocument): XmlRecord | undefined {
  try {
    const { root, rows } = read()
    return root === 'Envelope' ? rows[0] : undefined
  } catch {
    // An error page: its status says enough.
    return undefined
  }
}

function failed(status: number, stage: string): SystemFault {
  return new SystemFault('failed', { stage, detail: `answered with status ${status}` })
}

function elements(parameters: SoapParameters, stage: string): string {
  let xml = ''
  for (const name in parameters) {
    const value = parameters[name]
    if (value === undefined) continue
    const text = String(value)
    if (!fitsXml(text)) {
      throw new SystemFault('rejected', { stage,
        detail: 'cannot be asked for this: XML has no place for one of its characters' })
    }
    xml += `<${elementName(name)}>${escapeXml(text)}</${name}>`
  }
  return xml
}

function elementName(name: string): string {
  if (!/^[A-Za-z_][\w.-]*$/.test(name))
    throw new TypeError('a SOAP operation or parameter has a name that XML does not allow')
  return name
}
