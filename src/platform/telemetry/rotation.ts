import { fstatSync, readdirSync, renameSync, type Stats, statSync, unlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** When a log file is put aside, and how many such files are kept. */
export interface RotationSettings {
  /** Undefined: never for its size. */
  maxBytes?: number | undefined
  /** Undefined: never for its age. Days begin at midnight in Western Indonesian time. */
  everyMs?: number | undefined
  keep: number
}

export interface Rotation {
  /** Whether the file is to be opened anew: it was put aside just now, by this process, another one, or `logrotate`. */
  isDue(): boolean
}

export interface RotationOptions {
  file: string
  /** Undefined: others put files aside, and it is only seen that they have. */
  settings: RotationSettings | undefined
  onFault(text: string): void
  /** The descriptor that is written to now. */
  current(): number
  now?: () => number
}

const WIB_MS = 7 * 3_600_000
/**
 * `<file>.20261129T011238123-4242`: in the order in which they were put aside; the process is named, so that no two
 * take one name.
 */
const ASIDE = /^\.\d{8}T\d{9}-\d+$/

/**
 * Puts a log file aside when it is large or old enough. Several processes may write to one file: each looks for itself,
 * and one that finds the file gone opens it anew. What was written meanwhile stands in the file that was put aside:
 * no line is lost.
 */
export function createRotation({ file, settings, onFault, current, now = Date.now }: RotationOptions): Rotation {
  const opened = now()
  let isIll = false

  function isOld(stats: Stats): boolean {
    if (settings?.maxBytes !== undefined && stats.size >= settings.maxBytes) return true
    if (settings?.everyMs === undefined || stats.size === 0) return false
    const { everyMs } = settings
    const period = (time: number): number => Math.floor((time + WIB_MS) / everyMs)
    return period(now()) > period(Math.min(stats.birthtimeMs || opened, opened))
  }

  return {
    isDue() {
      try {
        const own = fstatSync(current())
        const there = statSync(file)
        if (there.ino !== own.ino || there.dev !== own.dev) return true
        if (!isOld(there)) return false
        renameSync(file, `${file}.${new Date(now()).toISOString().replace(/[-:.Z]/g, '')}-${process.pid}`)
        prune(file, settings?.keep ?? 0)
        isIll = false
        return true
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === 'ENOENT') return true
        if (!isIll) onFault(`the log file cannot be put aside (${code})`)
        isIll = true
        return false
      }
    }
  }
}

/** Files that were put aside, the oldest first. */
export function filesAside(file: string): string[] {
  const name = basename(file)
  const folder = dirname(file)
  return readdirSync(folder).filter(other => other.startsWith(name) && ASIDE.test(other.slice(name.length))).toSorted()
    .map(other => join(folder, other))
}

function prune(file: string, keep: number): void {
  const aside = filesAside(file)
  for (const old of aside.slice(0, Math.max(0, aside.length - keep))) {
    try {
      unlinkSync(old)
    } catch (error) {
      // Another process was first.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}
