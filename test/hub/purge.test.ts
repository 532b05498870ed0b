import t from 'tap'
import type { Context } from '../../src/cli/command.ts'
import { satu } from '../../src/cli/satu.ts'
import { cache } from '../../src/features/admin/commands/cache.ts'
import { commands } from '../../src/process/commands.ts'
import { redis } from '../services.ts'
import { until } from '../services/wait.ts'
import { loadSections } from '../suites/config.ts'
import { contractErrors } from '../suites/contract-check.ts'
import { JWT_SECRET, startCity } from '../suites/demo-city.ts'
import { startProcesses } from '../suites/hub-processes.ts'
import { signToken } from '../suites/token.ts'

const city = await startCity()
t.teardown(() => city.close())

const callsOf = (id: string): number => Object.values(city.system(id).calls).reduce((sum, calls) => sum + calls, 0)

/** Whether a read asks the system. */
async function asks(path: string, id = 'complaints'): Promise<boolean> {
  const before = callsOf(id)
  const answer = await city.get(path)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return callsOf(id) > before
}

const purge = async (query: string, id = 'complaints') => {
  const response = await fetch(`${city.url}/v1/systems/${id}/cache${query}`, { method: 'DELETE',
    headers: city.authorization(['systems:operate']) })
  return { status: response.status, headers: response.headers, body: await response.json() as Record<string, unknown> }
}

const [first, second] = ((await city.get('/v1/complaints?limit=2')).body as { items: { id: string }[] }).items.map((
  { id }
) => id)
const paths = { list: '/v1/complaints?limit=2', first: `/v1/complaints/${first}`, second: `/v1/complaints/${second}`,
  licences: '/v1/licences?limit=2' }

const warm = async (): Promise<void> => {
  // By their URL too.
  for (let i = 0; i < 3; i++) for (const path of Object.values(paths)) await city.get(path)
}

t.test('a purge ends exactly what it names', async t => {
  for (const [query, expected] of [
    ['', { list: true, first: true, second: true }],
    ['?resource=complaints', { list: true, first: true, second: true }],
    [`?resource=complaints&record=${first}`, { list: true, first: true, second: false }]
  ] as const) {
    await warm()
    const answer = await purge(query)
    t.equal(answer.status, 200)
    t.match(answer.body, { system: 'complaints', reached: 'every_process' })
    t.same(contractErrors('purgeSystemCache', answer), [])
    t.same({ list: await asks(paths.list), first: await asks(paths.first), second: await asks(paths.second) }, expected,
      query)
    t.notOk(await asks(paths.licences, 'licensing-a'), 'other systems are left alone')
  }
})

t.test('what cannot be purged is said, and why', async t => {
  for (const [query, id, status, detail] of [
    ['', 'nowhere', 404, /No system has this id/],
    ['?resource=licences', 'complaints', 400, /is not served by complaints/],
    ['?resource=nonsense', 'complaints', 400, /is not one of the allowed values/],
    [`?record=${first}`, 'complaints', 400, /needs a resource beside it/],
    ['?resource=complaints&record=SICA-1234', 'complaints', 400, /its ids begin with LAPOR-/]
  ] as const) {
    const answer = await purge(query, id)
    t.equal(answer.status, status, query)
    t.match(JSON.stringify(answer.body), detail)
    t.same(contractErrors('purgeSystemCache', answer), [])
  }
})

async function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<{ code: number; lines: string[]; failures: string[] }> {
  const lines: string[] = []
  const failures: string[] = []
  const context: Context = { env, adapters: {}, sections: loadSections, commands: () => Promise.resolve(commands),
    write: line => {
      lines.push(line)
    } }
  return { code: await satu(args, context, line => {
    failures.push(line)
  }), lines, failures }
}

t.test('`satu cache purge` tells what it did, or what to do', async t => {
  const env = { SATU_URL: city.url,
    SATU_TOKEN: signToken(JWT_SECRET, { sub: 'operations', scope: 'admin:read admin:write' }) }
  const reason = ['--reason', 'corrected']
  await warm()
  t.match(await run(['cache', 'show'], env), { code: 0, lines: [/^LEVEL/, /^records +[1-9]/] })
  t.match(await run(['cache', 'purge', 'complaints', '--resource', 'complaints', ...reason], env), { code: 0,
    lines: ['forgotten: complaints of complaints'], failures: [] })
  t.ok(await asks(paths.list))
  t.match(await run(['cache', 'purge', '--all', ...reason], env), { code: 0, lines: ['forgotten: all systems'] })
  t.ok(await asks(paths.list))
  for (const [args, changed, code, failure] of [
    [['nowhere'], {}, 1, /404 not_found: No system has this id; /],
    [['complaints', '--resource', 'licences'], {}, 1, /400 invalid_request: .* resource is not served by complaints/],
    [['complaints'], { SATU_TOKEN: undefined }, 1, /no access token: give --token, or set SATU_TOKEN/],
    [['complaints'], { SATU_TOKEN: city.authorization(['systems:read']).authorization.slice(7) }, 1,
      /403 forbidden: The caller lacks the scope admin:write/],
    [['complaints'], { SATU_URL: 'http://127.0.0.1:1' }, 1, 'satu cache purge: no hub answers at http://127.0.0.1:1'],
    [['complaints'], { SATU_URL: city.system('weather').url }, 1, /is not a hub/],
    [['complaints'], { SATU_URL: 'nonsense' }, 1, /not an http or https URL/],
    [['complaints', 'transport'], {}, 2, 'satu cache purge: name one system, as the config file does, or give --all'],
    [['complaints', '--all'], {}, 2, 'satu cache purge: name one system, as the config file does, or give --all'],
    [[], {}, 2, 'satu cache purge: name one system, as the config file does, or give --all']
  ] as const) {
    const { code: ended, failures } = await run(['cache', 'purge', ...args, ...reason], { ...env, ...changed })
    t.equal(ended, code)
    t.match(failures[0], failure)
  }
  t.type(cache.summary, 'string')
})

t.test('a purge reaches every process', async t => {
  const hub = await startProcesses(t, { count: 2, env: { REDIS_URL: await redis() } })
  const ask = async (index: number, headers = {}) =>
    fetch(`${hub.urls[index]}/v1/complaints?limit=2`, { headers: { ...hub.authorization, ...headers } })
  const calls = (): number => Object.values(hub.system('complaints').calls).reduce((sum, count) => sum + count, 0)
  for (const index of [0, 1, 0, 1]) await ask(index)
  const before = calls()
  for (const index of [0, 1]) t.match((await ask(index)).headers.get('cache-status'), /^satu; hit/)
  t.equal(calls(), before)
  const response = await fetch(`${hub.urls[0]}/v1/systems/complaints/cache`, { method: 'DELETE',
    headers: hub.authorization })
  t.match(await response.json(), { system: 'complaints', reached: 'every_process' })
  await until(async () => (await ask(1)).headers.get('cache-status') === 'satu; fwd=uri-miss; stored', {
    what: 'the other process to ask anew'
  })
  t.ok(calls() > before)
})
