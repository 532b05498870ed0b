import t from 'tap'
import { SystemFault } from '../../src/kit/faults.ts'
import { startHub } from '../suites/core/hub.ts'
import { complaintRow, createLegacy } from '../suites/core/legacy.ts'
import { day } from '../suites/core/random-city.ts'
import { token } from '../suites/core/tokens.ts'
import { run as runIn } from './terminal.ts'

const scopes = ['admin:read', 'admin:write']
const legacy = createLegacy({ id: 'complaints', prefix: 'LAPOR', rows: [complaintRow('1', day(1))] })
const hub = await startHub(t, [legacy], { consumers: { desk: { scopes } } })
const env = { SATU_URL: hub.url, SATU_TOKEN: token({ claims: { sub: 'desk', scope: scopes.join(' ') } }) }
const run = (args: string) => runIn(args, env)

t.test('pauses and resumes a system, and shows how it stands', async t => {
  t.match(await run('system pause complaints --reason moves'), { code: 0, out: ['complaints: paused by desk'],
    err: [] })
  t.match((await run('system list')).out, [/^SYSTEM +STATE +SINCE +BREAKER +RUNNING +QUEUED +WAITING +PARKED$/,
    /^complaints +paused by desk +\d{4}-\d\d-\d\d [\d:]{8} +closed +0 +0 +0 +0$/])
  t.match((await run('system show complaints')).out.join('\n'),
    /^system +complaints[^]*state +paused by desk\nwhy +moves \(desk, [^]*log level +\w+[^]*No maintenance/)
  t.match(await run('system pause complaints --reason moves'), { code: 1,
    err: [/409 state_conflict: complaints is paused already, by desk/] })
  t.match(await run('system resume complaints --reason back'), { code: 0, out: [/^complaints: (up|unknown)$/] })
})

t.test('plans maintenance and ends it', async t => {
  t.match(await run('system maintenance complaints --minutes 30 --id Pindah. --en Moves. --reason asked'), { code: 0,
    out: [/^complaints: in maintenance until \d/] })
  t.match((await run('system show complaints')).out.at(-1), /^\d+ \(runs\) +\S+ \S+ +\S+ \S+ +desk +asked +Moves\.$/)
  t.match(await run('system maintenance complaints --end --reason faster'), { code: 0,
    out: [/^complaints: (up|unknown)$/] })
  const planned = await run(
    'system maintenance complaints --from 2027-06-01T20:00:00+07:00 --until 2027-06-01T23:00:00+07:00 --id Pindah. ' +
      '--en Moves. --reason asked'
  )
  const [, number] =
    /^maintenance (\d+) is to come: 2027-06-01 20:00:00 until 2027-06-01 23:00:00$/.exec(planned.out[1] ?? '') ?? []
  t.match(await run(`system maintenance complaints --end --number ${number} --reason no-more`), { code: 0,
    out: [/^complaints: (up|unknown)$/] })
})

t.test('probes, and tells what came of it', async t => {
  t.match(await run('system probe complaints --reason look'), { code: 0, out: [/^complaints answered in \d+ ms$/] })
  legacy.before = () => {
    throw new SystemFault('unreachable', { stage: 'connect', detail: 'refused the connection' })
  }
  t.match(await run('system probe complaints --reason look'), { code: 1,
    out: [/^complaints failed after \d+ ms: complaints: refused the connection \(connect\)$/] })
  legacy.before = () => {}
})

t.test('has a system, or the hub, logged in detail for a time', async t => {
  t.match(await run('system log-level complaints --level debug --minutes 5 --reason slow'), { code: 0,
    out: [/^complaints logs debug until \d/] })
  t.match((await run('system show complaints')).out.join('\n'), /log level +debug until .*: slow \(desk\)/)
  t.match(await run('system log-level complaints --level default --reason enough'), { code: 0,
    out: [/^complaints logs \w+$/] })
  t.match(await run('system log-level all --level error --reason noise'), { code: 0,
    out: [/^the hub logs error until \d/] })
  t.match(await run('system log-level all --level default --reason enough'), { code: 0, out: [/^the hub logs \w+$/] })
})

t.test('lists what operators did', async t => {
  const { out } = await run('admin actions --action system.pause')
  t.match(out, [/^TIME +ACTION +ON +BY +RESULT +WHY$/,
    /system\.pause +complaints +desk +refused \(state_conflict\) +moves$/,
    /system\.pause +complaints +desk +done +moves$/])
  t.match((await run('admin actions --limit 2')).out.at(-1), /^There are more: add --cursor o\d+$/)
  t.same((await run('admin actions --system other')).out, ['There are none.'])
})

t.test('what is missing is said', async t => {
  for (const [args, message] of [
    ['system pause complaints', /--reason is missing/],
    ['system pause --reason x', /name one system/],
    ['system maintenance complaints --minutes 3 --reason asked', /--id and --en are missing/],
    ['system maintenance complaints --minutes soon --id Pindah. --en Moves. --reason asked',
      /--minutes must be a number/],
    ['system log-level complaints --reason slow', /--level is missing/]
  ] as const) t.match(await run(args), { code: 2, err: [message] }, args)
  t.match(await run('system pause complaint --reason moves'), { code: 1,
    err: [/404 not_found: No system has this id; did you mean "complaints"\?/] })
})
