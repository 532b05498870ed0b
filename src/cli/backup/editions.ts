import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Of other processes, and what is made again when somebody asks. */
const LEFT_OUT = /^(claim(\..*)?|book\.json\..+|details\.db.*)$/
/** Read before the editions that it names, which are not taken away again so soon. */
const FIRST = 'book.json'

/**
 * Copies the editions of datasets from a data folder that a hub may be at work in. A folder that is not there has none.
 */
export async function copyEditions(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch((error: unknown) => {
    if (isGone(error)) return []
    throw error
  })
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of entries.toSorted(({ name: a }, { name: b }) => Number(b === FIRST) - Number(a === FIRST))) {
    if (LEFT_OUT.test(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyEditions(source, target)
    else if (entry.isFile())
      await copyFile(source, target).catch((error: unknown) => {
        if (!isGone(error)) throw error
      })
  }
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT'
}
