import { lstat, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestOf } from '../../platform/store/backup.ts'
import { CommandError } from '../command.ts'

export const STORE = 'satu.db'
/** What a hub makes of its systems and cannot make again: former editions of datasets. */
export const EDITIONS = 'open-data'
const MANIFEST = 'manifest.json'
const FORMAT = 1

/** What a backup holds. */
export interface Manifest {
  format: typeof FORMAT
  /** RFC 3339 */
  madeAt: string
  /** `sqlite`: it holds the store. `postgres`: that is backed up by its own means. */
  store: 'sqlite' | 'postgres'
  files: { path: string; bytes: number; sha256: string }[]
}

/** Writes what the folder holds beside everything else of it. */
export async function writeManifest(folder: string, store: Manifest['store'], madeAt: string): Promise<Manifest> {
  const files: Manifest['files'] = []
  for (const path of await filesIn(folder)) {
    const { size: bytes } = await lstat(join(folder, path))
    files.push({ path, bytes, sha256: await digestOf(join(folder, path)) })
  }
  const manifest: Manifest = { format: FORMAT, madeAt, store, files }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
  return manifest
}

/** The manifest of a backup all of whose files are as they were when it was made. @throws CommandError */
export async function readManifest(folder: string): Promise<Manifest> {
  const manifest = await readFile(join(folder, MANIFEST), 'utf8').then(text => JSON.parse(text) as Manifest).catch(
    () => {
      throw new CommandError(`${folder} is no backup: it has no ${MANIFEST} that can be read`)
    }
  )
  if (manifest.format !== FORMAT)
    throw new CommandError(
      `${folder} was made by a newer version of the hub: restore it with that version, or a later one`
    )
  const there = new Set(await filesIn(folder))
  for (const { path, bytes, sha256 } of manifest.files) {
    if (!there.delete(path)) throw new CommandError(`${folder} is not whole: ${path} is missing`)
    const { size } = await lstat(join(folder, path))
    if (size !== bytes || (await digestOf(join(folder, path))) !== sha256)
      throw new CommandError(`${folder} is damaged: ${path} is not as it was when the backup was made`)
  }
  const [stranger] = there
  if (stranger !== undefined)
    throw new CommandError(`${folder} holds ${stranger}, which is none of the backup: take it out`)
  return manifest
}

/** Paths of the files below a folder, by name; without links and the manifest itself. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(({ parentPath, name }) =>
    join(parentPath, name).slice(folder.length).replace(/^[/\\]+/, '')
  )
  return paths.filter(path => path !== MANIFEST).toSorted()
}
