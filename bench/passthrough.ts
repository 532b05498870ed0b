import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { changedCity, entryOf } from './city.ts'
import { compare, type Contender } from './compare.ts'
import { authorization, type LoadedHub, root, startHub, startLegacySystems } from './hub.ts'
import { haproxy, type Installed, nginx } from './installed.ts'
import type { LoadRequest } from './load.ts'
import { cores } from './machine.ts'
import type { Options } from './options.ts'
import { type Server, startSpeaking } from './server.ts'

const CONNECTIONS = 64
const BYTES = 2_048
const SYSTEM = 'licensing-a'
const PATH = `/systems/${SYSTEM}/raw/api/list`

/**
 * What a system says, passed on as it is: the hub with token, limit, guard and log beside proxies that have none of
 * them.
 */
export async function measurePassThrough({ rounds, seconds }: Options): Promise<void> {
  const scene = await setScene()
  const { upstream } = scene
  try {
    const reference = proxy('fast-gateway', 'fast-gateway.ts', upstream)
    await compare({
      title: `Pass-through, ${BYTES / 1_024} KB`,
      rounds,
      seconds,
      reference: reference.name,
      contenders: [
        { name: 'direct', start: async () => ({ ...upstream, stop: async () => {} }),
          request: url => ({ url: url + PATH, connections: CONNECTIONS }) },
        ...installed('nginx', nginx, upstream),
        ...installed('HAProxy', haproxy, upstream),
        proxy('undici dispatch', 'undici-dispatch.ts', upstream),
        reference,
        proxy('bare @fastify/http-proxy', 'fastify-proxy.ts', upstream),
        { name: 'hub: HS256, limit, guard, log', start: () => scene.startHub(), request: asHub }
      ]
    })
  } finally {
    await scene.stop()
  }
}

/** The hub alone, to look into it. */
export async function startPassThroughCase(flags: readonly string[]): Promise<LoadedHub> {
  const scene = await setScene()
  const hub = await scene.startHub(flags)
  return {
    hub,
    request: asHub(hub.url),
    async stop() {
      await hub.stop()
      await scene.stop()
    }
  }
}

const asHub = (url: string): Omit<LoadRequest, 'seconds'> => ({ url: url + PATH, headers: authorization(),
  connections: CONNECTIONS })

interface Scene {
  upstream: Server
  startHub(flags?: readonly string[]): Promise<Server>
  stop(): Promise<void>
}

/** A system that says the same over and over, opened for pass-through. */
async function setScene(): Promise<Scene> {
  const legacy = await startLegacySystems()
  const body = join(mkdtempSync(join(tmpdir(), 'satu-bench-')), 'body.json')
  writeFileSync(body, JSON.stringify({ text: 'x'.repeat(BYTES - '{"text":""}'.length) }))
  const upstream = await startSpeaking({
    command: [process.execPath, join(root, 'bench/contenders/node-http.ts')],
    env: { BENCH_BODY: body },
    core: cores.load
  })
  const configFile = changedCity(city => {
    // What it is asked by the hub itself is no list of this system: the breaker must not mind.
    Object.assign(entryOf(city, SYSTEM), { passthrough: { paths: ['/api/*'] },
      limits: { concurrency: CONNECTIONS, breaker: { failures: 1_000_000 } } })
  })
  return {
    upstream,
    startHub: (flags = []) =>
      startHub({ environment: { ...legacy.environment, LICENSING_A_URL: upstream.url }, configFile, flags }),
    async stop() {
      await upstream.stop()
      await legacy.stop()
    }
  }
}

function proxy(name: string, script: string, { url }: Server): Contender {
  return {
    name,
    start: () =>
      startSpeaking({ command: [process.execPath, join(root, 'bench/contenders', script)],
        env: { BENCH_UPSTREAM: url } }),
    request: own => ({ url: own + PATH, connections: CONNECTIONS })
  }
}

function installed(name: string, server: Installed | undefined, { url }: Server): Contender[] {
  return server === undefined
    ? []
    : [{ name, start: () => server.proxy(url), request: own => ({ url: own + PATH, connections: CONNECTIONS }) }]
}
