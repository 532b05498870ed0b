import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import t from 'tap'
import { cityFile } from '../platform/config/city-file.ts'
import { until } from '../services/wait.ts'
import { testFolder } from '../suites/folder.ts'

const launcher = new URL('../../bin/satu.mjs', import.meta.url).pathname

/** A city with the register alone: it needs no address and no secret. */
const onlyRegister = `${cityFile.slice(0, cityFile.indexOf('systems:'))}systems:
  register: { adapter: register, prefix: SKPD, name: Register, settings: { as_of: 2016-12-30 } }
`
const surroundings = (
  t: { testdir(files: Record<string, string>): string },
  more: NodeJS.ProcessEnv = {}
): NodeJS.ProcessEnv => {
  const dir = t.testdir({ 'city.yaml': onlyRegister })
  const { PATH } = process.env
  return { PATH, PORT: '0', SATU_ENV: 'development', SATU_CONFIG: `${dir}/city.yaml`, SATU_DATA_DIR: `${dir}/data`,
    ...more }
}
const satu = (args: string[], env: NodeJS.ProcessEnv, program = launcher) =>
  spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' })

t.test('the launcher hands on arguments, output and exit code', async t => {
  const env = surroundings(t)
  t.match(satu(['check'], env), { status: 0, stdout: /: ok: 1 system, 1 adapter, 2 consumers\n$/, stderr: '' })
  t.match(satu(['chek'], env), { status: 2, stdout: '', stderr: /did you mean "check"/ })
})

t.test('the launcher works through a link, from any folder', async t => {
  const env = surroundings(t)
  const link = `${t.testdirName}/satu`
  symlinkSync(launcher, link)
  t.match(spawnSync(link, ['check'], { env, cwd: '/', encoding: 'utf8' }), { status: 0, stdout: /ok: 1 system/ })
})

t.test('start runs the hub until it is told to stop', async t => {
  const env = surroundings(t)
  const child = spawn(process.execPath, [launcher, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  const closed = once(child, 'close')
  let log = ''
  for await (const chunk of child.stdout) {
    log += String(chunk)
    const address = /"address":"([^"]+)"/.exec(log)?.[1]
    if (address !== undefined && !child.killed) {
      t.equal((await fetch(`${address}/livez`)).status, 200)
      child.kill('SIGTERM')
    }
  }
  t.same(await closed, [0, null])
})

t.test('no report that Node makes of the process holds a secret', async t => {
  const secret = 'a secret that no report may hold, long enough'
  const env = surroundings(t, { SATU_JWT_SECRET: secret, DATABASE_PASSWORD: secret })
  const reports = testFolder()
  const child = spawn(process.execPath, [`--report-directory=${reports}`, '--report-on-fatalerror',
    '--report-on-signal', '--report-signal=SIGUSR2', 'bin/hub.mjs'], { env: { ...env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  const closed = once(child, 'close')
  let log = ''
  child.stdout.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  await until(() => log.includes('"listening"'), { what: 'the start' })
  child.kill('SIGUSR2')
  await until(
    () => readdirSync(reports).some(name => readFileSync(`${reports}/${name}`, 'utf8').trimEnd().endsWith('}')),
    { what: 'the report' }
  )
  child.kill('SIGTERM')
  await closed
  const [report = ''] = readdirSync(reports).map(name => readFileSync(`${reports}/${name}`, 'utf8'))
  t.match(JSON.parse(report), { header: { trigger: 'Signal' } })
  t.notMatch(report, secret)
})

t.test('SIGHUP takes changes and ends nothing', async t => {
  const env = surroundings(t)
  const child = spawn(process.execPath, [launcher, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  const closed = once(child, 'close')
  let log = ''
  for await (const chunk of child.stdout) {
    const before = log
    log += String(chunk)
    const address = /"address":"([^"]+)"/.exec(log)?.[1]
    if (address !== undefined && !before.includes('"address"')) child.kill('SIGHUP')
    if (!log.includes('change taken') || child.killed && before.includes('change taken')) continue
    t.equal((await fetch(`${address}/livez`)).status, 200)
    child.kill('SIGTERM')
  }
  t.same(await closed, [0, null])
  t.match(log, /"msg":"change taken"/)
  t.notMatch(log, /"signal":"SIGHUP"/)
})

t.test('a secret in a file is taken anew when the file is another one, without a restart', async t => {
  const shown: string[] = []
  const system = createHttpServer((request, response) => {
    shown.push(request.headers.authorization ?? '')
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(system, 'listening')
  t.teardown(() => system.close())
  const url = `http://127.0.0.1:${(system.address() as AddressInfo).port}`
  const env = surroundings(t, { NEWCOMER_TOKEN_FILE: `${t.testdirName}/token` })
  writeFileSync(`${t.testdirName}/token`, 'the-first\n', { mode: 0o600 })
  appendFileSync(`${t.testdirName}/city.yaml`,
    `  newcomer: { adapter: canonical, prefix: BARU, name: Newcomer, url: "${url}", resources: [licences], ` +
      `settings: { token: "\${NEWCOMER_TOKEN}" } }\n`)
  const child = spawn(process.execPath, [launcher, 'start'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  // The launcher hands it on: the hub itself would be left behind by a SIGKILL.
  t.teardown(() => child.kill('SIGTERM'))
  const closed = once(child, 'close')
  let log = ''
  child.stdout.on('data', (chunk: Buffer) => {
    log += chunk.toString()
  })
  await until(() => log.includes('"listening"'), { what: 'the start' })
  writeFileSync(`${t.testdirName}/token.new`, 'the-second\n', { mode: 0o600 })
  renameSync(`${t.testdirName}/token.new`, `${t.testdirName}/token`)
  await until(() => log.includes('change taken'), { what: 'the change' })
  t.match(log, /"changed":\["newcomer"\].*"msg":"change taken"/)
  await until(() => shown.includes('Bearer the-second'), { what: 'a call with the new one' })
  rmSync(`${t.testdirName}/token`)
  await until(() => log.includes('change refused'), { what: 'the alarm' })
  t.match(log, /systems\.newcomer\.settings\.token: the file that NEWCOMER_TOKEN_FILE names is not there/)
  t.notMatch(log, /the-(first|second)/)
  child.kill('SIGTERM')
  t.same(await closed, [0, null])
})

t.test('a failed start ends with one line and exit code 1', async t => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  t.match(satu(['start'], surroundings(t, { PORT: String(port) })), { status: 1,
    stderr: new RegExp(`^satu start: Port ${port} on 127\\.0\\.0\\.1 is in use; set PORT to a free one\\.\n$`) })
  t.match(satu(['start'], surroundings(t, { PORT: 'http', SATU_LOG_LEVEL: 'loud' })), { status: 1,
    stderr: /^environment SATU_LOG_LEVEL: .*\nenvironment PORT: .*\n$/ })
})
