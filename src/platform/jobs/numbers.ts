import { createHistogram, type Family, type Histogram, labels } from '../telemetry/metrics.ts'

/** `lost`: another process has taken the lease over in between. */
export type TurnOutcome = 'ok' | 'failed' | 'lost'

/** What is counted of jobs, in this process. */
export interface JobNumbers {
  ended(job: string, outcome: TurnOutcome, seconds: number, now: number): void
  /** @param held leases of each job that this process has */
  families(held: ReadonlyMap<string, number>): Family[]
}

/** Turns take from a moment to hours. */
const BOUNDS = [0.01, 0.1, 1, 10, 60, 600]

export function createJobNumbers(): JobNumbers {
  const jobs = new Map<string, { durations: Histogram; outcomes: Map<TurnOutcome, number>; succeededAt?: number }>()
  return {
    ended(job, outcome, seconds, now) {
      let known = jobs.get(job)
      if (known === undefined) jobs.set(job, known = { durations: createHistogram(BOUNDS), outcomes: new Map() })
      known.outcomes.set(outcome, (known.outcomes.get(outcome) ?? 0) + 1)
      known.durations.observe(seconds)
      if (outcome === 'ok') known.succeededAt = now
    },
    families: held => [
      { name: 'satu_job_runs_total', help: 'Turns of background jobs, by how they ended.', type: 'counter',
        series: [...jobs].flatMap(([job, { outcomes }]) =>
          [...outcomes].map(([outcome, count]): [string, number] => [labels({ job, outcome }), count])
        ) },
      { name: 'satu_job_duration_seconds', help: 'Turns of background jobs.', type: 'histogram',
        series: [...jobs].flatMap(([job, { durations }]) => durations.series({ job })) },
      { name: 'satu_job_last_success_timestamp_seconds', help: 'When a turn of a background job last ended well.',
        type: 'gauge', together: 'max',
        series: [...jobs].flatMap(([job, { succeededAt }]) =>
          succeededAt === undefined ? [] : [[labels({ job }), Math.round(succeededAt / 1_000)] as [string, number]]
        ) },
      { name: 'satu_job_held', help: 'Leases of background jobs that this process has.', type: 'gauge',
        series: [...held].map(([job, count]) => [labels({ job }), count]) }
    ]
  }
}
