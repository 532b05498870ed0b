import { spawnSync } from 'node:child_process'
import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { satu } from '../../src/cli/satu.ts'
import { until } from '../services/wait.ts'
import { loadSections } from '../suites/config.ts'
import { testFolder } from '../suites/folder.ts'
import { run } from './terminal.ts'

const TIME = Date.parse('2026-11-29T08:00:00+07:00')
const entry = (more: object): string => JSON.stringify({ level: 'info', time: TIME, ...more })
const request = (id: string, more: object = {}): string =>
  entry({ msg: 'request', request_id: id, consumer: 'app', operation: 'listComplaints', status: 200, outcome: 'ok',
    cache: 'fetched', duration_ms: 12.34, systems: { complaints: 11.6 }, ...more })
const failed = entry({ level: 'warn', system: 'complaints', stage: 'list complaints', request_id: 'r-2',
  duration_ms: 5_000, code: 'system_timeout', detail: 'complaints: no whole answer within 5000 ms (list complaints)',
  msg: 'legacy call failed' })

const folder = testFolder()
const file = join(folder, 'hub.log')
writeFileSync(`${file}.2.gz`, gzipSync(`${request('oldest', { time: TIME - 7_200_000 })}\n`))
writeFileSync(`${file}.1`, `${request('old', { time: TIME - 3_600_000 })}\n`)
writeFileSync(`${file}.20261129T000000000-1`, `${request('aside')}\n`)
writeFileSync(file, [
  request('r-1'),
  failed,
  request('r-2', { level: 'warn', status: 504, outcome: 'system_timeout', consumer: 'desk', cache: undefined,
    trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) }),
  'npm notice, which is no JSON',
  entry({ level: 'error', msg: 'change refused', detail: 'a \u001b[31mred\u009b word' }),
  '{"half": of a line'
].join('\n'))
const env = { SATU_LOG_FILE: file }
const ids = (lines: readonly string[]): string[] => lines.map(line => /id=(\S+)/.exec(line)?.[1] ?? line)

t.test('shows every line of all files, oldest first, as people read it', async t => {
  const { code, out, err } = await run('logs', env)
  t.same([code, err], [0, []])
  t.same(out, [
    '2026-11-29 06:00:00  INFO   200 listComplaints ok  12.34 ms  consumer=app  cache=fetched  complaints=12ms  ' +
    'id=oldest',
    '2026-11-29 07:00:00  INFO   200 listComplaints ok  12.34 ms  consumer=app  cache=fetched  complaints=12ms  id=old',
    '2026-11-29 08:00:00  INFO   200 listComplaints ok  12.34 ms  consumer=app  cache=fetched  complaints=12ms  ' +
    'id=aside',
    '2026-11-29 08:00:00  INFO   200 listComplaints ok  12.34 ms  consumer=app  cache=fetched  complaints=12ms  id=r-1',
    '2026-11-29 08:00:00  WARN   legacy call failed  system=complaints  stage="list complaints"  duration_ms=5000  ' +
    'code=system_timeout  detail="complaints: no whole answer within 5000 ms (list complaints)"  id=r-2',
    `2026-11-29 08:00:00  WARN   504 listComplaints system_timeout  12.34 ms  consumer=desk  complaints=12ms  trace=${
      'a'.repeat(32)
    }  id=r-2`,
    'npm notice, which is no JSON',
    '2026-11-29 08:00:00  ERROR  change refused  detail="a \\u001b[31mred\ufffd word"',
    '{"half": of a line'
  ])
})

t.test('shows only what is asked for', async t => {
  const shown = async (options: string): Promise<string[]> => ids((await run(`logs ${options}`, env)).out)
  t.same(await shown('--request-id r-2'), ['r-2', 'r-2'], 'the call and the request, which one id joins')
  t.same(await shown('--consumer desk'), ['r-2'])
  t.same(await shown('--system complaints --level warn'), ['r-2', 'r-2'])
  t.same(await shown('--system permits'), [])
  t.match(await shown('--level error'), [/change refused/])
  t.same(await shown('--status 5xx'), ['r-2'])
  t.same(await shown('--status 200,504 --since 2026-11-29T07:30:00+07:00'), ['aside', 'r-1', 'r-2'])
  t.same(await shown('--since 1s'), [])
  t.same(await shown('--last 2 --consumer app'), ['aside', 'r-1'])
  t.same(await shown('--limit 1'), ['oldest'])
  t.same((await run('logs --json --request-id r-1', env)).out, [request('r-1')], 'as it stands in the log')
})

t.test('a file can be named; the folder of the demo is looked into when none is', async t => {
  t.equal((await run(`logs ${file} --request-id r-1`)).out.length, 1)
  t.equal((await run('logs --request-id r-1', { SATU_DATA_DIR: folder })).out.length, 1)
})

t.test('says what is wrong with a command line', async t => {
  const says = async (args: string, more: NodeJS.ProcessEnv = env): Promise<[number, string | undefined]> => {
    const { code, err } = await run(args, more)
    return [code, err[0]]
  }
  t.same(await says('logs --level warning'), [2,
    'satu logs: --level: there is no such level; known: trace, debug, info, warn, error or fatal'])
  t.same(await says('logs --since yesterday'), [2,
    'satu logs: --since is a time such as 2026-11-29T08:00:00+07:00, or so long ago: 30s, 15m, 2h, 1d'])
  t.same(await says('logs --status bad'), [2,
    'satu logs: --status is a status or a class of them, such as 503 or 4xx,5xx'])
  t.same(await says('logs --last none'), [2, 'satu logs: --last must be a number of at least 1'])
  t.same(await says('logs a b'), [2, 'satu logs: one file is read, with those of it that were put aside'])
  t.same(await says('logs --sistem x'), [2, 'satu logs: unknown option --sistem; did you mean "--system"?'])
  t.match(await says('logs', { SATU_LOG_FILE: join(folder, 'none.log') }), [1,
    /there is no log file .*none\.log: name one, set SATU_LOG_FILE, or pipe the log in/])
  t.match(await says(`logs ${folder}`), [1, /is a folder, not a log file/])
})

t.test('follows a file into the one that takes its place, and begins with the last lines', async t => {
  const followed = join(testFolder(), 'hub.log')
  const names = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `f-${from + i}`)
  const append = (...some: string[]): void => {
    appendFileSync(followed, some.map(id => `${request(id)}\n`).join(''))
  }
  append(...names(0, 15))
  const out: string[] = []
  const running = satu(['logs', followed, '--follow', '--limit', '16'], { env: {}, adapters: {}, sections: loadSections,
    write: line => out.push(line) }, line => {
    t.fail(line)
  })
  await until(() => out.length === 10, { what: 'the last ten' })
  append('f-15')
  await until(() => out.length === 11, { what: 'one more' })
  const half = request('f-16')
  appendFileSync(followed, half.slice(0, 20))
  appendFileSync(followed, `${half.slice(20)}\n`)
  await until(() => out.length === 12, { what: 'one that came in two pieces' })
  // Two files come and go between two looks.
  append('f-17')
  renameSync(followed, `${followed}.20261129T010000000-1`)
  append('f-18')
  renameSync(followed, `${followed}.20261129T020000000-1`)
  append('f-19')
  await until(() => out.length === 15, { what: 'all that was written meanwhile' })
  writeFileSync(followed, '')
  await until(() => {
    append('f-20')
    return out.length >= 16
  }, { what: 'a file that was emptied' })
  t.equal(await running, 0)
  t.same(ids(out), [...names(5, 20), 'f-20'])
})

t.test('shows what is piped in, in colours on a terminal alone', async t => {
  const piped = (lines: readonly string[]) => ({ isPiped: true, bytes: (async function*() {
    for (const line of lines) yield Buffer.from(`${line}\n`)
  })() })
  const out: string[] = []
  await satu(['logs', '--level', 'warn'], { env: {}, adapters: {}, sections: loadSections,
    input: piped([request('r-1'), failed]), hasColours: true, write: line => out.push(line) }, () => {})
  t.equal(out.length, 1)
  t.ok(out[0]?.startsWith('\u001b[2m2026-11-29 08:00:00\u001b[0m  \u001b[33mWARN \u001b[0m  legacy call failed'),
    String(out[0]))
  const { stdout, status } = spawnSync('sh', ['-c', `cat "$FILE" | "$NODE" src/cli.ts logs --request-id r-2`], {
    env: { ...process.env, NODE: process.execPath, FILE: file, SATU_LOG_FILE: '' },
    encoding: 'utf8'
  })
  t.equal(status, 0)
  t.match(stdout.trimEnd().split('\n'), [/^2026-11-29 08:00:00 {2}WARN {3}legacy call failed/, /504 listComplaints/])
})
