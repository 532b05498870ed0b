import { createReadStream, readdirSync, statSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { filesAside } from '../../platform/telemetry/rotation.ts'
import { createLineReader, type LineReader, linesOf } from './lines.ts'

/** As `logrotate` names them: the higher the number, the older. */
const NUMBERED = /^\.(\d+)(\.gz)?$/
const LOOK_MS = 200
const READ_BYTES = 65_536

/**
 * The files of a log that were put aside, by the hub or by `logrotate`, the oldest first.
 * @param ino of the file that is read besides
 */
export function filesOf(file: string, ino: number, since: number | undefined): string[] {
  const name = basename(file)
  const numbered = readdirSync(dirname(file))
    .flatMap(other => {
      const found = other.startsWith(name) ? NUMBERED.exec(other.slice(name.length)) : null
      return found === null ? [] : [{ path: join(dirname(file), other), number: Number(found[1]) }]
    })
    .toSorted((a, b) => b.number - a.number)
    .map(({ path }) => path)
  return [...numbered, ...filesAside(file)].filter(path => {
    const stats = statSync(path)
    // Nothing in a file is younger than its last change.
    return stats.ino !== ino && (since === undefined || stats.mtimeMs >= since)
  })
}

/** Every line of a file that nobody writes to any more. */
export async function* wholeFile(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file)
  yield* linesOf(file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes)
}

/**
 * Every line of the file that is written to now; followed, what comes then as well, and the file that takes its place
 * when it is put aside.
 * @param given of the file, opened; closed at the end
 * @param onEnd called whenever all that was there has been read; false ends it
 */
export async function* growingFile(
  file: string,
  given: FileHandle,
  { isFollowing, onEnd }: { isFollowing: boolean; onEnd(): boolean }
): AsyncGenerator<string> {
  let handle = given
  let reader = createLineReader()
  let at = 0
  try {
    for (;;) {
      const { size } = await handle.stat()
      // It was emptied in its place.
      if (size < at) at = 0
      for (let lines; (lines = await more()) !== undefined;) yield* lines
      // Of a line that is being written the rest is still to come.
      if (!isFollowing) yield* lastOf(reader)
      if (!onEnd()) return
      const next = await takenBy(file, handle)
      if (next === undefined) {
        await wait(LOOK_MS)
        continue
      }
      // What was written until then, and files that have come and gone since.
      for (let lines; (lines = await more()) !== undefined;) yield* lines
      yield* lastOf(reader)
      for (const between of await filesBetween(file, handle)) yield* wholeFile(between)
      await handle.close()
      handle = next
      reader = createLineReader()
      at = 0
    }
  } finally {
    await handle.close()
  }

  async function more(): Promise<string[] | undefined> {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, at)
    if (bytesRead === 0) return undefined
    at += bytesRead
    return reader.take(buffer.subarray(0, bytesRead))
  }
}

function* lastOf(reader: LineReader): Generator<string> {
  const last = reader.rest()
  if (last !== undefined) yield last
}

/** The file that has taken the place of another one; undefined while none has. */
async function takenBy(file: string, before: FileHandle): Promise<FileHandle | undefined> {
  const there = await stat(file).catch(() => undefined)
  if (there === undefined || there.ino === (await before.stat()).ino) return undefined
  return open(file).catch(() => undefined)
}

async function filesBetween(file: string, before: FileHandle): Promise<string[]> {
  const { ino } = await before.stat()
  const aside = filesAside(file)
  const at = aside.findIndex(path => statSync(path).ino === ino)
  return at < 0 ? [] : aside.slice(at + 1)
}
