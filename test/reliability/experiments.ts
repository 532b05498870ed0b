import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from '../../demo/legacy-system.ts'
import type { Installation } from './installation.ts'
import { authorizationOf } from './load.ts'

/** One way to break the installation. */
export interface Experiment {
  name: string
  /** Breaks it; the load goes on meanwhile. */
  fault(place: Installation): Promise<void>
  /** For so long it stays broken. */
  holdMs: number
  /** What the hub must say of it then. @returns what it said, for the table */
  says(place: Installation): Promise<string>
  mustSay: RegExp
  restore(place: Installation): Promise<void>
  /** Reads and writes that are not answered well while it is broken are no fault: what is needed is away. */
  mayRefuse: { reads: boolean; writes: boolean }
  /** Requests that may go without an answer: those that were on their way. */
  mayCut?: number
}

const nothing = (): Promise<void> => Promise.resolve()
const BOTH_READY = /^readyz 200, 200$/
const all = { reads: true, writes: true }
const none = { reads: false, writes: false }

export const experiments: readonly Experiment[] = [
  {
    name: 'nothing is broken',
    fault: nothing,
    holdMs: 5_000,
    says: place => readiness(place),
    mustSay: BOTH_READY,
    restore: nothing,
    mayRefuse: none
  },
  {
    name: 'one replica is killed (SIGKILL), and comes back after 3 s',
    fault: ({ replicas: [one] }) => Promise.resolve(one?.signal('SIGKILL')),
    holdMs: 3_000,
    says: place => readiness(place),
    mustSay: /^readyz silent, 200$/,
    restore: ({ replicas: [one] }) => one?.start() ?? nothing(),
    mayRefuse: none
  },
  {
    name: 'both replicas are restarted in turn (SIGTERM)',
    async fault({ replicas }) {
      for (const replica of replicas) {
        await replica.stop()
        await replica.start()
        await wait(3_000)
      }
    },
    holdMs: 0,
    says: place => readiness(place),
    mustSay: BOTH_READY,
    restore: nothing,
    mayRefuse: none
  },
  frozen(14_000),
  frozen(30_000),
  {
    name: 'Redis is stopped for 10 s',
    fault: ({ redis }) => redis.stop(),
    holdMs: 10_000,
    says: place => readiness(place),
    mustSay: BOTH_READY,
    restore: ({ redis }) => redis.start(),
    mayRefuse: none
  },
  {
    name: 'Redis loses all that it had (FLUSHALL)',
    fault: ({ redis: { url } }) => tellRedis(url, 'FLUSHALL'),
    holdMs: 3_000,
    says: place => readiness(place),
    mustSay: BOTH_READY,
    restore: nothing,
    mayRefuse: none
  },
  {
    name: 'PostgreSQL is stopped for 30 s',
    fault: ({ postgres }) => postgres.stop(),
    holdMs: 30_000,
    says: place => readiness(place),
    mustSay: /^readyz 200 store failed, 200 store failed$/,
    restore: ({ postgres }) => postgres.start(),
    mayRefuse: { reads: false, writes: true }
  },
  {
    name: 'the configuration is wrong, and is loaded',
    async fault({ configFile, replicas }) {
      appendFileSync(configFile, 'no_such_key: true\n')
      for (const replica of replicas) replica.signal('SIGHUP')
      await wait(500)
    },
    holdMs: 4_000,
    says: ({ replicas: [one] }) =>
      Promise.resolve(
        /no_such_key/.test(readFileSync(one?.logFile ?? '', 'utf8')) ? 'the log names the key' : 'nothing'
      ),
    mustSay: /names the key/,
    async restore({ configFile, replicas }) {
      writeFileSync(configFile, readFileSync(configFile, 'utf8').replace('no_such_key: true\n', ''))
      for (const replica of replicas) replica.signal('SIGHUP')
      await wait(500)
    },
    mayRefuse: none
  },
  ill('answers each call after 800 ms', { kind: 'slow', ms: 800 }, { reads: true, writes: false }, /breaker closed/),
  ill('is down', { kind: 'down' }, all, /^down/),
  ill('says what makes no sense', { kind: 'garbage' }, all, /^down/),
  ill('never ends an answer', { kind: 'slow', ms: 600_000 }, all, /^down/),
  // Writes that hang hold the places that its owner allows: a read that needs one may be told to come again.
  ill('keeps what is written, and never says so', { kind: 'hang' }, all, /^(up|degraded|down)/)
]

function frozen(ms: number): Experiment {
  return {
    name: `one replica stands still for ${ms / 1_000} s (SIGSTOP)`,
    fault: ({ replicas: [one] }) => Promise.resolve(one?.signal('SIGSTOP')),
    holdMs: ms,
    says: place => readiness(place),
    mustSay: /^readyz silent, 200$/,
    restore: ({ replicas: [one] }) => Promise.resolve(one?.signal('SIGCONT')),
    mayRefuse: { reads: false, writes: false },
    // What it was at when it stopped is not answered in time.
    mayCut: 10
  }
}

/** The system of the complaints. */
function ill(how: string, fault: Fault, mayRefuse: Experiment['mayRefuse'], mustSay: RegExp): Experiment {
  return {
    name: `a system ${how}, for 15 s`,
    fault: ({ legacy: [complaints] }) => complaints?.setFault(fault) ?? nothing(),
    holdMs: 15_000,
    says: ({ url }) => health(url),
    mustSay,
    restore: ({ legacy: [complaints] }) => complaints?.setFault({ kind: 'none' }) ?? nothing(),
    mayRefuse
  }
}

/** What each replica says of itself. */
async function readiness({ replicas }: Installation): Promise<string> {
  const said = await Promise.all(replicas.map(async ({ port }) => {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1_000) })
      const { store, redis } = (await response.json()) as { store?: string; redis?: string }
      return [response.status, store !== undefined && store !== 'ready' && `store ${store}`,
        redis !== undefined && redis !== 'ready' && `Redis ${redis}`].filter(Boolean).join(' ')
    } catch {
      return 'silent'
    }
  }))
  return `readyz ${said.join(', ')}`
}

async function health(url: string): Promise<string> {
  const response = await fetch(`${url}/v1/systems/complaints`, { headers: authorizationOf('reader') })
  const { health: { state, breaker } } = (await response.json()) as { health: { state: string; breaker: string } }
  return `${state}, breaker ${breaker}`
}

function tellRedis(url: string, command: string): Promise<void> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) })
    socket.once('error', reject)
    socket.once('data', () => {
      socket.end()
      resolve()
    })
    socket.write(`${command}\r\n`)
  })
}
