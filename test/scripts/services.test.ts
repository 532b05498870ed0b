import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { neededServices } from '../../scripts/needed-services.ts'
import { howToInstall, provideServices } from '../../scripts/services.ts'
import { mariadbService } from '../services/mariadb.ts'
import { postgresService, startPostgres } from '../services/postgres.ts'
import { redisService, startRedis } from '../services/redis.ts'
import type { Service } from '../services/service.ts'

function service(name: string, more: Partial<Service> = {}): Service & { stopped(): boolean } {
  let stopped = false
  return {
    name,
    variable: `TEST_${name.toUpperCase()}_URL`,
    example: `${name.toLowerCase()}://host`,
    package: name.toLowerCase(),
    locate: () => '/usr/bin/true',
    start: () =>
      Promise.resolve({
        url: `${name}:1`,
        stop: async () => {
          stopped = true
        }
      }),
    stopped: () => stopped,
    ...more
  }
}

t.test('starts each service and hands its address over', async t => {
  const one = service('One')
  const two = service('Two')
  const { environment, stop } = await provideServices([one, two], {})
  t.strictSame(environment, { TEST_ONE_URL: 'One:1', TEST_TWO_URL: 'Two:1' })
  t.notOk(one.stopped())
  await stop()
  t.ok(one.stopped())
  t.ok(two.stopped())
})

t.test('leaves alone what a variable points at', async t => {
  const given = service('One', { locate: () => undefined, start: () => Promise.reject(new Error('started')) })
  const { environment } = await provideServices([given], { TEST_ONE_URL: 'elsewhere' })
  t.strictSame(environment, {})
})

t.test('stops the others when one does not start, and says why', async t => {
  const good = service('Good')
  const bad = service('Bad', { start: () => Promise.reject(new Error('no room')) })
  await t.rejects(provideServices([good, bad], {}), { message: /no room/ })
  t.ok(good.stopped())
})

t.test('names all that is missing in one text', async t => {
  t.equal(
    howToInstall([service('One'), service('Two')]),
    `npm test needs One, Two. Install it and run again:
  sudo apt-get install one two
or say where one is running:
  TEST_ONE_URL=one://host TEST_TWO_URL=two://host npm test`
  )
})

t.test('a Redis of its own leaves nothing behind', async t => {
  t.ok(redisService.locate())
  const { url, stop } = await startRedis()
  const socket = url.replace('unix://', '')
  t.ok(existsSync(socket))
  await stop()
  t.notOk(existsSync(socket))
})

t.test('a Redis that cannot start says why', async t => {
  await t.rejects(startRedis({ settings: ['--nonsense', '1'] }), { message: /ended at once[^]*nonsense/ })
})

t.test('starts a slow service only for a run with a file that asks for it, or that imports one that does', async t => {
  const all = { quick: service('Quick'), slow: service('Slow', { slow: true }),
    other: service('Other', { slow: true }) }
  const cwd = t.testdir({
    test: {
      'services.ts': `import { slow } from './services/slow.ts'\nimport { other } from './services/other.ts'`,
      'plain.test.ts': `import t from 'tap'\nt.ok('slow')`,
      'sql': {
        'direct.test.ts': `import t from 'tap'\nimport { quick, slow } from '../services.ts'`,
        'indirect.test.ts': `import { client } from './surroundings.ts'`,
        'surroundings.ts': `import {\n  slow\n} from '../services.ts'`
      }
    }
  })
  const names = (...parameters: string[]) =>
    neededServices(all, parameters.map(file => join(cwd, file))).map(({ name }) => name)
  t.same(names('test/plain.test.ts'), ['Quick'])
  t.same(names('test/sql/direct.test.ts'), ['Quick', 'Slow'])
  t.same(names('test/sql/indirect.test.ts', 'test/plain.test.ts'), ['Quick', 'Slow'])
})

for (const { name, start } of [mariadbService, postgresService]) {
  t.test(`a ${name} of its own answers, and is gone when it is stopped`, async t => {
    const { url, stop } = await start()
    const address = { host: '127.0.0.1', port: Number(new URL(url).port) }
    await stop()
    const [error] = (await once(connect(address), 'error').catch((error: unknown) => [error])) as [
      NodeJS.ErrnoException
    ]
    t.equal(error.code, 'ECONNREFUSED')
  })
}

t.test('a PostgreSQL that cannot start says why', async t => {
  await t.rejects(startPostgres({ settings: ['-c', 'nonsense=1'] }), { message: /ended at once[^]*nonsense/ })
})
