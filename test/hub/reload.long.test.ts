import { readdirSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { heldBytes } from '../services/memory.ts'
import { until } from '../services/wait.ts'
import { startCity } from '../suites/demo-city.ts'
import { withTimeout } from './reload-changes.ts'

const city = await startCity()
t.teardown(() => city.close())

const handles = (): number => readdirSync('/proc/self/fd').length

t.test('a thousand changes under load fail no request and leave nothing behind', async t => {
  let going = true
  let asked = 0
  const failed: unknown[] = []
  const callers = Array.from({ length: 4 }, async (_, caller) => {
    while (going) {
      const { status, body } = await city.get(`/v1/complaints?limit=${1 + ((caller + asked++) % 50)}`)
      if (status !== 200) failed.push(body)
    }
  })
  // Those that are asked, and between them others that a self-test costs little.
  const turns = ['complaints', 'population', 'register', 'population', 'register', 'transport', 'register',
    'population', 'register', 'population']
  const change = async (count: number): Promise<void> => {
    for (let i = 0; i < count; i++) {
      const already = asked
      await city.reload(withTimeout(city.config, turns[i % 10] ?? '', 4_000 + (i % 30)))
      while (asked === already) await nextTurn()
    }
  }
  await change(200)
  const before = { handles: handles(), held: heldBytes() }
  await change(800)
  going = false
  await Promise.all(callers)
  t.same(failed, [])
  t.ok(asked >= 1_000, `${asked} requests`)
  t.ok(handles() <= before.handles + 20, `${before.handles} handles before, ${handles()} after`)
  // What lies outside the heap is let go some turns after the collection that found it unused.
  await until(() => heldBytes() < before.held + 8_000_000, { what: 'the memory of what was replaced being let go' })
})
