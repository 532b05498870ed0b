import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { newApiKey } from '../../src/platform/identity/api-keys.ts'
import { postgres, redis } from '../services.ts'
import { testFolder } from '../suites/folder.ts'
import { signToken } from '../suites/token.ts'
import { personsIn, secretsIn } from './canaries.ts'
import { summaryOf } from './report.ts'

const services = { LEAK_REDIS: await redis(), LEAK_POSTGRES: await postgres() }

async function run(
  way: 'leak' | 'rightly',
  what: string
): Promise<{ code: number; said: string; summary: ReturnType<typeof summaryOf> }> {
  const dir = testFolder()
  const watch = new URL('watch.ts', import.meta.url)
  watch.searchParams.set('dir', dir)
  const child = spawn(process.execPath, [`--import=${watch.href}`,
    fileURLToPath(new URL('leaking.ts', import.meta.url)), way, what], { env: { ...process.env, ...services },
    stdio: ['ignore', 'inherit', 'pipe'] })
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number]>])
  return { code, said, summary: summaryOf(dir) }
}

const nik = '3273021305859991'
/** Every place, as the report names it. */
const places = [
  'header, GET /header 200',
  'answer, GET /v1/missing 404',
  'event, GET /v1/stream 200',
  'metrics, GET /metrics 200',
  'answer, GET /problems/not_found 200',
  'answer, GET /v1/complaints 200',
  'answer, GET /data/licences.csv 200',
  'answer, GET /v1/kept 200, which a cache may keep',
  'answer, GET /v1/systems 200',
  'legacy URL, GET /biodata',
  'webhook, POST',
  'trace, POST',
  'log, lines',
  'log, standard output',
  'cache key, in memory',
  'Redis, a command',
  'store, events',
  'store, submissions',
  'store, webhook_deliveries'
]

t.test('a number of a person is found in every place, and fails the file', async t => {
  const { code, said, summary } = await run('leak', nik)
  t.equal(code, 1)
  const found = said.split('\n').flatMap(line => /^canary: nik in (.+?): "/.exec(line)?.[1] ?? [])
  t.same(found.toSorted(), places.toSorted())
  t.equal(summary?.leaks, places.length)
  t.match(summary?.text,
    /^canary: \d+ texts of 1 test files looked at \(.*answer \d+.*\); people in \d personal answers, 19 leaks$/)
})

t.test('so is a secret, wherever none may stand', async t => {
  const { code, said } = await run('leak', 'sandi-rahasia-1')
  t.equal(code, 1)
  // Old systems want theirs in the address; what one is named in memory is no text of the hub's.
  for (const place of places.filter(one => !/legacy|cache|systems/.test(one))) t.match(said, `secret in ${place}`)
})

t.test('who may see people sees them, and nothing fails', async t => {
  const { code, said, summary } = await run('rightly', nik)
  t.same({ code, said }, { code: 0, said: '' })
  t.match(summary, { leaks: 0, text: /people in 2 personal answers, 0 leaks/ })
})

t.test('everybody of the demo is known by what they are made of', async t => {
  const { people } = createDemoCity()
  t.ok(people.length > 1_000)
  t.same(people.filter(one => personsIn(`{"a":"${one.nik}"}`)[0] !== 'nik').map(one => one.nik), [])
  t.same(people.filter(one => personsIn(`tel:${one.phone}`)[0] !== 'phone').map(one => one.phone), [])
  t.same(people.filter(one => personsIn(`+62${one.phone.slice(1)}`)[0] !== 'phone').map(one => one.phone), [])
  t.same(people.filter(one => personsIn(`<${one.email}>`)[0] !== 'email').map(one => one.email), [])
  const named = people.filter(one => / \w/.test(one.name.replace(/^(?:\w+\. )?/, '').replace(/,.*/, '')))
  t.ok(named.length > 1_000)
  t.same(
    named.filter(({ name }) => !personsIn(`nama=${name.replaceAll(' ', '+')}&x`).includes('name')).map(one => one.name),
    []
  )
})

t.test('credentials are known by their shape', async t => {
  t.same(secretsIn(`Bearer ${signToken('a key for tests that is long enough', { sub: 'app' })}`), ['token'])
  t.same(secretsIn(newApiKey().key), ['api key'])
  t.same(secretsIn('whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazfgHHg='), ['webhook secret'])
})

t.test('numbers and words of everyday are nobody', async t => {
  for (const one of ['1764366123456789', '327302001500123450', '3273021305851234', 'eyJxIjoidU02dHR3', 'satu_1a2b3c4d',
    '+62222534135', 'Jl. Ahmad Yani', 'x32730213058599910', 'seconds_sum 0.3273021305859991', 'Dinas Perhubungan'])
  {
    t.same([...personsIn(one), ...secretsIn(one)], [], one)
  }
})
