import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { changedCity, entryOf } from './city.ts'
import { spreadOf } from './figures.ts'
import { authorization, type LegacySystems, startHub, startLegacySystems } from './hub.ts'
import type { Options } from './options.ts'
import { count, print, printTable, show, tell } from './print.ts'
import { MANY, manySystems } from './start.ts'

/** How a system stops answering. */
type Fault = 'refuses' | 'cuts' | 'hangs'
const SYSTEM = 'complaints'
const ALERT_SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const LONGEST_MS = 90_000
const POLL_MS = 50

interface Doors {
  /** The variables of the config file, leading here. */
  environment: Record<string, string>
  fail(fault: Fault): Promise<void>
  close(): Promise<void>
}

/** Stands in front of every legacy system that is reached by HTTP, and stops answering when it is told to. */
async function startDoors({ environment }: Pick<LegacySystems, 'environment'>): Promise<Doors> {
  const sockets = new Set<Socket>()
  let isSilent = false
  let isCutting = false
  const leading: Record<string, string> = { ...environment }
  const servers = await Promise.all(
    Object.entries(environment).filter(([, value]) => /^http:\/\/127\.0\.0\.1:\d+/.test(value)).map(
      async ([name, value]) => {
        const { port, pathname } = new URL(value)
        const server = createServer(socket => {
          if (isCutting) return void socket.destroy()
          sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)))
          if (isSilent) return
          const behind = connect(Number(port), '127.0.0.1').on('error', () => socket.destroy())
          socket.on('data', chunk => {
            if (!isSilent) behind.write(chunk)
          }).on('close', () => behind.destroy())
          behind.on('data', chunk => {
            if (!isSilent) socket.write(chunk)
          }).on('close', () => socket.destroy())
        }).listen(0, '127.0.0.1')
        await once(server, 'listening')
        leading[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname === '/' ? '' : pathname}`
        return server
      }
    )
  )
  const closeAll = (): Promise<unknown> =>
    Promise.all(servers.filter(({ listening }) => listening).map(server => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      return closed
    }))
  return {
    environment: leading,
    async fail(fault) {
      if (fault === 'refuses') await closeAll()
      isSilent = fault === 'hangs'
      isCutting = fault === 'cuts'
      if (isCutting) { for (const socket of sockets) socket.destroy() }
    },
    async close() {
      await closeAll()
    }
  }
}

interface Case {
  name: string
  fault: Fault
  configFile: string
}

interface Times {
  /** On the Command Center. */
  seen: number[]
  /** At the receiver. */
  told: number[]
  messages: number[]
}

/**
 * From the moment at which systems stop answering: until the Command Center shows it, and until people are told. Nobody
 * asks the systems for anything.
 */
export async function measureAlerts({ rounds, quick }: Options): Promise<void> {
  const probed = (city: Parameters<NonNullable<Parameters<typeof changedCity>[0]>>[0]): void => {
    Object.assign(entryOf(city, SYSTEM), { probe: { idle_seconds: 2 }, limits: { timeout_ms: 2_000 } })
  }
  const quiet = changedCity()
  const cases: Case[] = [
    { name: 'takes no connections any more', fault: 'refuses', configFile: quiet },
    { name: 'cuts every connection', fault: 'cuts', configFile: changedCity(probed) },
    { name: 'hangs; probe.idle_seconds 2, timeout_ms 2000', fault: 'hangs', configFile: changedCity(probed) },
    { name: `${MANY} systems, all at once, take none`, fault: 'refuses', configFile: manySystems() }
  ]
  const rows: string[][] = []
  for (const { name, fault, configFile } of quick ? cases.slice(0, 1) : cases) {
    const times: Times = { seen: [], told: [], messages: [] }
    for (let round = 1; round <= rounds; round++) {
      tell(`Alerts: ${name}, round ${round} of ${rounds}`)
      await measureOnce(fault, configFile, times)
    }
    rows.push([name, show(spreadOf(times.seen), 1), show(spreadOf(times.told), 1),
      count(spreadOf(times.messages).max, 0)])
  }
  printTable('Alerts: systems that nobody asks stop answering', ['', 'seen on the Command Center, s',
    'told to people, s', 'messages'], rows)
  print(
    '\nBars: 5 s and 15 s. Seen: the state of the system is another than `up`. Told: a webhook has come; messages ' +
      'within five seconds of the first.'
  )
}

async function measureOnce(fault: Fault, configFile: string, times: Times): Promise<void> {
  const legacy = await startLegacySystems()
  const doors = await startDoors(legacy)
  const arrivals: number[] = []
  const receiver = createHttpServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    }).on('end', () => {
      if (body.includes('"system_down"')) arrivals.push(performance.now())
      response.writeHead(204).end()
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const env = { ALERT_URL: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`, ALERT_SECRET }
  const hub = await startHub({ environment: doors.environment, configFile, env })
  try {
    const stateOf = async (): Promise<string | undefined> => {
      const { systems } =
        (await (await fetch(`${hub.url}/command-center/state`, { headers: authorization('operations') })).json()) as {
          systems: { id: string; state: string }[]
        }
      return systems.find(({ id }) => id === SYSTEM)?.state
    }
    await until(async () => (await stateOf()) === 'up')
    // The hub looks every so often: at any moment of that.
    await wait(4_000 + Math.random() * 3_000)
    const began = performance.now()
    await doors.fail(fault)
    await until(async () => (await stateOf()) !== 'up')
    times.seen.push((performance.now() - began) / 1_000)
    await until(() => Promise.resolve(arrivals.length > 0))
    times.told.push(((arrivals[0] ?? NaN) - began) / 1_000)
    await wait(5_000)
    times.messages.push(arrivals.length)
  } finally {
    await hub.stop()
    receiver.closeAllConnections()
    receiver.close()
    await doors.close()
    await legacy.stop()
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + LONGEST_MS; !await holds(); await wait(POLL_MS)) {
    if (performance.now() > end) throw new Error('it did not come about: nothing can be told of it')
  }
}
