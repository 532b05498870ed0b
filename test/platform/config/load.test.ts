import t from 'tap'
import { sections } from '../../../src/features.ts'
import { loadAdapters } from '../../../src/platform/config/adapters.ts'
import { ConfigError, formatProblem } from '../../../src/platform/config/problems.ts'
import { loadConfig } from '../../suites/config.ts'
import { cityAdapters, cityFile, permits, placeOf, read, register } from './city-file.ts'

t.test('a good file gives the whole configuration', async t => {
  const { config, problems, warnings } = read(t, cityFile)
  t.same(problems, [])
  t.same(warnings, [])
  t.same(config?.city.districts[0], { code: '32.73.01', bps: '3273250', name: 'Sukasari', aliases: [] })
  t.equal(config?.city.agencies[2]?.parent, 'DISHUB')
  t.same(config?.systems.map(({ id }) => id), ['permits', 'register'])
})

t.test('what the file leaves out has its default', async t => {
  const { config } = read(t, cityFile)
  const { hub } = config as unknown as { hub: Record<string, unknown> }
  const own = sections.flatMap(section => Object.keys(section.hub ?? {}))
  t.same(Object.fromEntries(Object.entries(hub).filter(([key]) => !own.includes(key))), {
    rate: { anonymous: { requests: 600, seconds: 60 }, consumer: { requests: 6_000, seconds: 60 } },
    max_body_bytes: 1_048_576,
    max_upload_bytes: 10_485_760,
    max_scan: 500,
    cache: { max_mb: 64 },
    reads: { wait_ms: 10_000 },
    writes: { wait_ms: 5_000, max_sends: 12, max_file_bytes: 5_242_880, max_waiting_files: 20 },
    enumeration: { people: 600, misses: 60, seconds: 3_600 },
    retention: { submission_body_days: 7, submission_days: 365, pushed_days: 90, access_log_days: 1_826,
      action_days: 1_826, event_days: 30, media_days: 365, edition_days: 365, webhook_days: 30, mirror_days: 90 },
    events: { max_streams: 500 },
    times: { headers_ms: 10_000, request_ms: 30_000, read_ms: 30_000, idle_ms: 72_000, drain_ms: 1_000 },
    trusted_proxies: [],
    cors: { origins: [] }
  })
  const ofFeatures: Record<string, unknown> = {
    open_data: { min_count: 5 },
    track: { address: { requests: 120, seconds: 600 }, misses: { requests: 20, seconds: 600 },
      all: { requests: 3_000, seconds: 60 }, legacy_cost: 1 },
    mirror: { resources: [], on_error: 86_400 },
    webhooks: { per_consumer: 20, allow_http: false, ports: [443], networks: [], loopback: ['development'], parallel: 4,
      connect_ms: 5_000, timeout_ms: 15_000, retry_hours: 72 },
    drift: { enabled: true, warm_up_records: 300 }
  }
  for (const key of own) t.same(hub[key], ofFeatures[key], key)
  t.same(config?.alerts, { language: 'id', repeat_hours: 12, retry_hours: 24, receivers: {}, rules: {} })
  t.same(config?.systems[0]?.probe, { idle_seconds: 60, connect_seconds: 3 })
  t.same(config?.systems[0]?.limits, { concurrency: 2, queue: 64, timeout_ms: 5_000,
    breaker: { failures: 3, cooldown_ms: 5_000 } })
  t.same(config?.systems[0]?.settings, { api_key: 'k-9f3a-secret', codes: { 1: 'draft', 2: 'issued' }, page: 50 })
  t.same(config?.systems[0]?.freshness, { licences: { fresh: 10 } })
})

t.test('a key is what is written, not the number that it looks like', async t => {
  const { config } = read(t, cityFile.replace('{ "1": draft, "2": issued }', '{ 08: draft, 0x10: issued, 1.0: draft }'))
  t.same(config?.systems[0]?.settings['codes'], { '08': 'draft', '0x10': 'issued', '1.0': 'draft' })
})

t.test('a table can be written once and used twice', async t => {
  const again =
    '  archive: { adapter: permits, prefix: ARSIP, name: Archive, url: "http://10.0.0.2", settings: { api_key: ' +
    '"${PERMITS_KEY}", codes: *codes } }\n'
  const { config } = read(t, `${cityFile.replace('codes: {', 'codes: &codes {')}${again}`)
  t.same(config?.systems[2]?.settings['codes'], { 1: 'draft', 2: 'issued' })
})

t.test('a file without the hub section has its defaults', async t => {
  t.equal(read(t, cityFile.replace('hub:\n  max_scan: 500\n', '')).config?.hub.max_scan, 2_000)
})

t.test('a consumer has the rate of the hub unless it has its own', async t => {
  const { config } = read(t, cityFile)
  t.same(config?.consumers['kiosk']?.rate, { requests: 6_000, seconds: 60 })
  t.same(config?.consumers['kiosk']?.environments, ['development', 'production'])
  t.match(config?.consumers['app'], {
    id: 'app',
    name: 'App',
    scopes: ['licences:read', 'complaints:write'],
    environments: ['development'],
    rate: { requests: 10, seconds: 1 }
  })
})

t.test('no word of a stranger is found among the consumers', async t => {
  const { config } = read(t, cityFile)
  for (const word of ['constructor', '__proto__', 'toString', '']) t.equal(config?.consumers[word], undefined, word)
})

t.test('a system serves what it names, or all that its adapter does', async t => {
  const { config } = read(t, cityFile.replace('    resources: [licences]\n', ''))
  t.same(config?.systems[0]?.resources, ['licences', 'licence-applications'])
  t.same(read(t, cityFile).config?.systems[0]?.resources, ['licences'])
})

t.test('an address has no slash at its end, and is empty for a product without one', async t => {
  const { config } = read(t, cityFile)
  t.equal(config?.systems[0]?.url, 'http://10.0.0.1:81/api')
  t.equal(config?.systems[1]?.url, '')
})

t.test('the configuration cannot be changed at any depth', async t => {
  const { config } = read(t, cityFile)
  const parts: unknown[] = [config, config?.consumers, config?.consumers['app']?.scopes, config?.systems,
    config?.systems[0]?.limits.breaker, config?.systems[0]?.settings, config?.city.districts[1]?.aliases]
  for (const part of parts) t.ok(Object.isFrozen(part))
})

t.test('loadConfig throws all problems at once, in the order of the file', async t => {
  const source = cityFile.replace('concurrency: 2', 'concurrency: four').replace('max_scan: 500', 'max_scan: 5')
  const file = `${t.testdir({ 'city.yaml': source })}/city.yaml`
  try {
    loadConfig({ file, env: {}, adapters: cityAdapters })
    t.fail('it does not throw')
  } catch (error) {
    t.ok(error instanceof ConfigError)
    t.equal((error as Error).message, [
      `${file}:16:13 hub.max_scan: must be an integer of at least 100 (is 5)`,
      `${file}:33:10 systems.permits.url: the environment variable PERMITS_URL is not set, or is empty`,
      `${file}:36:16 systems.permits.settings.api_key: the environment variable PERMITS_KEY is not set, or is empty`,
      `${file}:38:28 systems.permits.limits.concurrency: must be an integer of at least 1 (is "four")`
    ].join('\n'))
  }
})

t.test('a file that is not there is a problem of its own', async t => {
  t.throws(() => loadConfig({ file: '/nowhere/city.yaml', env: {} }), {
    message: '/nowhere/city.yaml: there is no such file; SATU_CONFIG names the file to read'
  })
  t.throws(() => loadConfig({ file: t.testdir({}), env: {} }), { message: /cannot be read \(EISDIR\)$/ })
})

t.test('without the environment', async t => {
  t.test('what waits for a variable is not judged', async t => {
    const { config, problems } = read(t, cityFile, { env: {}, skipEnvironment: true })
    t.same(problems, [])
    t.ok(config)
  })
  t.test('variables are not looked up even when they are set', async t => {
    t.equal(read(t, cityFile, { skipEnvironment: true }).config?.systems[0]?.url, '')
  })
  t.test('everything else is still judged', async t => {
    const { problems } = read(t, cityFile.replace('prefix: IZIN', 'prefix: izin').replace('${PERMITS_KEY}', 'literal'),
      { skipEnvironment: true })
    t.same(problems.map(({ path }) => path), ['systems.permits.prefix', 'systems.permits.settings.api_key'])
  })
})

t.test('an adapter that cannot be loaded', async t => {
  const failed = new Error('Cannot find module left-pad')
  const adapters = new Map<string, typeof permits | Error>([['permits', failed], ['register', register]])
  t.test('disables its systems and no other', async t => {
    const { config } = read(t, cityFile, { adapters })
    t.equal(config?.systems[0]?.adapterError, failed)
    t.notOk(Object.isFrozen(failed))
    t.equal(config?.systems[1]?.adapterError, undefined)
    t.same(config?.systems[1]?.resources, ['agencies'])
  })
  t.test('is a warning at each of them', async t => {
    const { problems, warnings } = read(t, cityFile, { adapters })
    t.same(problems, [])
    t.match(warnings, [{ ...placeOf(cityFile, 'permits\n    name'), path: 'systems.permits.adapter',
      message: /could not be loaded.*disabled: Cannot find module left-pad$/ }])
    t.equal(warnings.length, 1)
  })
  t.test('leaves the settings of its systems unchecked', async t => {
    t.same(read(t, cityFile.replace('"1": draft', '"1": nonsense'), { adapters }).problems, [])
  })
})

t.test('loadAdapters', async t => {
  const loaded = await loadAdapters({
    permits: async () => ({ adapter: permits }),
    throws: async () => {
      throw new Error('broken')
    },
    throwsText: () => Promise.reject('no error'),
    empty: async () => ({}) as never,
    renamed: async () => ({ adapter: permits })
  })
  const messageOf = (product: string) => (loaded.get(product) as Error).message
  t.equal(loaded.get('permits'), permits, 'gives the adapter')
  t.equal(messageOf('throws'), 'broken', 'gives what a module threw')
  t.equal(messageOf('throwsText'), 'no error', 'wraps what is not an error')
  t.match(messageOf('empty'), 'no export named adapter', 'notices a module without an adapter')
  t.match(messageOf('renamed'), 'declares the product "permits"', 'notices a wrong name')
})

t.test('formatProblem', async t => {
  const problem = { file: 'a.yaml', line: 3, column: 7, path: 'x.y', message: 'is wrong' }
  t.equal(formatProblem(problem), 'a.yaml:3:7 x.y: is wrong')
  t.equal(formatProblem({ ...problem, path: '' }), 'a.yaml:3:7: is wrong', 'without a path')
  t.equal(formatProblem({ ...problem, line: 0, file: 'environment' }), 'environment x.y: is wrong', 'without a line')
})
