import type { Client, FileInfo } from 'basic-ftp'
import { isIP } from 'node:net'
import { PassThrough } from 'node:stream'
import type { Call } from '../../call.ts'
import { SystemFault } from '../../faults.ts'
import { type SystemTls, tlsOptions } from '../../tls.ts'
import type { ServerAddress } from './address.ts'
import { ftpFault } from './ftp-faults.ts'
import { isSafeName, shown } from './names.ts'
import { MAX_ENTRIES, type OpenedFile, type Place, type PlaceFile } from './place.ts'
import { within } from './within.ts'

export interface FtpOptions {
  password?: string
  tls?: SystemTls | undefined
  transfer?: 'binary' | 'text'
  connectTimeoutMs?: number
  idleTimeoutMs?: number
}

const MAX_LISTING_BYTES = 16 * 1024 * 1024
const IMPLICIT_TLS = 990

/**
 * A folder behind FTP or FTPS. Transfers are binary: text mode would change line ends and sizes on the way. Data
 * connections go to the server itself and nowhere else. Links in the folder are left out of listings; where they lead
 * is for the server to bound.
 */
export function createFtp(address: ServerAddress<'ftp' | 'ftps'>, options: FtpOptions): Place {
  const { password = 'guest', tls, transfer = 'binary', connectTimeoutMs = 10_000, idleTimeoutMs = 30_000 } = options
  // oxlint-disable-next-line no-control-regex
  if (/[\r\n\u0000]/.test(password)) throw new TypeError('an FTP password cannot hold line breaks')

  const connect = async (call: Call): Promise<Commands> => {
    const { Client } = await import('basic-ftp')
    call.signal.throwIfAborted()
    const client = new Client(idleTimeoutMs, { allowSeparateTransferHost: false, maxListingBytes: MAX_LISTING_BYTES })
    const commands = new Commands(client, call)
    const { host, port, user, kind } = address
    const secure = kind === 'ftp' ? false : port === IMPLICIT_TLS ? ('implicit' as const) : true
    const secureOptions = { ...(isIP(host) === 0 && { servername: host }), ...tlsOptions(tls) }
    try {
      await commands.run('connect', undefined, () =>
        client.access({ host, port, user, password, secure, secureOptions }),
        call.timeouts?.connectMs ?? connectTimeoutMs)
      if (address.path !== undefined) await commands.run('open folder', undefined, () => client.cd(address.path!))
      return commands
    } catch (error) {
      client.close()
      throw error
    }
  }
  const once = async <T>(call: Call, run: (commands: Commands) => Promise<T>): Promise<T> => {
    const commands = await connect(call)
    try {
      return await run(commands)
    } finally {
      commands.client.close()
    }
  }

  return {
    list: (wanted, call) =>
      once(call, async commands => {
        const entries = await commands.run('list files', undefined, () => commands.client.list())
        if (entries.length > MAX_ENTRIES) {
          throw new SystemFault('oversized', { stage: 'list files',
            detail: `has more than ${MAX_ENTRIES} files in its folder` })
        }
        const files: PlaceFile[] = []
        for (const entry of entries) {
          if (entry.isFile && wanted(entry.name) && isSafeName(entry.name)) files.push(await dated(commands, entry))
        }
        return files
      }),

    find: (name, call) => once(call, commands => find(commands, name)),

    async open(name, call) {
      const commands = await connect(call)
      try {
        const file = await find(commands, name)
        if (file === undefined)
          throw new SystemFault('failed', { stage: 'open file', detail: `has no file ${shown(name)}` })
        if (transfer === 'text') await commands.run('open file', name, () => commands.client.send('TYPE A'))
        return download(commands, file, transfer)
      } catch (error) {
        commands.client.close()
        throw error
      }
    }
  }
}

/** Plain listings tell times in words, to the minute and in a zone that nobody knows: MDTM tells them for one file. */
async function dated({ run, client }: Commands, { name, size, modifiedAt }: FileInfo): Promise<PlaceFile> {
  const changed = modifiedAt ?? (await run('list files', name, () => client.lastMod(name)))
  return { name, size, modifiedAtMs: changed.getTime() }
}

async function find(commands: Commands, name: string): Promise<PlaceFile | undefined> {
  const { run, client } = commands
  try {
    const size = await sizeOf(commands, name)
    const changed = await run('find file', name, () => client.lastMod(name))
    return { name, size, modifiedAtMs: changed.getTime() }
  } catch (error) {
    if (error instanceof SystemFault && (error.cause as { code?: unknown } | undefined)?.code === 550) return undefined
    throw error
  }
}

/** Servers without SIZE, or with an answer of their own to it, tell sizes in their listing at least. */
async function sizeOf({ run, client }: Commands, name: string): Promise<number> {
  try {
    return await run('find file', name, () => client.size(name))
  } catch (error) {
    if (!(error instanceof SystemFault) || error.kind !== 'unreadable') throw error
    const entry = (await run('find file', name, () => client.list())).find(entry => entry.name === name && entry.isFile)
    if (entry === undefined) throw error
    return entry.size
  }
}

function download(commands: Commands, file: PlaceFile, transfer: 'binary' | 'text'): OpenedFile {
  const { client, run } = commands
  const { name } = file
  const pipe = new PassThrough({ highWaterMark: 256 * 1024 })
  const bytes = pipe[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let whole: Promise<unknown> | undefined
  const begin = (): Promise<unknown> => {
    // No time-out of its own: a reader may take hours over a file, each block has one.
    const transfer = run('read file', name, () => client.downloadTo(pipe, name))
    transfer.catch((error: unknown) => pipe.destroy(error as Error))
    return transfer
  }
  return {
    file,
    expected: transfer === 'binary' ? file.size : undefined,
    async pull() {
      whole ??= begin()
      const { done, value } = await bytes.next()
      if (!done) return value
      // All bytes are here when the server says so, not when the data connection is closed.
      await whole
      return undefined
    },
    async again() {
      if (transfer === 'text') await run('read file', name, () => client.send('TYPE I'))
      return find(commands, name)
    },
    async release() {
      client.close()
      pipe.destroy()
    }
  }
}

/** Commands over one connection, one at a time, their faults named. */
class Commands {
  readonly client: Client
  #signal: AbortSignal

  constructor(client: Client, { signal }: Call) {
    this.client = client
    this.#signal = signal
  }

  readonly run = async <T>(
    stage: string,
    name: string | undefined,
    command: () => Promise<T>,
    ms?: number
  ): Promise<T> => {
    const late = (): SystemFault => new SystemFault('timeout', { stage, detail: `did not answer within ${ms} ms` })
    try {
      return await within(command(), { ms, signal: this.#signal, late })
    } catch (error) {
      if (error instanceof SystemFault || this.#signal.aborted) throw error
      throw ftpFault(error, stage, name === undefined ? 'its folder' : shown(name))
    }
  }
}
