import t from 'tap'
import { Type } from 'typebox'
import type { Adapter } from '../../src/kit/adapter.ts'
import { cityEnv, cityFile, permits, register } from '../platform/config/city-file.ts'
import { bandungEnv, run } from './terminal.ts'

const table = { permits: async () => ({ adapter: permits }), register: async () => ({ adapter: register }) }
const file = (t: { testdir(files: Record<string, string>): string }, text: string) =>
  `${t.testdir({ 'city.yaml': text })}/city.yaml`

t.test('a good file is told in one line', async t => {
  t.match(await run('check', bandungEnv), { code: 0,
    out: [/^config\/bandung\.yaml: ok: \d+ systems, \d+ adapters, \d+ consumers$/], err: [] })
})

t.test('the file is that of SATU_CONFIG, or of --config', async t => {
  const path = file(t, cityFile)
  const ok = [`${path}: ok: 2 systems, 2 adapters, 2 consumers`]
  t.same((await run('check', { ...cityEnv, SATU_CONFIG: path }, table)).out, ok)
  t.same((await run(`check --config ${path}`, { ...cityEnv, SATU_CONFIG: 'elsewhere' }, table)).out, ok)
})

t.test('all problems are printed, then counted', async t => {
  const path = file(t, cityFile.replace('concurrency: 2', 'concurrency: four').replace('prefix: IZIN', 'prefix: izin'))
  const { code, out } = await run(`check --config ${path}`, cityEnv, table)
  t.equal(code, 1)
  t.match(out, [/:31:13 systems\.permits\.prefix: must look like HAYU/,
    /:38:28 systems\.permits\.limits\.concurrency: must be an integer/, `${path}: 2 problems`])
})

t.test('a missing file is one problem', async t => {
  t.same(await run('check --config nowhere.yaml'), {
    code: 1,
    out: ['nowhere.yaml: there is no such file; SATU_CONFIG names the file to read', 'nowhere.yaml: 1 problem'],
    err: []
  })
})

t.test('missing variables are problems unless they are not to be looked up', async t => {
  const { code, out } = await run('check')
  t.equal(code, 1)
  t.ok(out.length > 12)
  t.equal(out.at(-1), `config/bandung.yaml: ${out.length - 1} problems`)
  t.match(out[0], /systems\.licensing-a\.url: the environment variable LICENSING_A_URL is not set/)
  t.match(await run('check --no-env'), { code: 0, out: [/ok: \d+ systems, .* \(environment not checked\)$/], err: [] })
})

t.test('no key of a running hub is needed', async t => {
  t.equal((await run('check', { ...bandungEnv, SATU_ENV: 'production' })).code, 0)
})

t.test('an adapter that cannot be loaded is a problem here', async t => {
  const broken = { ...table, permits: async () => {
    throw new Error('Cannot find module left-pad')
  } }
  const { code, out } = await run(`check --config ${file(t, cityFile)}`, cityEnv, broken)
  t.equal(code, 1)
  t.match(out, [
    new RegExp(String.raw`:29:14 systems\.permits\.adapter: the adapter "permits" could not be loaded, ` +
      'so this system is disabled: Cannot find module left-pad$'),
    /: 1 problem$/
  ])
})

t.test('settings that only the adapter can judge are judged by it', async t => {
  const closed: unknown[] = []
  const picky: Adapter = {
    ...permits,
    settings: Type.Object({ api_key: Type.String({ writeOnly: true }), codes: Type.Unknown() }),
    connect: (settings, { system }) => {
      if (system.id !== 'permits') return 'a client'
      throw new Error(`no agency NOBODY; the key was ${(settings as { api_key: string }).api_key}`)
    },
    close: async client => void closed.push(client)
  }
  const two = cityFile.replace('  register: {',
    '  archive: { adapter: permits, prefix: ARSIP, name: Archive, url: "http://10.0.0.2", settings: { api_key: ' +
      '"${PERMITS_KEY}", codes: 1 } }\n  register: {')
  const { code, out } = await run(`check --config ${file(t, two)}`, cityEnv, { ...table,
    permits: async () => ({ adapter: picky }) })
  t.equal(code, 1)
  t.match(out[0], new RegExp(String.raw`:36:7 systems\.permits\.settings: the adapter "permits" refuses these ` +
    String.raw`settings: no agency NOBODY; the key was \[secret\]$`))
  t.equal(out.length, 2)
  t.same(closed, ['a client'], 'what was connected is closed again')
})

t.test('settings are not tried out while variables are not looked up', async t => {
  const never: Adapter = { ...permits, connect: () => {
    throw new Error('tried')
  } }
  t.equal(
    (await run(`check --no-env --config ${file(t, cityFile)}`, {}, { ...table,
      permits: async () => ({ adapter: never }) })).code,
    0
  )
})
