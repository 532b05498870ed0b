import type { Attributes, FileEntry, SFTPWrapper } from 'ssh2'
import type { Call } from '../../call.ts'
import { type FaultKind, SystemFault } from '../../faults.ts'
import type { ServerAddress } from './address.ts'
import { isSafeName, shown } from './names.ts'
import { MAX_ENTRIES, type OpenedFile, type Place, type PlaceFile } from './place.ts'
import { connectSftp, type SftpConnection, sftpLogin, type SftpOptions } from './sftp-connection.ts'
import { within } from './within.ts'

// Every server takes requests of 32 KiB; several on their way hide the distance to it.
const BLOCK = 32 * 1024
const WINDOW = 16
const STATUS = { EOF: 1, NO_SUCH_FILE: 2, PERMISSION_DENIED: 3 }

/** A folder behind SFTP. Links are followed as long as they stay in it. */
export function createSftp(address: ServerAddress<'sftp'>, options: SftpOptions): Place {
  const login = sftpLogin(address, options)
  const { idleTimeoutMs = 30_000 } = options
  const folder = address.path ?? '.'

  const connect = async (call: Call): Promise<Requests> =>
    new Requests(await connectSftp(login, call), call, idleTimeoutMs)
  const once = async <T>(call: Call, run: (requests: Requests) => Promise<T>): Promise<T> => {
    const requests = await connect(call)
    try {
      return await run(requests)
    } finally {
      requests.end()
    }
  }

  return {
    list: (wanted, call) =>
      once(call, async requests => {
        const base = await requests.base(folder)
        const files: PlaceFile[] = []
        for await (const { filename, attrs } of requests.entries(base)) {
          if (!wanted(filename) || !isSafeName(filename)) continue
          const stats = isLink(attrs) ? await requests.linked(base, filename) : attrs
          if (stats !== undefined && isFile(stats)) files.push(fileOf(filename, stats))
        }
        return files
      }),

    find: (name, call) =>
      once(call, async requests => {
        const stats = await requests.linked(await requests.base(folder), name)
        return stats !== undefined && isFile(stats) ? fileOf(name, stats) : undefined
      }),

    async open(name, call) {
      const requests = await connect(call)
      try {
        return await openFile(requests, await requests.base(folder), name)
      } catch (error) {
        requests.end()
        throw error
      }
    }
  }
}

async function openFile(requests: Requests, base: string, name: string): Promise<OpenedFile> {
  const stage = 'open file'
  const path = await requests.inside(base, name)
  if (path === 'missing') throw new SystemFault('failed', { stage, detail: `has no file ${shown(name)}` })
  if (path === 'outside')
    throw new SystemFault('rejected', { stage, detail: `has ${shown(name)} only as a link out of its folder` })
  // Asked before it is opened: what opening a folder or a pipe does differs from server to server.
  const before = await requests.stat(path.path, name)
  if (!isFile(before)) {
    const what = isFolder(before) ? 'a folder' : 'something else'
    throw new SystemFault('unreadable', { stage, detail: `has ${what} in place of the file ${shown(name)}` })
  }
  const handle = await requests.ask<Buffer>(stage, name, (sftp, done) => sftp.open(path.path, 'r', done))
  const file = fileOf(name, await requests.fstat(handle, name))
  return {
    file,
    expected: file.size,
    pull: blocks(requests, handle, file),
    again: async () => fileOf(name, await requests.fstat(handle, name)),
    release: async () => requests.end()
  }
}

/** The file's blocks in order, several asked for at a time. */
function blocks(requests: Requests, handle: Buffer, { name, size }: PlaceFile): () => Promise<Buffer | undefined> {
  const asked: Promise<Buffer>[] = []
  let next = 0
  const whole = async (from: number, length: number): Promise<Buffer> => {
    const buffer = Buffer.allocUnsafeSlow(length)
    let got = 0
    // A server may answer with less than it was asked for.
    while (got < length) {
      const bytes = await requests.ask<number>('read file', name, (sftp, done) => {
        sftp.read(handle, buffer, got, length - got, from + got, (error, count) =>
          done(isEnd(error) ? undefined : error, isEnd(error) ? 0 : count))
      })
      if (bytes === 0) break
      got += bytes
    }
    return buffer.subarray(0, got)
  }
  return async () => {
    while (asked.length < WINDOW && next < size) {
      const block = whole(next, Math.min(BLOCK, size - next))
      // Its turn to be waited for may never come.
      block.catch(() => {})
      asked.push(block)
      next += BLOCK
    }
    return asked.shift()
  }
}

type Done<T> = (error: Error | null | undefined, value: T) => void

/** Requests over one connection, each bounded in time, their faults named. */
class Requests {
  #connection: SftpConnection
  #call: Call
  #idleTimeoutMs: number

  constructor(connection: SftpConnection, call: Call, idleTimeoutMs: number) {
    // One for each request on its way.
    connection.sftp.setMaxListeners(WINDOW + 8)
    this.#connection = connection
    this.#call = call
    this.#idleTimeoutMs = idleTimeoutMs
  }

  end(): void {
    this.#connection.end()
  }

  async ask<T>(
    stage: string,
    name: string | undefined,
    request: (sftp: SFTPWrapper, done: Done<T>) => void
  ): Promise<T> {
    const work = new Promise<T>((resolve, reject) => {
      const closed = (): void => reject(new Error('the connection was closed'))
      this.#connection.sftp.once('close', closed)
      request(this.#connection.sftp, (error, value) => {
        this.#connection.sftp.off('close', closed)
        if (error) reject(error)
        else resolve(value)
      })
    })
    const late = (): SystemFault =>
      new SystemFault('timeout', { stage, detail: `did not answer within ${this.#idleTimeoutMs} ms` })
    try {
      return await within(work, { ms: this.#idleTimeoutMs, signal: this.#call.signal, late })
    } catch (error) {
      if (error instanceof SystemFault || this.#call.signal.aborted) throw error
      throw requestFault(error, stage, name)
    }
  }

  base(folder: string): Promise<string> {
    return this.ask('open folder', undefined, (sftp, done) => sftp.realpath(folder, done))
  }

  stat(path: string, name: string): Promise<Attributes> {
    return this.ask('open file', name, (sftp, done) => sftp.stat(path, done))
  }

  fstat(handle: Buffer, name: string): Promise<Attributes> {
    return this.ask('read file', name, (sftp, done) => sftp.fstat(handle, done))
  }

  /** What a name leads to; undefined when to nothing, or out of the folder. */
  async linked(base: string, name: string): Promise<Attributes | undefined> {
    const place = await this.inside(base, name)
    return typeof place === 'string' ? undefined : this.stat(place.path, name)
  }

  async inside(base: string, name: string): Promise<{ path: string } | 'missing' | 'outside'> {
    const root = base.endsWith('/') ? base : `${base}/`
    const path = await this.ask<string | undefined>('find file', name, (sftp, done) => {
      sftp.realpath(root + name,
        (error, found) => done(isMissing(error) ? undefined : error, isMissing(error) ? undefined : found))
    })
    if (path === undefined) return 'missing'
    if (!path.startsWith(root)) return 'outside'
    // Some servers resolve names of nothing, too.
    const exists = await this.ask<boolean>('find file', name, (sftp, done) => {
      sftp.stat(path, error => done(isMissing(error) ? undefined : error, !isMissing(error)))
    })
    return exists ? { path } : 'missing'
  }

  async *entries(base: string): AsyncGenerator<FileEntry> {
    const handle = await this.ask<Buffer>('list files', undefined, (sftp, done) => sftp.opendir(base, done))
    let count = 0
    for (;;) {
      const batch = await this.ask<FileEntry[] | undefined>('list files', undefined, (sftp, done) => {
        sftp.readdir(handle, (error, list) => done(isEnd(error) ? undefined : error, isEnd(error) ? undefined : list))
      })
      if (batch === undefined) return
      count += batch.length
      if (count > MAX_ENTRIES) {
        throw new SystemFault('oversized', { stage: 'list files',
          detail: `has more than ${MAX_ENTRIES} files in its folder` })
      }
      yield* batch
    }
  }
}

const typeOf = ({ mode }: Attributes): number => mode & 0o170000
const isFile = (attributes: Attributes): boolean => typeOf(attributes) === 0o100000
const isFolder = (attributes: Attributes): boolean => typeOf(attributes) === 0o040000
const isLink = (attributes: Attributes): boolean => typeOf(attributes) === 0o120000

function fileOf(name: string, { size, mtime }: Attributes): PlaceFile {
  return { name, size, modifiedAtMs: mtime * 1000 }
}

function requestFault(cause: unknown, stage: string, name: string | undefined): SystemFault {
  const what = name === undefined ? 'its folder' : shown(name)
  const named = (kind: FaultKind, detail: string): SystemFault => new SystemFault(kind, { stage, detail, cause })
  const { code } = (cause ?? {}) as { code?: unknown }
  if (code === STATUS.NO_SUCH_FILE) {
    return name === undefined
      ? named('unreachable', 'has no folder at its address')
      : named('failed', `has no file ${what}`)
  }
  if (code === STATUS.PERMISSION_DENIED) return named('denied', `does not let the hub read ${what}`)
  if (typeof code === 'number') return named('failed', `failed to read ${what} (SFTP status ${code})`)
  return stage === 'read file'
    ? named('truncated', `broke off in the middle of ${what}`)
    : named('reset', 'broke off the connection without an answer')
}

function isEnd(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === STATUS.EOF
}

function isMissing(error: unknown): boolean {
  return (error as { code?: unknown } | undefined)?.code === STATUS.NO_SUCH_FILE
}
