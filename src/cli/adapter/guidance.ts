import { type JsonSchema, loadContract } from '../../contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../contract/resources.ts'
import type { WritableResource } from '../../kit/writer.ts'

export interface Guidance {
  field: string
  isRequired: boolean
  /** What the contract wants there, and how it is read. */
  wants: string
}

const OWNED_BY_THE_HUB = new Set(['id', 'source', 'quality', 'clock'])

/** How a field of one of the contract's own types is read; `FIELD` stands for its name. */
const readings: Readonly<Record<string, string>> = {
  CalendarDate: "read.date('FIELD', row...)",
  Timestamp: "read.dateTime('FIELD', row...)",
  Idr: "read.rupiah('FIELD', row...)",
  Nop: "read.nop('FIELD', row...)",
  Npwp: "read.npwp('FIELD', row...)",
  Nib: "read.nib('FIELD', row...)",
  Nik: "read.nik('FIELD', row...)",
  FamilyCardNumber: "read.familyCard('FIELD', row...)",
  Phone: "read.phone('FIELD', row...)",
  PersonName: "read.name('FIELD', row...)",
  Person: "read.personName('FIELD.name', row...) and what is known beside the name",
  Location: "read.location('FIELD', { address: row... })",
  Residence: "read.location('FIELD', { address: row... })",
  PropertyLocation: "read.location('FIELD', { address: row... })",
  DistrictCode: "read.district('FIELD', row..., 'kemendagri')",
  Rw: "read.location('location', { rw: row... })",
  Id: 'id(key) for a record of this system'
}

/** What the contract has room for in a record of this resource, beside what the hub adds itself. */
export function guidanceOf(resource: ResourceName): Guidance[] {
  const { schemas } = loadContract()
  const schema = schemas[recordSchemas[resource]] ?? {}
  const required = new Set((schema['required'] ?? []) as string[])
  return Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
    .filter(([field]) => !OWNED_BY_THE_HUB.has(field))
    .map(([field, property]) => ({ field, isRequired: required.has(field), wants: wantsOf(field, property, schemas) }))
}

/** What the body of a new record of this resource has, each field with its meaning where the contract tells it. */
export function bodyGuidanceOf(resource: WritableResource): Pick<Guidance, 'field' | 'wants'>[] {
  const { schemas } = loadContract()
  const properties = (schemas[`New${recordSchemas[resource]}`]?.['properties'] ?? {}) as Record<string, JsonSchema>
  return Object.entries(properties).map(([field, property]) => ({ field, wants: meaningOf(property, schemas) }))
}

function meaningOf(property: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): string {
  const name = typeof property['$ref'] === 'string' ? property['$ref'].replace('#/components/schemas/', '') : undefined
  const schema = name === undefined ? property : (schemas[name] ?? {})
  const { enum: values, properties } = schema as { enum?: string[]; properties?: object }
  const said = textOf(property['description'] ?? (name === 'Id' ? undefined : schema['description']))
  return [said, values?.join(', ') ?? (properties && Object.keys(properties).join(', ')) ?? ''].filter(text =>
    text !== ''
  ).join('; ')
}

function wantsOf(field: string, property: JsonSchema, schemas: Readonly<Record<string, JsonSchema>>): string {
  const name = typeof property['$ref'] === 'string' ? property['$ref'].replace('#/components/schemas/', '') : undefined
  const schema = name === undefined ? property : (schemas[name] ?? {})
  const meaning = textOf(property['description'] ?? (name === 'Id' ? undefined : schema['description']))
  const reading = readings[name ?? '']?.replaceAll('FIELD', field) ?? readingOf(field, schema)
  return [meaning, reading].filter(text => text !== '').join('; ')
}

function readingOf(field: string, schema: JsonSchema): string {
  const { type, enum: values, format, maxLength } = schema as { type?: string | string[]; enum?: string[];
    format?: string; maxLength?: number }
  if (values !== undefined)
    return `read.code('${field}', row..., codes...): ${values.filter(value => value !== 'unknown').join(', ')}`
  const plain = Array.isArray(type) ? type.find(one => one !== 'null') : type
  if (format === 'date') return `read.date('${field}', row...)`
  if (plain === 'integer') return `read.integer('${field}', row...)`
  if (plain === 'number') return `read.number('${field}', row...)`
  if (plain === 'boolean') return 'true or false'
  if (plain === 'array') return 'a list'
  if (plain === 'object') return Object.keys(schema['properties'] ?? {}).join(', ')
  return maxLength === undefined
    ? `read.text('${field}', row...)`
    : `read.text('${field}', row..., { maxLength: ${maxLength} })`
}

/** The first sentence, on one line. */
function textOf(description: unknown): string {
  if (typeof description !== 'string') return ''
  const [sentence = ''] = description.replace(/\s+/g, ' ').split(/(?<=[.])\s/)
  return (sentence[0]?.toLowerCase() ?? '') + sentence.slice(1).replace(/[.]$/, '')
}
