import { readdirSync, readFileSync } from 'node:fs'

/** What a process holds at a moment. */
export interface Sample {
  /** Since the beginning. */
  seconds: number
  residentMiB: number
  /** Open files and sockets. */
  handles: number
}

/** @throws when the process is gone */
export function sampleOf(pid: number, seconds: number): Sample {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { seconds, residentMiB: Number(kilobytes) / 1_024, handles: readdirSync(`/proc/${pid}/fd`).length }
}

/**
 * How much a figure grows an hour, by the straight line through its samples that is nearest to them (least squares).
 * @param of which figure
 */
export function slopeAnHour(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const times = samples.map(({ seconds }) => seconds)
  const middle = mean(times)
  const height = mean(samples.map(of))
  const spread = times.reduce((sum, time) => sum + (time - middle) ** 2, 0)
  if (spread === 0) return 0
  return (samples.reduce((sum, sample) => sum + (sample.seconds - middle) * (of(sample) - height), 0) / spread) * 3_600
}
