import { once } from 'node:events'
import { constants, getPriority } from 'node:os'
import { Worker } from 'node:worker_threads'
import t from 'tap'

const source = (giveWay: string): string => `
  import { getPriority } from 'node:os'
  import { parentPort } from 'node:worker_threads'
  import { giveWay } from ${JSON.stringify(giveWay)}
  const before = getPriority()
  giveWay()
  parentPort.postMessage({ before, after: getPriority() })
`

t.test('a thread gives way to all others, and the process keeps its place', {
  skip: process.platform !== 'linux' && 'threads have no priority of their own'
}, async t => {
  const own = getPriority()
  const module = new URL(
    `data:text/javascript,${
      encodeURIComponent(source(import.meta.resolve('../../../src/features/open-data/build/give-way.ts')))
    }`
  )
  const [said] = await once(new Worker(module), 'message') as [{ before: number; after: number }]
  t.same(said, { before: own, after: Math.max(own, constants.priority.PRIORITY_BELOW_NORMAL) })
  t.equal(getPriority(), own)
})
