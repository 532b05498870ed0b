import t from 'tap'
import { parse } from 'yaml'
import type { ConsumerConfig } from '../../src/platform/config/schema.ts'
import { createApiKeys } from '../../src/platform/identity/api-keys.ts'
import { cityFile, read } from '../platform/config/city-file.ts'
import { run } from './terminal.ts'

type Test = { testdir(files: Record<string, string>): string }
const surroundings = (t: Test): NodeJS.ProcessEnv => ({
  SATU_CONFIG: `${t.testdir({ 'city.yaml': cityFile })}/city.yaml`
})

t.test('the key is printed once, and the lines that it prints let it in', async t => {
  const { code, out } = await run('key new --consumer kiosk --expires 2999-06-30', surroundings(t))
  t.equal(code, 0)
  const [key = ''] = out
  const lines = out.slice(out.findIndex(line => line.trim() === 'keys:')).join('\n')
  t.notMatch(lines, key)
  const { config, problems } = read(t, cityFile.replace('    scopes: [licences:read]\n', found => `${found}${lines}\n`))
  t.same(problems, [])
  t.match(createApiKeys(config?.consumers as Record<string, ConsumerConfig>)(key), { consumer: 'kiosk',
    expiresAt: Date.parse('2999-07-01T00:00:00+07:00') })
})

t.test('a key lasts a year unless told, and may do less than its consumer', async t => {
  const { out } = await run('key new --consumer app --scopes complaints:write', surroundings(t))
  const { keys: [entry] } = parse(out.slice(4).join('\n')) as { keys: { expires: string; scopes: string[] }[] }
  t.same(entry?.scopes, ['complaints:write'])
  t.ok(Math.abs(Date.parse(`${entry?.expires}T00:00:00+07:00`) - Date.now() - 365 * 86_400_000) < 86_400_000)
})

const wrong = [
  ['key new', 2, 'satu key new: --consumer is missing; it names a consumer of the config file'],
  ['key new --consumer kiosc', 1, 'satu key new: unknown consumer "kiosc"; did you mean "kiosk"?'],
  ['key new --consumer kiosk --scopes complaints:write', 1,
    'satu key new: the consumer "kiosk" does not have the scope "complaints:write"; known: licences:read'],
  ['key new --consumer kiosk --expires 2027-02-30', 2,
    'satu key new: --expires must be a date such as 2027-06-30 (is "2027-02-30")'],
  ['key new --consumer kiosk --expires 2020-01-01', 2,
    'satu key new: --expires must not lie in the past (is 2020-01-01)']
] as const
for (const [args, status, message] of wrong) {
  t.test(`${args} is refused`, async t => {
    const { code, out, err } = await run(args, surroundings(t))
    t.same([code, out, err[0]], [status, [], message])
  })
}
