import t from 'tap'
import { commands as table } from '../../src/process/commands.ts'
import { run } from './terminal.ts'

/** The core's, then those of each feature. A word of a group, such as `system drift`, stands in its group. */
const commands = Object.keys(table).filter(name => !name.includes(' '))
const few = `known: ${commands.slice(0, 16).join(', ')} and ${commands.length - 15} more`
const hint = '`satu help` lists commands, `satu help <command>` its options.'

t.test('help lists every command', async t => {
  for (const args of ['help', '--help', '-h', 'help help']) {
    const { code, out } = await run(args)
    t.equal(code, 0, args)
    t.same(out.filter(line => line.startsWith('  ')).map(line => line.trim().split(' ')[0]), [...commands, 'help'])
  }
})

t.test('help explains the options of a command', async t => {
  for (const args of ['help token', 'token --help', 'token -h', 'token --consumer x --help']) {
    const { code, out } = await run(args)
    t.equal(code, 0, args)
    t.match(out.join('\n'), /^Usage: satu token \[options\]\n[^]*--consumer <id>[^]*--expires <time>/)
  }
  t.match((await run('help start')).out[0], /^Usage: satu start$/)
})

t.test('every option is explained', async t => {
  for (const command of ['check', 'token', 'routes']) {
    const { out } = await run(`help ${command}`)
    t.ok(out.some(line => line.includes('--config <file>')), command)
  }
})

t.test('help lists the commands of a group and explains each', async t => {
  for (const args of ['help adapter', 'adapter --help', 'adapter -h']) {
    const { code, out } = await run(args)
    t.equal(code, 0, args)
    t.equal(out[0], 'Usage: satu adapter <command> [options]')
    t.ok(out.some(line => line.startsWith('  test ')), args)
  }
  t.match((await run('help adapter test')).out[0], /^Usage: satu adapter test <product> \[options\]$/)
})

const wrong = [
  ['', `satu: which command? One of ${commands.join(', ')}, help`],
  ['chek', 'satu chek: there is no such command; did you mean "check"?'],
  ['zebra', `satu zebra: there is no such command; ${few}`],
  ['constructor', `satu constructor: there is no such command; ${few}`],
  ['help chek', 'satu help: there is no such command; did you mean "check"?'],
  ['check --no-evn', 'satu check: unknown option --no-evn; did you mean "--no-env"?'],
  ['start --port 1', 'satu start: unknown option --port'],
  ['check --config', "satu check: Option '--config <value>' argument missing"],
  ['check --config=', 'satu check: --config needs a value'],
  ['check --no-env=yes', "satu check: Option '--no-env' does not take an argument"],
  ['check file.yaml', "satu check: Unexpected argument 'file.yaml'"],
  ['check -x', "satu check: Unknown option '-x'"],
  ['adapter', 'satu adapter: which command? One of new, infer, record, test'],
  ['adapter tets', 'satu adapter tets: there is no such command; known: new, infer, record or test'],
  ['help adapter tets', 'satu help: there is no such command; known: new, infer, record or test'],
  ['adapter test', 'satu adapter test: which product? Name one of adapters/, or --all'],
  ['adapter test lapor siak', 'satu adapter test: one product at a time, or --all'],
  ['adapter test lapor --all', 'satu adapter test: --all stands alone: it names every product'],
  ['journal',
    'satu journal: which command? One of list, show, retry, edit, abandon, found, status, pause, resume, retry-all'],
  ['events', 'satu events: which command? One of tail'],
  ['events tail --limit none', 'satu events tail: --limit must be a number'],
  ['data', 'satu data: which command? One of list, show, history'],
  ['subscriptions', 'satu subscriptions: which command? One of list, show, pause, resume, ping, redeliver'],
  ['subscriptions show', 'satu subscriptions show: name one subscription, by its id'],
  ['subscriptions redeliver whk-1', 'satu subscriptions redeliver: give either --message or --since'],
  ['subscriptions redeliver whk-1 --message 7 --since 2026',
    'satu subscriptions redeliver: give either --message or --since'],
  ['journal show', 'satu journal show: name a submission, by its id or its receipt'],
  ['journal list parked', "satu journal list: Unexpected argument 'parked'"],
  ['journal edit sub-1', 'satu journal edit: --file is missing: it names the JSON of the fields that change'],
  ['journal abandon sub-1', 'satu journal abandon: --reason is missing: its sender is told why'],
  ['journal pause complaints', 'satu journal pause: --reason is missing: others see why nothing is sent'],
  ['journal pause complaints --all --reason x', 'satu journal pause: name one system, or give --all'],
  ['journal resume', 'satu journal resume: name one system, as the config file does'],
  ['journal retry-all complaints --per-second fast',
    'satu journal retry-all: --per-second must be a number such as 2 or 0.5'],
  ['system load', 'satu system load: name one system, as the config file does'],
  ['system load complaints tax', 'satu system load: name one system, as the config file does'],
  ['token', 'satu token: --consumer is missing; it names a consumer of the config file']
] as const

for (const [args, message] of wrong) {
  t.test(`satu ${args} is a wrong command line`, async t => {
    t.same(await run(args), { code: 2, out: [], err: [message, hint] })
  })
}
