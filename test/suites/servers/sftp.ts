import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import ssh2, { type Connection, type SFTPWrapper } from 'ssh2'

export interface SftpServerOptions {
  /** What clients see as `/`. Links are followed wherever they lead, as real servers do. */
  root: string
  /** Default: any that is free. */
  port?: number
  user?: string
  password?: string
  /** OpenSSH text of the one public key that may log in. */
  publicKey?: string
  /** Called with the number of each block that is asked for; may change files, break the connection, or answer late. */
  onRead?: (block: number, connection: Connection) => void | Promise<void>
  /** Lets clients log in, and then speaks no SFTP. */
  garbage?: boolean
  /** Answers no request at all. */
  mute?: boolean
  /** The most bytes that one answer holds. Default: as many as asked for. */
  most?: number
}

export interface SftpServer {
  /** sftp://user@127.0.0.1:port */
  url: string
  hostKey: string
  connections: number
  stop(): Promise<void>
}

const { STATUS_CODE } = ssh2.utils.sftp

/** An SFTP server that gives a folder to one user, read only. */
export async function startSftp(options: SftpServerOptions): Promise<SftpServer> {
  const { user = 'drop', password = 'rahasia' } = options
  // Of the ed25519 keys that ssh2 makes it cannot read one in two hundred.
  const pair = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 })
  const clients = new Set<Connection>()
  const server = new ssh2.Server({ hostKeys: [pair.private] }, client => {
    clients.add(client)
    ;(client as Connection & { setNoDelay(on: boolean): void }).setNoDelay(true)
    client.on('error', () => {})
    client.on('close', () => clients.delete(client))
    client.on('authentication', context => {
      if (context.username === user && context.method === 'password' && context.password === password)
        return context.accept()
      if (context.username === user && context.method === 'publickey' && isKey(context, options.publicKey))
        return context.accept()
      context.reject(options.publicKey === undefined ? ['password'] : ['publickey'])
    })
    client.on('ready', () => {
      client.on('session', accept => {
        const session = accept()
        // A length of four gigabytes.
        if (options.garbage) session.on('subsystem', acceptChannel => acceptChannel().write(Buffer.alloc(64, 0xff)))
        else session.on('sftp', acceptSftp => serve(acceptSftp(), client, options))
      })
    })
  })
  await new Promise<void>(done => server.listen(options.port ?? 0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const key = ssh2.utils.parseKey(pair.public)
  if (key instanceof Error) throw key
  const fingerprint = createHash('sha256').update(key.getPublicSSH()).digest('base64').replace(/=+$/, '')
  return {
    url: `sftp://${user}@127.0.0.1:${port}`,
    hostKey: `SHA256:${fingerprint}`,
    get connections() {
      return clients.size
    },
    stop: () =>
      new Promise(done => {
        server.close(() => done())
        for (const client of clients) client.end()
      })
  }
}

function isKey(context: ssh2.PublicKeyAuthContext, publicKey: string | undefined): boolean {
  const key = publicKey === undefined ? new Error('no key may log in') : ssh2.utils.parseKey(publicKey)
  if (key instanceof Error || !key.getPublicSSH().equals(context.key.data)) return false
  return context.signature === undefined || key.verify(context.blob!, context.signature, context.hashAlgo)
}

function serve(
  sftp: SFTPWrapper,
  client: Connection,
  { root, onRead, mute, most = Infinity }: SftpServerOptions
): void {
  const handles = new Map<number, FileHandle | string[]>()
  let last = 0
  let block = 0
  const local = (path: string): string => join(root, join('/', path))
  const keep = (handle: FileHandle | string[]): Buffer => {
    handles.set(++last, handle)
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(last)
    return bytes
  }
  const held = (handle: Buffer): FileHandle | string[] | undefined => handles.get(handle.readUInt32BE())
  const answer = (id: number, work: () => Promise<unknown>): void => {
    if (mute) return
    work().catch((error: { code?: string }) => {
      const codes: Record<string, number> = { ENOENT: STATUS_CODE.NO_SUCH_FILE, EACCES: STATUS_CODE.PERMISSION_DENIED }
      sftp.status(id, codes[error.code ?? ''] ?? STATUS_CODE.FAILURE)
    })
  }
  client.on('close', () => {
    for (const handle of handles.values()) if (!Array.isArray(handle)) void handle.close()
    handles.clear()
  })
  sftp.on('error', () => {})
  sftp.on('REALPATH', (id, path) => {
    answer(id, async () => {
      const found = await realpath(local(path))
      const base = await realpath(root)
      const seen = found === base ? '/' : found.startsWith(`${base}/`) ? found.slice(base.length) : found
      sftp.name(id, [{ filename: seen, longname: seen, attrs: attributesOf(await stat(found)) }])
    })
  })
  sftp.on('STAT', (id, path) => answer(id, async () => sftp.attrs(id, attributesOf(await stat(local(path))))))
  sftp.on('LSTAT', (id, path) => answer(id, async () => sftp.attrs(id, attributesOf(await lstat(local(path))))))
  sftp.on('OPEN',
    (id, path) => answer(id, async () => sftp.handle(id, keep(await open(local(path), constants.O_RDONLY)))))
  sftp.on('FSTAT',
    (id, handle) => answer(id, async () => sftp.attrs(id, attributesOf(await (held(handle) as FileHandle).stat()))))
  sftp.on('READ', (id, handle, offset, length) => {
    answer(id, async () => {
      await onRead?.(block++, client)
      const { bytesRead, buffer } = await (held(handle) as FileHandle).read(Buffer.alloc(Math.min(length, most)), 0,
        Math.min(length, most), offset)
      if (bytesRead === 0) sftp.status(id, STATUS_CODE.EOF)
      else sftp.data(id, buffer.subarray(0, bytesRead))
    })
  })
  sftp.on('OPENDIR', (id, path) => {
    answer(id, async () => sftp.handle(id, keep((await readdir(local(path))).map(name => join(local(path), name)))))
  })
  sftp.on('READDIR', (id, handle) => {
    answer(id, async () => {
      const paths = (held(handle) as string[]).splice(0, 10)
      if (paths.length === 0) return sftp.status(id, STATUS_CODE.EOF)
      const entries = await Promise.all(paths.map(async path => ({ path, stats: await lstat(path) })))
      sftp.name(id,
        entries.map(({ path, stats }) => ({ filename: basename(path), longname: basename(path),
          attrs: attributesOf(stats) })
        ))
    })
  })
  sftp.on('CLOSE', (id, handle) => {
    answer(id, async () => {
      const open = held(handle)
      handles.delete(handle.readUInt32BE())
      if (open !== undefined && !Array.isArray(open)) await open.close()
      sftp.status(id, STATUS_CODE.OK)
    })
  })
}

function attributesOf({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): ssh2.Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) }
}
