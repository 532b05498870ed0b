import type { Test } from 'tap'
import { createJobs, type Jobs, type JobsOptions } from '../../src/platform/jobs/jobs.ts'
import { silent } from './stores.ts'

/** A job runner of one process, which is started; it ends with the test. */
export function startJobs(
  t: Pick<Test, 'teardown'>,
  store: JobsOptions['store'],
  { log = silent, ...options }: Partial<JobsOptions> = {}
): Jobs {
  const jobs = createJobs({ store, log, ...options })
  t.teardown(() => jobs.close())
  jobs.start()
  return jobs
}

/** For jobs that need no lease: a store that none of them asks. */
export const noStore: JobsOptions['store'] = {
  engine: 'sqlite',
  read: () => Promise.reject(new Error('no store here')),
  write: () => Promise.reject(new Error('no store here'))
}
