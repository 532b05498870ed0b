import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { loadContract } from '../../../src/contract/contract.ts'
import { buildClient, run } from '../../clients/typescript/built.ts'
import { until } from '../../services/wait.ts'
import { JWT_SECRET, startCity } from '../../suites/demo-city.ts'
import { root } from '../../suites/demo-process.ts'
import { signToken } from '../../suites/token.ts'

interface Sampled {
  'operationId': string
  'responses': object
  'x-codeSamples': { lang: 'Shell' | 'TypeScript'; source: string }[]
}

const contract = loadContract()
const document = JSON.parse(contract.text) as { paths: Record<string, Record<string, Sampled>> }
const operations = Object.values(document.paths).flatMap(item => Object.values(item))
const sampleOf = ({ 'x-codeSamples': samples }: Sampled, lang: 'Shell' | 'TypeScript', url: string): string =>
  (samples.find(sample => sample.lang === lang)?.source ?? '').replaceAll('https://hub.example.org', url)

// Everybody in one: each sample may do what it shows.
const city = await startCity({
  change: config => ({ ...config,
    hub: { ...config.hub, rate: { ...config.hub.rate, anonymous: { requests: 100_000, seconds: 60 } } } })
})
t.teardown(() => city.close())
// What comes in files is there a moment after the start.
await until(async () => (await city.get('/v1/tax-bills?limit=1')).status === 200, { what: 'the tax register' })
const token = (consumer: string): string =>
  signToken(JWT_SECRET, { sub: consumer, scope: (city.config.consumers[consumer]?.scopes ?? []).join(' ') })
const consumerFor = (id: string): string => {
  const { scopes } = contract.operations.find(operation => operation.id === id) ?? { scopes: [] }
  return Object.keys(city.config.consumers).find(consumer =>
    scopes.every(scope => city.config.consumers[consumer]?.scopes.includes(scope) === true)
  ) ?? 'demo-app'
}
/** What samples cannot have: a person who signed in, records of another city, a purpose of an agreement. */
const refusals = new Set([401, 403, 404, 409, 422])

t.test('every curl of the reference is a request that the contract takes', async t => {
  const folder = t.testdir({ 'ktp.pdf': '%PDF-1.4\n%%EOF\n' })
  const tokens: Record<string, string> = {}
  const commands = operations.map((operation, number) => {
    tokens[`TOKEN_${number}`] = token(consumerFor(operation.operationId))
    // One curl sends all of them; what the shell would tell apart by its processes is told apart by a number.
    return sampleOf(operation, 'Shell', city.url)
      .replaceAll('$SATU_TOKEN', `$TOKEN_${number}`)
      .replaceAll('$$', String(number))
      .replace(/^curl /, '')
  })
  const report = `-o /dev/null -w '%{exitcode} %{http_code} %{errormsg}\\n'`
  const script = `curl ${commands.map(command => `${command} ${report}`).join(' --next ')}`
  const { stdout, stderr } = await run('/bin/sh', ['-c', script], tokens, undefined, folder)
  const answers = stdout.trim().split('\n')
  t.equal(answers.length, operations.length, stderr)
  for (const [number, { operationId: id, responses }] of operations.entries()) {
    const [code, sent = '', ...error] = answers[number]?.split(' ') ?? []
    const status = Number(sent)
    t.equal(code, '0', `${id} ${error.join(' ')}`)
    t.ok(status < 300 || refusals.has(status) || status === 501, `${id} ${status}`)
    t.ok(status === 401 || Object.keys(responses).includes(sent), `${id} tells of ${status}`)
  }
})

t.test('every TypeScript sample compiles, and those that read run', async t => {
  const app = buildClient(t)
  const names = operations.map(({ operationId }) => operationId)
  for (const operation of operations)
    writeFileSync(join(app, `${operation.operationId}.ts`),
      `declare const process: { env: Record<string, string | undefined> }\n${
        sampleOf(operation, 'TypeScript', city.url)
      }\n`)
  writeFileSync(join(app, 'node.d.ts'),
    "declare module 'node:fs' { export function openAsBlob(path: string): Promise<Blob> }\n")
  writeFileSync(join(app, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { outDir: 'out', strict: true, module: 'nodenext', target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'], types: [] },
    files: ['node.d.ts', ...names.map(name => `${name}.ts`)]
  }))
  const compiled = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', app], {})
  t.equal(compiled.code, 0, compiled.stdout)

  const reads = contract.operations.filter(({ public: isPublic, method }) => isPublic && method === 'GET')
  writeFileSync(join(app, 'out', 'all.js'), `
    for (const id of ${JSON.stringify(reads.map(({ id }) => id))})
      await import('./' + id + '.js').then(() => console.error(id, 'done'), error => console.error(id, String(error)))`)
  const { code, stderr } = await run(process.execPath, [join(app, 'out', 'all.js')], {})
  t.equal(code, 0, stderr)
  for (const { id } of reads)
    t.match(stderr, new RegExp(`^${id} (?:done|SatuProblem: not_(?:found|served))`, 'm'), id)
  const written = await run(process.execPath, [join(app, 'out', 'createComplaint.js')], {
    SATU_TOKEN: token('demo-app')
  })
  t.ok(written.code === 0 || /SatuProblem: write_refused/.test(written.stderr), written.stderr)
})
