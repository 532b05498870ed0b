// How each operation is called with curl and with the client, from the contract's own examples. They stand in the
// document
// as `x-codeSamples`, where reference pages and API managers look for them.
import type { OpenAPI3, ReferenceObject, RequestBodyObject } from 'openapi-typescript'
import { type ClientMethod, clientMethods, resolve } from './client-operations.ts'

export interface CodeSample {
  lang: 'Shell' | 'TypeScript'
  label: string
  source: string
}

/** Where a hub may be; reference pages put their own address in its place. */
const HUB = 'https://hub.example.org'

/** The document with samples in its operations. @throws Error naming an operation whose parameters have no example */
export function addCodeSamples(document: OpenAPI3): OpenAPI3 {
  for (const method of clientMethods(document)) {
    const samples: CodeSample[] = [
      { lang: 'Shell', label: 'curl', source: curlOf(document, method) },
      { lang: 'TypeScript', label: 'TypeScript', source: typeScriptOf(document, method) }
    ]
    Object.assign(method.operation, { 'x-codeSamples': samples })
  }
  return document
}

function curlOf(document: OpenAPI3, method: ClientMethod): string {
  const { entry: { method: verb, kind }, operation, body } = method
  const query = Object.entries(queryOf(document, method)).map(([name, value]) =>
    `${name}=${[value].flat().map(one => encodeURIComponent(String(one))).join(',')}`
  )
  const lines = [
    `curl -s${isPlain(method) ? '' : ` -X ${verb}`} '${HUB}${pathOf(document, method)}${
      query.length === 0 ? '' : `?${query.join('&')}`
    }'`,
    ...(isPublic(operation) ? [] : ['-H "Authorization: Bearer $SATU_TOKEN"']),
    ...requiredHeaders(document, method).map(([name, value]) => `-H '${name}: ${value}'`),
    ...(kind === 'write' ? ['-H "Idempotency-Key: \\"$(date +%s)-$$\\""'] : []),
    ...(body === undefined ? [] : sentBy(document, method, body))
  ]
  return lines.join(' \\\n  ')
}

function typeScriptOf(document: OpenAPI3, method: ClientMethod): string {
  const { group, name, entry: { kind, params, query, body: sent }, operation, body } = method
  const purpose = requiredHeaders(document, method).find(([header]) => header === 'X-Purpose')?.[1]
  const given = queryOf(document, method)
  const hasQuery = Object.keys(given).length > 0
  const parts = [
    ...params.map(param => literal(exampleOf(document, method, param))),
    ...(query && (hasQuery || purpose !== undefined) ? [literal(given)] : []),
    ...(body === undefined
      ? []
      : [literal(exampleOfBody(document, method, body))].map(text => (sent === 'form'
        ? text.replace(/\bfile: ('[^']*')/, 'file: new File([await openAsBlob($1)], $1)')
        : text)
      )),
    ...(purpose === undefined ? [] : [`{ purpose: ${literal(purpose)} }`])
  ]
  const call = `satu.${group}.${name}(${parts.join(', ')})`
  const use = {
    list: `for await (const item of ${call}) {\n  console.log(item)\n}`,
    write: `const written = await ${call}\nconsole.log(written.receipt, written.record ?? written.submission)`,
    read: `console.log(await ${call})`
  }[kind]
  const settings = isPublic(operation) ? `{ url: '${HUB}' }` : `{\n  url: '${HUB}',\n  token: process.env.SATU_TOKEN\n}`
  return `${
    sent === 'form' ? "import { openAsBlob } from 'node:fs'\n" : ''
  }import { createSatu } from '@satu/client'\n\nconst satu = createSatu(${settings})\n${use}`
}

function sentBy(document: OpenAPI3, method: ClientMethod, body: RequestBodyObject): string[] {
  const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
  const example = exampleOfBody(document, method, body)
  if (method.entry.body === 'json')
    return ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(example, null, 2))}`]
  return Object.entries(example as object).map(([name, value]) =>
    `-F ${quoted(`${name}=${name === 'file' ? '@' : ''}${String(value)}`)}`
  )
}

/** A GET, or a POST with a body: curl needs no word for it. */
function isPlain({ entry: { method }, body }: ClientMethod): boolean {
  return method === 'GET' || (method === 'POST' && body !== undefined)
}

function pathOf(document: OpenAPI3, method: ClientMethod): string {
  return method.entry.path.replace(/\{(\w+)\}/g,
    (_, name: string) => encodeURIComponent(String(exampleOf(document, method, name))))
}

/** What must be given, and a short page of a list. */
function queryOf(document: OpenAPI3, method: ClientMethod): Record<string, unknown> {
  const wanted = method.parameters.filter(({ in: place, name, required }) =>
    place === 'query' && (required === true || name === 'limit')
  )
  return Object.fromEntries(wanted.map(({ name }) => [name, name === 'limit' ? 3 : exampleOf(document, method, name)]))
}

function requiredHeaders(document: OpenAPI3, method: ClientMethod): [string, string][] {
  return method.parameters.flatMap((
    { in: place, name, required }
  ) => (place === 'header' && required === true && name !== 'Idempotency-Key'
    ? [[name, String(exampleOf(document, method, name))] satisfies [string, string]]
    : [])
  )
}

interface Exemplary {
  examples?: unknown[]
  default?: unknown
  enum?: unknown[]
}

function exampleOf(document: OpenAPI3, { parameters, operation }: ClientMethod, name: string): unknown {
  const schema = resolve<Exemplary>(document,
    parameters.find(parameter => parameter.name === name)?.schema as Exemplary | ReferenceObject)
  const value = (schema as Exemplary | undefined)?.examples?.[0] ?? schema.default ?? schema.enum?.[0]
  if (value === undefined) throw new Error(`${operation.operationId}: ${name} has no example`)
  return value
}

function exampleOfBody(document: OpenAPI3, { operation }: ClientMethod, { content }: RequestBodyObject): unknown {
  const schema = resolve<Exemplary>(document, ((content['application/json'] ?? content['multipart/form-data']) as
    | { schema?: Exemplary | ReferenceObject }
    | undefined)?.schema ?? {})
  const value = schema.examples?.[0]
  if (value === undefined) throw new Error(`${operation.operationId}: its body has no example`)
  return value
}

function isPublic({ security = [] }: ClientMethod['operation']): boolean {
  return security.some(way => Object.keys(way).length === 0)
}

/** A value as TypeScript, over as many lines as it needs. */
function literal(value: unknown, indent = ''): string {
  const inner = `${indent}  `
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}'`
  if (Array.isArray(value)) return `[${value.map(item => literal(item, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([name, one]) =>
    `${/^[a-z_]\w*$/i.test(name) ? name : literal(name)}: ${literal(one, inner)}`
  )
  if (entries.length === 0) return '{}'
  const line = `{ ${entries.join(', ')} }`
  return line.length < 90 && !line.includes('\n')
    ? line
    : `{\n${entries.map(entry => inner + entry).join(',\n')}\n${indent}}`
}
