import Fastify from 'fastify'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { registerOwnKeys } from '../../src/http/own-keys.ts'
import { cityFile } from '../platform/config/city-file.ts'
import { run } from './terminal.ts'

type Test = { testdir(files: Record<string, string>): string }
const surroundings = (t: Test, text = cityFile): NodeJS.ProcessEnv & { SATU_DATA_DIR: string } => {
  const dir = t.testdir({ 'city.yaml': text })
  return { SATU_CONFIG: `${dir}/city.yaml`, SATU_DATA_DIR: `${dir}/data` }
}
const claimsOf = (token = '') =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

t.test('the token is printed and nothing else', async t => {
  const { code, out, err } = await run('token --consumer app', surroundings(t))
  t.equal(code, 0)
  t.same(err, [])
  t.equal(out.length, 1)
  t.match(out[0], /^[\w-]+\.[\w-]+\.[\w-]+$/)
})

t.test('its claims name the consumer, its scopes and the times', async t => {
  const before = Math.floor(Date.now() / 1_000)
  const { iat, jti, ...claims } = claimsOf((await run('token --consumer app', surroundings(t))).out[0])
  t.same(claims, { iss: 'satu', aud: 'satu', sub: 'app', scope: 'licences:read complaints:write',
    exp: Number(iat) + 28_800 })
  t.ok(Number(iat) >= before && Number(iat) <= Date.now() / 1_000)
  t.match(jti, /^[0-9a-f-]{36}$/)
})

t.test('no two tokens are the same', async t => {
  const env = surroundings(t)
  t.not(claimsOf((await run('token --consumer app', env)).out[0])['jti'],
    claimsOf((await run('token --consumer app', env)).out[0])['jti'])
})

t.test('a server with the development key accepts it', async t => {
  const env = surroundings(t)
  const { out: [token = ''] } = await run('token --consumer app', env)
  const app = Fastify()
  t.teardown(() => app.close())
  const { shared } = await registerOwnKeys(app, {
    jwtSecret: readFileSync(`${env.SATU_DATA_DIR}/development.key`, 'utf8').trim()
  })
  t.match(shared(token), { sub: 'app' })
  t.throws(() => shared(`${token.slice(0, -4)}AAAA`))
})

t.test('a key in the environment is used in development', async t => {
  const secret = 'a-secret-of-more-than-32-bytes-in-all'
  const { out: [token = ''] } = await run('token --consumer app', { ...surroundings(t), SATU_ENV: 'development',
    SATU_JWT_SECRET: secret })
  const app = Fastify()
  t.teardown(() => app.close())
  const { shared } = await registerOwnKeys(app, { jwtSecret: secret })
  t.match(shared(token), { sub: 'app' })
})

t.test('--expires sets the end', async t => {
  const env = surroundings(t)
  for (const [time, seconds] of [['90s', 90], ['30m', 1_800], ['8h', 28_800], ['90d', 7_776_000]] as const) {
    const { iat, exp } = claimsOf((await run(`token --consumer app --expires ${time}`, env)).out[0])
    t.equal(Number(exp) - Number(iat), seconds, time)
  }
})

t.test('a time that is none, or too long, is refused', async t => {
  for (const time of ['8', 'h', '0h', '-1h', '1.5h', '91d', '1y', '8 h', '99999999h']) {
    const { code, err } = await run(`token --consumer app --expires=${time}`, surroundings(t))
    t.equal(code, 2, time)
    t.match(err[0],
      time === '8 h' ? /Unexpected argument/ : /^satu token: --expires must be a time as 30m, 8h or 7d, at most 90d/)
  }
})

t.test('--scopes takes some of the scopes', async t => {
  t.equal(claimsOf((await run('token --consumer app --scopes complaints:write', surroundings(t))).out[0])['scope'],
    'complaints:write')
})

t.test('a scope that the consumer does not have is refused', async t => {
  const { code, out, err } = await run('token --consumer kiosk --scopes licences:read,complaints:write',
    surroundings(t))
  t.same([code, out], [1, []])
  t.equal(err[0], 'satu token: the consumer "kiosk" does not have the scope "complaints:write"; known: licences:read')
})

t.test('an unknown consumer is refused', async t => {
  const { code, err } = await run('token --consumer kiosc', surroundings(t))
  t.same([code, err], [1, ['satu token: unknown consumer "kiosc"; did you mean "kiosk"?']])
  t.equal((await run('token --consumer constructor', surroundings(t))).code, 1)
})

t.test('a consumer of production alone is refused', async t => {
  const { code, err } = await run('token --consumer app',
    surroundings(t, cityFile.replace('[development]', '[production]')))
  t.same([code, err], [1, ['satu token: the consumer "app" is not accepted in development, only in production']])
})

t.test('outside development no token is printed', async t => {
  const secret = 'a-secret-of-more-than-32-bytes-in-all'
  for (const more of [{ SATU_ENV: 'production' }, { SATU_ENV: 'production', SATU_JWT_SECRET: secret }, {
    SATU_JWT_SECRET: secret
  }, { SATU_ENV: 'staging' }]) {
    const { code, out, err } = await run('token --consumer app', { ...surroundings(t), ...more })
    t.same([code, out], [1, []])
    t.match(err, [/^satu token: tokens are printed in development only/])
  }
})

t.test('systems, their variables and their faults do not matter', async t => {
  const env = surroundings(t,
    cityFile.replace('adapter: permits', 'adapter: nonsense').replace('prefix: SKPD', 'prefix: IZIN'))
  t.equal((await run('token --consumer app', env)).code, 0)
})

t.test('a file that cannot be read is told', async t => {
  t.match(await run('token --consumer app --config nowhere.yaml', surroundings(t)), { code: 1,
    err: ['nowhere.yaml: there is no such file; SATU_CONFIG names the file to read'] })
  const broken = surroundings(t, 'consumers: [')
  t.match(await run('token --consumer app', broken), { code: 1, err: [/city\.yaml:1:\d+: not valid YAML/] })
})
