import { existsSync } from 'node:fs'
import t from 'tap'
import { howToInstall, provideServices } from '../../scripts/services.ts'
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
