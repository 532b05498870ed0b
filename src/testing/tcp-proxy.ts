import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type Barrier, createWatch } from './barrier.ts'

/**
 * What happens to what the system says. `silence` keeps from it what the adapter says as well, on the one connection on
 * which it speaks first: over another it may tell a database to stop.
 */
export type TcpFault = 'silence' | 'reset' | 'cut' | 'noise' | 'drip'

interface Line {
  client: Socket
  upstream: Socket
  /** The adapter has said something and got no answer yet. */
  isWaiting: boolean
  isSilenced: boolean
  /** What the system has said and the adapter is still to get, a byte at a time. */
  dripping: Buffer
}

const DRIP_MS = 20
const noise = Buffer.from(Array.from({ length: 4_096 }, (_, i) => (i * 167 + 29) & 0xff))

/** A TCP proxy in front of one server that can stand in its way. It knows no protocol. */
export async function startTcpProxy(host: string, port: number): Promise<Barrier<TcpFault> & { port: number }> {
  const lines = new Set<Line>()
  const watch = createWatch()
  let fault: TcpFault | undefined
  let arrived = 0
  /** Whether the adapter makes a connection for each call, which shows as long as nothing is in its way. */
  let isOneShot = false
  let wasWell = true
  /** A silenced connection has been spoken on. */
  let isHeard = false

  const hangUp = ({ client, upstream }: Line): void => {
    client.destroy()
    upstream.destroy()
  }
  const server = createServer(client => {
    const isSilenced = fault === 'silence' && !isHeard
    const line: Line = { client, upstream: connect(port, host), isWaiting: isSilenced, isSilenced,
      dripping: Buffer.alloc(0) }
    const { upstream } = line
    lines.add(line)
    if (fault !== undefined) {
      arrived++
      isHeard ||= isSilenced
      watch.changed()
    }
    for (const socket of [client, upstream]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        hangUp(line)
        isOneShot ||= wasWell && socket === client
        lines.delete(line)
        watch.changed()
      })
    }
    client.on('data', bytes => {
      arrived++
      line.isWaiting = true
      isHeard ||= line.isSilenced
      watch.changed()
      if (fault === 'reset') hangUp(line)
      else if (fault === 'noise') client.write(noise)
      else if (!line.isSilenced) upstream.write(bytes)
    })
    upstream.on('data', bytes => {
      answer(line, bytes)
    })
  })

  function answer(line: Line, bytes: Buffer): void {
    const { client } = line
    if (line.isSilenced) return
    if (fault === 'reset') return hangUp(line)
    if (fault === 'cut') {
      client.write(bytes.subarray(0, Math.max(1, Math.floor(bytes.length / 2))), () => {
        hangUp(line)
      })
      return
    }
    if (fault === 'drip') {
      const isUnderWay = line.dripping.length > 0
      line.dripping = Buffer.concat([line.dripping, bytes])
      return isUnderWay ? undefined : drip(line)
    }
    client.write(fault === 'noise' ? noise : bytes)
    line.isWaiting = false
    watch.changed()
  }

  function drip(line: Line): void {
    if (line.dripping.length === 0 || line.client.destroyed) return
    line.client.write(line.dripping.subarray(0, 1))
    line.dripping = line.dripping.subarray(1)
    setTimeout(() => {
      drip(line)
    }, DRIP_MS).unref()
  }

  const listen = async (at: number): Promise<void> => {
    server.listen(at, '127.0.0.1')
    await once(server, 'listening')
  }
  await listen(0)
  const own = (server.address() as AddressInfo).port
  const down = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const line of lines) hangUp(line)
    await closed
  }

  return {
    port: own,
    get arrived() {
      return arrived
    },
    isCalm: async () => void (isOneShot && (await watch.until(() => lines.size === 0, 1_000))),
    set(next) {
      fault = next
      wasWell = false
      // Some things that an adapter says are never answered: what counts is what it says from now on.
      for (const line of lines) {
        line.isWaiting = false
        line.isSilenced = next === 'silence'
        line.client.write(line.dripping)
        line.dripping = Buffer.alloc(0)
      }
      isHeard = false
    },
    down,
    up: () => (server.listening ? Promise.resolve() : listen(own)),
    async nextArrival() {
      const before = arrived
      await watch.until(() => arrived > before, 5_000)
    },
    isReleased: ms => watch.until(() => ![...lines].some(({ isWaiting }) => isWaiting), ms),
    isLetGo: ms => watch.until(() => lines.size === 0, ms),
    close: down
  }
}
