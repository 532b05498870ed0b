import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The right to change what lies in a folder. */
export interface Claim {
  release(): void
}

/** This run of the hub. Two runs of one process id, as in containers, are told apart by when they began. */
export const RUN = `${process.pid}-${Math.round(performance.timeOrigin)}`

/**
 * Claims a folder, so that one of several processes of a machine changes it; undefined while another has it. One that
 * is gone has it no more.
 */
export function claimFolder(folder: string): Claim | undefined {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'claim')
  const mine = `${file}.${RUN}.${randomBytes(4).toString('hex')}`
  writeFileSync(mine, RUN)
  try {
    // A link appears with its content, and for one of those who make it.
    if (!isLinked(mine, file)) {
      if (!isGone(readText(file))) return undefined
      rmSync(file, { force: true })
      if (!isLinked(mine, file)) return undefined
    }
    return { release: () => {
      rmSync(file, { force: true })
    } }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Whether a run, as `RUN` names it, is over. */
export function isGone(run: string): boolean {
  const pid = Number(/^(\d+)-\d+$/.exec(run)?.[1] ?? Number.NaN)
  if (Number.isNaN(pid) || run === RUN) return false
  return pid === process.pid || !isRunning(pid)
}

function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
