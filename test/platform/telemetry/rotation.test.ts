import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, renameSync, symlinkSync, unlinkSync,
  writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import t from 'tap'
import { createLineWriter, type LineWriter } from '../../../src/platform/telemetry/line-writer.ts'
import { createRotation, filesAside } from '../../../src/platform/telemetry/rotation.ts'
import { until } from '../../services/wait.ts'
import { testFolder } from '../../suites/folder.ts'

const textOf = (file: string): string =>
  [...filesAside(file), file].map(one => (existsSync(one) ? readFileSync(one, 'utf8') : '')).join('')
const linesOf = (file: string): string[] => textOf(file).split('\n').filter(Boolean)
const fileIn = (): string => join(testFolder(), 'hub.log')

function open(
  t: { teardown(end: () => void): unknown },
  file: string,
  rotation?: Parameters<typeof createLineWriter>[0]['rotation']
): LineWriter & { faults: string[] } {
  const faults: string[] = []
  const writer = createLineWriter({ file, rotation, onFault: text => {
    faults.push(text)
  } })
  t.teardown(() => {
    writer.close()
    writer.flushSync()
  })
  return { ...writer, faults }
}

t.test('a file that has grown large is put aside, no line is lost, and so many are kept', async t => {
  const file = fileIn()
  const { write } = open(t, file, { maxBytes: 100, keep: 2 })
  for (const name of ['a', 'b', 'c']) {
    const before = filesAside(file).at(-1)
    write(`${name.repeat(120)}\n`)
    await until(() => filesAside(file).at(-1) !== before, { what: `${name} to be put aside` })
  }
  write('last\n')
  await until(() => existsSync(file) && readFileSync(file, 'utf8') === 'last\n', { what: 'the new file' })
  t.same(linesOf(file).map(line => line[0]), ['b', 'c', 'l'], 'the oldest has gone')
  t.match(basename(filesAside(file)[0] ?? ''), /^hub\.log\.\d{8}T\d{9}-\d+$/)
})

t.test('a file is put aside when its day is over in Bandung', async t => {
  const file = fileIn()
  writeFileSync(file, 'yesterday\n')
  const fd = openSync(file, 'a')
  t.teardown(() => {
    closeSync(fd)
  })
  const midnight = (Math.floor((Date.now() + 7 * 3_600_000) / 86_400_000) + 1) * 86_400_000 - 7 * 3_600_000
  let now = Date.now()
  const rotation = createRotation({ file, settings: { everyMs: 86_400_000, keep: 7 }, onFault: text => {
    t.fail(text)
  }, current: () => fd, now: () => now })
  now = midnight - 1
  t.equal(rotation.isDue(), false)
  now = midnight
  t.equal(rotation.isDue(), true)
  t.same(filesAside(file).map(one => readFileSync(one, 'utf8')), ['yesterday\n'])
})

t.test('a file that was moved away is made anew, asked or found by itself', async t => {
  const file = fileIn()
  const { write, flush, reopen } = open(t, file)
  write('one\n')
  flush()
  await until(() => existsSync(file) && readFileSync(file, 'utf8') === 'one\n')
  renameSync(file, `${file}.1`)
  reopen()
  write('two\n')
  await until(() => existsSync(file) && readFileSync(file, 'utf8') === 'two\n', { what: 'the second file' })
  renameSync(file, `${file}.2`)
  await until(() => existsSync(file), { what: 'the third file' })
  write('three\n')
  await until(() => readFileSync(file, 'utf8') === 'three\n', { what: 'its line' })
  t.same([`${file}.1`, `${file}.2`].map(one => readFileSync(one, 'utf8')), ['one\n', 'two\n'])
})

t.test('several processes share a file: each line stands there once and whole', async t => {
  const file = fileIn()
  const names = ['a', 'b']
  await Promise.all(names.map(async name => {
    const child = spawn(process.execPath, ['test/platform/telemetry/log-process.ts', file, name, '1500'], {
      stdio: ['ignore', 'ignore', 'inherit']
    })
    const [code] = await once(child, 'exit') as [number]
    t.equal(code, 0)
  }))
  const ids = linesOf(file).map(line => (JSON.parse(line) as { request_id: string }).request_id)
  t.equal(ids.length, 3_000)
  for (const name of names)
    t.same(ids.filter(id => id.startsWith(name)).toSorted(),
      Array.from({ length: 1_500 }, (_, i) => `${name}-${i}`).toSorted(), `all of ${name}`)
  t.ok(filesAside(file).length > 1, 'in several files')
})

t.test('a full disk stops nothing: lines wait, what is lost is counted, and it goes on by itself', async t => {
  const folder = testFolder()
  const file = join(folder, 'hub.log')
  symlinkSync('/dev/full', file)
  const { write, flush, faults } = open(t, file)
  write('kept\n')
  flush()
  await until(() => faults.length > 0, { what: 'the fault' })
  t.same(faults, ['the log cannot be written (ENOSPC): lines wait, and are lost when there are too many'])
  const megabyte = `${'x'.repeat(1_048_575)}\n`
  for (let i = 0; i < 16; i++) write(megabyte)
  write('lost 1\nlost 2\n')
  unlinkSync(file)
  writeFileSync(file, '')
  await until(() => readFileSync(file, 'utf8').includes('log lines lost'), { what: 'the end of it' })
  const text = readFileSync(file, 'utf8')
  t.match(text, /^kept\n/)
  t.match(text, /"level":"error","time":\d+,"msg":"log lines lost","lines":2/)
  t.notMatch(text, /lost 1/)
  t.equal(faults.length, 1, 'told once')
})

t.test('a file that cannot be opened is told at the start, with what to do', async t => {
  t.throws(() => createLineWriter({ file: testFolder() }), {
    message: /cannot be opened \(EISDIR\): set SATU_LOG_FILE to another/
  })
})
