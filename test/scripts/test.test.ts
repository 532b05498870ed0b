import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
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
  'sleeps.test.ts': `
    import t from 'tap'
    t.test('one', async t => { await new Promise(resolve => setTimeout(resolve, 1_000)); t.ok(1) })`,
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

const shared = {
  'a.test.ts': `
    import t from 'tap'
    import { ok } from './checks.ts'
    globalThis.ended = 0
    t.teardown(() => { globalThis.ended += 1 })
    t.test('one', async t => { t.match(t.testdir(), /test-shared-a.test.ts-one$/); ok() })`,
  'b.test.ts': `
    import t from 'tap'
    import { ok } from './checks.ts'
    t.test('one', async t => { t.equal(globalThis.ended, 1) })
    t.test('two', async () => { ok() })`,
  'checks.ts': `
    import t from 'tap'
    export const ok = () => t.ok(1)`
}

const rough = {
  'a-exits.test.ts': files['exits.test.ts'],
  'b-killed.test.ts': files['killed.test.ts'],
  'c-good.test.ts': files['good.test.ts']
}

const tiers = { 'one.test.ts': suite['one.test.ts'], 'two.long.test.ts': files['good.test.ts'] }

/** A folder with the files above. */
function folder(t: Test): string {
  const directory = t.testdir({ 'test': { ...files, suite, shared, rough, tiers },
    'package.json': '{"type":"module"}' })
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return directory
}

async function start(
  directory: string,
  parameters: string[],
  variables: Variables = {},
  program = join(root, 'scripts/test.ts')
): Promise<ChildProcess> {
  return spawn(process.execPath, [program, ...parameters], {
    cwd: directory,
    env: { ...process.env, TEST_REDIS_URL: await redis(), ...variables },
    stdio: ['ignore', 'pipe', 'pipe']
  })
}

/** Runs what `npm test` runs, or another program of Node's, in a folder with the files above. */
async function run(t: Test, parameters: string[], variables?: Variables, program?: string) {
  const child = await start(folder(t), parameters, variables, program)
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

t.test('counts as tap counts, file by file', async t => {
  const names = ['good', 'bad', 'skipped', 'throws', 'exits', 'syntax']
  const { code, last, output } = await run(t, path(...names))
  t.equal(last, '5 passed, 4 failed, 2 skipped')
  t.equal(code, 1)
  t.match(output, 'ok   test/good.test.ts: 2 passed\n')
  t.match(output, 'FAIL test/bad.test.ts: 1 passed, 1 failed\n')
  t.match(output, 'ok   test/skipped.test.ts: 1 passed, 2 skipped\n')
  const args = ['--reporter=tap', '--type-strip-only', '--disable-coverage', '--allow-incomplete-coverage']
  const own = await run(t, [...args, ...path(...names)], {}, join(root, 'node_modules/tap/dist/esm/run.mjs'))
  t.match(own.output, '# { total: 11, pass: 5, fail: 4, todo: 1, skip: 1 }')
})

t.test('files of one folder share a process, with a root, a folder and an end of their own', async t => {
  const { code, last } = await run(t, ['test/shared'])
  t.equal(last, '5 passed, 0 failed, 0 skipped')
  t.equal(code, 0)
})

t.test('what a file does to its process fails that file alone', async t => {
  const { code, last, output } = await run(t, ['test/rough'])
  t.match(output, /FAIL test\/rough\/a-exits.test.ts: 1 passed, 1 failed/)
  t.match(output, /FAIL test\/rough\/b-killed.test.ts: 1 passed, 1 failed/)
  t.match(output, 'ok   test/rough/c-good.test.ts: 2 passed')
  t.equal(last, '4 passed, 2 failed, 0 skipped')
  t.equal(code, 1)
})

t.test('the run ends with its slowest files', async t => {
  const { output } = await run(t, path('good', 'sleeps'))
  t.match(output, /2 files in \d+ s; the slowest:\n +1\.\d s  test\/sleeps.test.ts\n +0\.\d s  test\/good.test.ts\n/)
})

t.test('long files run when they are asked for', async t => {
  const counts = async (...parameters: string[]) => (await run(t, parameters)).last
  t.equal(await counts('tiers'), '1 passed, 0 failed, 0 skipped')
  t.equal(await counts('--long', 'tiers'), '2 passed, 0 failed, 0 skipped')
  t.equal(await counts('--all', 'tiers'), '3 passed, 0 failed, 0 skipped')
  t.equal(await counts('test/tiers/two.long.test.ts'), '2 passed, 0 failed, 0 skipped')
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
  const { code, last, output } = await run(t, path('leaves-a-process'))
  t.equal(last, '1 passed, 1 failed, 0 skipped')
  t.match(output, 'a process is left behind that holds the output')
  t.equal(code, 1)
})

t.test('a process that reports nothing is stopped', async t => {
  const { last, output } = await run(t, path('hangs'), { TEST_SILENCE_S: '2' })
  t.equal(last, '1 passed, 1 failed, 0 skipped')
  t.match(output, 'nothing reported for 2 s')
})

t.test('the run ends when its time is over', async t => {
  const { code, last, errors } = await run(t, path('hangs'), { TEST_LIMIT_S: '2' })
  t.match(last, /^\d passed, 1 failed, 0 skipped$/)
  t.match(errors, 'stopped: not finished after 2 s')
  t.equal(code, 1)
})

t.test('a folder, and the name of one, stands for the test files in it and below', async t => {
  t.equal((await run(t, ['suite'])).last, '2 passed, 0 failed, 0 skipped')
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
