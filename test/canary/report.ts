import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kind, personsIn, secretsIn } from './canaries.ts'

/** The places that are watched, as the report names them. */
export type PlaceName = 'answer' | 'header' | 'event' | 'metrics' | 'log' | 'legacy URL' | 'webhook' | 'trace' | 'Redis'
  | 'cache key' | 'store'

export interface Sight {
  place: PlaceName
  /** What more is known of where it was: never the text itself. */
  where: string
  /** `persons`: secrets may stand there; `given`: whoever reads it may see people, so that they are counted only. */
  rule?: 'everything' | 'persons' | 'given'
}

/** Looks at a text that leaves the hub, and tells what was in it. */
export type Look = (sight: Sight, text: string) => readonly Kind[]

interface Leak {
  place: PlaceName
  where: string
  kinds: readonly Kind[]
  around: string
  /** The test file that was running, where the process knows it. */
  file?: string | undefined
}

interface Line {
  leak?: Leak
  counts?: Partial<Record<PlaceName, number>>
  given?: number
}

export interface Report {
  look: Look
  /** The file of the test that all its processes write to. */
  owner: string
}

/** A leak is told at once, since a process may be killed; counts when it ends. The test's own process fails for all. */
export function createReport({ dir, owner }: { dir: string; owner: string | undefined }): Report {
  const file = owner ?? join(dir, `${process.pid}.jsonl`)
  const counts: NonNullable<Line['counts']> = {}
  const told = new Set<string>()
  let given = 0
  let isOver = false
  const write = (line: Line): void => {
    appendFileSync(file, `${JSON.stringify(line)}\n`)
  }
  process.once('exit', () => {
    // What is written by those who let go at the very end is looked at too.
    isOver = true
    if (Object.keys(counts).length > 0) write({ counts, given })
    if (owner === undefined && existsSync(file)) linesOf(file).flatMap(({ leak }) => leak ?? []).forEach(tell)
  })
  return {
    owner: file,
    look({ place, where, rule = 'everything' }, text) {
      if (isOver) write({ counts: { [place]: 1 } })
      else counts[place] = (counts[place] ?? 0) + 1
      const kinds = rule === 'everything' ? [...personsIn(text), ...secretsIn(text)] : personsIn(text)
      if (kinds.length === 0) return kinds
      if (rule === 'given') given++
      else if (!told.has(`${place} ${where} ${kinds.join()}`)) {
        told.add(`${place} ${where} ${kinds.join()}`)
        const leak = { place, where, kinds, around: JSON.stringify(around(text)), file: process.env['TEST_FILE'] }
        write({ leak })
        if (isOver && owner === undefined) tell(leak)
      }
      return kinds
    }
  }
}

function tell({ kinds, place, where, around, file }: Leak): void {
  const during = file === undefined ? '' : ` while ${file} ran`
  process.stderr.write(`canary: ${kinds.join(', ')} in ${place}, ${where}: ${around}${during}\n`)
  process.exitCode = 1
}

/** What stands before and behind it, for whoever has to find out: all of it is made up. */
function around(text: string): string {
  const size = 90
  for (let at = 0; at < text.length; at += size) {
    const part = text.slice(Math.max(0, at - size), at + size * 2)
    if (personsIn(part).length + secretsIn(part).length > 0) return part
  }
  return text.slice(0, size)
}

function linesOf(file: string): Line[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line) as Line)
}

/** One line of what all tests of a run have seen; undefined when nothing was watched. */
export function summaryOf(dir: string): { text: string; leaks: number } | undefined {
  const files = readdirSync(dir)
  const lines = files.flatMap(file => linesOf(join(dir, file)))
  if (lines.length === 0) return undefined
  const total = new Map<string, number>()
  for (const { counts = {} } of lines)
    for (const [place, count] of Object.entries(counts)) total.set(place, (total.get(place) ?? 0) + count)
  const leaks = lines.filter(({ leak }) => leak !== undefined).length
  const given = lines.reduce((sum, line) => sum + (line.given ?? 0), 0)
  const places = [...total].toSorted(([, a], [, b]) => b - a).map(([place, count]) => `${place} ${count}`).join(', ')
  const sum = [...total.values()].reduce((one, other) => one + other, 0)
  return { leaks,
    text: `canary: ${sum} texts of ${files.length} test files looked at (${places}); people in ${given} personal ` +
      `answers, ${leaks} leaks` }
}
