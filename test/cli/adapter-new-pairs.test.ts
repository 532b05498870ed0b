import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { satu } from '../../src/cli/satu.ts'
import { connectorNames, type ConnectorName } from '../../src/cli/adapter/kinds.ts'
import { resourceNames, type ResourceName } from '../../src/contract/resources.ts'
import { testFolder } from '../suites/folder.ts'

// Each connector and each resource once; the pairs that are another thing than the sum; residents, who have no list.
const pairs: readonly (readonly [ConnectorName, ResourceName])[] = [
  ['http', 'licences'], ['soap', 'licence-applications'], ['html', 'information-requests'], ['feed', 'incidents'], ['ckan', 'proposals'],
  ['sql', 'complaints'], ['csv', 'tax-objects'], ['dbf', 'tax-bills'], ['fixed-width', 'services'], ['xlsx', 'datasets'], ['xml', 'agencies'],
  ['push', 'announcements'], ['mqtt', 'residents'],
  ['feed', 'announcements'], ['ckan', 'datasets'],
  ['http', 'residents'], ['soap', 'residents'], ['html', 'residents'], ['sql', 'residents'], ['csv', 'residents'], ['push', 'residents']
]
const nameOf = ([connector, resource]: readonly [string, string]): string => `${connector}-${resource}`.slice(0, 32).replace(/-$/, '')

// The suite says the same of all that are asked over HTTP, and takes its time: over the others it looks at what comes out.
const wholeSuite = ['http-licences', 'csv-tax-objects', 'push-announcements', 'mqtt-residents']

t.setTimeout(120_000)
const root = testFolder()
for (const path of ['src', 'demo', 'config', 'test/suites', 'test/kit', 'test/services', 'test/services.ts', 'test/adapters/mapping.ts', 'package.json', '.oxlintrc.json', 'adapters/index.ts']) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  cpSync(path, join(root, path), { recursive: true })
}
symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
// The table of a checkout in which there is no adapter yet.
const table = join(root, 'adapters', 'index.ts')
writeFileSync(table, readFileSync(table, 'utf8').replace(/^ {2}'?[a-z-]+'?: \(\) => .+\n/gm, ''))
const tsconfig = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as object
writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ ...tsconfig, include: ['adapters', 'test/adapters', 'src/**/*.d.ts'] }))

t.test('the pairs have every connector and every resource among them', async t => {
  t.strictSame([...new Set(pairs.map(([connector]) => connector))].toSorted(), connectorNames.toSorted())
  t.strictSame([...new Set(pairs.map(([, resource]) => resource))].toSorted(), resourceNames.toSorted())
})

await t.test('writes one adapter after the other', async t => {
  for (const [connector, resource] of pairs) {
    const said: string[] = []
    const args = ['adapter', 'new', nameOf([connector, resource]), '--connector', connector, '--resource', resource]
    t.equal(await satu(args, { env: {}, adapters: {}, root, write: () => {} }, line => said.push(line)), 0, `${connector}, ${resource}: ${said.join()}`)
  }
})

t.test('what was written passes at once', { jobs: 2 }, async t => {
  const tool = (path: string): string => join('node_modules', path)
  t.test('the type checker', t => passes(t, [tool('@typescript/native/bin/tsc'), '-p', '.']))
  t.test('the linter', t => passes(t, [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', 'adapters', 'test/adapters']))
  t.test('its own tests', t => {
    // The mapping of residents is one, however they come; a database takes its time to start.
    const isSaid = ([connector, resource]: readonly [ConnectorName, ResourceName]): boolean => resource !== 'residents' || ['http', 'mqtt'].includes(connector)
    const files = pairs.filter(isSaid).flatMap(pair => ['map', 'hub'].map(name => `./${nameOf(pair)}/${name}.test.ts`))
    writeFileSync(join(root, 'test/adapters/all.test.ts'), `import t from 'tap'\nt.setTimeout(120_000)\n${files.map(file => `await import('${file}')\n`).join('')}`)
    return passes(t, ['test/adapters/all.test.ts'])
  })
  t.test('the conformance suite', t => {
    const runs = pairs.map(nameOf).map(name => [name, ...(wholeSuite.includes(name) ? [] : ['--only', ': '])])
    writeFileSync(join(root, 'suite.ts'), `
      import { adapters } from './adapters/index.ts'
      import { satu } from './src/cli/satu.ts'
      for (const args of ${JSON.stringify(runs)}) {
        const code = await satu(['adapter', 'test', '--failures', ...args], { env: {}, adapters, write: console.log }, console.error)
        process.exitCode ||= code
      }`)
    return passes(t, ['suite.ts'])
  })
  t.end()
})

/** Runs a program of Node's in the checkout; what it says is told when it fails. */
async function passes(t: { equal(found: unknown, wanted: unknown, message: string): unknown }, args: readonly string[]): Promise<void> {
  const bin = join(process.cwd(), 'node_modules', '.bin')
  // Without what tap puts in front of every program of Node's.
  const child = spawn('/usr/bin/env', ['-u', 'NODE_OPTIONS', process.execPath, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: `${bin}:${process.env['PATH']}` } })
  const output: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk))
  const code = await new Promise(resolve => { child.once('close', resolve) })
  t.equal(code, 0, code === 0 ? args.join(' ') : Buffer.concat(output).toString().slice(-6_000))
}
