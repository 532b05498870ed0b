import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { parse } from 'yaml'
import { satu } from '../../src/cli/satu.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { recordSchemas, type ResourceName } from '../../src/contract/resources.ts'
import { loadSections } from '../suites/config.ts'
import type { Outcome } from './terminal.ts'

const table = `import type { AdapterTable } from '../src/platform/config/adapters.ts'

/** Every product that the hub knows. */
export const adapters: AdapterTable = {
  canonical: () => import('./canonical/index.ts'),
  siak: () => import('./siak/index.ts')
}
`

/** A checkout, as far as the command looks at it. */
function checkout(t: Test, source = table): string {
  return t.testdir({ adapters: { 'index.ts': source, 'siak': { 'index.ts': '' } },
    test: { adapters: { left: { 'a.test.ts': '' } } } })
}

async function run(root: string, args: string): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const code = await satu(args.split(' '), { env: {}, adapters: {}, sections: loadSections, root,
    write: line => out.push(line) }, line => err.push(line))
  return { code, out, err }
}

/** Every file below a folder with its text. */
function filesIn(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true }).map(String).filter(name =>
    !statSync(join(root, name)).isDirectory()
  )
  return Object.fromEntries(names.sort().map(name => [name, readFileSync(join(root, name), 'utf8')]))
}

t.test('writes the adapter, its tests and its line in the table, and nothing else', async t => {
  const root = checkout(t)
  const { code, out } = await run(root, 'adapter new e-permit --connector http --resource licences')
  t.equal(code, 0)
  t.same(Object.keys(filesIn(root)), [
    'adapters/e-permit/README.md',
    'adapters/e-permit/client.ts',
    'adapters/e-permit/codes.ts',
    'adapters/e-permit/fixtures/bad-rows.json',
    'adapters/e-permit/fixtures/record.json',
    'adapters/e-permit/fixtures/rows.json',
    'adapters/e-permit/index.ts',
    'adapters/e-permit/map.ts',
    'adapters/e-permit/wire.ts',
    'adapters/index.ts',
    'adapters/siak/index.ts',
    'test/adapters/e-permit/conformance.test.ts',
    'test/adapters/e-permit/conformance.ts',
    'test/adapters/e-permit/hub.test.ts',
    'test/adapters/e-permit/map.test.ts',
    'test/adapters/e-permit/stand-in.ts',
    'test/adapters/left/a.test.ts'
  ])
  t.equal(readFileSync(join(root, 'adapters/index.ts'), 'utf8'),
    table.replace('  siak:', "  'e-permit': () => import('./e-permit/index.ts'),\n  siak:"))
  t.match(out[0],
    'adapters/e-permit/ (9 files), test/adapters/e-permit/ (5 files) and a line in adapters/index.ts were written.')
})

t.test('writes what sends, too, when it is asked to', async t => {
  const root = checkout(t)
  const { code, out } = await run(root, 'adapter new e-permit --connector soap --resource licence-applications --write')
  t.equal(code, 0)
  const written = Object.keys(filesIn(root))
  for (const file of ['adapters/e-permit/desk.ts', 'adapters/e-permit/map-back.ts', 'adapters/e-permit/writes.ts',
    'test/adapters/e-permit/body.ts', 'test/adapters/e-permit/desk.ts', 'test/adapters/e-permit/map-back.test.ts',
    'test/adapters/e-permit/new-row.ts', 'test/adapters/e-permit/writes.test.ts']) t.ok(written.includes(file), file)
  t.match(out.join('\n'), 'desk.ts: what it is sent, how it answers, how it is searched')
  const back = readFileSync(join(root, 'adapters/e-permit/map-back.ts'), 'utf8')
  t.match(back, '// kind: new, amendment, renewal, re_registration\n', 'and tells what more its callers may say')
  t.notMatch(back, /\/\/ (?:service_id|applicant)/, 'and not what is sent already')
  const readme = readFileSync(join(root, 'adapters/e-permit/README.md'), 'utf8')
  t.match(readme, '| `licence-applications` | `create` | `TambahPermohonan` | `CariPermohonan` |')
  t.notMatch(readme, 'Reads only')
})

t.test('prints the config entry that the README has', async t => {
  const { out } = await run(checkout(t), 'adapter new e-permit --connector sql --resource licences')
  const from = out.indexOf('    e-permit:')
  const entry = parse(out.slice(from, out.indexOf('', from)).join('\n')) as object
  t.strictSame(entry, {
    'e-permit': {
      adapter: 'e-permit',
      name: 'EPermit',
      prefix: 'EPERMIT',
      agency: 'DISHUB',
      settings: { database: { url: '${E_PERMIT_DATABASE}', password: '${E_PERMIT_PASSWORD}' } },
      limits: { concurrency: 2 }
    }
  })
})

t.test('no word of the sample is left, whatever the product is called', async t => {
  for (const args of ['xyz --connector soap --resource tax-bills',
    'licence-desk --connector html --resource information-requests', 'a1 --connector mqtt --resource agencies',
    'b2 --connector html --resource incidents --write', 'c3 --connector http --resource licence-applications --write'])
  {
    const root = checkout(t)
    t.equal((await run(root, `adapter new ${args}`)).code, 0)
    const [product = ''] = args.split(' ')
    for (const [name, text] of Object.entries(filesIn(root)).filter(([name]) => name.includes(product))) {
      const own = text.replaceAll(product, '')
      t.notMatch(own, /[Cc]ontoh|CONTOH|\bIzin\b|NO_IZIN|[Pp]engaduan|NO_ADUAN|omplaint/, name)
      t.notMatch(own, /PREFIX|only:|each column|what more the \w+ has\n|templates/, name)
    }
  }
})

t.test('the codes of a new adapter may mean all that the contract has words for', async t => {
  const { schemas } = loadContract()
  const valuesOf = (record: string, field: string): string[] => {
    const properties = schemas[record]!['properties'] as Record<string, { $ref?: string; enum?: string[] }>
    const found = properties[field] ?? {}
    const schema = (found.$ref === undefined ? found : schemas[found.$ref.replace('#/components/schemas/', '')]) as {
      enum?: string[]
      properties?: { code: { $ref: string } }
    }
    const values = schema.enum ??
      (schemas[schema.properties!.code.$ref.replace('#/components/schemas/', '')] as { enum: string[] }).enum
    return values.filter(value => value !== 'unknown').toSorted()
  }
  const folder = 'templates/adapter/resources'
  for (const resource of readdirSync(folder).filter(resource =>
    existsSync(join(folder, resource, 'adapter/codes.ts'))
  )) {
    const { codesSchema } = (await import(pathToFileURL(join(folder, resource, 'adapter/codes.ts')).href)) as {
      codesSchema: { properties: Record<string, { patternProperties: Record<string, { enum: string[] }> }> }
    }
    for (const [field, { patternProperties }] of Object.entries(codesSchema.properties)) {
      const [values] = Object.values(patternProperties)
      t.strictSame(values?.enum.toSorted(), valuesOf(recordSchemas[resource as ResourceName], field),
        `${resource}: ${field}`)
    }
  }
})

t.test('tells in the mapping what more the contract has room for', async t => {
  const root = checkout(t)
  await run(root, 'adapter new e-permit --connector http --resource licences')
  const map = readFileSync(join(root, 'adapters/e-permit/map.ts'), 'utf8')
  t.match(map, '// nop: number of a tax object (NOP), 18 digits without dots; read.nop(')
  t.notMatch(map, /\/\/ (?:holder|issued_on|id|source|quality):/, 'and not what is mapped already, or the hub adds')
})

for (const [args, message] of [
  ['Wiki --connector http --resource licences', /^satu adapter new: "Wiki" is no product name: .* such as "e-permit"$/],
  ['../x --connector http --resource licences', /is no product name/],
  ['x --connector http --resource licences', /is no product name/],
  ['http --connector http --resource licences',
    'satu adapter new: "http" is the name of a connector: call the product by its own'],
  ['siak --connector http --resource licences',
    'satu adapter new: adapters/siak is there already; take another name, or remove it first'],
  ['left --connector http --resource licences',
    'satu adapter new: test/adapters/left is there already; take another name, or remove it first'],
  ['canonical --connector http --resource licences', 'satu adapter new: adapters/index.ts names canonical already'],
  ['wiki --connector soapp --resource licences',
    'satu adapter new: there is no connector "soapp"; did you mean "soap"?'],
  ['wiki --connector files --resource licences', /files are of a format: name csv, dbf/],
  ['wiki --connector http --resource licenses',
    'satu adapter new: the contract has no resource "licenses"; did you mean "licences"?'],
  ['wiki --connector feed --resource residents', /^satu adapter new: residents do not come by feed: /],
  ['wiki --connector sql --resource complaints --write',
    'satu adapter new: what is reached by sql is only read: --write is for http, soap, html'],
  ['wiki --connector mqtt --resource incidents --write',
    'satu adapter new: what is reached by mqtt is only read: --write is for http, soap, html'],
  ['wiki --connector http --resource licences --write',
    'satu adapter new: the contract writes no licences: --write is for complaints, licence-applications, ' +
    'information-requests, incidents']
] as const) {
  t.test(`refuses ${args}, and changes nothing`, async t => {
    const root = checkout(t)
    const before = filesIn(root)
    const { code, err } = await run(root, `adapter new ${args}`)
    t.equal(code, 1)
    t.equal(err.length, 1)
    t.match(err[0], message)
    t.strictSame(filesIn(root), before)
  })
}

for (const [args, message] of [
  ['', 'which product?'],
  ['a1 b2 --connector http --resource licences', 'one product at a time'],
  ['wiki --resource licences', 'how is it reached? --connector is one of http, soap,'],
  ['wiki --connector http', 'what does it serve?']
] as const) {
  t.test(`asks again: "${args}"`, async t => {
    const { code, err } = await run(checkout(t), `adapter new ${args}`.trim())
    t.equal(code, 2)
    t.match(err[0], message)
  })
}

t.test('a table that it cannot read is left alone, with the line to add', async t => {
  const source = 'export const adapters = Object.fromEntries([])\n'
  const root = checkout(t, source)
  const { code, err } = await run(root, 'adapter new wiki --connector http --resource licences')
  t.equal(code, 1)
  t.equal(err[0], 'satu adapter new: adapters/index.ts has no table with one product a line; add "  wiki: () => ' +
    "import('./wiki/index.ts')\" by hand")
  t.strictSame(Object.keys(filesIn(root)), ['adapters/index.ts', 'adapters/siak/index.ts',
    'test/adapters/left/a.test.ts'])
})

t.test('the first product goes into an empty table', async t => {
  const root = checkout(t, 'export const adapters: AdapterTable = {\n}\n')
  t.equal((await run(root, 'adapter new wiki --connector http --resource licences')).code, 0)
  t.equal(readFileSync(join(root, 'adapters/index.ts'), 'utf8'),
    "export const adapters: AdapterTable = {\n  wiki: () => import('./wiki/index.ts')\n}\n")
})

t.test('elsewhere than in a checkout it says so', async t => {
  const { code, err } = await run(t.testdir({}), 'adapter new wiki --connector http --resource licences')
  t.equal(code, 1)
  t.equal(err[0], 'satu adapter new: there is no adapters/index.ts here; run it in a checkout of the hub')
})

t.test('without the right to write nothing is half written', async t => {
  const root = checkout(t)
  const before = filesIn(root)
  // What comes second is forbidden, so that the first must be taken back.
  chmodSync(join(root, 'test', 'adapters'), 0o555)
  const said = asNobody(root, 'adapter new wiki --connector http --resource licences')
  chmodSync(join(root, 'test', 'adapters'), 0o755)
  t.equal(said, 'satu adapter new: may not write in test/adapters/ (EACCES); nothing was changed')
  t.strictSame(filesIn(root), before)
})

t.test('a file in the place of a folder is told', async t => {
  const root = t.testdir({ adapters: { 'index.ts': table }, test: '' })
  const { code, err } = await run(root, 'adapter new wiki --connector http --resource licences')
  t.equal(code, 1)
  t.match(err[0], 'satu adapter new: there is no test/adapters/ here; run it in a checkout of the hub')
  t.strictSame(readdirSync(join(root, 'adapters')), ['index.ts'])
})

/** Runs the command as a user whom file rights bind: root may write anywhere. */
function asNobody(root: string, args: string): string {
  const isRoot = process.getuid?.() === 0
  const nobody = 65_534
  if (isRoot) execFileSync('chown', ['-R', String(nobody), root])
  const script = `
    import { satu } from ${JSON.stringify(join(process.cwd(), 'src/cli/satu.ts'))}
    ${isRoot ? `process.setgroups([]); process.setgid(${nobody}); process.setuid(${nobody})` : ''}
    await satu(${JSON.stringify(args.split(' '))}, { env: {}, adapters: {}, root: ${
    JSON.stringify(root)
  }, write: console.log }, console.log)`
  return execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8', env: {} }).trim()
}
