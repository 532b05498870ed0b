import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { type DropFile, filesUnder, type FtpDrop } from './drop.ts'
import { createSession, type Session } from './ftp-session.ts'
import type { Fault, RunningSystem, StartOptions } from './running-system.ts'

const slowMs = 8_000
/** What moves files or tells of them: these are counted, and the faults are theirs. */
const transfers = new Set(['LIST', 'NLST', 'MLSD', 'RETR'])
const counted = new Set([...transfers, 'SIZE', 'MDTM'])
const features = ['EPSV', 'MDTM', 'MLST type*;size*;modify*;', 'SIZE', 'UTF8']

/** A small FTP server (RFC 959, 2428, 3659) with one login and one folder. Data connections are passive. */
export async function startFtp(drop: FtpDrop, { port = 0, latencyMs = 0 }: StartOptions): Promise<RunningSystem> {
  const calls: Record<string, number> = {}
  const connections = new Set<Socket>()
  let fault: Fault = { kind: 'none' }
  let faultSince = new Date()
  let maxConcurrency = 0
  let changing: Promise<void> = Promise.resolve()
  let released = new AbortController()

  const files = (): readonly DropFile[] =>
    filesUnder(drop, { kind: fault.kind === 'truncate' ? 'none' : fault.kind }, faultSince)
      // A file that breaks off on the way is a new one to whoever looks at times.
      .map(file => (fault.kind === 'truncate' ? { ...file, modifiedAt: faultSince } : file))

  /** Ends early when the fault changes. */
  const pause = (ms: number): Promise<void> => wait(ms, undefined, { signal: released.signal }).catch(() => {})

  function serve(control: Socket): void {
    const session = createSession(control)
    let text = ''
    let turn: Promise<void> = Promise.resolve()
    control.setEncoding('latin1')
    control.on('data', (chunk: string) => {
      text += chunk
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
        const line = text.slice(0, end).trim()
        text = text.slice(end + 1)
        turn = turn.then(() => run(session, line)).catch(() => void control.destroy())
      }
    })
    session.say(220, `${drop.id} FTP`)
  }

  async function run(session: Session, line: string): Promise<void> {
    const [, word = '', argument = ''] = /^(\S+) ?(.*)$/.exec(line) ?? []
    const command = word.toUpperCase()
    if (counted.has(command)) calls[command] = (calls[command] ?? 0) + 1
    if (!session.in && !['USER', 'PASS', 'QUIT', 'FEAT'].includes(command))
      return session.say(530, 'Please login with USER and PASS.')
    if (latencyMs > 0) await pause(latencyMs)
    if (transfers.has(command)) {
      if (fault.kind === 'slow') await pause(fault.ms ?? slowMs)
      if (fault.kind === 'error') return session.say(451, 'Requested action aborted: local error in processing.')
      return transfer(session, command, argument)
    }
    const file = files().find(({ name }) => name === argument.replace(/^.*\//, ''))
    switch (command) {
      case 'USER':
        return session.user(argument)
      case 'PASS':
        return session.login(argument, drop.login)
      case 'SYST':
        return session.say(215, 'UNIX Type: L8')
      case 'FEAT':
        return session.lines(211, 'Features:', features)
      case 'PWD':
        return session.say(257, '"/" is the current directory.')
      case 'CWD':
        return argument === '/' ? session.say(250, 'OK') : session.say(550, 'No such directory.')
      case 'TYPE':
      case 'STRU':
      case 'MODE':
      case 'OPTS':
      case 'NOOP':
        return session.say(200, 'OK')
      case 'PASV':
      case 'EPSV':
        return session.listen(command)
      case 'SIZE':
        return file === undefined ? session.say(550, 'No such file.') : session.say(213, String(file.bytes.length))
      case 'MDTM':
        return file === undefined ? session.say(550, 'No such file.') : session.say(213, stampOf(file.modifiedAt))
      case 'QUIT':
        return session.quit()
      default:
        return session.say(502, 'Command not implemented.')
    }
  }

  async function transfer(session: Session, command: string, argument: string): Promise<void> {
    if (command !== 'RETR')
      return session.send(Buffer.from(files().map(lineOf[command] ?? (({ name }) => `${name}\r\n`)).join('')))
    const file = files().find(({ name }) => name === argument.replace(/^.*\//, ''))
    if (file === undefined) return session.say(550, 'No such file.')
    if (fault.kind !== 'truncate') return session.send(file.bytes)
    await session.send(file.bytes.subarray(0, file.bytes.length >> 1), true)
  }

  const server = createServer(control => {
    connections.add(control)
    maxConcurrency = Math.max(maxConcurrency, connections.size)
    control.once('close', () => connections.delete(control))
    control.on('error', () => {})
    serve(control)
  })

  async function change(next: Fault, after: Promise<void>): Promise<void> {
    await after.catch(() => {})
    fault = next
    faultSince = new Date()
    released.abort()
    released = new AbortController()
    if (next.kind === 'down' && server.listening) await close(server, connections)
    if (next.kind !== 'down' && !server.listening) await listen(server, at.port)
  }

  await listen(server, port)
  const at = server.address() as AddressInfo
  const url = `ftp://127.0.0.1:${at.port}`
  return {
    id: drop.id,
    url,
    calls,
    get maxConcurrency() {
      return maxConcurrency
    },
    get fault() {
      return fault
    },
    takesWrites: false,
    canDrift: drop.drifted !== undefined,
    environment: drop.environment(url),
    setFault: next => (changing = change(next, changing)),
    records: () => [],
    stop: async () => {
      await changing.catch(() => {})
      released.abort()
      if (server.listening) await close(server, connections)
    }
  }
}

const stampOf = (time: Date): string => time.toISOString().slice(0, 19).replace(/[-T:]/g, '')
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

const lineOf: Readonly<Record<string, (file: DropFile) => string>> = {
  MLSD: ({ name, bytes, modifiedAt }) => `type=file;size=${bytes.length};modify=${stampOf(modifiedAt)}; ${name}\r\n`,
  LIST: ({ name, bytes, modifiedAt: at }) =>
    `-rw-r--r-- 1 ftp ftp ${String(bytes.length).padStart(10)} ${months[at.getUTCMonth()]} ${two(at.getUTCDate())} ${
      two(at.getUTCHours())
    }:${two(at.getUTCMinutes())} ${name}\r\n`
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server, connections: ReadonlySet<Socket>): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    for (const connection of connections) connection.destroy()
  })
}
