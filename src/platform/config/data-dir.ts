import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closeFolder } from '../store/file-modes.ts'

/**
 * Makes the folder of durable state when it is not there, readable by its owner alone. One that was there before is
 * closed to others.
 * @throws Error that names the folder
 */
export function openDataDir(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(`the folder ${path} cannot be made (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
  closeFolder(path)
}

/**
 * The key that signs tokens in development: made once, then the same for every process on this data directory.
 * @throws Error that names the file
 */
export function readDevelopmentKey(dataDir: string): string {
  const file = join(dataDir, 'development.key')
  try {
    const key = readKey(file) ?? makeKey(file)
    if (key.length >= 32) return key
  } catch (error) {
    throw new Error(`the key ${file} cannot be read or made (${(error as NodeJS.ErrnoException).code})`, {
      cause: error
    })
  }
  throw new Error(`the key ${file} is shorter than 32 characters; delete it to have a new one made`)
}

/** What a development key begins with, so that it is known for one wherever it is put. */
const MADE_BY_DEVELOPMENT = 'development-'

/** Whether a secret is one that development made: on this data directory, or on any other. */
export function isDevelopmentKey(secret: string, dataDir: string): boolean {
  if (secret.startsWith(MADE_BY_DEVELOPMENT)) return true
  try {
    return readKey(join(dataDir, 'development.key')) === secret
  } catch {
    return false
  }
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

// Two processes may start at once. The link appears with the whole key behind it, and only for the first of them.
function makeKey(file: string): string {
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${MADE_BY_DEVELOPMENT}${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}
