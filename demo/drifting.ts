import iconv from 'iconv-lite'
import type { Answer } from './answer.ts'
import type { DriftKind } from './running-system.ts'

/** What an update changes in the records of one system. */
export interface Update {
  /** The field that only they have: by it they are told from what stands around them. */
  mark: string
  field: { name: string; value: string }
  code: { name: string; value: string }
  /** How a value of a field is written from now on. */
  type: { name: string; write(value: string): unknown }
}

/** JSON: every record, wherever it stands in the answer. */
export function driftedJson(answer: Answer, change: DriftKind, update: Update): Answer {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    const record = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]))
    return Object.hasOwn(record, update.mark) ? changed(record, change, update) : record
  }
  return { ...answer, body: JSON.stringify(walk(JSON.parse(textOf(answer)))) }
}

function changed(
  record: Record<string, unknown>,
  change: DriftKind,
  { field, code, type }: Update
): Record<string, unknown> {
  switch (change) {
    case 'new_field':
      return { ...record, [field.name]: field.value }
    case 'new_code':
      return { ...record, [code.name]: code.value }
    case 'new_type': {
      const value = record[type.name]
      return { ...record,
        [type.name]: type.write(typeof value === 'string' || typeof value === 'number' ? String(value) : '') }
    }
  }
}

/** XML, in the bytes that it came in: elements of the name `mark` are the records. */
export function driftedXml(answer: Answer, change: DriftKind, { mark, field, code, type }: Update): Answer {
  const text = iconv.decode(Buffer.from(answer.body as string), 'latin1')
  const element = (name: string): RegExp => new RegExp(`(<${name}(?: [^>]*)?>)([^<]*)(</${name}>)`, 'g')
  const records = new RegExp(`<${mark}(?: [^>]*)?>.*?</${mark}>`, 'gs')
  const body = text.replace(records, record => {
    switch (change) {
      case 'new_field':
        return record.replace(new RegExp(`</${mark}>$`),
          `<${field.name} xsi:type="xsd:string">${field.value}</${field.name}></${mark}>`)
      case 'new_code':
        return record.replace(element(code.name), `$1${code.value}$3`)
      case 'new_type':
        return record.replace(element(type.name),
          (_, open: string, value: string, close: string) => `${open}${String(type.write(value))}${close}`)
    }
  })
  return { ...answer, body: iconv.encode(body, 'latin1') }
}

function textOf({ body }: Answer): string {
  return typeof body === 'string' ? body : body.toString('utf8')
}

/** `31/12/2025 09:15` or `31-12-2025`: the same as a database writes it. */
export function isoDay(value: string): string {
  return value.replace(/^(\d{2})([-/])(\d{2})\2(\d{4})/, '$4-$3-$1')
}
