import t from 'tap'
import { Type } from 'typebox'
import { formatProblem } from '../../../src/platform/config/problems.ts'
import { secretsOf } from '../../../src/platform/config/settings.ts'
import { cityEnv, cityFile, permits, placeOf, read, register } from './city-file.ts'

const CANARY = 'canary-7c1f'
const refusal = 'is a secret: it must come from the environment, written as ${NAME} alone, without a default'

t.test('a secret is refused unless all of it comes from the environment', async t => {
  for (const written of [CANARY, `"${CANARY}"`, `x${CANARY}-\${PERMITS_KEY}`, `\${PERMITS_KEY:-${CANARY}}`,
    `\${NO_SUCH:-${CANARY}}`, '7177', 'true'])
  {
    t.test(written, async t => {
      const source = cityFile.replace('${PERMITS_KEY}', () => written)
      const { problems } = read(t, source)
      t.match(problems, [{ ...placeOf(source, `${written}\n      codes`), path: 'systems.permits.settings.api_key',
        message: refusal }])
      t.equal(problems.length, 1)
    })
  }
})

t.test('a secret deep in the settings is refused too', async t => {
  const source = cityFile.replace('      codes:', '      nested: { pin: 7177 }\n      codes:')
  t.match(read(t, source).problems, [{ ...placeOf(source, '7177'), path: 'systems.permits.settings.nested.pin',
    message: refusal }])
})

t.test('whatever a schema looks like, its secrets are found', async t => {
  const secret = Type.String({ writeOnly: true })
  const shapes = {
    'in a list': [Type.Object({ keys: Type.Array(secret) }), { keys: ['a', 'b'] }, ['a', 'b']],
    'in a table': [Type.Object({ keys: Type.Record(Type.String(), secret) }), { keys: { x: 'a' } }, ['a']],
    'in further keys': [{ type: 'object', additionalProperties: secret }, { x: 'a' }, ['a']],
    'in a union': [Type.Object({ login: Type.Union([Type.Object({ key: secret }), Type.Null()]) }), {
      login: { key: 'a' }
    }, ['a']],
    'in an intersection': [{ allOf: [Type.Object({ key: secret }), Type.Object({ open: Type.String() })] }, { key: 'a',
      open: 'b' }, ['a']],
    'below a secret mapping': [Type.Object({ login: Type.Object({ user: Type.String() }, { writeOnly: true }) }), {
      login: { user: 'a' }
    }, ['a']]
  } as const
  for (const [name, [settings, value, found]] of Object.entries(shapes))
    t.same(secretsOf(value, { ...permits, settings }), found, name)
})

t.test('no message repeats a secret, whatever is wrong with it', async t => {
  const key = '      api_key: ${PERMITS_KEY}\n'
  const places: Record<string, string> = {
    'a literal': cityFile.replace('${PERMITS_KEY}', CANARY),
    'a list': cityFile.replace('${PERMITS_KEY}', `[${CANARY}]`),
    'a mapping': cityFile.replace('${PERMITS_KEY}', `{ key: ${CANARY} }`),
    'in place of all settings': cityFile.replace(/settings:\n.*\n.*\n/, `settings: ${CANARY}\n`),
    'in place of the system': cityFile.replace(/ {2}permits:\n[^]*desk@example.go.id }\n/, `  permits: ${CANARY}\n`),
    'in place of a table': cityFile.replace('{ "1": draft, "2": issued }', CANARY),
    'under a misspelt key': cityFile.replace(key, `      apikey: ${CANARY}\n`),
    'twice': cityFile.replace(key, `${key}      api_key: ${CANARY}\n`),
    'as a tag': cityFile.replace('${PERMITS_KEY}', `!${CANARY}`),
    'with a broken escape': cityFile.replace('${PERMITS_KEY}', `"\\q${CANARY}"`),
    'with a line that is no YAML': cityFile.replace(key, `      api_key: a\n  ${CANARY}\n`),
    'with rubbish behind a block': cityFile.replace(key, `      api_key: |${CANARY}\n`),
    'with a broken reference': cityFile.replace('${PERMITS_KEY}', `"\${${CANARY}"`),
    'in an address': cityFile.replace('${PERMITS_URL}', `http://user:${CANARY}@10.0.0.1/`),
    'in an address of another protocol': cityFile.replace('${PERMITS_URL}', `ftp://user:${CANARY}@10.0.0.1/`),
    'in an address that is none': cityFile.replace('${PERMITS_URL}', `http://user:${CANARY}@10.0.0.1:port/`)
  }
  for (const [name, source] of Object.entries(places)) {
    t.test(name, async t => {
      if (source === cityFile) t.fail('nothing was changed')
      const { config, problems } = read(t, source)
      t.equal(config, undefined, 'it is refused')
      t.notMatch(JSON.stringify(problems) + problems.map(formatProblem).join('\n'), CANARY)
    })
  }
})

t.test('no message repeats what the environment gave, wherever it was put', async t => {
  const targets = ['IZIN', 'permits\n    name', 'DISHUB\n    url', '500', 'Asia/Jakarta', '"32.73"', 'DISHUB, name',
    'Sukasari', 'licences:read', 'desk@example.go.id', '2, breaker']
  for (const target of targets) {
    t.test(target.split('\n')[0] ?? '', async t => {
      // Twice in the file where that makes it wrong: a name or a prefix may be any text.
      const word = target.split(/[\n,]/)[0] as string
      const source = cityFile.replace(target, target.replace(word, '"${CANARY}"')).replace('prefix: SKPD',
        'prefix: "${CANARY}"').replace('Koblong', '"${CANARY}"')
      const { problems } = read(t, source, { env: { ...cityEnv, CANARY } })
      t.ok(problems.length > 0)
      t.notMatch(problems.map(formatProblem).join('\n'), CANARY)
    })
  }
})

t.test('credentials in an address from the environment are refused', async t => {
  const { problems } = read(t, cityFile, { env: { ...cityEnv, PERMITS_URL: `http://user:${CANARY}@10.0.0.1/` } })
  t.match(problems, [{ path: 'systems.permits.url', message: 'must not hold credentials; put them into the settings' }])
})

t.test('a faulty settings schema is the fault of the adapter', async t => {
  const adapters = new Map([['permits', { ...permits, settings: { type: 'nonsense' } }], ['register', register]])
  t.match(read(t, cityFile, { adapters }).problems, [{ path: 'systems.permits.settings',
    message: /^the settings schema of the adapter is faulty: / }])
})
