import { createWriteStream } from 'node:fs'
import { cp, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { createFiles } from '../kit/connectors/files/files.ts'
import { filesOptions, type FilesSettings } from '../kit/connectors/files/settings.ts'
import type { StandIn } from './declaration.ts'
import type { Subject } from './subject.ts'

/** A copy of the files that a system leaves, in a folder of this machine, where they can be spoiled. */
export interface Mirror {
  folder: string
  /** The folder as an address. */
  url: string
  /** Newest first. */
  names: readonly string[]
  /** Makes the files what they were, each with its own time. */
  restore(): Promise<void>
}

/** All of them are read many times. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * Fetches the files over their own protocol. Undefined when they are too large.
 * @throws SystemFault when they cannot be had
 */
export async function mirrorOf(subject: Subject, address: string): Promise<Mirror | undefined> {
  const files = createFiles(filesOptions(settingsAt(subject.standIn, address), subject.standIn.tls))
  const original = await temporaryFolder(subject)
  const { value: names, fault, error } = await subject.ask('copy files', async call => {
    const listed = await files.list('*', call)
    if (listed.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) return []
    for (const { name, modifiedAt } of listed) {
      const path = join(original, name)
      await pipeline(await files.open(name, call), createWriteStream(path))
      await utimes(path, new Date(modifiedAt), new Date(modifiedAt))
    }
    return listed.map(({ name }) => name)
  }, { timeoutMs: 600_000 })
  await files.close()
  if (names === undefined) throw fault ?? error
  if (names.length === 0) return undefined
  const folder = await temporaryFolder(subject)
  const restore = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true })
    await cp(original, folder, { recursive: true, preserveTimestamps: true })
  }
  await restore()
  return { folder, url: pathToFileURL(folder).href, names, restore }
}

/** Changes what is in a file, or takes it away. It keeps its time: that alone must not give it away. */
export async function changeFile(path: string, change: (bytes: Buffer) => Buffer | undefined): Promise<void> {
  const [bytes, { atime, mtime }] = [await readFile(path), await stat(path)]
  const changed = change(bytes)
  if (changed === undefined) return rm(path)
  await writeFile(path, changed)
  await utimes(path, atime, mtime)
}

async function temporaryFolder(subject: Subject): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'satu-conformance-'))
  subject.atEnd(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The settings of the place, as the kit's `FilesSettings` has them: those that stand beside the address. */
function settingsAt({ settings = {} }: StandIn, address: string): FilesSettings {
  const find = (value: unknown): FilesSettings | undefined => {
    if (typeof value !== 'object' || value === null) return undefined
    if ('url' in value && value.url === address) return value as FilesSettings
    return Object.values(value).map(find).find(found => found !== undefined)
  }
  return find(settings) ?? { url: address }
}
