// What the TypeScript client knows of the contract at run time: its methods by name, written into
// clients/typescript/src/operations.gen.ts. A method's name follows from its path and its operationId.
import type { OpenAPI3, OperationObject, ParameterObject, PathItemObject, ReferenceObject, RequestBodyObject,
  ResponseObject } from 'openapi-typescript'

const httpMethods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** A method of the client, and the operation that it calls. */
export interface ClientMethod {
  group: string
  name: string
  operation: OperationObject & { operationId: string }
  /** With every reference followed. */
  parameters: readonly ParameterObject[]
  body: RequestBodyObject | undefined
  entry: { id: string; method: string; path: string; kind: 'list' | 'read' | 'write'; params: readonly string[];
    query: boolean; body: 'none' | 'json' | 'form' }
}

/**
 * The table of the client's methods as TypeScript.
 * @throws Error when two operations would have the same name
 */
export function describeClientOperations(document: OpenAPI3): string {
  const groups = new Map<string, ClientMethod[]>()
  for (const method of clientMethods(document)) {
    const others = groups.get(method.group) ?? []
    if (others.some(({ name }) => name === method.name))
      throw new Error(`the client would have two methods ${method.group}.${method.name}`)
    groups.set(method.group, [...others, method])
  }
  const lines = [...groups].map(([group, methods]) => {
    const entries = methods.map(({ name, operation, entry }) =>
      `    /** ${operation.summary ?? operation.operationId}. */\n    ${name}: ${literal(entry)}`
    )
    return `  ${group}: {\n${entries.join(',\n')}\n  }`
  })
  return `/** The methods of the client, by what they are about. */\nexport const operations = {\n${
    lines.join(',\n')
  }\n} as const\n`
}

/** One for each operation, in the order of the document. */
export function clientMethods(document: OpenAPI3): ClientMethod[] {
  const methods: ClientMethod[] = []
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const [, base, first = ''] = path.split('/')
    if (base !== 'v1' && base !== 'admin') continue
    for (const verb of httpMethods) {
      const operation = (item as PathItemObject)[verb] as ClientMethod['operation'] | undefined
      if (operation?.operationId === undefined) continue
      const parameters = (operation.parameters ?? []).map(parameter => resolve<ParameterObject>(document, parameter))
      const isKeyed = parameters.some(({ name, required }) => name === 'Idempotency-Key' && required === true)
      const answer = resolve<ResponseObject>(document,
        (operation.responses?.['200'] ?? operation.responses?.['201'] ?? {}) as ResponseObject)
      const body = operation.requestBody === undefined
        ? undefined
        : resolve<RequestBodyObject>(document, operation.requestBody)
      const words = base === 'admin' ? base : first
      methods.push({
        group: camel(words),
        name: methodName(operation.operationId, words),
        operation,
        parameters,
        body,
        entry: {
          id: operation.operationId,
          method: verb.toUpperCase(),
          path,
          kind: isKeyed ? 'write' : isList(document, answer) ? 'list' : 'read',
          params: parameters.filter(parameter => parameter.in === 'path').map(({ name }) => name),
          query: parameters.some(parameter => parameter.in === 'query'),
          body: body === undefined ? 'none' : body.content['multipart/form-data'] === undefined ? 'json' : 'form'
        }
      })
    }
  }
  return methods
}

/** What a reference of the document leads to. */
export function resolve<T>(document: OpenAPI3, value: T | ReferenceObject): T {
  return isReference(value) ? follow(document, value.$ref) as T : value
}

/** `listComplaintUpdates` of complaints is `listUpdates`, `getTaxBill` of tax bills is `get`. */
function methodName(operationId: string, words: string): string {
  const many = pascal(words)
  const one = pascal(words.replace(/ies$/, 'y').replace(/s$/, ''))
  for (const noun of [many, one]) {
    const name = operationId.replace(new RegExp(`${noun}(?![a-z])`), '')
    if (name !== operationId && name !== '') return name
  }
  return operationId
}

function isList(document: OpenAPI3, { content }: ResponseObject): boolean {
  const schema = (content?.['application/json'] as { schema?: ReferenceObject | object } | undefined)?.schema
  const whole = resolve<{ properties?: object } | undefined>(document, schema)
  return Object.hasOwn(whole?.properties ?? {}, 'next_cursor')
}

function isReference(value: unknown): value is ReferenceObject {
  return typeof value === 'object' && value !== null && '$ref' in value
}

function follow(document: OpenAPI3, ref: string): unknown {
  return ref.slice(2).split('/').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document)
}

function literal(entry: ClientMethod['entry']): string {
  const text = (value: unknown): string =>
    Array.isArray(value) ? `[${value.map(text).join(', ')}]` : typeof value === 'string' ? `'${value}'` : String(value)
  return `{ ${Object.entries(entry).map(([name, value]) => `${name}: ${text(value)}`).join(', ')} }`
}

function pascal(words: string): string {
  return words.split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function camel(words: string): string {
  const text = pascal(words)
  return text.charAt(0).toLowerCase() + text.slice(1)
}
