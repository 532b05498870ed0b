import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fastJson from 'fast-json-stringify'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import t from 'tap'
import { bundleContract } from '../../scripts/generate/bundle.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { recordSchemas, resourceNames } from '../../src/contract/resources.ts'
import { errorKinds } from '../../src/errors.ts'
import { DEFAULT_SEVERITY } from '../../src/kit/quality.ts'
import { testFolder } from '../suites/folder.ts'

type Schema = { [keyword: string]: unknown; properties?: Record<string, Schema>; items?: Schema; enum?: string[];
  required?: string[] }
type Parameter = { name: string; in: string; required?: boolean; schema: Schema }
type Content = Record<string, { schema: Schema; example?: unknown }>
type Response = { $ref?: string; headers?: Record<string, unknown>; content?: Content }
type Operation = {
  'operationId': string
  'summary': string
  'tags': string[]
  'x-resource': string
  'x-action': string
  'security': Record<string, string[]>[]
  'x-scopes': string[]
  'parameters': (Parameter & { $ref?: string })[]
  'requestBody'?: { content: Content }
  'responses': Record<string, Response>
}

const text = readFileSync(new URL('../../src/contract/contract.gen.json', import.meta.url), 'utf8')
const document = JSON.parse(text) as {
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    parameters: Record<string, Parameter>
    headers: Record<string, { schema: Schema }>
    responses: Record<string, Required<Response>>
  }
}
const { schemas, parameters, headers, responses } = document.components
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ ...operation, method, path }))
)
const name = (ref: unknown): string => String(ref).split('/').at(-1) ?? ''
const parametersOf = (operation: Operation): Parameter[] =>
  operation.parameters.map(
    parameter => (parameter.$ref === undefined ? parameter : parameters[name(parameter.$ref)] as Parameter)
  )
const isPublic = (operation: Operation): boolean => operation.security.some(way => Object.keys(way).length === 0)

const ajv = new Ajv2020({ strict: false, allErrors: true })
;(addFormats as unknown as (instance: Ajv2020) => void)(ajv)
ajv.addSchema(document, 'satu')
const errorsOf = (pointer: string, value: unknown) => {
  const validate = ajv.compile({ $ref: `satu#${pointer}` })
  return validate(value) ? [] : validate.errors
}
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** Every place in the document that is a schema with examples, or a media type with an example. */
function* examples(node: unknown, pointer = ''): Generator<{ pointer: string; example: unknown }> {
  if (typeof node !== 'object' || node === null) return
  const { examples: many, example, schema } = node as { examples?: unknown; example?: unknown; schema?: unknown }
  if (Array.isArray(many)) { for (const one of many) yield { pointer, example: one } }
  if (example !== undefined && schema !== undefined) yield { pointer: `${pointer}/schema`, example }
  for (const [key, inner] of Object.entries(node)) {
    if (key !== 'examples' && key !== 'example') yield* examples(inner, `${pointer}/${escaped(key)}`)
  }
}

/** Every schema within a component schema, itself included. */
function* within(schema: Schema, path: string): Generator<{ path: string; schema: Schema }> {
  yield { path, schema }
  for (const [key, inner] of Object.entries(schema.properties ?? {})) yield* within(inner, `${path}.${key}`)
  if (schema.items !== undefined) yield* within(schema.items, `${path}[]`)
}
const everySchema = Object.entries(schemas).flatMap(([key, schema]) => [...within(schema, key)])

t.test('the generated files follow from the contract', async t => {
  const script = new URL('../../scripts/generate.ts', import.meta.url).pathname
  t.doesNotThrow(() => execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' }))
})

t.test('the bundle is the one that Redocly makes', async t => {
  const file = join(t.testdir(), 'contract.json')
  const redocly = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))
  execFileSync(process.execPath, [redocly, 'bundle', 'openapi/satu.yaml', '--output', file], { stdio: 'ignore',
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } })
  t.strictSame(bundleContract('openapi/satu.yaml'), JSON.parse(readFileSync(file, 'utf8')))
})

t.test('a reference that leads nowhere is named with its file', async t => {
  const folder = t.testdir({
    'all.yaml': "paths:\n  /v1/x: { $ref: 'x.yaml#/paths/x' }\ncomponents: {}\n",
    'x.yaml': "paths:\n  x:\n    parameters: [{ $ref: '#/parameters/Id' }]\n"
  })
  t.throws(() => bundleContract(join(folder, 'all.yaml')), { message: 'openapi/x.yaml: #/parameters/Id leads nowhere' })
})

t.test('a checkout without the generated files says how they are made', async t => {
  const missing = pathToFileURL(join(t.testdir(), 'contract.gen.json'))
  t.throws(() => loadContract(missing), { message: /contract\.gen\.json is missing: run npm run generate$/ })
  const generate = new URL('../../scripts/generate/files.ts', import.meta.url).href
  const program = `(await import('${generate}')).needGenerated('${t.testdir()}')`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8'
  })
  t.same({ status, stderr }, { status: 1, stderr: 'src/contract/contract.gen.json is missing: run npm run generate\n' })
})

t.test('the documents are made without the development packages', async t => {
  // As in an image: the packages of the hub, and no others.
  const folder = testFolder()
  mkdirSync(join(folder, 'node_modules'))
  cpSync('scripts/generate', join(folder, 'scripts/generate'), { recursive: true })
  cpSync('openapi', join(folder, 'openapi'), { recursive: true })
  cpSync('package.json', join(folder, 'package.json'))
  symlinkSync(join(process.cwd(), 'node_modules/yaml'), join(folder, 'node_modules/yaml'))
  const told = execFileSync(process.execPath, ['scripts/generate/contract.ts'], { cwd: folder, encoding: 'utf8' })
  t.match(told, 'The types of the contract were left out')
  t.equal(readFileSync(join(folder, 'src/contract/contract.gen.json'), 'utf8'), text)
  t.ok(existsSync(join(folder, 'src/contract/contract-3.0.gen.json')))
  t.notOk(existsSync(join(folder, 'src/contract/types.ts')))
})

t.test('every reference points into the document itself', async t => {
  const found = text.matchAll(/"\$ref": "([^"]*)"/g)
  t.strictSame([...found].map(([, ref]) => ref).filter(ref => !ref?.startsWith('#/components/')), [])
})

t.test('no two operations share an id', async t => {
  t.equal(new Set(operations.map(operation => operation.operationId)).size, operations.length)
})

t.test('every operation says what it is and who may call it', async t => {
  const actions = ['list', 'get', 'verify', 'lookup', 'create', 'update', 'close', 'withdraw', 'attach', 'object',
    'purge', 'retry', 'edit', 'abandon', 'confirm', 'switch', 'change', 'delete', 'rotate', 'ping', 'redeliver',
    'count', 'compare', 'export', 'accept', 'ignore', 'reopen', 'correct']
  const operating = ['purge', 'retry', 'edit', 'abandon', 'confirm', 'switch', 'accept', 'ignore', 'reopen', 'correct']
  for (const operation of operations) {
    const { operationId, path, security } = operation
    const resource = operation['x-resource']
    const action = operation['x-action']
    t.match(operationId, /^[a-z]+([A-Z][a-z]+)+$/, operationId)
    if (path.startsWith('/admin/')) {
      t.same({ resource, tags: operation.tags, scopes: operation['x-scopes'] }, { resource: 'admin', tags: ['admin'],
        scopes: [operation.method === 'get' ? 'admin:read' : 'admin:write'] }, operationId)
      continue
    }
    t.equal(resource, /^\/v1\/(systems\/\{id\}\/)?deliveries/.test(path)
      ? 'deliveries'
      : path.endsWith('/overview')
      ? 'overview'
      : path.split('/')[2], `${operationId} belongs to the resource of its path`)
    t.ok(actions.includes(action), `${operationId} has a known action`)
    t.strictSame(operation.tags, [resource], `${operationId} has its resource as its tag`)
    const right = action === 'verify'
      ? 'verify'
      : operating.includes(action)
      ? 'operate'
      : operation.requestBody && action !== 'lookup'
      ? 'write'
      : 'read'
    // Deliveries are those of submissions, and matter to their operators alone. To subscribe is another way to read
    // events.
    const scopes = [resource === 'deliveries'
      ? 'submissions:operate'
      : resource === 'subscriptions'
      ? 'events:subscribe'
      : `${resource}:${right}`]
    t.strictSame(operation['x-scopes'], scopes, `${operationId} needs its scope`)
    t.strictSame(security.filter(way => Object.keys(way).length > 0), [{ bearer: [] }, { apiKey: [] }],
      `${operationId} takes a token or a key`)
  }
})

t.test('reads of these resources alone are public', async t => {
  const open = new Set(operations.filter(isPublic).map(operation => operation['x-resource']))
  t.strictSame([...open].toSorted(), ['agencies', 'announcements', 'complaints', 'datasets', 'incidents',
    'information-requests', 'licences', 'proposals', 'search', 'services', 'track'])
  t.strictSame(
    operations.filter(isPublic).filter(operation => operation['x-resource'] === 'information-requests').map((
      { operationId }
    ) => operationId),
    ['getInformationRequestStatistics']
  )
  t.strictSame(operations.filter(isPublic).filter(({ method }) => method !== 'get'), [])
})

t.test('a NIK is never asked for in a URL', async t => {
  const inUrl = operations.flatMap(parametersOf).filter(parameter => parameter.in !== 'header')
  t.notOk(inUrl.some(parameter => /nik|name|birth/.test(parameter.name)))
})

t.test('every list pages alike', async t => {
  for (const operation of operations.filter(one => one['x-action'] === 'list')) {
    const names = parametersOf(operation).map(parameter => parameter.name)
    t.ok(names.includes('limit') && names.includes('cursor'), `${operation.operationId} takes limit and cursor`)
    const list = schemas[name(operation.responses['200']?.content?.['application/json']?.schema['$ref'])]
    // A search counts what it has found, too.
    const beside = operation.operationId === 'searchRecords' ? ['total', 'facets', 'words'] : []
    t.strictSame(list?.required, ['items', 'next_cursor', ...beside, 'meta'],
      `${operation.operationId} answers with a page`)
    t.ok(operation.responses['200']?.headers?.['Link'], `${operation.operationId} links to the next page`)
  }
})

t.test('every status filter takes the codes of its own resource', async t => {
  for (const operation of operations) {
    const filter = parametersOf(operation).find(parameter => parameter.name === 'status')
    // Across resources it takes the codes of all of them.
    if (filter === undefined || operation.operationId === 'searchRecords') continue
    const list = schemas[name(operation.responses['200']?.content?.['application/json']?.schema['$ref'])]
    const record = schemas[name(list?.properties?.['items']?.items?.['$ref'])]
    const status = schemas[name(record?.properties?.['status']?.['$ref'])]
    t.equal(filter.schema.items?.['$ref'], status?.properties?.['code']?.['$ref'], operation.operationId)
    // What the hub itself decides is never unknown.
    if (!['submissions', 'subscriptions'].includes(operation['x-resource']))
      t.ok(schemas[name(filter.schema.items?.['$ref'])]?.enum?.includes('unknown'),
        `${operation.operationId} knows unknown`)
  }
})

t.test('every write is safe to send again', async t => {
  // An act of an operator is none: done twice it is refused, or nothing more.
  for (const operation of operations.filter(one =>
    one['x-scopes'].some(scope => scope.endsWith(':write') && scope !== 'admin:write')
  )) {
    const key = parametersOf(operation).find(parameter => parameter.name === 'Idempotency-Key')
    t.ok(key?.required, `${operation.operationId} needs an Idempotency-Key`)
    t.ok(['201', '202', '400', '409', '422'].every(status => status in operation.responses), operation.operationId)
    t.ok(operation.responses['202']?.headers?.['Location'], `${operation.operationId} says where the submission is`)
  }
})

t.test('an Idempotency-Key is a quoted string', async t => {
  const pattern = new RegExp(String(schemas['IdempotencyKey']?.['pattern']), 'u')
  for (const good of ['"8e03978e-40d5"', '"a \\" b"', '"\\\\"']) t.match(good, pattern)
  for (const bad of ['8e03978e', '""', '"a"b"', '"\\a"', '"é"', '"a', `"${'a'.repeat(256)}"`]) t.notMatch(bad, pattern)
})

t.test('every error answer is a problem', async t => {
  const given = operations.flatMap(operation =>
    Object.entries(operation.responses).filter(([status]) => Number(status) >= 400).map(([, response]) =>
      name(response.$ref)
    )
  )
  for (const key of new Set(given)) {
    const content = responses[key]?.content
    t.strictSame(Object.keys(content ?? {}), ['application/problem+json'], key)
    t.equal(name(content?.['application/problem+json']?.schema['$ref']), 'Problem', key)
  }
})

t.test('the error codes are those of the hub', async t => {
  t.strictSame(schemas['ErrorCode']?.enum?.toSorted(), Object.keys(errorKinds).toSorted())
  for (const [code, { status, title, atFault }] of Object.entries(errorKinds)) {
    t.ok(String(schemas['ErrorCode']?.['description']).includes(`| \`${code}\` | ${status} | ${atFault} | ${title} |`),
      code)
  }
})

t.test('the example of an error answer is one that the hub gives', async t => {
  for (const [key, response] of Object.entries(responses)) {
    const example = response.content?.['application/problem+json']?.example as Record<string, string> | undefined
    if (example === undefined) continue
    const { status, title, atFault, action } = errorKinds[example['code'] as keyof typeof errorKinds]
    t.match(example, { type: `/problems/${example['code']}`, status, title, at_fault: atFault, action }, key)
  }
})

t.test('the quality codes are those of the kit', async t => {
  t.strictSame(schemas['QualityCode']?.enum?.toSorted(), Object.keys(DEFAULT_SEVERITY).toSorted())
})

t.test('the resources of a system are those of the contract', async t => {
  t.strictSame(schemas['ResourceName']?.enum?.toSorted(), resourceNames.toSorted())
})

t.test('every record has the common fields', async t => {
  for (const key of Object.values(recordSchemas)) {
    const { required = [], properties = {} } = schemas[key] ?? {}
    const common = ['id', 'identifiers', 'source', 'quality', ...('status' in properties ? ['status'] : [])]
    t.ok(common.every(field => required.includes(field)), key)
  }
})

t.test('every schema is plain', async t => {
  for (const { path, schema } of everySchema) {
    t.notOk('allOf' in schema || 'anyOf' in schema || 'oneOf' in schema, `${path} composes nothing`)
    // Only a problem may be extended (RFC 9457, section 3.2). Changes are held to the schema of what they change.
    if (schema['type'] === 'object' && path !== 'Problem')
      t.equal(schema['additionalProperties'], path === 'SubmissionEdit.changes', `${path} is closed`)
    t.ok((schema.required ?? []).every(field => field in (schema.properties ?? {})), `${path} requires what it has`)
  }
})

t.test('every component schema has an example, and every field is shown by one', async t => {
  for (const [key, schema] of Object.entries(schemas)) t.ok(Array.isArray(schema['examples']), key)
  for (const [key, { schema }] of Object.entries(headers)) t.ok(Array.isArray(schema['examples']), key)
  for (const { path, schema } of everySchema) {
    if (typeof schema['type'] !== 'string' || ['array', 'object'].includes(schema['type']) || path.endsWith('[]'))
      continue
    t.ok(Array.isArray(schema['examples']), path)
  }
})

t.test('every example fits its schema', async t => {
  let seen = 0
  for (const { pointer, example } of examples(document)) {
    seen++
    t.strictSame(errorsOf(pointer, example), [], pointer)
  }
  t.ok(seen > 200, `${seen} examples`)
})

t.test('every example is synthetic', async t => {
  const sixteen = text.matchAll(/(?<!\d)\d{16}(?!\d)/g)
  t.strictSame([...sixteen].map(([nik]) => nik).filter(nik => !/999\d$/.test(nik) && nik !== '9007199254740991'), [])
  const phones = text.matchAll(/\+62\d+/g)
  t.strictSame([...new Set([...phones].map(([phone]) => phone))], ['+6281234567890'])
  const hosts = text.matchAll(/https?:\/\/([^/"'\\\s]+)/g)
  t.strictSame([...hosts].map(([, host]) => host).filter(host => !host?.endsWith('.example.org')), [])
})

t.test('masked values fit the contract too', async t => {
  const person = { name: 'B. S.', nik: '327302******9991', phone: '+62********890', email: '***@example.org' }
  t.strictSame(errorsOf('/components/schemas/Person', person), [])
})

t.test('the serialisers write every record and list as it is', async t => {
  for (const [key, schema] of Object.entries(schemas)) {
    if (schema['type'] !== 'object') continue
    const write = fastJson({ $ref: `satu#/components/schemas/${key}` } as never, {
      schema: { satu: { $id: 'satu', components: { schemas } } as never }
    })
    for (const example of schema['examples'] as unknown[]) t.strictSame(JSON.parse(write(example)), example, key)
  }
})

t.test('every classified field is named by its class', async t => {
  const classes = new Set(everySchema.map(({ schema }) => schema['x-privacy']).filter(Boolean))
  t.strictSame([...classes].map(String).toSorted(), ['address', 'birth_date', 'birth_place', 'email', 'family_card',
    'marital_status', 'name', 'nik', 'npwp', 'phone', 'plate_number', 'sex'])
})

t.test('a field that every record needs is never of a class that is left out', async t => {
  for (const { path, schema } of everySchema) {
    for (const field of schema.required ?? []) {
      const inner = schema.properties?.[field]
      const privacy = inner?.['x-privacy'] ?? schemas[name(inner?.['$ref'])]?.['x-privacy']
      if (privacy === undefined || path.endsWith('Verification')) continue
      t.ok(privacy === 'name' || privacy === 'nik', `${path}.${field}`)
    }
  }
})
