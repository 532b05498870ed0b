import { Redis } from 'ioredis'
import t from 'tap'
import { createDemoCity } from '../../demo/city/city.ts'
import { startRedis } from '../services/redis.ts'
import { until } from '../services/wait.ts'
import { contract } from '../suites/core/hub.ts'
import { startCity } from '../suites/demo-city.ts'

const server = await startRedis()
t.teardown(() => server.stop())
const city = await startCity({ redisUrl: server.url })
t.teardown(() => city.close())
const redis = new Redis(server.url)
t.teardown(() => {
  redis.disconnect()
})

/** What the hub keeps of systems; what it counts with lies under other names. */
const kept = async (): Promise<string[]> =>
  (await redis.keys(`*:${contract.version}:*`)).filter(key => !key.endsWith(':marks'))

t.test('nothing of a resident is kept in Redis, however often they are asked for', async t => {
  const before = (await kept()).length
  const [person] = createDemoCity().people
  if (person === undefined) throw new Error('the demo city has no people')
  for (let i = 0; i < 3; i++) {
    const { status } = await city.post('/v1/residents/verify', { nik: person.nik, full_name: person.name,
      birth_date: person.birthDate })
    t.equal(status, 200)
  }
  t.equal((await kept()).length, before)
})

t.test('records about people lie in Redis sealed: neither a name nor a NIK of theirs can be read there', async t => {
  const answer = await city.get('/v1/licence-applications?limit=20')
  t.equal(answer.status, 200)
  await until(async () => (await kept()).length > 0, { what: 'a page in Redis' })
  // Names of a few letters stand in any noise.
  const people = createDemoCity().people.flatMap(({ name, nik }) => [name, nik]).filter(text => text.length >= 10)
  for (const key of await kept()) {
    const value = await redis.type(key) === 'string' ? await redis.getBuffer(key) : undefined
    const text = `${key} ${value?.toString('latin1') ?? ''}`
    t.notOk(people.some(one => text.includes(one)), 'no person')
    t.notMatch(text, /licensing|applicant|"name"/, 'nor what it is about')
  }
})
