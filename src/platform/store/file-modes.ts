import { chmodSync, closeSync, openSync, statSync } from 'node:fs'

/** What SQLite keeps beside a file. It makes them with the rights of the file. */
const BESIDE = ['-wal', '-shm', '-journal']

/** All that others than the owner and the group may do. */
const OTHERS = 0o007

/**
 * Sees to it that only its owner reads and writes a SQLite file, whether it was there before or not.
 * @throws Error when others may read or write it, and that cannot be changed
 */
export function makePrivate(path: string): void {
  try {
    // Only a new one is opened: whoever closes a file lets go of all locks that this process has on it.
    closeSync(openSync(path, 'wx', 0o600))
  } catch { /* It is there; or it cannot be made, which SQLite tells better. */ }
  for (const file of [path, ...BESIDE.map(end => `${path}${end}`)]) close(file, 0o600)
}

/**
 * Takes from a folder what others may do in it, and its group what it may change.
 * @throws Error when others may do anything in it, and that cannot be changed
 */
export function closeFolder(path: string): void {
  const { mode } = statSync(path)
  // A folder for everybody, such as /tmp: it is nobody's to close. What lies in it is closed by itself.
  if ((mode & 0o1000) !== 0) return
  close(path, mode & 0o2750)
}

function close(path: string, wanted: number): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode
  if (mode === undefined || (mode & 0o777 & ~wanted) === 0) return
  try {
    chmodSync(path, wanted)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    // Another process has ended, and what it had is gone.
    if (code === 'ENOENT') return
    // A volume that the group has to be let into, of an owner who is not this one: others are kept out.
    if ((mode & OTHERS) === 0) return
    throw new Error(`${path} is open to every user of this machine, and that cannot be changed (${code})`, {
      cause: error
    })
  }
}
