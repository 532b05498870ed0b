import { setTimeout as wait } from 'node:timers/promises'
import { createJobs } from '../../src/platform/jobs/jobs.ts'
import { openWholeStore } from './open-store.ts'
import { silent } from './stores.ts'

// A process that holds the lease of the job `counting`, and writes when it is told to. It says `held` when it has the
// lease, and what came of the write.
const { options } = JSON.parse(process.argv[2] ?? '{}') as { options: { dataDir: string; url?: string } }
const store = await openWholeStore({ ...options, log: silent })
// It renews nothing: what is held runs out soon, as in a process that is held up.
const jobs = createJobs({ store, log: silent, times: { leaseMs: 1_000, renewMs: 3_600_000 } })
const told = Promise.withResolvers<void>()
process.on('message', () => {
  told.resolve()
})
process.on('disconnect', () => {
  process.exit()
})
jobs.add({
  name: 'counting',
  about: 'Counts.',
  lease: 'city',
  everyMs: 3_600_000,
  async run(turn) {
    process.send?.('held')
    await told.promise
    try {
      await turn.store.write(db =>
        db.insertInto('switches').values({ name: 'written', value: 'late', by: 'child', at: 0 }).execute()
      )
      process.send?.('written')
    } catch (error) {
      process.send?.((error as Error).name)
      process.send?.(turn.signal.aborted ? 'aborted' : 'not aborted')
    }
    await wait(60_000)
  }
})
jobs.start()
