import { existsSync, watch, type FSWatcher } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'

export interface Watching {
  stop(): void
}

const SETTLE_MS = 200

/**
 * Calls back after the file or anything in the folder has changed and been quiet for a moment. Editors write a new
 * file in place of the old one, so the folder of the file is watched.
 */
export function watchFiles({ file, folder }: { file: string; folder: string }, onChange: () => void): Watching {
  let timer: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE_MS)
    timer.unref()
  }
  const watchers: FSWatcher[] = [
    watch(dirname(resolve(file)), { persistent: false }, (_event, name) => { if (name === basename(file)) soon() })
  ]
  if (existsSync(folder)) {
    watchers.push(watch(folder, { persistent: false, recursive: true }, (_event, name) => { if (name?.endsWith('.ts')) soon() }))
  }
  return {
    stop() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    }
  }
}
