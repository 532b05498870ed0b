import { spawnSync } from 'node:child_process'
import t from 'tap'
import { ratiosOf, spreadOf } from '../../bench/figures.ts'
import { readWrk } from '../../bench/load.ts'
import { readOptions } from '../../bench/options.ts'

const bench = (...args: string[]) => spawnSync(process.execPath, ['bench/run.ts', ...args], { encoding: 'utf8' })

t.test('the cheapest table is measured and printed, with the machine', async t => {
  const { status, stdout, stderr } = bench('snapshots', '--quick')
  t.equal(status, 0, stderr)
  t.match(stdout, /^\d+ cores, .*Node v\d+/, 'the machine is named')
  for (const [program, name] of [['nginx', 'nginx'], ['haproxy', 'HAProxy']]) {
    t.equal(stdout.includes(`not compared with ${name}`) || stdout.includes(`and ${name}: not installed`),
      spawnSync('which', [program ?? '']).status !== 0, `whether ${name} is there`)
  }
  const rows = stdout.split('\n').filter(line => line.startsWith('| '))
  t.match(rows, [/loaded, s/, /^\| DBF: objects joined/, /^\| DBF, every hundredth deleted/, /^\| CSV/,
    /^\| fixed width/])
  for (const row of rows.slice(1)) t.match(row, /^(\|[^|]+){8}\|$/)
  t.notMatch(stdout, /NaN|undefined/)
})

t.test('a table that there is not is refused', async t => {
  const { status, stderr } = bench('nothing')
  t.not(status, 0)
  t.match(stderr, /unknown: nothing; there are cached, /)
})

t.test('a quick run is one short round unless told otherwise', async t => {
  t.same(readOptions(['start', '--quick']), { rounds: 1, seconds: 1, quick: true, tables: ['start'] })
  t.same(readOptions(['--quick', '--rounds', '2']), { rounds: 2, seconds: 1, quick: true, tables: [] })
  t.same(readOptions([]), { rounds: 5, seconds: 3, quick: false, tables: [] })
  t.throws(() => readOptions(['--rounds', '0']), /--rounds must be a whole number from 1/)
})

t.test('what wrk prints is read, failures included', async t => {
  const text =
    '  Latency Distribution\n     50%  512.00us\n     99%    2.10ms\n  1000 requests in 2.00s, 3MB read\n  Socket ' +
    'errors: connect 1, read 2, write 0, timeout 3\n  Non-2xx or 3xx responses: 4\n'
  t.same(readWrk(text), { requests: 1_000, failed: 10, seconds: 2, p50Ms: 0.512, p99Ms: 2.1 })
})

t.test('ratios are those of the same round, and the median is theirs', async t => {
  t.same(spreadOf([3, 1, 2, 4]), { median: 2.5, min: 1, max: 4 })
  t.same(ratiosOf([10, 40], [5, 10]), { median: 3, min: 2, max: 4 })
})
