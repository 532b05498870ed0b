import { statSync } from 'node:fs'
import { stat } from 'node:fs/promises'

/** Files that are looked at again and again. */
export interface Following {
  /** From now on other files than before. */
  follow(files: readonly string[]): void
  /** What has changed since the files were named is told too. */
  start(onChange: () => void): void
  stop(): void
}

const LOOK_MS = 1_000
const GONE = 'not there'

/**
 * Tells when a file is another one than before, once all have been the same for one look: a certificate and its key are
 * renewed one after the other. Looks at the files themselves, since what Kubernetes and certbot hand out are links that
 * are turned to other files: folders that are watched tell nothing of it.
 */
export function followFiles(files: readonly string[], lookMs = LOOK_MS): Following {
  let marks = marksOf(files, new Map())
  let timer: NodeJS.Timeout | undefined
  let isUnsettled = false
  let isLooking = false

  const look = async (onChange: () => void): Promise<void> => {
    const before = marks
    const now = new Map(await Promise.all([...before.keys()].map(async file => [file, await markOf(file)] as const)))
    if (before !== marks) return
    marks = now
    const isSame = [...now].every(([file, mark]) => before.get(file) === mark)
    if (!isSame) isUnsettled = true
    else if (isUnsettled) {
      isUnsettled = false
      onChange()
    }
  }
  return {
    follow(other) {
      marks = marksOf(other, marks)
    },
    start(onChange) {
      timer = setInterval(() => {
        if (isLooking) return
        isLooking = true
        void look(onChange).finally(() => {
          isLooking = false
        })
      }, lookMs)
      timer.unref()
    },
    stop() {
      clearInterval(timer)
    }
  }
}

function marksOf(files: readonly string[], known: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(files.map(file => [file, known.get(file) ?? markNow(file)]))
}

function markNow(file: string): string {
  try {
    return textOf(statSync(file))
  } catch {
    return GONE
  }
}

function markOf(file: string): Promise<string> {
  return stat(file).then(textOf, () => GONE)
}

function textOf({ mtimeMs, size, ino }: { mtimeMs: number; size: number; ino: number }): string {
  return `${mtimeMs} ${size} ${ino}`
}
