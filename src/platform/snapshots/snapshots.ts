import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Claim, claimFolder, isGone, RUN } from '../store/claim.ts'
import { openSnapshotFile } from './snapshot-file.ts'
import { createRowSink, type RowSink } from './snapshot-writer.ts'
import type { Snapshot, SnapshotInfo } from './snapshot.ts'

/** A snapshot on its way in. Nothing of it can be seen before `finish`. */
export interface SnapshotWriter extends Pick<RowSink, 'add' | 'rows' | 'full'> {
  /**
   * Puts it in the place of the last one, all or nothing. `doubles`: rows that were left out, as newer ones have their
   * key.
   */
  finish(info: Omit<SnapshotInfo, 'rows'>): Promise<{ snapshot: Snapshot; doubles: number }>
  abandon(): Promise<void>
}

/**
 * The snapshots of one system's resource, in a folder of their own: the last whole one, and those coming in. Several
 * may use the folder at a time, as while a system is replaced by its successor.
 */
export interface SnapshotStore {
  /** The last whole one; undefined when there is none that can be read. */
  open(): Snapshot | undefined
  /** The last whole one if it is of this version, which another process may have taken in. */
  find(of: Pick<SnapshotInfo, 'version' | 'mapping'>): Snapshot | undefined
  /** The right to take one in, so that one of several processes does; undefined while another has it. */
  claim(): Claim | undefined
  begin(): SnapshotWriter
}

export function createSnapshotStore(folder: string): SnapshotStore {
  return {
    open() {
      if (!existsSync(folder)) return undefined
      for (const name of readdirSync(folder)) if (isLeftBehind(name)) rmSync(join(folder, name), { force: true })
      for (const name of wholeOnes(folder)) {
        try {
          return openSnapshotFile(join(folder, name))
        } catch {
          // Damaged, or of another layout: the source is read again.
          rmSync(join(folder, name), { force: true })
        }
      }
      return undefined
    },
    find({ version, mapping }) {
      const [name] = existsSync(folder) ? wholeOnes(folder) : []
      if (name === undefined) return undefined
      try {
        const snapshot = openSnapshotFile(join(folder, name))
        if (snapshot.info.version === version && snapshot.info.mapping === mapping) return snapshot
        snapshot.close()
      } catch { /* replaced meanwhile, or damaged: the source is read */ }
      return undefined
    },
    claim: () => claimFolder(folder),
    begin() {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      // By time, so that the newest is known by its name.
      const name = `${String(Date.now()).padStart(15, '0')}-${randomBytes(4).toString('hex')}.db`
      const building = join(folder, `${name}.${RUN}.new`)
      const sink = createRowSink(building)
      return {
        add: sink.add,
        rows: sink.rows,
        full: sink.full,
        async finish(info) {
          const { doubles } = await sink.finish(info)
          await rename(building, join(folder, name))
          const snapshot = openSnapshotFile(join(folder, name))
          // Whoever reads an older one keeps it until it is closed.
          await Promise.all(
            wholeOnes(folder).filter(old => old < name).map(old => rm(join(folder, old), { force: true }))
          )
          return { snapshot, doubles }
        },
        async abandon() {
          await sink.abandon()
          await rm(building, { force: true })
        }
      }
    }
  }
}

/** File names of whole snapshots, newest first. */
function wholeOnes(folder: string): string[] {
  return readdirSync(folder).filter(name => /^\d+(-[0-9a-f]+)?\.db$/.test(name)).sort().reverse()
}

/** True for what a process that is gone was building. */
function isLeftBehind(name: string): boolean {
  const [, run] = /\.(\d+-\d+)\.new$/.exec(name) ?? []
  return run !== undefined && isGone(run)
}
