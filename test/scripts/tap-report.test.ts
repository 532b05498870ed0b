import t from 'tap'
import { createTapReport, formatCounts } from '../../scripts/tap-report.ts'

/** Reads a whole text and returns the last line of `npm test` and what was printed before it. */
function read(text: string, succeeded = true): { counts: string; printed: string[] } {
  const printed: string[] = []
  const report = createTapReport(line => printed.push(line))
  for (const line of text.split('\n')) report.line(line)
  return { counts: formatCounts(report.counts(succeeded)), printed }
}

t.test('assertions count, subtests and files do not', async t => {
  const { counts, printed } = read(`TAP version 14
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
    false
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
  const { counts, printed } = read(
    `# Subtest: test/a.test.ts
    ok 1 - should be equal
    # test count(1) != plan(null)
not ok 1 - test/a.test.ts # time=3ms
  ---
  command: node
  exitCode: null
  signal: SIGKILL
  ...`,
    false
  )
  t.equal(counts, '1 passed, 1 failed, 0 skipped')
  t.ok(printed.includes('      signal: SIGKILL'))
  t.notOk(printed.some(line => line.includes('command')))
})

t.test('a file without a test fails', async t => {
  const { counts } = read(`# Subtest: test/a.test.ts
    1..0 # no tests found
ok 1 - test/a.test.ts # SKIP no tests found`)
  t.equal(counts, '0 passed, 1 failed, 0 skipped')
})

t.test('a run that reports nothing, or breaks off, fails', async t => {
  t.equal(read('').counts, '0 passed, 1 failed, 0 skipped')
  t.equal(read('# Subtest: a\n    ok 1 - x', false).counts, '1 passed, 1 failed, 0 skipped')
})

t.test('bailing out fails once', async t => {
  const { counts } = read('# Subtest: a\n    ok 1 - x\n    Bail out! no\nBail out! no\nBail out! no', false)
  t.equal(counts, '1 passed, 1 failed, 0 skipped')
})
