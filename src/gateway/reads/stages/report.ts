import { heldError } from '../../systems/hold.ts'
import { holdTag } from '../purges.ts'
import type { Served } from '../served.ts'
import type { SourceReport } from '../source-report.ts'
import type { Fetch, Fetching } from './stage.ts'

export interface ReportOptions {
  /** Called for each call that a system was spared. */
  spared(system: string): void
  /** Called for each part that is served of a system. */
  served?: Served['note']
}

/** Notes in the report of a read what came of asking one system: its age, its fault, how long it took. */
export function report({ spared, served = () => {} }: ReportOptions): (next: Fetching) => <T>(
  fetch: Fetch<T>
) => Promise<T> {
  return next => async fetch => {
    const { system, report: into, tags } = fetch
    const started = performance.now()
    into.tags = [...new Set([...into.tags, ...tags, holdTag(system.id)])]
    try {
      const kept = await next(fetch)
      into.asOf = Math.min(into.asOf ?? Infinity, kept.at)
      into.freshUntil = Math.min(into.freshUntil, kept.freshUntil)
      into.stale ||= kept.stale
      into.error ??= kept.error
      noteHold(into)
      into.asked ||= kept.asked
      into.shared ||= kept.shared
      if (!kept.asked) spared(system.id)
      served(system.id, kept)
      return kept.value
    } catch (error) {
      into.asked = true
      throw error
    } finally {
      into.waitedMs += performance.now() - started
    }
  }
}

/** What operators keep from being asked is known from before, fresh or not, and callers are told. */
function noteHold(into: SourceReport): void {
  const hold = into.system.hold()
  if (hold === undefined) return
  into.stale = true
  into.error = heldError(into.system.id, hold)
}
