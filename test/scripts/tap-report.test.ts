import t from 'tap'
import { createTapReport, formatCounts } from '../../scripts/tap-report.ts'

/** Reads all that a process wrote and returns the last line of `npm test`, what is printed before it, and its files. */
function read(text: string, reason?: string): { counts: string; printed: string[]; files: string[] } {
  const printed: string[] = []
  const files: string[] = []
  const report = createTapReport({ print: line => printed.push(line), file: ({ name }) => files.push(name) })
  for (const line of text.split('\n')) report.line(line)
  report.end(reason, ['test/a.test.ts', 'test/b.test.ts'])
  return { counts: formatCounts(report.counts()), printed, files }
}

t.test('assertions count, subtests and files do not', async t => {
  const { counts, printed, files } = read(`TAP version 14
1..1
# Subtest: test/a.test.ts
    # Subtest: one
        ok 1 - should be equal
        # Subtest: deeper
            ok 1 - should be equal
            1..1
        ok 2 - deeper # time=1ms
        1..2
    ok 1 - one # time=5ms
    1..1
ok 1 - test/a.test.ts # time=5ms
# { total: 2, pass: 2 }`)
  t.equal(counts, '2 passed, 0 failed, 0 skipped')
  t.strictSame(printed, ['ok   test/a.test.ts: 2 passed'])
  t.strictSame(files, ['test/a.test.ts'])
})

t.test('a failed assertion counts once and is shown with its way and its diagnosis', async t => {
  const { counts, printed } = read(
    `# Subtest: test/a.test.ts
    # Subtest: one
        not ok 1 - should be equal
          ---
          diff: |
            -ok 1 - a line of a diagnosis
            ok 2 - is no test
          ...
        ok 2 - fine
        1..2
    not ok 1 - one # time=5ms
      ---
      at: {}
      ...
    1..1
not ok 1 - test/a.test.ts # time=5ms
  ---
  exitCode: 1
  ...`,
    'exit code 1'
  )
  t.equal(counts, '1 passed, 1 failed, 0 skipped')
  t.strictSame(printed, [
    'FAIL test/a.test.ts: 1 passed, 1 failed',
    '    not ok: one > should be equal',
    '        diff: |',
    '          -ok 1 - a line of a diagnosis',
    '          ok 2 - is no test'
  ])
})

t.test('skipped and to do are skipped, also with a whole block', async t => {
  const { counts } = read(`# Subtest: test/a.test.ts
    ok 1 - later # SKIP no display
    not ok 2 - later # TODO
    # Subtest: block
        1..0 # why
    ok 3 - block # SKIP why
    ok 4 - now
    1..4
ok 1 - test/a.test.ts`)
  t.equal(counts, '1 passed, 0 failed, 3 skipped')
})

t.test('a file that is killed fails without a failed assertion', async t => {
  const { counts, printed, files } = read('# Subtest: test/b.test.ts\n    ok 1 - should be equal', 'SIGKILL')
  t.equal(counts, '1 passed, 1 failed, 0 skipped')
  t.strictSame(printed, ['FAIL test/b.test.ts: 1 passed, 1 failed', '    not ok: SIGKILL'])
  t.strictSame(files, ['test/b.test.ts'])
})

t.test('a file that ends its process fails, and those behind it are not among its files', async t => {
  const { counts, files } = read(
    `# Subtest: test/a.test.ts
    ok 1 - should be equal
    not ok 2 - test unfinished
    1..2
not ok 1 - test/a.test.ts # time=3ms
not ok 2 - child test left in queue: test/b.test.ts
1..2`,
    'exit code 3'
  )
  t.equal(counts, '1 passed, 1 failed, 0 skipped')
  t.strictSame(files, ['test/a.test.ts'])
})

t.test('a process that fails after its files is a failure of one of them', async t => {
  const { counts, printed } = read('# Subtest: test/a.test.ts\n    ok 1 - x\nok 1 - test/a.test.ts', 'exit code 1')
  t.equal(counts, '1 passed, 1 failed, 0 skipped')
  t.strictSame(printed.slice(1), ['FAIL one of test/a.test.ts, test/b.test.ts', '    not ok: exit code 1'])
})

t.test('a file without a test fails', async t => {
  const { counts } = read('# Subtest: test/a.test.ts\n    1..0\nok 1 - test/a.test.ts # time=3ms')
  t.equal(counts, '0 passed, 1 failed, 0 skipped')
})

t.test('a process that reports nothing is a failure of its first file', async t => {
  for (const reason of [undefined, 'exit code 1']) {
    const { counts, files } = read('', reason)
    t.equal(counts, '0 passed, 1 failed, 0 skipped')
    t.strictSame(files, ['test/a.test.ts'])
  }
})

t.test('bailing out fails once', async t => {
  const { counts } = read('# Subtest: a\n    ok 1 - x\n    Bail out! no\nBail out! no\nBail out! no', 'exit code 1')
  t.equal(counts, '1 passed, 1 failed, 0 skipped')
})
