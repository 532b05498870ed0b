import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { adapters } from '../../adapters/index.ts'
import { createDemoCity } from '../../demo/city/city.ts'
import { type RunningSystem, startLegacySystem } from '../../demo/legacy-system.ts'
import { createSystems } from '../../demo/systems/index.ts'
import { leftOver } from '../../src/cli/adapter/record/left-over.ts'
import { satu } from '../../src/cli/satu.ts'
import { loadSections } from '../suites/config.ts'
import type { Outcome } from './terminal.ts'

const demo = createDemoCity()

function start(t: Test, id: string): Promise<RunningSystem> {
  const running = startLegacySystem(createSystems(demo).find(system => system.id === id)!)
  t.teardown(async () => (await running).stop())
  return running
}

async function record(args: string[], env: NodeJS.ProcessEnv, root = '.'): Promise<Outcome> {
  const out: string[] = []
  const err: string[] = []
  const code = await satu(['adapter', 'record', ...args], { env: { SATU_CONFIG: 'config/bandung.yaml', ...env },
    adapters, sections: loadSections, root, write: line => out.push(line) }, line => err.push(line))
  return { code, out, err }
}

t.test('an HTTP system becomes fixtures: what was asked, what was replaced, where it is', async t => {
  const { environment } = await start(t, 'licensing-a')
  const root = t.testdir({})
  const { code, out, err } = await record(['licensing-a'], environment, root)
  t.same([code, err], [0, []])
  const folder = join(root, 'adapters', 'sicantik', 'fixtures')
  t.same(out.slice(0, 2), ['  licence-applications: 20 rows listed', '  licence-applications: 3 looked up'])
  t.ok(out.includes('  telephones: list_data/permohonan aaData[5], telp, telp_pemohon'))
  t.equal(out.at(-1), `${readdirSync(folder).length} files written to ${folder}. Read them before you commit them: ` +
    'nobody knows every way in which people write who they are.')
  const fixture = JSON.parse(readFileSync(join(folder, 'jenis.json'), 'utf8')) as {
    request: { method: string; path: string }
    answer: { status: number; body: unknown }
  }
  t.match(fixture, { request: { method: 'GET' }, answer: { status: 200 } })
  const all = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8')).join('\n')
  t.notMatch(all, environment['LICENSING_A_KEY'])

  const again = await record(['licensing-a'], environment, root)
  t.equal(again.code, 1)
  t.match(again.err, [
    /^satu adapter record: \S+\.json is there already: nothing was written; name another folder with --out$/
  ])
})

t.test('only what is asked for is asked', async t => {
  const system = await start(t, 'licensing-a')
  const out = join(t.testdir({}), 'new')
  const { code, out: lines } = await record(['licensing-a', '--out', out, '--operations', 'list', '--rows', '5'],
    system.environment)
  t.equal(code, 0)
  t.same(lines.slice(0, 3), ['  licence-applications: 10 rows listed', '  licences: 10 rows listed',
    '  services: 10 rows listed'])
  t.notOk(readdirSync(out).some(name => name.startsWith('cek')))
})

t.test('a system that pushes cannot be asked', async t => {
  const { environment } = await start(t, 'panic-button')
  const folder = join(t.testdir({}), 'new')
  const { code, out, err } = await record(['panic-button', '--out', folder], environment)
  t.equal(code, 1)
  t.same(out, [
    '  incidents: is pushed into the hub, so there is nothing to ask; keep what its owner sends as fixtures by hand'
  ])
  t.same(err, ['satu adapter record: nothing of panic-button could be recorded'])
  t.notOk(existsSync(folder))
})

t.test('one that has no address: its rows', async t => {
  const folder = join(t.testdir({}), 'new')
  const { code, out } = await record(['register', '--out', folder], {})
  t.equal(code, 0)
  t.ok(out.includes('  it is asked in no way that can be watched: its rows are kept'))
  t.match(out.at(-1), /^1 file written to/)
  t.match(JSON.parse(readFileSync(join(folder, 'agencies.json'), 'utf8')), [{
    agency: { code: 'DPMPTSP', name: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu' }
  }])
})

t.test('keys are named where nothing can be listed', async t => {
  const { environment } = await start(t, 'population')
  const root = t.testdir({})
  const { out: lines, code: empty } = await record(['population', '--out', join(root, 'a')], environment)
  t.ok(lines.some(line => line.endsWith('nothing to look up; name keys with --keys')))
  t.equal(empty, 0, 'what the probe said is kept')
  const { nik, name } = demo.people[0]!
  writeFileSync(join(root, 'keys'), `${nik}\r\n\r\n`)
  const { code } = await record(['population', '--out', join(root, 'b'), '--keys', join(root, 'keys')], environment)
  t.equal(code, 0)
  const all = readdirSync(join(root, 'b')).map(file => readFileSync(join(root, 'b', file), 'utf8')).join('\n')
  t.match(all, '"nik"')
  t.notMatch(all, nik)
  t.notMatch(all, name)
})

t.test('a system that is not there, or does not let anybody in', async t => {
  const gone = await startLegacySystem(createSystems(demo).find(({ id }) => id === 'licensing-a')!)
  await gone.stop()
  const folder = join(t.testdir({}), 'new')
  const { code, out, err } = await record(['licensing-a', '--out', folder], gone.environment)
  t.equal(code, 1)
  t.match(out[0], /^ {2}probe failed: the system /)
  t.same(err, ['satu adapter record: nothing of licensing-a could be recorded'])

  const { environment } = await start(t, 'fire')
  const refused = await record(['fire', '--out', folder], { ...environment, FIRE_FTP_PASSWORD: 'wrong' })
  t.equal(refused.code, 1)
  t.same(refused.err, ['satu adapter record: the files cannot be had: the place refused the login'])
  t.notOk(existsSync(folder))
})

t.test('other systems need no variables, whatever kind of address they have', async t => {
  const { environment } = await start(t, 'tax')
  const { err } = await record(['tax', '--rows', 'x'], environment)
  t.match(err[0], '--rows must be')
  const { code, err: none } = await record(['licensing-a'], {})
  t.equal(code, 1)
  const [url, key, ...more] = none.join('\n').split('\n')
  t.match(url, /^\S+ systems\.licensing-a\.url: the environment variable LICENSING_A_URL is not set, or is empty$/)
  t.match(key,
    /^\S+ systems\.licensing-a\.settings\.api_key: the environment variable LICENSING_A_KEY is not set, or is empty$/)
  t.same(more, [])
})

for (const [args, code, message] of [
  [[], 2, 'name one system of the config'],
  [['licensing-a', 'tax'], 2, 'name one system of the config'],
  [['licensing-a', '--operations', 'list,write'], 2, 'there is no operation "write": probe, list, get, missing'],
  [['licensing-a', '--rows', '0'], 2, '--rows must be a whole number from 1 to 1000'],
  [['licensing-a', '--rows', '1001'], 2, '--rows must be a whole number from 1 to 1000'],
  [['licensing-c'], 1, 'config/bandung.yaml has no system "licensing-c"; did you mean "licensing-a"?'],
  [['register', '--keys', 'no/such/file'], 1, 'no/such/file cannot be read (ENOENT)']
] as const) {
  t.test(`satu adapter record ${args.join(' ')}: exit ${code}`, async t => {
    const outcome = await record([...args], {})
    t.equal(outcome.code, code)
    t.equal(outcome.err[0], `satu adapter record: ${message}`)
  })
}

t.test('a folder that cannot be written', async t => {
  const folder = join(t.testdir({}), 'file')
  mkdirSync(join(folder, '..'), { recursive: true })
  writeFileSync(folder, '')
  const { code, err } = await record(['register', '--out', folder], {})
  t.equal(code, 1)
  t.equal(err[0], `satu adapter record: ${folder} cannot be written (EEXIST): nothing was changed`)
})

t.test('before anything is written it is looked at once more', async t => {
  const originals = { numbers: new Set(['3273011507800001', '81234567890']),
    texts: new Set(['asep sunandar', 'asep@gmail.com']) }
  const left = (text: string): string[] => leftOver(new Map([['a.json', Buffer.from(text)]]), originals, '2026-11-20')
  for (const text of ['32.73.011507.800001', 'NIK 3273011507800001.', '+62 812-3456-7890', '081234567890',
    '<b>Asep Sunandar</b>', 'ASEP@GMAIL.COM', '3273020101900002']) t.same(left(text), ['a.json'], text)
  for (const text of ['3273011412809990', '0812-0006-8925', 'Hemi Ulasicab', 'kasep sunandaran', '2026-11-20 10:00:00'])
    t.same(left(text), [], text)
})
