import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { cityFile } from '../platform/config/city-file.ts'
import { freePort, until } from '../services/wait.ts'

const onlyRegister = `${cityFile.slice(0, cityFile.indexOf('systems:'))}systems:
  register: { adapter: register, prefix: SKPD, name: Register, settings: { as_of: 2016-12-30 } }
`

const [, ...asStarted] = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } }).scripts
  .start.split(' ')

/** Runs a hub, as `npm start` does, until it answers, then ends it as an operator does. */
async function runOnce(
  t: Test,
  dir: string,
  env: Record<string, string> = {}
): Promise<{ code: number | null; residentKiB: number }> {
  const port = await freePort()
  const { PATH } = process.env
  const child = spawn(process.execPath, asStarted, {
    env: { PATH, PORT: String(port), SATU_ENV: 'development', SATU_CONFIG: `${dir}/city.yaml`,
      SATU_DATA_DIR: `${dir}/data`, SATU_LOG_FILE: `${dir}/hub.log`, ...env },
    stdio: ['ignore', 'ignore', openSync(`${dir}/said`, 'w')]
  })
  t.teardown(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit') as Promise<[number | null]>
  await until(() => fetch(`http://127.0.0.1:${port}/readyz`).then(({ status }) => status === 200, () => false), {
    what: 'the hub',
    timeoutMs: 60_000
  })
  const residentKiB = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1])
  child.kill('SIGTERM')
  return { code: (await ended)[0], residentKiB }
}

t.test('what was compiled is kept beside the state, and may be damaged or gone', async t => {
  const dir = t.testdir({ 'city.yaml': onlyRegister })
  const first = await runOnce(t, dir)
  t.equal(first.code, 0)
  const folder = join(dir, 'data/compiled')
  const kept = readdirSync(folder, { recursive: true }).map(name => join(folder, String(name))).filter(file =>
    statSync(file).isFile()
  )
  t.ok(kept.length > 100, `${kept.length} modules`)
  const later = await runOnce(t, dir, { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' })
  t.equal(later.code, 0)
  t.ok(later.residentKiB < first.residentKiB * 0.85,
    `and gives back what it has used: ${later.residentKiB} KiB are left, ${first.residentKiB} of the first one`)
  const typed = readFileSync(join(dir, 'said'), 'utf8').split('\n').filter(line =>
    line.includes('retrieving transpile cache')
  )
  t.ok(typed.some(line => line.includes('src/main.ts')) && typed.every(line => line.endsWith('success')),
    'a later start strips nothing of its types, from its first module on')
  for (const file of kept) truncateSync(file, Math.floor(statSync(file).size / 2))
  t.equal((await runOnce(t, dir)).code, 0, 'it is compiled anew')
})
