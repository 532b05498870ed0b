import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { createRequire } from 'node:module'
import t from 'tap'
import { loadContract } from '../../src/contract/contract.ts'
import { useFormats } from '../../src/contract/formats.ts'

// They are CommonJS, and one of them has no types.
const require = createRequire(import.meta.url)
const { Spectral } = require('@stoplight/spectral-core') as typeof import('@stoplight/spectral-core')
const { oas } = require('@stoplight/spectral-rulesets') as typeof import('@stoplight/spectral-rulesets')
interface Collection {
  item: { name: string; item?: Collection['item']; request?: object }[]
  auth?: object
}
interface Conversion {
  result: boolean
  reason?: string
  output?: { type: string; data: Collection }[]
}
const postman = require('openapi-to-postmanv2') as {
  convertV2(
    input: { type: 'json'; data: object },
    options: object,
    done: (error: Error | null, conversion: Conversion) => void
  ): void
}

const contract = loadContract()
const documents = { 'OpenAPI 3.1': contract.text, 'OpenAPI 3.0': contract.readOpenApi30() }

for (const [name, text] of Object.entries(documents)) {
  const parse = (): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>

  t.test(`${name} has nothing against it by the recommended rules for OpenAPI`, async t => {
    const spectral = new Spectral()
    spectral.setRuleset({ extends: [[oas as never, 'recommended']] } as never)
    const findings = await spectral.run(parse())
    t.same(findings.map(({ code, path, message }) => `${String(code)} ${path.join('.')}: ${message}`), [])
  })

  t.test(`${name} becomes a collection of Postman with every operation in it`, async t => {
    const { result, reason, output = [] } = await new Promise<Conversion>((resolve, reject) => {
      postman.convertV2({ type: 'json', data: parse() }, { folderStrategy: 'Tags',
        requestParametersResolution: 'Example', exampleParametersResolution: 'Example' }, (error, conversion) => {
        if (error === null) resolve(conversion)
        else reject(error)
      })
    })
    t.ok(result, reason ?? '')
    const leaves = (items: Collection['item']): string[] =>
      items.flatMap((
        { item, request, name }
      ) => (item === undefined ? (request === undefined ? [] : [name]) : leaves(item)))
    t.equal(leaves(output[0]?.data.item ?? []).length, contract.operations.length)
  })
}

t.test('both say the same of every example, and of what is wrong with it', async t => {
  const schemasOf = (text: string) =>
    (JSON.parse(text) as { components: { schemas: Record<string, { examples?: unknown[]; required?: string[] }> } })
      .components.schemas
  const compilerOf = (ajv: Ajv | Ajv2020, text: string) => {
    useFormats(ajv)
    ajv.addSchema({ $id: 'document', components: (JSON.parse(text) as { components: object }).components })
    return (schema: string) => ajv.getSchema(`document#/components/schemas/${schema}`)
  }
  const [newer, older] = [compilerOf(new Ajv2020({ strict: false }), documents['OpenAPI 3.1']),
    compilerOf(new Ajv({ strict: false }), documents['OpenAPI 3.0'])]
  let count = 0
  for (const [name, { examples = [], required = [] }] of Object.entries(schemasOf(documents['OpenAPI 3.1']))) {
    for (const example of examples) {
      const spoilt = typeof example === 'object' && example !== null && !Array.isArray(example)
        ? [...required.map(field => Object.fromEntries(Object.entries(example).filter(([key]) => key !== field))),
          ...Object.keys(example).flatMap(
            field => [{ ...example, [field]: null }, { ...example, [field]: { no: 'such' } }]
          ), { ...example, unknown: 1 }]
        : [null, {}, [], -1, '']
      for (const value of [example, ...spoilt]) {
        count++
        t.equal(older(name)?.(value), newer(name)?.(value), `${name} ${JSON.stringify(value).slice(0, 100)}`)
      }
      t.equal(newer(name)?.(example), true, name)
    }
  }
  t.ok(count > 1_000, `${count} values`)
})

t.test('what OpenAPI 3.0 cannot say is an error, and no looser contract', async t => {
  const { toOpenApi30 } = await import('../../scripts/generate/openapi-3-0.ts')
  const document = (schema: object) =>
    ({ openapi: '3.1.0', info: { title: 'x', version: '1' }, paths: {},
      components: { schemas: { X: schema } } }) as never
  const say = (schema: object) =>
    (toOpenApi30(document(schema)) as { components: { schemas: { X: object } } }).components.schemas.X
  t.same(say({ type: ['string', 'null'], examples: ['a', 'b'] }), { type: 'string', nullable: true, example: 'a' })
  t.same(say({ $ref: '#/components/schemas/Y', description: 'here' }), { description: 'here',
    allOf: [{ $ref: '#/components/schemas/Y' }] })
  t.same(say({ $ref: '#/components/schemas/Y' }), { $ref: '#/components/schemas/Y' })
  t.same(say({ type: 'integer', exclusiveMinimum: 0 }), { type: 'integer', minimum: 0, exclusiveMinimum: true })
  t.same(
    say({ type: 'object', properties: { examples: { type: 'string' }, type: { type: ['integer', 'null'] } },
      examples: [{ type: null, examples: 'x' }] }),
    { type: 'object', properties: { examples: { type: 'string' }, type: { type: 'integer', nullable: true } },
      example: { type: null, examples: 'x' } }
  )
  t.same(say({ type: 'string', contentMediaType: 'application/octet-stream' }), { type: 'string', format: 'binary' })
  t.same(say({ type: 'string', pattern: '^\\P{Cc}*$' }), { type: 'string',
    pattern: '^[^\\u0000-\\u001F\\u007F-\\u009F]*$' })
  for (const schema of [{ pattern: '\\p{L}' }, { const: 1 }, { type: ['string', 'integer'] }, { type: 'null' }, {
    if: {}
  }, { type: 'array', prefixItems: [] }, { type: 'object', patternProperties: {} }, { type: 'object',
    properties: { a: { const: 1 } } }, { allOf: [{ const: 1 }] }, { minimum: 1, exclusiveMinimum: 1 }])
  {
    t.throws(() => say(schema), /OpenAPI 3\.0 has.*#\/components\/schemas\/X/, JSON.stringify(schema))
  }
})
