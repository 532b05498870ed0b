import { constants, type Stats } from 'node:fs'
import { lstat, open, opendir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { SystemFault } from '../../faults.ts'
import { isSafeName, shown } from './names.ts'
import { MAX_ENTRIES, type OpenedFile, type Place, type PlaceFile } from './place.ts'

const BLOCK = 256 * 1024

/** A folder of this machine, most often a mounted share. Links are followed as long as they stay in the folder. */
export function createFolder(root: string): Place {
  /** The path that the name leads to; undefined when it leads to nothing, or out of the folder. */
  const inside = async (name: string): Promise<{ path: string } | 'missing' | 'outside'> => {
    const base = await realpath(root)
    const path = await realpath(join(base, name)).catch(ignoreMissing)
    if (path === undefined) return 'missing'
    return path.startsWith(base.endsWith(sep) ? base : base + sep) ? { path } : 'outside'
  }

  return {
    list: (wanted, { signal }) =>
      guarded('list files', undefined, async () => {
        const files: PlaceFile[] = []
        let entries = 0
        for await (const entry of await opendir(root)) {
          signal.throwIfAborted()
          if (++entries > MAX_ENTRIES) {
            throw new SystemFault('oversized', { stage: 'list files',
              detail: `has more than ${MAX_ENTRIES} files in its folder` })
          }
          if (!wanted(entry.name) || !isSafeName(entry.name)) continue
          const place = entry.isSymbolicLink() ? await inside(entry.name) : { path: join(root, entry.name) }
          if (typeof place === 'string') continue
          // Gone between the two steps: it is not there.
          const stats = await stat(place.path).catch(ignoreMissing)
          if (stats?.isFile()) files.push(fileOf(entry.name, stats))
        }
        return files
      }),

    find: name =>
      guarded('find file', name, async () => {
        const place = await inside(name)
        if (typeof place === 'string') return undefined
        const stats = await lstat(place.path).catch(ignoreMissing)
        return stats?.isFile() ? fileOf(name, stats) : undefined
      }),

    open: name =>
      guarded('open file', name, async () => {
        const place = await inside(name)
        if (place === 'missing') throw new SystemFault('failed', { stage: 'open file',
            detail: `has no file ${shown(name)}` })
        if (place === 'outside') {
          throw new SystemFault('rejected', { stage: 'open file',
            detail: `has ${shown(name)} only as a link out of its folder` })
        }
        return openFile(place.path, name)
      })
  }
}

async function openFile(path: string, name: string): Promise<OpenedFile> {
  // Not to wait for the other end of a pipe, nor to follow a link put there a moment ago.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  try {
    const stats = await handle.stat()
    if (!stats.isFile()) {
      const what = stats.isDirectory() ? 'a folder' : 'something else'
      throw new SystemFault('unreadable', { stage: 'open file',
        detail: `has ${what} in place of the file ${shown(name)}` })
    }
    return {
      file: fileOf(name, stats),
      expected: stats.size,
      pull: () =>
        guarded('read file', name, async () => {
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(BLOCK), 0, BLOCK, null)
          return bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead)
        }),
      again: () => guarded('read file', name, async () => fileOf(name, await handle.stat())),
      release: () => handle.close()
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function fileOf(name: string, { size, mtimeMs }: Stats): PlaceFile {
  return { name, size, modifiedAtMs: mtimeMs }
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined
  throw error
}

async function guarded<T>(stage: string, name: string | undefined, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw folderFault(error, stage, name)
  }
}

function folderFault(cause: unknown, stage: string, name: string | undefined): unknown {
  const code = codeOf(cause)
  const what = name === undefined ? 'its folder' : shown(name)
  if (code === undefined) return cause
  // A share that is not mounted is an empty place or none at all.
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new SystemFault('unreachable', { stage, detail: 'has no folder at its address', cause })
  if (code === 'EACCES' || code === 'EPERM')
    return new SystemFault('denied', { stage, detail: `does not let the hub read ${what}`, cause })
  if (code === 'ELOOP')
    return new SystemFault('rejected', { stage, detail: `has ${what} as a link that leads nowhere`, cause })
  return new SystemFault('reset', { stage, detail: `failed to read ${what} (${code})`, cause })
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof SystemFault || !(error instanceof Error)) return undefined
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : undefined
}
