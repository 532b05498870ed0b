import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** One client's control connection, and the data connection that it has asked for. */
export interface Session {
  /** Logged in. */
  readonly in: boolean
  say(code: number, text: string): void
  lines(code: number, title: string, lines: readonly string[]): void
  user(name: string): void
  login(password: string, expected: { user: string; password: string }): void
  /** Waits for the client's data connection, on a port of its own. */
  listen(command: 'PASV' | 'EPSV'): Promise<void>
  /** Sends bytes over the data connection; `broken` says that they are not all. */
  send(bytes: Buffer, broken?: boolean): Promise<void>
  quit(): void
}

export function createSession(control: Socket): Session {
  let user = ''
  let isIn = false
  let passive: Server | undefined
  let arrived: Promise<Socket> | undefined
  control.once('close', () => passive?.close())

  const say = (code: number, text: string): void => void control.write(`${code} ${text}\r\n`)

  return {
    get in() {
      return isIn
    },
    say,
    lines(code, title, lines) {
      control.write(`${code}-${title}\r\n${lines.map(line => ` ${line}\r\n`).join('')}`)
      say(code, 'End')
    },
    user(name) {
      user = name
      isIn = false
      say(331, 'Password required.')
    },
    login(password, expected) {
      isIn = user === expected.user && password === expected.password
      if (isIn) say(230, 'Logged in.')
      else say(530, 'Login incorrect.')
    },
    async listen(command) {
      passive?.close()
      const server = (passive = createServer())
      arrived = new Promise(resolve => {
        server.once('connection', resolve)
      })
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve)
      })
      const { port } = server.address() as AddressInfo
      if (command === 'EPSV') say(229, `Entering Extended Passive Mode (|||${port}|)`)
      else say(227, `Entering Passive Mode (127,0,0,1,${port >> 8},${port & 0xff})`)
    },
    async send(bytes, broken = false) {
      if (arrived === undefined) return say(425, 'Use PASV or EPSV first.')
      say(150, 'Opening data connection.')
      const data = await arrived
      data.on('error', () => {})
      arrived = undefined
      passive?.close()
      data.end(bytes,
        () => (broken ? say(426, 'Connection closed; transfer aborted.') : say(226, 'Transfer complete.')))
    },
    quit() {
      say(221, 'Goodbye.')
      control.end()
    }
  }
}
