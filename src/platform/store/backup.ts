import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, open } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { coreMigrationNames } from './migrations/index.ts'

/**
 * Copies the store of a hub, which may run and take writes meanwhile: what was committed when this began is in the
 * copy, and nothing of what came after. The copy is checked, and on the disk when this resolves.
 * @param path of the SQLite file
 * @param target of the copy; must not exist
 * @param known names of the steps of every feature
 * @throws Error of `node:sqlite`, or when the copy is not sound
 */
export async function copyStore(path: string, target: string, known: readonly string[]): Promise<void> {
  const db = new DatabaseSync(path, { timeout: 5_000 })
  try {
    // One read transaction: who writes into the log beside the file (WAL) waits for nobody.
    db.prepare('vacuum into ?').run(target)
  } finally {
    db.close()
  }
  await chmod(target, 0o600)
  checkStore(target, known)
  const file = await open(target, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * @param known names of the steps of every feature
 * @throws Error when a file is no sound SQLite database of a hub, or was written by a newer one
 */
export function checkStore(path: string, known: readonly string[]): void {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const [first, ...more] = db.prepare('pragma integrity_check(5)').all().map(row => String(row['integrity_check']))
    if (first !== 'ok' || more.length > 0) throw new Error(`it is damaged: ${[first, ...more].join('; ')}`)
    const names = new Set([...coreMigrationNames, ...known])
    const newer = db.prepare('select name from kysely_migration order by name').all().map(row => String(row['name']))
      .filter(name => !names.has(name))
    if (newer.length > 0)
      throw new Error(
        `it was written by a newer version of the hub (${
          newer.join(', ')
        }): restore it with that version, or a later one`
      )
  } finally {
    db.close()
  }
}

/** Whether a hub, or anything else, has a store open. */
export function isInUse(path: string): boolean {
  const db = new DatabaseSync(path)
  try {
    // Whoever has the file open with a log beside it holds a lock that is shared, for as long as that is.
    db.exec('pragma locking_mode = exclusive; begin exclusive; rollback')
    return false
  } catch {
    return true
  } finally {
    db.close()
  }
}

/** SHA-256 of a file, in hex. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
