// One whole value of a schema of the contract: every field is there, and what is personal can be taken for nothing
// else.
import type { Contract, JsonSchema } from '../src/contract/contract.ts'

/** A value of each class of personal data whose mask differs from it in every letter that matters. */
export const personal: Readonly<Record<string, unknown>> = {
  name: 'Kenari Rahasiawati',
  nik: '3273021305859991',
  family_card: '3273020101109992',
  phone: '+628129999123',
  email: 'kenari@example.org',
  npwp: '123456789423000',
  birth_date: '1985-05-13',
  birth_place: 'Kenari Kidul',
  sex: 'female',
  marital_status: 'married',
  plate_number: 'D 9991 KNR'
}
const ADDRESS = 'Jl. Kenari Rahasia No. 5'

/** @param schema a schema of the contract, or the name of a component */
export function sampleOf(contract: Contract, schema: JsonSchema | string): unknown {
  return sample(contract, typeof schema === 'string' ? { $ref: `#/components/schemas/${schema}` } : schema, undefined)
}

function sample(contract: Contract, schema: JsonSchema, privacy: string | undefined): unknown {
  const { $ref: ref, properties, items, type, examples, enum: allowed, minimum, 'x-privacy': own = privacy } =
    schema as {
      '$ref'?: string
      'properties'?: Record<string, JsonSchema>
      'items'?: JsonSchema
      'type'?: string
      'examples'?: unknown[]
      'enum'?: unknown[]
      'minimum'?: number
      'x-privacy'?: string
    }
  if (ref !== undefined)
    return sample(contract, { ...contract.schemas[ref.replace('#/components/schemas/', '')],
      ...(own !== undefined && { 'x-privacy': own }) }, own)
  if (properties !== undefined)
    return Object.fromEntries(
      Object.entries(properties).map(([name, inner]) => [name, sample(contract, inner, undefined)])
    )
  if (items !== undefined) return own === 'name' ? ['Hj. Kenari'] : listOf(examples, () => sample(contract, items, own))
  if (own === 'address' && type === 'string' && schema['pattern'] === undefined) return ADDRESS
  if (own !== undefined && personal[own] !== undefined) return personal[own]
  return examples?.[0] ?? allowed?.[0] ??
    (type === 'boolean' ? false : type === 'integer' || type === 'number' ? (minimum ?? 1) : 'contoh')
}

/** A list of plain values may say itself what it looks like, such as the corners of an area. */
function listOf(examples: unknown[] | undefined, item: () => unknown): unknown[] {
  const [example] = examples ?? []
  const isPlain = Array.isArray(example) && example.every(value => typeof value !== 'object' || Array.isArray(value))
  return isPlain ? example : [item()]
}
