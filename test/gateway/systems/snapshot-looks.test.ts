import t from 'tap'
import type { Registry } from '../../../src/gateway/systems/registry.ts'
import { startSnapshotLooks } from '../../../src/gateway/systems/snapshot-looks.ts'
import type { System } from '../../../src/gateway/systems/system.ts'
import { until } from '../../services/wait.ts'
import { createGate } from '../../suites/core/gate.ts'
import { noStore, startJobs } from '../../suites/jobs.ts'

interface Fake {
  looks: number[]
  system: System
}

/** @param seconds from one look to the next; undefined where nothing comes whole */
function fake(id: string, seconds: number | undefined, look: () => Promise<void> = () => Promise.resolve()): Fake {
  let lookedAt = Date.now()
  const looks: number[] = []
  return {
    looks,
    system: {
      id,
      config: { snapshot: { poll_seconds: seconds ?? 0.01 } },
      lookedAt: () => (seconds === undefined ? undefined : lookedAt),
      async refresh() {
        lookedAt = Date.now()
        looks.push(lookedAt)
        await look()
      }
    } as unknown as System
  }
}

const registryOf = (...fakes: Fake[]) => (): Registry =>
  ({ systems: fakes.map(({ system }) => system) }) as unknown as Registry

t.test('what comes whole is looked for at the pace of its system, and nothing else is', async t => {
  const [often, seldom, live] = [fake('often', 0.05), fake('seldom', 3_600), fake('live', undefined)]
  const beganAt = Date.now()
  startSnapshotLooks(startJobs(t, noStore), registryOf(often, seldom, live))
  await until(() => often.looks.length === 3)
  t.ok((often.looks[0] ?? 0) - beganAt >= 49, 'the first look was its own, as it was connected')
  t.same([seldom.looks.length, live.looks.length], [0, 0])
})

t.test('whoever asks for it need not wait, and one that reads for long holds up no other', async t => {
  const gate = createGate()
  const [slow, quick] = [fake('slow', 3_600, () => gate.opened), fake('quick', 3_600)]
  const jobs = startJobs(t, noStore)
  const looks = startSnapshotLooks(jobs, registryOf(slow, quick))
  await until(async () => (await jobs.list())[0]?.entries === 2)
  await jobs.runNow('snapshots')
  await until(() => slow.looks.length === 1 && quick.looks.length === 1)
  await looks.close()
  gate.open()
})
