import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readEnvironment } from '../../../src/platform/config/environment.ts'
import { ConfigError, formatProblem } from '../../../src/platform/config/problems.ts'
import { readVariable } from '../../../src/platform/config/variables.ts'
import { cityEnv, cityFile, placeOf, read } from './city-file.ts'

const CANARY = 'canary-4d2e-of-more-than-32-bytes-in-all'

const secrets = t.testdir({})
let made = 0

/** The environment as Docker and Kubernetes make it: a path in place of the secret. */
function filed(content: string | Buffer, mode = 0o400): { env: NodeJS.ProcessEnv; file: string } {
  const file = join(secrets, `secret-${++made}`)
  writeFileSync(file, content)
  chmodSync(file, mode)
  return { env: { KEY_FILE: file }, file }
}

t.test('a file gives its text, without the one line break at its end', async t => {
  for (const [content, value] of [['a', 'a'], ['a\n', 'a'], ['a\r\n', 'a'], ['a\n\n', 'a\n'], [' a ', ' a '], ['a\nb\n',
    'a\nb']] as const)
  {
    t.equal(readVariable(filed(content).env, 'KEY').value, value, JSON.stringify(content))
  }
})

t.test('a variable that is set needs no file, and an empty one counts as not set', async t => {
  t.same(readVariable({ KEY: 'a' }, 'KEY'), { value: 'a' })
  t.same(readVariable({ KEY: 'a', KEY_FILE: '' }, 'KEY'), { value: 'a' })
  t.same(readVariable({ KEY: '', KEY_FILE: '' }, 'KEY'), { value: undefined })
  t.match(readVariable({ ...filed('a').env, KEY: '' }, 'KEY'), { value: 'a' })
})

t.test('what is wrong with a file is told without its text and its path', async t => {
  const folder = t.testdir({ folder: {} })
  const wrong: Record<string, [NodeJS.ProcessEnv, string]> = {
    'both are set': [{ ...filed(CANARY).env, KEY: CANARY }, 'KEY and KEY_FILE are both set: keep one of them'],
    'the secret itself in place of a path': [{ KEY_FILE: CANARY }, 'the file that KEY_FILE names is not there'],
    'a path through a file': [{ KEY_FILE: `${filed(CANARY).file}/${CANARY}` },
      'the file that KEY_FILE names is not there'],
    'a folder': [{ KEY_FILE: join(folder, 'folder') }, 'the file that KEY_FILE names is a folder'],
    'nothing in it': [filed('').env, 'the file that KEY_FILE names is empty'],
    'a line break alone': [filed('\n').env, 'the file that KEY_FILE names is empty'],
    'no text': [filed(Buffer.from([0xc3, 0x28])).env, 'the file that KEY_FILE names is not text in UTF-8'],
    'far too much': [filed(CANARY.repeat(40_000)).env,
      'the file that KEY_FILE names has more than 1048576 bytes: it is no secret']
  }
  for (const [name, [env, message]] of Object.entries(wrong)) {
    const { value, problem } = readVariable(env, 'KEY')
    t.equal(problem, message, name)
    t.equal(value, undefined, name)
  }
})

t.test('a file that this user may not read is told', { skip: process.getuid?.() === 0 && 'root reads everything' },
  async t => {
    t.match(readVariable(filed(CANARY, 0o000).env, 'KEY').problem,
      /may not be read by the user that the hub runs as \(EACCES\)$/)
  })

t.test('a file that everybody may read is remarked on, and taken', async t => {
  t.equal(readVariable(filed('a', 0o440).env, 'KEY').remark, undefined)
  t.match(readVariable(filed('a', 0o444).env, 'KEY'), { value: 'a',
    remark: 'the file that KEY_FILE names can be read by every user of this machine: give it the mode 0400' })
})

t.test('every variable of the config file may be a file', async t => {
  const { file } = filed('k-from-a-file\n', 0o444)
  const { PERMITS_URL } = cityEnv
  const { config, remarks, files, problems } = read(t, cityFile, { env: { PERMITS_URL, PERMITS_KEY_FILE: file } })
  t.same(problems, [])
  t.match(config?.systems[0]?.settings, { api_key: 'k-from-a-file' },
    'a secret too: all of it comes from the environment')
  t.same(files, [file])
  t.match(remarks, [{ ...placeOf(cityFile, '${PERMITS_KEY}'), path: 'systems.permits.settings.api_key',
    message: /PERMITS_KEY_FILE names can be read by every user/ }])
})

t.test('a file that is not there is told at its place, and no default is taken in its stead', async t => {
  const source = cityFile.replace('${PERMITS_URL}', '${PERMITS_URL:-http://10.9.9.9}')
  const { config, problems, files } = read(t, source, {
    env: { PERMITS_KEY: 'long-enough', PERMITS_URL_FILE: '/nowhere/url' }
  })
  t.equal(config, undefined)
  t.match(problems, [{ ...placeOf(source, '${PERMITS_URL'), path: 'systems.permits.url',
    message: 'the file that PERMITS_URL_FILE names is not there' }])
  t.same(files, ['/nowhere/url'], 'it is looked for again')
})

t.test('what a file gave is never repeated', async t => {
  const { file } = filed(`http://user:${CANARY}@10.0.0.1/`)
  const { problems } = read(t, cityFile, { env: { PERMITS_URL_FILE: file, PERMITS_KEY_FILE: CANARY } })
  t.ok(problems.length >= 2)
  t.notMatch(problems.map(formatProblem).join('\n'), CANARY)
})

t.test('the secrets of the process may be files', async t => {
  const dir = t.testdir({ data: {} })
  const given = { SATU_JWT_SECRET: CANARY, SATU_ACCESS_KEYS: `k1:${'ab'.repeat(32)}`,
    DATABASE_URL: 'postgres://user:word@db/satu', REDIS_URL: 'redis://cache' }
  const env: NodeJS.ProcessEnv = { SATU_DATA_DIR: join(dir, 'data') }
  for (const [name, value] of Object.entries(given))
    writeFileSync(env[`${name}_FILE`] = join(dir, name), `${value}\n`, { mode: 0o400 })
  t.match(readEnvironment(env), { jwtSecret: CANARY, databaseUrl: given.DATABASE_URL, redisUrl: given.REDIS_URL,
    accessKeys: [{ id: 'k1' }], remarks: [] })
  chmodSync(join(dir, 'DATABASE_URL'), 0o444)
  t.match(readEnvironment(env).remarks, [{ path: 'DATABASE_URL',
    message: /DATABASE_URL_FILE names can be read by every user/ }])
})

t.test('what is wrong with a file of the process stops its start, told once', async t => {
  const data = join(t.testdir({}), 'data')
  mkdirSync(data)
  const tell = (env: NodeJS.ProcessEnv): string[] => {
    try {
      readEnvironment({ SATU_DATA_DIR: data, ...env })
      return []
    } catch (error) {
      return error instanceof ConfigError ? error.message.split('\n') : [String(error)]
    }
  }
  t.same(tell({ SATU_JWT_SECRET_FILE: `/nowhere/${CANARY}` }), [
    'environment SATU_JWT_SECRET: the file that SATU_JWT_SECRET_FILE names is not there'
  ])
  t.same(
    tell({ SATU_JWT_SECRET: CANARY, DATABASE_URL: 'postgres://user:word@db/satu',
      DATABASE_URL_FILE: '/run/secrets/db' }),
    ['environment DATABASE_URL: DATABASE_URL and DATABASE_URL_FILE are both set: keep one of them']
  )
})
