import { existsSync, type FSWatcher, readdirSync, watch } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

export interface Watching {
  stop(): void
}

const SETTLE_MS = 200

/**
 * Calls back after the file or anything in the folder has changed and been quiet for a moment. Editors write a new
 * file in place of the old one, so folders are watched, each on its own: Node's recursive watcher loses sight of a
 * file that was replaced.
 */
export function watchFiles({ file, folder }: { file: string; folder: string }, onChange: () => void): Watching {
  let timer: NodeJS.Timeout | undefined
  const soon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(onChange, SETTLE_MS)
    timer.unref()
  }
  const ofFile = watch(dirname(resolve(file)), { persistent: false }, (_event, name) => {
    if (name === basename(file)) soon()
  })
  const ofFolders = new Map<string, FSWatcher>()
  const look = (): void => {
    const now = new Set(foldersIn(folder))
    for (const [path, watcher] of ofFolders) {
      if (now.has(path)) continue
      watcher.close()
      ofFolders.delete(path)
    }
    for (const path of now) {
      if (ofFolders.has(path)) continue
      const watcher = watch(path, { persistent: false }, (event, name) => {
        // A folder that comes or goes may bring modules with it.
        const isFolder = event === 'rename' && name !== null && !name.includes('.')
        if (isFolder) look()
        if (isFolder || name?.endsWith('.ts')) soon()
      })
      watcher.on('error', () => {})
      ofFolders.set(path, watcher)
    }
  }
  look()
  return {
    stop() {
      clearTimeout(timer)
      for (const watcher of [ofFile, ...ofFolders.values()]) watcher.close()
    }
  }
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  const below = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isDirectory())
  return [folder, ...below.map(entry => join(entry.parentPath, entry.name))]
}
