import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import t from 'tap'
import { freePort } from '../services/wait.ts'
import { root, startDemo } from '../suites/demo-process.ts'

const readme = readFileSync('README.md', 'utf8')
const commands = [...readme.matchAll(/^```sh\n(.*?)^```/gms)]
  .flatMap(([, block = '']) => block.trim().split('\n'))
  .map(line => line.replace(/\s+# .*$/, ''))

/** Commands that install, run the tests or write into the checkout, and what runs them in CI. */
const elsewhere: Record<string, string> = {
  'npm ci && npm run demo': 'test/demo/start.long.test.ts',
  'npm ci && npm test': '.ci/run',
  'npm run test:long': '.ci/run',
  'npm run check': '.ci/run',
  'npm run generate': 'test/contract/generated.test.ts',
  'npm run --silent satu -- adapter new e-permit --connector http --resource licences': 'test/cli/adapter-new.test.ts',
  'npm run --silent satu -- adapter infer sample.json': 'test/cli/adapter-infer.test.ts',
  'npm run --silent satu -- adapter test e-permit': 'test/cli/adapter-test.test.ts',
  'npm run --silent satu -- adapter record licensing-a': 'test/cli/adapter-record-command.test.ts'
}

// oxlint-disable-next-line typescript/no-explicit-any -- each promise below says what it expects
type Answer = { status: number; body: any }
const states = ({ body }: Answer): string[] =>
  body.meta.sources.map(({ system, state }: { system: string; state: string }) => `${system} ${state}`)

const [, missing = '{}'] = /^(\{ "system": "licensing-b", .*?\})$/ms.exec(readme) ?? []
/** What the README promises of the answer to a curl: what is looked at, and what that is. */
const promises: Record<string, [told: (answer: Answer) => unknown, promised: unknown]> = {
  '/v1/licences?limit=3': [answer => [answer.body.items.length, states(answer)], [3, ['licensing-a ok',
    'licensing-b ok', 'transport ok']]],
  '/v1/systems': [({ status }) => status, 200],
  '/systems/licensing-b/fault': [({ body }) => body, { id: 'licensing-b', fault: { kind: 'down' } }],
  '/v1/licences?status=expired&limit=50': [({ status, body }) => [status, body.items.length > 0, body.meta.sources[1]],
    [200, true, JSON.parse(missing)]],
  '/systems/panic-button/press': [({ body }) => body.alerts.length, 1],
  '/systems/complaints/fault': [({ body }) => body, { id: 'complaints', fault: { kind: 'reset' } }],
  '/v1/complaints': [({ status, body }) => [status, body.status.code], [202, 'uncertain']],
  '/v1/search?q=jln+djuanda&limit=3': [({ status, body }) => [status, body.words[0].word], [200, 'jln']],
  '/v1/track/1420986': [({ status, body }) => [status, body.cases[0].kind, body.cases[0].system], [200, 'complaints',
    'complaints']],
  '/data': [({ status, body }) => [status, body.datasets.some(({ name }: { name: string }) => name === 'licences')], [
    200,
    true
  ]],
  '/v1/incidents?limit=3': [({ body }) => [body.items[0].source.system, body.meta.sources.length], ['panic-button', 4]]
}

/** As a shell takes a line apart. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, single, double, bare]) => single ?? double ?? bare ?? '')

/** Asks as the curl of the line does; the machine of the tests need not have one. */
async function curl(line: string): Promise<Answer> {
  const words = wordsOf(line)
  const url = words.find(word => word.startsWith('http://')) ?? ''
  const valuesOf = (option: string): string[] => words.flatMap((word, at) => (words[at - 1] === option ? [word] : []))
  const headers = valuesOf('-H').map(header => header.split(/: (.*)/).slice(0, 2) as [string, string])
  const [body] = valuesOf('-d')
  const [method = body === undefined ? 'GET' : 'POST'] = valuesOf('-X')
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) })
  return { status: answer.status, body: await answer.json() }
}

t.test("the README's commands do what it says, in its order", async t => {
  const [port, controlPort, dataDir] = [await freePort(), await freePort(), t.testdir()]
  await startDemo(t, { PORT: String(port), DEMO_PORT: String(controlPort), SATU_DATA_DIR: dataDir }).lines(4)

  const variables: Record<string, string> = {}
  const satu = async (line: string): Promise<string> => {
    const [, assigned, variable = '', parameters = ''] =
      /^(?:(\w+)=\$?(\S*) )?npm run --silent satu -- (.+)$/.exec(line) ?? []
    const env = { PATH: process.env['PATH'], SATU_DATA_DIR: dataDir, SATU_URL: `http://127.0.0.1:${port}`,
      ...(assigned !== undefined && { [assigned]: variables[variable] }) }
    return (await promisify(execFile)(process.execPath, ['src/cli.ts', ...wordsOf(parameters)], { cwd: root, env }))
      .stdout.trim()
  }

  const asked = new Set<string>()
  for (const command of commands) {
    if (command in elsewhere) continue
    const [, variable, inner] = /^(\w+)=\$\((.+)\)$/.exec(command) ?? []
    if (variable !== undefined && inner !== undefined) {
      variables[variable] = await satu(inner)
      t.match(variables[variable], /^[\w-]+\.[\w-]+\.[\w-]+$/, command)
    } else if (command.includes('npm run --silent satu -- ')) {
      t.ok(await satu(command), command)
    } else if (command.startsWith('curl ')) {
      const answer = await curl(
        command.replace(':8080', `:${port}`).replace(':8090', `:${controlPort}`).replace('$TOKEN',
          variables['TOKEN'] ?? '')
      )
      const [, path = ''] = /http:\/\/127\.0\.0\.1:\d+([^\s']+)/.exec(command) ?? []
      asked.add(path)
      const [told, promised] = promises[path] ?? [() => 'nothing', 'something that this test knows']
      t.same(told(answer), promised, command)
    } else {
      t.fail(`nothing runs this command of the README: ${command}`)
    }
  }
  t.same([...asked].toSorted(), Object.keys(promises).toSorted())
})

t.test('what the README says that others run is there, and is said', async t => {
  for (const [command, file] of Object.entries(elsewhere)) {
    t.ok(commands.includes(command), command)
    t.ok(existsSync(file), file)
  }
})
