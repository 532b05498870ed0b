import { type Static, type TObject, type TSchema, Type } from 'typebox'

// A key that has a default is filled in before the file is checked. So it is required in the type, never in the file.
/** A mapping that takes no other keys. */
export const object = <P extends Record<string, TSchema>>(properties: P, options: Record<string, unknown> = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options })
/**
 * The mapping with more keys, put before one of its own: the documentation and refusals list them in this order.
 * @throws Error when a key is there already
 */
export function withKeys(schema: TObject, keys: Readonly<Record<string, TSchema>>, before: string): TObject {
  const { properties, type: _type, required: _required, ...options } = schema
  const twice = Object.keys(keys).find(key => Object.hasOwn(properties, key))
  if (twice !== undefined) throw new Error(`the configuration has a key "${twice}" already`)
  const own = Object.entries(properties)
  const at = own.findIndex(([key]) => key === before)
  return object(Object.fromEntries(own.toSpliced(at, 0, ...Object.entries(keys))), options)
}
/** What people read. */
export const text = (description: string) => Type.String({ minLength: 1, maxLength: 200, description })
// The example is what a refusal shows beside the pattern.
export const coded = (pattern: string, example: string, description: string) =>
  Type.String({ pattern, description, examples: [example] })
export const path = (description: string) => Type.String({ minLength: 1, maxLength: 4_096, description })
export const date = (description: string) => Type.String({ format: 'date', description, examples: ['2027-06-30'] })
export const atLeast = (minimum: number, fallback: number, description: string) =>
  Type.Integer({ minimum, default: fallback, description })
export const oneOf = <const T extends readonly string[]>(values: T, description: string) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values, description })
export const several = <S extends TSchema>(items: S, description: string, options: Record<string, unknown> = {}) =>
  Type.Array(items, { uniqueItems: true, description, ...options })

/** A name that stands in addresses, longer than an id. */
export const LONG_NAME = '^[a-z][a-z0-9-]{1,62}$'
/** The way to a field of a record: `location.district_code`. */
export const FIELD_PATH = '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*$'

/**
 * Many of one kind, by ids of the operator's choice.
 * @param options of its schema; `keys` is what the documentation calls the ids
 */
export const keyed = <S extends TSchema>(
  pattern: string,
  schema: S,
  description: string,
  { keys, ...options }: Record<string, unknown> & { keys?: string } = { minProperties: 1 }
) =>
  Type.Unsafe<Record<string, Static<S>>>({
    type: 'object',
    propertyNames: { pattern, ...(keys !== undefined && { title: keys }) },
    additionalProperties: schema,
    description,
    ...options
  })

export const Rate = object({
  requests: Type.Integer({ minimum: 1, description: 'Requests allowed within the window.' }),
  seconds: Type.Integer({ minimum: 1, maximum: 86_400, description: 'Length of the window in seconds.' })
})

export const Enumeration = object({
  people: Type.Integer({ minimum: 1,
    description: 'Different people that may be verified or looked up within the window.' }),
  misses: Type.Integer({ minimum: 1, description: 'How many of them nobody may know, or not by that name.' }),
  seconds: Type.Integer({ minimum: 1, maximum: 86_400, description: 'Length of the window in seconds.' })
})
