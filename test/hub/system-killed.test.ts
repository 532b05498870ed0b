import t from 'tap'
import type { Config } from '../../src/platform/config/schema.ts'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'

/** Answers are fresh for one second, and usable for long when a system is ill. */
const short = (config: Config): Config => ({
  ...config,
  systems: config.systems.map(system => ({
    ...system,
    freshness: Object.fromEntries(
      system.resources.map(resource => [resource, { fresh: 1, revalidate: 1, on_error: 600 }])
    )
  }))
})

const city = await startCity({ change: short })
t.teardown(() => city.close())

t.test('a system that is killed under load fails no read of what was known, and every answer says so', async t => {
  const paths = Array.from({ length: 20 }, (_, i) => `/v1/complaints?limit=${i + 1}`)
  for (const path of paths) await city.get(path)
  let going = true
  let asked = 0
  const failed: unknown[] = []
  const seen = { before: new Set<string>(), after: [] as string[] }
  let isDown = false
  const callers = Array.from({ length: 16 }, async (_, caller) => {
    for (let i = caller; going; i++) {
      const { status, body } = await city.get(paths[i % paths.length] ?? '')
      asked++
      if (status !== 200) failed.push(body)
      else if (isDown) seen.after.push(body.meta.sources[0].state)
      else seen.before.add(body.meta.sources[0].state)
    }
  })
  const some = async (count: number): Promise<void> => {
    const from = asked
    await until(() => asked > from + count, { what: `${count} reads` })
  }
  await some(300)
  await city.system('complaints').setFault({ kind: 'down' })
  isDown = true
  const last = (): string[] => seen.after.slice(-200)
  await until(() => last().length === 200 && last().every(state => state === 'stale'), { what: 'stale answers' })
  seen.after.length = 0
  await some(300)
  t.same([...new Set(seen.after)], ['stale'], 'nothing older than its freshness goes out unmarked')
  isDown = false
  await city.system('complaints').setFault({ kind: 'none' })
  await until(async () => (await city.get('/v1/complaints?limit=5')).body.meta.sources[0].state === 'ok', {
    what: 'its return'
  })
  going = false
  await Promise.all(callers)
  t.same(failed, [])
})
