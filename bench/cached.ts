import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compare, type Contender } from './compare.ts'
import { authorization, type LegacySystems, type LoadedHub, root, SECRET, startHub, startLegacySystems } from './hub.ts'
import { haproxy, type Installed, nginx } from './installed.ts'
import type { LoadRequest } from './load.ts'
import { cores } from './machine.ts'
import type { Options } from './options.ts'
import { type Server, startSpeaking } from './server.ts'

const CONNECTIONS = 64
const SIZES = [2_048, 20_480]
/** Anybody may read it. */
const PATH = '/v1/licences?limit='
const LARGEST_LIMIT = 100
const FEW_ROUNDS = 3

interface Case {
  title: string
  path: string
  body: string
  etag: string
}

/** Reads that the hub answers from memory, beside servers that send the same body as a constant. */
export async function measureCached({ rounds, seconds }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  const headers = authorization()
  try {
    for (const size of SIZES) {
      const { title, path, body, etag } = await findCase(legacy, size)
      const constant = constants(body)
      const hub = (name: string, request: Partial<LoadRequest>): Contender => ({
        name,
        start: () => startHub(legacy),
        request: url => ({ url: url + path, connections: CONNECTIONS, ...request })
      })
      const fastify = constant('bare Fastify, constant text', 'fastify.ts')
      await compare({
        title: `Cached read, ${title}`,
        rounds,
        seconds,
        reference: fastify.name,
        contenders: [
          constant('bare node:http, constant text', 'node-http.ts'),
          fastify,
          constant('Fastify by hand: JWT, limit, log, LRU', 'fastify-by-hand.ts', { headers }),
          constant('Fastify with plugins: JWT, limit, log, metrics', 'fastify-plugins.ts', { headers }),
          ...cachedBy('nginx: limit, log, proxy_cache', nginx, body, { headers }),
          ...cachedBy('HAProxy: HS256, limit, log, cache', haproxy, body, { headers }),
          hub('hub: HS256, limit, log', { headers }),
          hub('hub: anonymous, limit, log', {}),
          hub('hub: 304 Not Modified', { headers: { ...headers, 'if-none-match': etag } })
        ]
      })
      if (size !== SIZES[0]) continue
      const bare = constant('bare Fastify', 'fastify.ts', { method: 'HEAD' })
      await compare({
        title: `HEAD of it, ${title}`,
        rounds: Math.min(rounds, FEW_ROUNDS),
        seconds,
        reference: bare.name,
        contenders: [bare, hub('hub: HS256, limit, log', { headers, method: 'HEAD' })]
      })
    }
  } finally {
    await legacy.stop()
  }
}

/** The hub alone, to look into it. */
export async function startCachedCase(flags: readonly string[]): Promise<LoadedHub> {
  const legacy = await startLegacySystems()
  const { path } = await findCase(legacy, SIZES[0] ?? 0)
  const hub = await startHub({ ...legacy, flags })
  return {
    hub,
    request: { url: hub.url + path, headers: authorization(), connections: CONNECTIONS },
    async stop() {
      await hub.stop()
      await legacy.stop()
    }
  }
}

/** Servers that send the body as a constant, whatever they are asked. */
function constants(body: string): (name: string, script: string, request?: Partial<LoadRequest>) => Contender {
  const start = constantServers(body)
  return (name, script, request) => ({
    name,
    start: () => start(script),
    request: url => ({ url: `${url}/v1/constant`, connections: CONNECTIONS, ...request })
  })
}

function constantServers(body: string): (script: string, core?: number) => Promise<Server> {
  const file = join(mkdtempSync(join(tmpdir(), 'satu-bench-')), 'body.json')
  writeFileSync(file, body)
  return (script, core: number = cores.server) =>
    startSpeaking({
      command: [process.execPath, join(root, 'bench/contenders', script)],
      env: { BENCH_BODY: file, BENCH_SECRET: SECRET },
      core
    })
}

/** A server of another maker that keeps what it was told once. */
function cachedBy(
  name: string,
  server: Installed | undefined,
  body: string,
  request: Partial<LoadRequest>
): Contender[] {
  if (server === undefined) return []
  return [{
    name,
    async start() {
      const origin = await constantServers(body)('node-http.ts', cores.load)
      const cache = await server.cache(origin.url)
      return {
        ...cache,
        async stop() {
          await cache.stop()
          await origin.stop()
        }
      }
    },
    request: url => ({ url: `${url}/v1/constant`, connections: CONNECTIONS, ...request })
  }]
}

/** The list of the size nearest to the one wanted, as the hub answers it. */
async function findCase(legacy: LegacySystems, size: number): Promise<Case> {
  const hub = await startHub(legacy)
  try {
    let best: Case | undefined
    for (let limit = 1; limit <= LARGEST_LIMIT; limit++) {
      const path = PATH + String(limit)
      const response = await fetch(hub.url + path, { headers: authorization() })
      const body = await response.text()
      if (!response.ok) throw new Error(`${path}: ${response.status} ${body}`)
      const found = { path, body, etag: response.headers.get('etag') ?? '',
        title: `${(Buffer.byteLength(body) / 1_024).toFixed(1)} KB` }
      if (best !== undefined && Math.abs(body.length - size) > Math.abs(best.body.length - size)) return best
      best = found
    }
    throw new Error(`no list is as large as ${size} bytes`)
  } finally {
    await hub.stop()
  }
}
