import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import t from 'tap'
import { configFileOf, readEnvironment } from '../../../src/platform/config/environment.ts'
import { ConfigError } from '../../../src/platform/config/problems.ts'

const SECRET = 'a-secret-of-more-than-32-bytes-in-all'

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readEnvironment(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}
const modeOf = (path: string) => statSync(path).mode & 0o777

t.test('everything has a default but the key', async t => {
  const dir = t.testdir({})
  t.same(readEnvironment({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: dir }), {
    port: 8_080,
    host: '127.0.0.1',
    configFile: 'config/bandung.yaml',
    name: 'production',
    dataDir: dir,
    jwtSecret: SECRET,
    jwtPublicKey: undefined,
    accessKeys: [],
    logLevel: 'info',
    logFile: undefined,
    logRotation: { maxBytes: 100_000_000, everyMs: 86_400_000, keep: 14 },
    redisUrl: undefined,
    tracing: undefined,
    workers: 1,
    processes: 1,
    remarks: []
  })
})

t.test('every variable is read', async t => {
  const dir = t.testdir({})
  t.same(readEnvironment({
    PORT: '80',
    HOST: '::',
    SATU_CONFIG: 'a.yaml',
    SATU_ENV: 'development',
    SATU_DATA_DIR: dir,
    SATU_JWT_SECRET: SECRET,
    SATU_ACCESS_KEYS: `k2:${'ab'.repeat(32)}, k1:${'cd'.repeat(32)}`,
    SATU_LOG_LEVEL: 'silent',
    SATU_LOG_FILE: 'a.log',
    SATU_LOG_FILE_MB: '0',
    SATU_LOG_FILE_HOURS: '1',
    SATU_LOG_FILES: '3',
    REDIS_URL: 'rediss://user:word@cache:6380/1',
    DATABASE_URL: 'postgres://user:word@db/satu',
    SATU_PROCESSES: '4',
    SATU_REPLICAS: '3'
  }), {
    port: 80,
    host: '::',
    configFile: 'a.yaml',
    name: 'development',
    dataDir: dir,
    jwtSecret: SECRET,
    jwtPublicKey: undefined,
    accessKeys: [{ id: 'k2', secret: Buffer.alloc(32, 0xab) }, { id: 'k1', secret: Buffer.alloc(32, 0xcd) }],
    logLevel: 'silent',
    logFile: 'a.log',
    logRotation: { everyMs: 3_600_000, keep: 3 },
    tracing: undefined,
    redisUrl: 'rediss://user:word@cache:6380/1',
    databaseUrl: 'postgres://user:word@db/satu',
    workers: 4,
    processes: 12,
    remarks: []
  })
})

t.test('an empty variable counts as not set', async t => {
  const { port, redisUrl } = readEnvironment({ PORT: '', REDIS_URL: '', SATU_JWT_SECRET: SECRET,
    SATU_DATA_DIR: t.testdir({}) })
  t.equal(port, 8_080)
  t.equal(redisUrl, undefined)
  t.equal(configFileOf({ SATU_CONFIG: '' }), 'config/bandung.yaml')
})

t.test('a wrong key of the access log is told without its value', async t => {
  const of = (text: string): string[] =>
    problemsOf({ SATU_ACCESS_KEYS: text, SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: t.testdir({}) })
  t.match(of(`k1:${'ab'.repeat(32)},k2:${'cd'.repeat(31)}`), [
    /^environment SATU_ACCESS_KEYS: its key 2 is not like k1:<64 hex digits>/
  ])
  t.notMatch(of(`k1:${'ab'.repeat(32)},k2:${'cd'.repeat(31)}`), [/cdcd/])
  t.match(of(`k1:${'ab'.repeat(32)},k1:${'cd'.repeat(32)}`), [/has two keys with the id k1/])
  t.same(of(`k1:${'ab'.repeat(32)}`), [])
})

t.test('the settings cannot be changed', async t => {
  t.ok(Object.isFrozen(readEnvironment({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: t.testdir({}) })))
})

t.test('how log files are put aside is told in whole numbers', async t => {
  t.match(
    problemsOf({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: t.testdir({}), SATU_LOG_FILE_MB: '1.5',
      SATU_LOG_FILE_HOURS: 'daily', SATU_LOG_FILES: '0' }),
    [
      'environment SATU_LOG_FILE_MB: must be an integer from 0 to 100000 (is "1.5")',
      'environment SATU_LOG_FILE_HOURS: must be an integer from 0 to 8760 (is "daily")',
      'environment SATU_LOG_FILES: must be an integer from 1 to 10000 (is "0")'
    ]
  )
})

t.test('all problems are told at once', async t => {
  t.match(
    problemsOf({ PORT: 'http', SATU_ENV: 'prod', SATU_LOG_LEVEL: 'loud', REDIS_URL: 'cache:6379',
      DATABASE_URL: 'mysql://user:word@db/satu', SATU_JWT_SECRET: 'short' }),
    [
      'environment SATU_ENV: must be one of development or production (is "prod")',
      'environment SATU_LOG_LEVEL: must be one of trace, debug, info, warn, error, fatal or silent (is "loud")',
      'environment PORT: must be an integer from 0 to 65535 (is "http")',
      /^environment REDIS_URL: not a Redis URL; it is one of redis:/,
      'environment DATABASE_URL: must be like postgres://user:password@host:5432/database',
      'environment SATU_JWT_SECRET: must have at least 32 bytes (has 5)'
    ]
  )
})

t.test('a port outside the range is refused', async t => {
  for (const port of ['65536', '-1', '8080.5', ' 8080', '99999999'])
    t.match(problemsOf({ PORT: port, SATU_JWT_SECRET: SECRET }), [/^environment PORT/], port)
  for (const count of ['0', '-1', '1.5', 'two', '1000'])
    t.match(problemsOf({ SATU_PROCESSES: count, SATU_JWT_SECRET: SECRET }), [
      /^environment SATU_PROCESSES: must be `auto` or an integer from 1 to 999/
    ], count)
})

t.test('production needs a key', async t => {
  const dir = join(t.testdir({}), 'data')
  t.match(problemsOf({ SATU_DATA_DIR: dir }), [
    /^environment SATU_JWT_SECRET: is missing: production needs a key of at least 32 bytes/
  ])
  t.notOk(existsSync(dir), 'nothing is written for a process that will not start')
})

t.test('the length of the key is counted in bytes', async t => {
  t.same(problemsOf({ SATU_JWT_SECRET: 'é'.repeat(16), SATU_DATA_DIR: t.testdir({}) }), [])
  t.match(problemsOf({ SATU_JWT_SECRET: 'e'.repeat(31) }), [/has 31/])
})

t.test('neither the key nor the address of Redis or PostgreSQL is repeated', async t => {
  const said = problemsOf({ SATU_JWT_SECRET: 'canary-1', REDIS_URL: 'http://user:canary-2@cache',
    DATABASE_URL: 'postgres://user:canary-3@', PORT: 'x' }).join('\n')
  t.match(said, /REDIS_URL/)
  t.notMatch(said, /canary/)
})

t.test('the data directory', async t => {
  t.test('is made for its owner alone, with the folders above it', async t => {
    const dir = join(t.testdir({}), 'var', 'satu')
    const { dataDir } = readEnvironment({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: dir })
    t.equal(dataDir, dir)
    t.equal(modeOf(dir), 0o700)
  })
  t.test('is resolved', async t => {
    const { dataDir } = readEnvironment({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: `${t.testdir({})}/./x/../y` })
    t.equal(dataDir, resolve(t.testdirName, 'y'))
  })
  t.test('that was there before is closed to others, and its group changes nothing', async t => {
    const dir = t.testdir({})
    for (const [before, after] of [[0o777, 0o750], [0o755, 0o750], [0o700, 0o700], [0o1777, 0o777]] as const) {
      chmodSync(dir, before)
      readEnvironment({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: dir })
      t.equal(modeOf(dir), after, before.toString(8))
    }
  })
  t.test('that cannot be made is a problem', async t => {
    const file = join(t.testdir({ file: '' }), 'file')
    t.match(problemsOf({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: join(file, 'data') }), [
      /^environment SATU_DATA_DIR: the folder .* cannot be made \(ENOTDIR\)$/
    ])
  })
})

t.test('the development key', async t => {
  const development = (dir: string) => readEnvironment({ SATU_ENV: 'development', SATU_DATA_DIR: dir })
  t.test('is made once, for its owner alone', async t => {
    const dir = join(t.testdir({}), 'data')
    const { jwtSecret } = development(dir)
    t.match(jwtSecret, /^development-[0-9a-f]{64}$/)
    t.equal(modeOf(join(dir, 'development.key')), 0o600)
    t.equal(development(dir).jwtSecret, jwtSecret)
    t.same(readdirSync(dir), ['development.key'], 'nothing else is left behind')
  })
  t.test('is not that of another data directory', async t => {
    const dir = t.testdir({})
    t.not(development(join(dir, 'a')).jwtSecret, development(join(dir, 'b')).jwtSecret)
  })
  t.test('gives way to a key in the environment', async t => {
    const dir = t.testdir({})
    t.equal(readEnvironment({ SATU_ENV: 'development', SATU_DATA_DIR: dir, SATU_JWT_SECRET: SECRET }).jwtSecret, SECRET)
    t.same(readdirSync(dir), [])
  })
  t.test('is never read in production', async t => {
    const dir = t.testdir({ 'development.key': `${'k'.repeat(64)}\n` })
    t.match(problemsOf({ SATU_DATA_DIR: dir }), [/SATU_JWT_SECRET: is missing/])
  })
  t.test('is no key of production, on its own data directory or another, in the environment or a file', async t => {
    const made = development(join(t.testdir({}), 'data')).jwtSecret
    const refusal = /^environment SATU_JWT_SECRET: is a key that development made/
    t.match(problemsOf({ SATU_JWT_SECRET: made, SATU_DATA_DIR: t.testdir({}) }), [refusal])
    t.match(
      problemsOf({ SATU_JWT_SECRET_FILE: join(t.testdir({ key: `${made}\n` }), 'key'), SATU_DATA_DIR: t.testdirName }),
      [refusal]
    )
    const older = 'k'.repeat(64)
    t.match(problemsOf({ SATU_JWT_SECRET: older, SATU_DATA_DIR: t.testdir({ 'development.key': `${older}\n` }) }), [
      refusal
    ], 'one that was made before they had a name')
    t.same(problemsOf({ SATU_JWT_SECRET: made, SATU_ENV: 'development', SATU_DATA_DIR: t.testdir({}) }), [])
    t.same(problemsOf({ SATU_JWT_SECRET: SECRET, SATU_DATA_DIR: t.testdir({ 'development.key': `${older}\n` }) }), [],
      'a key of its own beside it')
  })
  t.test('that is too short is refused, not replaced', async t => {
    const dir = t.testdir({ 'development.key': 'short\n' })
    t.match(problemsOf({ SATU_ENV: 'development', SATU_DATA_DIR: dir }), [
      /development\.key is shorter than 32 characters; delete it/
    ])
    t.equal(readFileSync(join(dir, 'development.key'), 'utf8'), 'short\n')
  })
  t.test('that cannot be read is a problem', async t => {
    const dir = t.testdir({ 'development.key': {} })
    t.match(problemsOf({ SATU_ENV: 'development', SATU_DATA_DIR: dir }), [
      /development\.key cannot be read or made \(EISDIR\)/
    ])
  })
  t.test('is one key when many processes start at once', async t => {
    const rounds = 40
    const dirs = Array.from({ length: rounds }, (_, i) => join(t.testdir({}), `data-${i}`))
    for (const dir of dirs) mkdirSync(dir)
    const module = JSON.stringify(new URL('../../../src/platform/config/data-dir.ts', import.meta.url).href)
    const script = join(t.testdirName, 'racer.mjs')
    // They wait for each other before each round, so that they meet in the file system and not one after the other.
    writeFileSync(script, `
      import { parentPort, workerData } from 'node:worker_threads'
      import { readDevelopmentKey } from ${module}
      const arrived = new Int32Array(workerData.gate)
      parentPort.postMessage(workerData.dirs.map((dir, round) => {
        Atomics.add(arrived, 0, 1)
        while (Atomics.load(arrived, 0) < (round + 1) * workerData.racers) {}
        return readDevelopmentKey(dir)
      }))
    `)
    const gate = new SharedArrayBuffer(4)
    const racers = 2
    const workers = Array.from({ length: racers }, () => new Worker(script, { workerData: { gate, dirs, racers } }))
    const found = await Promise.all(
      workers.map(worker =>
        new Promise<string[]>((resolve, reject) => worker.once('message', resolve).once('error', reject))
      )
    )
    t.same(found[0], found[1])
    t.equal(new Set(found[0]).size, rounds)
    for (const dir of dirs) t.same(readdirSync(dir), ['development.key'])
  })
})
