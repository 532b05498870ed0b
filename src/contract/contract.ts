import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type JsonSchema = { [keyword: string]: unknown }

export interface Parameter {
  name: string
  in: 'query' | 'path' | 'header'
  required: boolean
  schema: JsonSchema
}

/** One operation of the contract, as the routes need it. */
export interface Operation {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/v1/complaints/{id}` */
  path: string
  resource: string
  action: string
  /** May be called without a token. */
  public: boolean
  /** Scopes that a caller needs, all of them. An operation that is not public and asks for none is closed. */
  scopes: readonly string[]
  /**
   * A citizen may call it with a token of their own (`x-citizen`), beside applications and officers; `only`: nobody
   * else.
   */
  citizen: boolean | 'only'
  parameters: readonly Parameter[]
  /** Schema of the body, when the operation takes one. */
  body: JsonSchema | undefined
  /** The body is a form with a file in it (multipart/form-data): the schema's `file` is the file's name. */
  form: boolean
  /** Component name of the 200 answer, such as `ComplaintList`. */
  answer: string | undefined
}

/** The contract as it was bundled: every `$ref` is internal. */
export interface Contract {
  /** The document as JSON text, as /openapi.json gives it. */
  text: string
  /** The same in OpenAPI 3.0, for tools that read no newer one. */
  readOpenApi30(): string
  /** Changes whenever the document does; part of every cache key. */
  version: string
  schemas: Record<string, JsonSchema>
  operations: readonly Operation[]
}

type Document = {
  paths: Record<string, Record<string, unknown>>
  components: { schemas: Record<string, JsonSchema> }
}
type OperationObject = {
  'operationId': string
  'x-resource': string
  'x-action': string
  'x-citizen'?: boolean | 'only'
  'x-scopes'?: string[]
  'security'?: Record<string, string[]>[]
  'parameters'?: (Ref | ParameterObject)[]
  'requestBody'?: { content: Record<string, { schema: JsonSchema }> }
  'responses': Record<string, Ref | { content?: Record<string, { schema: { $ref?: string } }> }>
}
type ParameterObject = { name: string; in: Parameter['in']; required?: boolean; schema: JsonSchema }
type Ref = { $ref: string }

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

const bundled = new URL('contract.gen.json', import.meta.url)
/** One for the process: whoever asks, the hub and the checks of its configuration, gets the same. Nobody changes it. */
let loaded: Contract | undefined

/**
 * Reads the bundled contract that `npm run generate` wrote beside this file.
 * @throws Error naming the file and the command that makes it, when it is missing
 */
export function loadContract(file: URL = bundled): Contract {
  if (file.href !== bundled.href) return parseContract(readGenerated(file))
  return (loaded ??= parseContract(readGenerated(file)))
}

/** Few ask for it: it is read when somebody does. */
function readOpenApi30(): string {
  return readGenerated(new URL('contract-3.0.gen.json', import.meta.url))
}

/** The generated files are not committed: a checkout that `npm ci` did not finish has none. */
function readGenerated(file: URL): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new Error(`${fileURLToPath(file)} is missing: run npm run generate`, { cause: error })
  }
}

/** @param text the bundled document */
export function parseContract(text: string): Contract {
  const document = JSON.parse(text) as Document
  const resolve = <T>(value: T | Ref): T => {
    const ref = (value as Ref).$ref
    return ref === undefined ? (value as T) : (follow(document, ref) as T)
  }

  const operations: Operation[] = []
  for (const [path, item] of Object.entries(document.paths)) {
    const shared = (item['parameters'] ?? []) as (Ref | ParameterObject)[]
    for (const method of methods) {
      const operation = item[method] as OperationObject | undefined
      if (operation === undefined) continue
      const security = operation.security ?? []
      const content = operation.requestBody && resolve(operation.requestBody).content
      const form = content?.['multipart/form-data']
      operations.push({
        id: operation.operationId,
        method: method.toUpperCase() as Operation['method'],
        path,
        resource: operation['x-resource'],
        action: operation['x-action'],
        public: security.some(way => Object.keys(way).length === 0),
        scopes: operation['x-scopes'] ?? [],
        citizen: operation['x-citizen'] ?? false,
        parameters: [...shared, ...(operation.parameters ?? [])].map(parameter => {
          const { name, in: place, required = false, schema } = resolve(parameter)
          return { name, in: place, required, schema }
        }),
        body: (content?.['application/json'] ?? form)?.schema,
        form: form !== undefined,
        answer: schemaName(resolve(operation.responses['200'] ?? { content: {} }))
      })
    }
  }
  return {
    text,
    readOpenApi30,
    version: createHash('sha256').update(text).digest('hex').slice(0, 12),
    schemas: document.components.schemas,
    operations
  }
}

function schemaName(response: { content?: Record<string, { schema: { $ref?: string } }> }): string | undefined {
  return response.content?.['application/json']?.schema.$ref?.replace('#/components/schemas/', '')
}

function follow(document: unknown, ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (node, key) => (node as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      document
    )
}
