import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes the folder of durable state when it is not there, readable by its owner alone.
 * @throws Error that names the folder
 */
export function openDataDir(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new Error(`the folder ${path} cannot be made (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
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
    throw new Error(`the key ${file} cannot be read or made (${(error as NodeJS.ErrnoException).code})`, { cause: error })
  }
  throw new Error(`the key ${file} is shorter than 32 characters; delete it to have a new one made`)
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
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(file, 'utf8').trim()
}
