import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from '../../call.ts'
import { SystemFault } from '../../faults.ts'
import type { SystemTls } from '../../tls.ts'
import { type FilesAddress, readAddress } from './address.ts'
import { CheckedFile } from './checked-file.ts'
import { createFolder } from './folder.ts'
import { createFtp } from './ftp.ts'
import { checkName, createPattern, shown } from './names.ts'
import type { Place, PlaceFile } from './place.ts'
import { createSftp } from './sftp.ts'

export interface FilesOptions {
  /**
   * The folder: `file:///srv/drop` or `file:drop`, `sftp://user@host:22/path`, `ftp://user@host/path`, `ftps://` (TLS
   * asked for on the same port; from the first byte on port 990). A path begins at the server's root, `/~/path` in the
   * user's own folder; without a path it is that folder.
   */
  url: string
  password?: string
  /** SFTP: private key as PEM or OpenSSH text. */
  privateKey?: string
  /** SFTP: of the private key. */
  passphrase?: string
  /** SFTP: fingerprints of the server's key as `ssh-keygen -lf` prints them, `SHA256:…`. Two while a key is changed. */
  hostKey?: string | readonly string[]
  /** SFTP without `hostKey`: the first key seen is trusted until the process ends. For tests and demos. */
  trustFirst?: boolean
  /** As the adapter's context has it; for FTPS. */
  tls?: SystemTls | undefined
  /**
   * FTP: `text` has the server translate its own text files (EBCDIC hosts); sizes can then not be checked. Default
   * `binary`.
   */
  transfer?: 'binary' | 'text'
  /** Of one file. Default 4 GiB. */
  maxBytes?: number
  /** Of a file that `read` takes into memory. Default 64 MiB. */
  maxReadBytes?: number
  /** Default 10,000. */
  connectTimeoutMs?: number
  /**
   * Longest wait for any single answer or block of bytes. The whole is bounded by the call's signal. Default 30,000.
   */
  idleTimeoutMs?: number
}

export interface RemoteFile {
  name: string
  /** In bytes. */
  size: number
  /** RFC 3339 in UTC. */
  modifiedAt: string
}

export interface FilesClient {
  /**
   * Regular files of the folder whose name matches (`*`, `?`, case ignored): newest first, ties by name, last first.
   */
  list(pattern: string, call: Call): Promise<RemoteFile[]>
  /**
   * The bytes of one file. The stream ends only when they were all there and the file was the same before and after:
   * otherwise it fails with SystemFault `truncated` or `reset`. Destroying it, or the call's signal, closes the
   * connection.
   * @throws SystemFault `failed` when there is no such file, `rejected` for a name that leaves the folder
   */
  open(name: string, call: Call): Promise<Readable>
  /** One file as a whole, of at most `maxReadBytes`. */
  read(name: string, call: Call): Promise<Buffer>
  /** True when the file has the same size and time after `ms`: nobody is writing it any more. */
  isSettled(file: RemoteFile, call: Call, ms: number): Promise<boolean>
  /** Ends whatever is under way. */
  close(): Promise<void>
}

const GiB = 1024 ** 3

/**
 * Files of a folder, of this machine or behind SFTP, FTP or FTPS. Makes no connection yet: each call makes its own and
 * closes it, for a drop folder is looked at now and then, and old servers close idle sessions without a word.
 * @throws TypeError for options that cannot work
 */
export function createFiles(options: FilesOptions): FilesClient {
  const { maxBytes = 4 * GiB, maxReadBytes = GiB / 16, idleTimeoutMs = 30_000 } = options
  const address = readAddress(options.url)
  // A folder of this machine may stand in for the system's own.
  if (options.tls !== undefined && (address.kind === 'ftp' || address.kind === 'sftp'))
    throw new TypeError('tls has no use: the address of the files is not ftps')
  const place = placeAt(address, options)
  const closing = new AbortController()
  const framed = (call: Call): Call => {
    const signal = AbortSignal.any([call.signal, closing.signal])
    signal.throwIfAborted()
    return { ...call, signal }
  }

  const openWithin = async (name: string, limit: number, outer: Call): Promise<Readable> => {
    checkName(name, 'open file')
    const call = framed(outer)
    const opened = await place.open(name, call)
    const { size } = opened.file
    if (size <= limit) return new CheckedFile(opened, { signal: call.signal, idleTimeoutMs })
    await opened.release()
    const detail = `has ${shown(name)} of ${size} bytes, more than the ${limit} allowed`
    throw new SystemFault('oversized', { stage: 'open file', detail })
  }

  return {
    async list(pattern, call) {
      const files = await place.list(createPattern(pattern), framed(call))
      return files.sort(newestFirst).map(remoteFile)
    },
    open: (name, call) => openWithin(name, maxBytes, call),
    async read(name, call) {
      const limit = Math.min(maxBytes, maxReadBytes)
      const stream = await openWithin(name, limit, call)
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        // Only text mode can come here: its size is not known before.
        if ((size += chunk.length) > limit) {
          throw new SystemFault('oversized', { stage: 'read file',
            detail: `sent more than ${limit} bytes of ${shown(name)}` })
        }
        chunks.push(chunk)
      }
      return Buffer.concat(chunks, size)
    },
    async isSettled(file, outer, ms) {
      checkName(file.name, 'find file')
      const call = framed(outer)
      await wait(ms, undefined, { signal: call.signal }).catch(() => call.signal.throwIfAborted())
      const now = await place.find(file.name, call)
      return now !== undefined && now.size === file.size && remoteFile(now).modifiedAt === file.modifiedAt
    },
    async close() {
      closing.abort(new SystemFault('unreachable', { stage: 'connect', detail: 'is closed' }))
    }
  }
}

function placeAt(address: FilesAddress, options: FilesOptions): Place {
  if (address.kind === 'folder') return createFolder(address.path)
  return address.kind === 'sftp' ? createSftp(address, options) : createFtp(address, options)
}

function newestFirst(one: PlaceFile, other: PlaceFile): number {
  return other.modifiedAtMs - one.modifiedAtMs || (one.name < other.name ? 1 : -1)
}

function remoteFile({ name, size, modifiedAtMs }: PlaceFile): RemoteFile {
  return { name, size, modifiedAt: new Date(modifiedAtMs).toISOString() }
}
