import { Aedes, type AedesOptions } from 'aedes'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Test } from 'tap'

export interface Broker {
  aedes: Aedes
  url: string
  /** Cuts every connection and takes no new one. */
  cut(): Promise<void>
  /** Takes connections again, at the same address. */
  mend(): Promise<void>
  publish(topic: string, payload: string | Buffer, options?: { qos?: 0 | 1; retain?: boolean }): Promise<void>
}

/** A real broker in this process; its sessions outlive its connections. */
export async function startBroker(t: Test, options: AedesOptions = {}): Promise<Broker> {
  const aedes = await Aedes.createBroker(options)
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    aedes.handle(socket)
  })
  const port = await listen(server, 0)
  const cut = async (): Promise<void> => {
    const closed = server.listening ? new Promise(done => server.close(done)) : undefined
    for (const socket of sockets) socket.destroy()
    await closed
  }
  t.teardown(async () => {
    await cut()
    await new Promise<void>(done => aedes.close(done))
  })
  return {
    aedes,
    url: `mqtt://127.0.0.1:${port}`,
    cut,
    mend: async () => void (await listen(server, port)),
    publish: (topic, payload, { qos = 1, retain = false } = {}) =>
      new Promise((resolve, reject) => {
        aedes.publish({ cmd: 'publish', topic, payload, qos, retain, dup: false },
          error => (error ? reject(error) : resolve()))
      })
  }
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

// Run as a program: a broker of its own process, to be killed. Tells its port.
if (process.argv[1] === import.meta.filename) {
  const aedes = await Aedes.createBroker()
  const port = await listen(createServer(aedes.handle), Number(process.argv[2] ?? 0))
  process.stdout.write(`${port}\n`)
}
