import type { JobEntry, JobHandle, JobRunner } from '../../platform/jobs/jobs.ts'
import type { Registry } from './registry.ts'
import type { System } from './system.ts'

interface LookEntry extends JobEntry {
  system: System
}

/**
 * Looks, as often as each system's `snapshot.poll_seconds` says, for newer versions of what comes whole. Every process
 * does: each serves the version that it has opened itself.
 */
export function startSnapshotLooks(jobs: JobRunner, registry: () => Registry): Pick<JobHandle, 'close'> {
  return jobs.addEach<LookEntry>({
    name: 'snapshots',
    about: 'Looks whether systems have left newer versions of what comes whole.',
    // One that takes an hour to read holds up no other.
    atOnce: Infinity,
    *entries() {
      for (const system of registry().systems)
        if (system.lookedAt() !== undefined)
          yield { key: system.id, system, everyMs: system.config.snapshot.poll_seconds * 1_000 }
    },
    async run({ signal, isWanted, nextIn }, { system, everyMs }) {
      // One that was connected a moment ago has looked by itself.
      const waitMs = (system.lookedAt() ?? 0) + everyMs - Date.now()
      if (waitMs > 0 && !isWanted) return nextIn(waitMs)
      // What is being read ends with its system.
      await Promise.race([system.refresh(), aborted(signal)])
    }
  })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    signal.addEventListener('abort', () => {
      resolve()
    }, { once: true })
  })
}
