/** The contract as the reference reads it. */
export interface ContractDocument {
  info: { title: string; version: string; summary?: string; description?: string }
  tags: { name: string; description?: string }[]
  paths: Record<string, Record<string, OperationObject>>
  components: Record<string, Record<string, unknown>> & { securitySchemes: Record<string, { description?: string }>;
    schemas: Record<string, Schema> }
}

export interface OperationObject {
  'operationId': string
  'summary'?: string
  'description'?: string
  'tags'?: string[]
  'security'?: Record<string, string[]>[]
  'parameters'?: (ParameterObject | Ref)[]
  'requestBody'?: { required?: boolean; content: Record<string, { schema?: Schema }> } | Ref
  'responses': Record<string, ResponseObject | Ref>
  'x-citizen'?: boolean | 'only'
  'x-scopes'?: string[]
  'x-codeSamples'?: { lang: string; label: string; source: string }[]
}

export interface ParameterObject {
  name: string
  in: 'query' | 'path' | 'header'
  required?: boolean
  description?: string
  schema: Schema
}

export interface ResponseObject {
  description: string
  content?: Record<string, { schema?: Schema }>
}

export interface Ref {
  $ref: string
}

export interface Schema {
  '$ref'?: string
  'type'?: string | string[]
  'format'?: string
  'description'?: string
  'enum'?: (string | number)[]
  'examples'?: unknown[]
  'default'?: unknown
  'properties'?: Record<string, Schema>
  'required'?: string[]
  'items'?: Schema
  'additionalProperties'?: boolean | Schema
  'minimum'?: number
  'maximum'?: number
  'minLength'?: number
  'maxLength'?: number
  'minItems'?: number
  'maxItems'?: number
  'pattern'?: string
  'oneOf'?: Schema[]
  'anyOf'?: Schema[]
  'allOf'?: Schema[]
  'x-privacy'?: string
}

/** What a reference leads to; what is none is given back. */
export function createResolve(document: ContractDocument): <T>(value: T | Ref) => T {
  return value => {
    const ref = (value as Ref | undefined)?.$ref
    if (ref === undefined) return value as never
    return ref.slice(2).split('/').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key],
      document) as never
  }
}
