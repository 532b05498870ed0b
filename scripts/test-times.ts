import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FileResult } from './tap-report.ts'

const path = fileURLToPath(new URL('../node_modules/.cache/test-times.json', import.meta.url))

/** How long files took last, ms by name. */
type Times = Readonly<Record<string, number>>

function readTimes(): Times {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Times
  } catch {
    return {}
  }
}

/** Keeps how long the files took, for the order of the next run. */
export function recordTimes(files: readonly FileResult[]): void {
  const times = { ...readTimes(), ...Object.fromEntries(files.map(({ name, timeMs }) => [name, Math.round(timeMs)])) }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(times))
}

/**
 * The groups that took longest come first, so that no long one is left for the end. What has not run yet counts by the
 * length of its text: 1 kB for half a second.
 */
export function slowestFirst(
  groups: readonly (readonly string[])[],
  times: Times = readTimes()
): (readonly string[])[] {
  const timeOf = (file: string): number => times[file] ?? (statSync(file, { throwIfNoEntry: false })?.size ?? 0) / 2
  const sum = (group: readonly string[]): number => group.reduce((total, file) => total + timeOf(file), 0)
  return groups.map(group => ({ group, time: sum(group) })).sort((one, other) => other.time - one.time).map((
    { group }
  ) => group)
}
