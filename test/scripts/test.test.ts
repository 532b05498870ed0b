import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { Test } from 'tap'
import { redis } from '../services.ts'
import { until } from '../services/wait.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Variables = Record<string, string>

const files = {
  'good.test.ts': `
    import t from 'tap'
    t.test('one', async t => { t.ok(1); t.ok(2) })`,
  'bad.test.ts': `
    import t from 'tap'
    t.test('one', async t => { t.ok(1); t.equal(1, 2) })`,
  'skipped.test.ts': `
    import t from 'tap'
    t.ok(1)
    t.test('later', { skip: 'why' }, async () => {})
    t.test('to do', { todo: true }, async () => {})`,
  'throws.test.ts': `throw new Error('boom')`,
  'exits.test.ts': `
    import t from 'tap'
    t.ok(1)
    process.exit(3)`,
  'killed.test.ts': `
    import t from 'tap'
    t.ok(1)
    process.kill(process.pid, 'SIGKILL')`,
  'syntax.test.ts': `
    import t from 'tap'
    enum Colour { Red }
    t.ok(Colour.Red)`,
  'empty.test.ts': '',
  'unheard.test.ts': `
    import t from 'tap'
    t.test('rejects', async t => {
      await new Promise(resolve => setTimeout(resolve, 1))
      void Promise.reject(new Error('nobody heard'))
      await new Promise(resolve => setTimeout(resolve, 1_000))
      t.ok(1)
    })`,
  'late.test.ts': `
    import t from 'tap'
    t.test('throws', async t => {
      await new Promise(resolve => setTimeout(resolve, 1))
      setTimeout(() => { throw new Error('too late') }, 1)
      await new Promise(resolve => setTimeout(resolve, 1_000))
      t.ok(1)
    })`,
  'hangs.test.ts': `
    import { writeFileSync } from 'node:fs'
    import t from 'tap'
    setInterval(() => {}, 1000)
    t.test('one', async t => { t.ok(1); writeFileSync('hanging', ''); await new Promise(() => {}) })`,
  'leaves-a-process.test.ts': `
    import { spawn } from 'node:child_process'
    import t from 'tap'
    t.ok(1)
    spawn('sleep', ['600'], { stdio: 'inherit' }).unref()`,
  'redis.test.ts': `
    import t from 'tap'
    t.match(process.env.TEST_REDIS_URL, /^unix:/)`
}

const suite = {
  'one.test.ts': `
    import t from 'tap'
    t.ok(1)`,
  'surroundings.ts': 'export const surroundings = 1',
  'below': { 'two.test.ts': `
    import t from 'tap'
    t.ok(1)` }
}

const settings =
  ['type-strip-only', 'disable-coverage', 'allow-incomplete-coverage'].map(key => `${key}: true\n`).join('')
  + `node-arg:\n  - --import=${join(root, 'scripts/untracked-promises.ts')}\n`

/** A folder with the files above. */
function folder(t: Test): string {
  const directory = t.testdir({ 'test': { ...files, suite }, 'package.json': '{"type":"module"}', '.taprc': settings })
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return directory
}

async function start(directory: string, parameters: string[], variables: Variables = {}): Promise<ChildProcess> {
  // The tap that runs this test speaks to its children through the environment.
  const own = Object.entries(process.env).filter(([key]) => !/^_?TAP|^NODE_OPTIONS$/.test(key))
  return spawn(process.execPath, [join(root, 'scripts/test.ts'), ...parameters], {
    cwd: directory,
    env: { ...Object.fromEntries(own), TEST_REDIS_URL: await redis(), ...variables },
    stdio: ['ignore', 'pipe', 'pipe']
  })
}

/** Runs what `npm test` runs, in a folder with the files above. */
async function run(t: Test, parameters: string[], variables?: Variables) {
  const child = await start(folder(t), parameters, variables)
  const [output, errors, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')])
  return { code: code as number | null, output, errors, last: output.trimEnd().split('\n').at(-1) }
}

const path = (...names: string[]): string[] => names.map(name => `test/${name}.test.ts`)

t.test('starts a Redis for the files that are named, and ends with their counts', async t => {
  const { code, last, output } = await run(t, path('good', 'redis'), { TEST_REDIS_URL: '' })
  t.equal(last, '3 passed, 0 failed, 0 skipped')
  t.equal(code, 0)
  t.equal(output.match(/\d+ passed, \d+ failed/g)?.length, 1, 'once')
})

t.test('counts as tap counts, whichever reporter is asked for', async t => {
  const names = path('good', 'bad', 'skipped', 'throws', 'exits', 'syntax')
  const log = await run(t, names)
  t.equal(log.last, '5 passed, 4 failed, 2 skipped')
  t.equal(log.code, 1)
  const own = await run(t, ['--reporter=tap', ...names])
  t.match(own.output, '# { total: 11, pass: 5, fail: 4, todo: 1, skip: 1 }')
  t.equal(own.last, log.last)
})

t.test('a file that is killed, hangs or checks nothing is a failure', async t => {
  const { code, last } = await run(t, ['--timeout=3', ...path('good', 'killed', 'hangs', 'empty')])
  t.equal(last, '4 passed, 3 failed, 0 skipped')
  t.equal(code, 1)
})

t.test('an error that nobody caught fails its file, and names the test that was running', async t => {
  for (const [name, said, within] of [['unheard', 'nobody heard', 'rejects'], ['late', 'too late',
    'throws']] as const)
  {
    const { code, output, errors } = await run(t, path(name))
    t.equal(code, 1)
    t.match(output + errors, said)
    t.match(output, new RegExp(`FAIL test/${name}.test.ts`))
    t.match(output, within)
  }
})

t.test('the run ends although a test left a process behind', async t => {
  const { code, last, errors } = await run(t, path('leaves-a-process'), { TEST_SILENCE_S: '4' })
  t.match(last, /^\d passed, 1 failed, 0 skipped$/)
  t.match(errors, 'stopped: nothing reported for 4 s')
  t.equal(code, 1)
})

t.test('the run ends when its time is over', async t => {
  const { code, last, errors } = await run(t, path('hangs'), { TEST_LIMIT_S: '2' })
  t.match(last, /^\d passed, 1 failed, 0 skipped$/)
  t.match(errors, 'stopped: not finished after 2 s')
  t.equal(code, 1)
})

t.test('a folder stands for the test files in it and below', async t => {
  const { code, last } = await run(t, ['test/suite'])
  t.equal(last, '2 passed, 0 failed, 0 skipped')
  t.equal(code, 0)
})

t.test('no test at all is a failure', async t => {
  const { code, last } = await run(t, ['test/nowhere.test.ts'])
  t.equal(last, '0 passed, 1 failed, 0 skipped')
  t.equal(code, 1)
})

t.test('Ctrl-C ends all of it', async t => {
  const directory = folder(t)
  const child = await start(directory, path('hangs'))
  await until(() => existsSync(join(directory, 'hanging')), { what: 'the test', timeoutMs: 60_000 })
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  t.equal(code, 130)
})
