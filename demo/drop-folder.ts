import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type DropFile, filesUnder, type FolderDrop } from './drop.ts'
import type { Fault, RunningSystem } from './running-system.ts'

const slowMs = 8_000

/** Puts the files into a folder of their own. What is slow here is the export: its files come one by one. */
export async function startFolder(drop: FolderDrop): Promise<RunningSystem> {
  const folder = await mkdtemp(join(tmpdir(), `satu-demo-${drop.id}-`))
  const url = pathToFileURL(folder).href
  let fault: Fault = { kind: 'none' }
  let changing: Promise<void> = Promise.resolve()
  let timers: NodeJS.Timeout[] = []

  async function put({ name, bytes, modifiedAt }: DropFile): Promise<void> {
    const path = join(folder, name)
    await writeFile(path, bytes)
    await utimes(path, modifiedAt, modifiedAt)
  }
  async function change(next: Fault, after: Promise<void>): Promise<void> {
    await after.catch(() => {})
    for (const timer of timers) clearTimeout(timer)
    timers = []
    fault = next
    await rm(folder, { recursive: true, force: true })
    if (next.kind === 'down') return
    await mkdir(folder, { mode: 0o700 })
    const files = next.kind === 'error' ? drop.failure() : filesUnder(drop, next, new Date())
    if (next.kind !== 'slow') return void (await Promise.all(files.map(put)))
    const { ms = slowMs } = next
    timers = files.map((file, index) =>
      setTimeout(() => {
        changing = changing.then(() => put(file)).catch(() => {})
      }, (ms * (index + 1)) / files.length)
    )
  }

  // A process that ends without a stop leaves nothing behind either.
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeNow)
  await change(fault, changing)
  return {
    id: drop.id,
    url,
    // Nobody sees who looks into a folder.
    calls: {},
    maxConcurrency: 0,
    get fault() {
      return fault
    },
    takesWrites: false,
    canDrift: drop.drifted !== undefined,
    environment: drop.environment(url),
    setFault: next => (changing = change(next, changing)),
    records: () => [],
    async stop() {
      await change({ kind: 'down' }, changing)
      process.off('exit', removeNow)
    }
  }
}
