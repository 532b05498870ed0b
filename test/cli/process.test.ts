import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { symlinkSync } from 'node:fs'
import t from 'tap'
import { cityFile } from '../config/city-file.ts'

const launcher = new URL('../../bin/satu.mjs', import.meta.url).pathname

/** A city with the register alone: it needs no address and no secret. */
const onlyRegister = `${cityFile.slice(0, cityFile.indexOf('systems:'))}systems:
  register: { adapter: register, prefix: SKPD, name: Register, settings: { as_of: 2016-12-30 } }
`
const surroundings = (t: { testdir(files: Record<string, string>): string }, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const dir = t.testdir({ 'city.yaml': onlyRegister })
  const { PATH } = process.env
  return { PATH, PORT: '0', SATU_ENV: 'development', SATU_CONFIG: `${dir}/city.yaml`, SATU_DATA_DIR: `${dir}/data`, ...more }
}
const satu = (args: string[], env: NodeJS.ProcessEnv, program = launcher) => spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' })

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

t.test('a failed start ends with one line and exit code 1', async t => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  t.match(satu(['start'], surroundings(t, { PORT: String(port) })), { status: 1, stderr: new RegExp(`^satu start: Port ${port} on 127\\.0\\.0\\.1 is in use; set PORT to a free one\\.\n$`) })
  t.match(satu(['start'], surroundings(t, { PORT: 'http', SATU_LOG_LEVEL: 'loud' })), { status: 1, stderr: /^environment SATU_LOG_LEVEL: .*\nenvironment PORT: .*\n$/ })
})
