import { FileSystem, type FtpConnection, FtpSrv } from 'ftp-srv'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { Readable } from 'node:stream'

export interface FtpServerOptions {
  /** What clients see as `/`. */
  root: string
  user?: string
  password?: string
  /** Paths of PEM files: offers TLS to clients that ask for it. */
  tls?: { cert: string; key: string }
  /** Stands between the file and the client: may change the file, break the connection, cut or hold the stream. */
  onRead?: (stream: Readable, connection: FtpConnection) => Readable | void
}

export interface FtpServer {
  /** ftp://user@127.0.0.1:port, or ftps:// */
  url: string
  /** The transfer type (`binary`, `ascii`) of each file that was read. */
  transfers: string[]
  stop(): Promise<void>
}

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {}, fatal() {}, child: () => silent }

/** An FTP server that gives a folder to one user. */
export async function startFtp(
  { root, user = 'drop', password = 'rahasia', tls, onRead }: FtpServerOptions
): Promise<FtpServer> {
  const secure = tls !== undefined && { tls: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } }
  const server = withoutSignals(() =>
    new FtpSrv({ url: 'ftp://127.0.0.1:0', pasv_url: '127.0.0.1', log: silent, ...secure })
  )
  const transfers: string[] = []
  server.on('client-error', () => {})
  server.on('login', ({ connection, username, password: given }, resolve, reject) => {
    if (username !== user || given !== password) return reject(new Error('wrong user or password'))
    const fs = new FileSystem(connection, { root, cwd: '/' })
    const read = fs.read.bind(fs)
    fs.read = async (name, opts) => {
      transfers.push(connection.transferType)
      const { stream, clientPath } = (await read(name, opts)) as { stream: Readable; clientPath: string }
      return { stream: onRead?.(stream, connection) ?? stream, clientPath }
    }
    resolve({ fs })
  })
  await server.listen()
  const { server: listener, connections } = server as unknown as { server: Server;
    connections: Record<string, { commandSocket: Socket }> }
  const { port } = listener.address() as AddressInfo
  return {
    url: `${tls === undefined ? 'ftp' : 'ftps'}://${user}@127.0.0.1:${port}`,
    transfers,
    async stop() {
      // It waits for clients that left in the middle of a file.
      for (const { commandSocket } of Object.values(connections)) commandSocket.destroy()
      await server.close()
    }
  }
}

/** ftp-srv ends the process on these by itself, and leaves its listeners behind. */
function withoutSignals<T>(make: () => T): T {
  const signals = ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const
  const before = signals.map(signal => process.listeners(signal))
  const made = make()
  for (const [index, signal] of signals.entries()) {
    for (const listener of process.listeners(signal))
      if (!before[index]!.includes(listener)) process.off(signal, listener)
  }
  return made
}
