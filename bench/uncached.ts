import { changedCity, type CityFile, entryOf, NEVER_FRESH } from './city.ts'
import { compare, type Contender } from './compare.ts'
import { ratiosOf, spreadOf } from './figures.ts'
import { authorization, type LegacySystems, type LoadedHub, root, startHub, startLegacySystems } from './hub.ts'
import type { Options } from './options.ts'
import { print, show } from './print.ts'
import { type Server, startSpeaking } from './server.ts'

/** With the row behind them, the smallest page that the hub asks a system for. */
const ROWS = 25
const PATH = `/v1/licences?limit=${ROWS}`
const LATENCY_MS = 10
/** One at a time: equal questions that meet are asked once by the hub, which would flatter it. */
const CONNECTIONS = 1
/** Times what the usual client gives. */
const SOAP_PACKAGE_BAR = 4

interface HubContender extends Contender {
  start(flags?: readonly string[]): Promise<Server>
}

const hub = (legacy: LegacySystems, change: (city: CityFile) => void): HubContender => {
  const configFile = changedCity(change)
  return {
    name: 'hub: mapped, validated, masked, JWT, limit, log',
    start: (flags = []) => startHub({ ...legacy, configFile, flags }),
    request: url => ({ url: url + PATH, headers: authorization(), connections: CONNECTIONS })
  }
}

/** Two deployments of one product, each twice, every read anew. */
function fourSystems(city: CityFile): void {
  const ids = ['licensing-a', 'licensing-b']
  for (const id of ids) {
    const entry = { ...entryOf(city, id), freshness: { licences: NEVER_FRESH } }
    city.systems[id] = entry
    city.systems[`${id}-2`] = { ...entry, prefix: `${entry.prefix}X` }
  }
  city.routes = { licences: [...ids, ...ids.map(id => `${id}-2`)] }
}

/** One SOAP system, every read anew. */
function soapSystem(city: CityFile): void {
  entryOf(city, 'transport')['freshness'] = { licences: NEVER_FRESH }
  city.routes = { licences: ['transport'] }
}

/** The hub alone, to look into it. */
export const startFederatedCase = (flags: readonly string[]): Promise<LoadedHub> => startCase(fourSystems, flags)
export const startSoapCase = (flags: readonly string[]): Promise<LoadedHub> => startCase(soapSystem, flags)

async function startCase(change: (city: CityFile) => void, flags: readonly string[]): Promise<LoadedHub> {
  const legacy = await startLegacySystems()
  const contender = hub(legacy, change)
  const server = await contender.start(flags)
  return {
    hub: server,
    request: contender.request(server.url),
    async stop() {
      await server.stop()
      await legacy.stop()
    }
  }
}

const byHand = (name: string, script: string, env: Record<string, string>): Contender => ({
  name,
  start: () => startSpeaking({ command: [process.execPath, `${root}bench/contenders/${script}`], env }),
  request: url => ({ url: url + PATH, connections: CONNECTIONS })
})

/** One list of four systems, each read anew for every request. */
export async function measureFederated({ rounds, seconds }: Options): Promise<void> {
  const legacy = await startLegacySystems({ latencyMs: LATENCY_MS })
  try {
    const { LICENSING_A_URL: a, LICENSING_B_URL: b, LICENSING_A_KEY: keyA, LICENSING_B_KEY: keyB } = legacy.environment
    const listOf = (url: string | undefined, key: string | undefined): string =>
      `${url}/penerbitan/list_data?sEcho=1&iDisplayStart=0&iDisplayLength=${ROWS}&iColumns=14&iSortingCols=1` +
      `&iSortCol_0=13&sSortDir_0=desc&key=${key}`
    const lists = [listOf(a, keyA), listOf(b, keyB), listOf(a, keyA), listOf(b, keyB)]
    const alone: Contender = {
      name: 'one of the systems itself',
      start: async () => ({ url: a ?? '', cpuMs: () => undefined, stop: async () => {} }),
      request: () => ({ url: lists[0] ?? '', connections: CONNECTIONS })
    }
    const merged = byHand('Fastify and undici by hand, merged as they are', 'merge-by-hand.ts', {
      BENCH_LISTS: JSON.stringify(lists)
    })
    const figures = await compare({
      title: `Federated list, uncached: 4 systems that answer after ${LATENCY_MS} ms, ${ROWS} records`,
      rounds,
      seconds,
      byLatency: true,
      reference: merged.name,
      contenders: [alone, merged, hub(legacy, fourSystems)]
    })
    const [direct = [], ...others] = [...figures].map(([, list]) => list.map(({ p50Ms }) => p50Ms))
    const added = others.map(list => spreadOf(list.map((p50Ms, round) => p50Ms - (direct[round] ?? NaN))))
    print(
      `\nAdded to the slowest system at p50, ms: by hand ${added[0] && show(added[0])}, hub ${
        added[1] && show(added[1])
      }`
    )
  } finally {
    await legacy.stop()
  }
}

/** A list of one SOAP system, read anew for every request. */
export async function measureSoap({ rounds, seconds }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  try {
    const { TRANSPORT_URL: url, TRANSPORT_USER: user, TRANSPORT_PASSWORD: password } = legacy.environment
    const env = { BENCH_SOAP: JSON.stringify({ url, user, password, rows: String(ROWS) }) }
    const mapped = byHand('Fastify, undici and saxes by hand', 'soap-by-hand.ts', env)
    const client = byHand('Fastify and the soap package by hand', 'soap-client.ts', env)
    const figures = await compare({
      title: `SOAP list, uncached: ${ROWS} records`,
      rounds,
      seconds,
      byLatency: true,
      reference: mapped.name,
      contenders: [client, mapped, hub(legacy, soapSystem)]
    })
    const [byClient = [], , ofHub = []] = [...figures.values()].map(list =>
      list.map(({ requestsPerSecond }) => requestsPerSecond)
    )
    print(
      `\nThe hub gives as many lists a second as the soap package x ${
        show(ratiosOf(ofHub, byClient))
      } (bar: ${SOAP_PACKAGE_BAR})`
    )
  } finally {
    await legacy.stop()
  }
}
