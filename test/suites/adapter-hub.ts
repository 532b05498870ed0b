import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { parse } from 'yaml'
import { adapters } from '../../adapters/index.ts'
import type { ResourceName } from '../../src/contract/resources.ts'
import { buildHub } from '../../src/hub.ts'
import { createLog } from '../../src/platform/telemetry/log.ts'
import type { Conformance, StandIn } from '../../src/testing/index.ts'
import { city } from '../adapters/mapping.ts'
import { keepSecret } from '../canary/canaries.ts'
import { loadConfig } from './config.ts'
import { secretsOf } from './demo-city.ts'
import { testFolder } from './folder.ts'
import { signToken } from './token.ts'

const SYSTEM = 'under-test'
const JWT_SECRET = 'a secret of the tests, long enough for HS256'

interface Shown {
  id: string
  source: { system: string; record_id: string }
}
interface List {
  items?: Shown[]
  next_cursor?: string | null
}

/**
 * The hub over one product, from a config entry with every text in the environment, as a city has it.
 * @param more of the entry
 */
export async function startHubOver(
  t: Pick<Test, 'teardown'>,
  product: string,
  { agency, resources }: Conformance,
  { url, settings = {} }: StandIn,
  more: object = {}
) {
  const { adapter } = await adapters[product]!()
  const env: NodeJS.ProcessEnv = {}
  const asVariable = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asVariable)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asVariable(inner)]))
    if (typeof value !== 'string') return value
    const name = `VALUE_${Object.keys(env).length}`
    env[name] = value
    return `\${${name}}`
  }
  const entry = {
    adapter: product,
    name: product,
    prefix: 'TEST',
    settings: asVariable(settings),
    snapshot: { poll_seconds: 1 },
    ...(url !== '' && { url: asVariable(url) }),
    ...(agency !== undefined && { agency }),
    ...(resources && { resources }),
    ...more
  }
  const dataDir = testFolder()
  const file = join(dataDir, 'city.yaml')
  const shipped = parse(readFileSync('config/bandung.yaml', 'utf8')) as Record<string, unknown>
  writeFileSync(file,
    JSON.stringify({ city: shipped['city'], hub: { times: { drain_ms: 0 } }, consumers: shipped['consumers'],
      systems: { [SYSTEM]: entry } }))
  const loaded = new Map([[product, adapter]])
  const config = loadConfig({ file, env, adapters: loaded })
  keepSecret(JWT_SECRET, ...secretsOf(config.systems))
  const log = createLog({ logLevel: 'info', logFile: join(dataDir, 'hub.log') })
  const hub = await buildHub({ config, adapters: loaded, log,
    environment: { jwtSecret: JWT_SECRET, name: 'development', dataDir } })
  t.teardown(() => hub.close())
  const address = await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const [sub = '', consumer] =
    Object.entries(config.consumers).toSorted(([, a], [, b]) => b.scopes.length - a.scopes.length)[0] ?? []
  const authorization = `Bearer ${signToken(JWT_SECRET, { sub, scope: consumer?.scopes.join(' ') })}`
  return {
    purge: () => hub.purge({ system: SYSTEM }),
    request: (path: string, init: RequestInit = {}) =>
      fetch(address + path, { ...init, headers: { authorization, ...(init.headers as Record<string, string>) } }),
    log() {
      log.flush()
      return readFileSync(join(dataDir, 'hub.log'), 'utf8')
    }
  }
}

/**
 * Runs a whole hub over a product and its stand-in, and asks it for everything.
 * @param count how many records it must serve
 */
export async function testHub(product: string, resource: ResourceName, count: number): Promise<void> {
  const { default: t } = await import('tap')
  await t.test(`a hub over ${product} serves all of its ${resource}`, async t => {
    const { conformance } = (await import(new URL(`../adapters/${product}/conformance.ts`, import.meta.url).href)) as {
      conformance: Conformance
    }
    const standIn = await conformance.start(city)
    if (standIn === undefined) return void t.pass('this machine lacks what the stand-in needs', { skip: true })
    t.teardown(() => standIn.stop())
    const { request, log } = await startHubOver(t, product, conformance, standIn)

    for (const { method, path, query, headers, body } of standIn.pushes?.[resource] ?? []) {
      const search = query.size > 0 ? `?${query.toString()}` : ''
      const answer = await request(`/push/${SYSTEM}/${path.replace(/^\//, '')}${search}`, { method, headers,
        ...(method !== 'GET' && { body: new Uint8Array(body) }) })
      t.ok(answer.ok, `takes what is pushed (${answer.status})`)
    }

    if (resource === 'residents') {
      const claim = { nik: '3273024101709999', full_name: 'Bukan Namanya', birth_date: '1901-01-01' }
      const answer = await settled(
        () =>
          request('/v1/residents/verify', { method: 'POST', headers: { 'content-type': 'application/json' },
            body: JSON.stringify(claim) }),
        ({ status }) => status === 200
      )
      t.match(await answer.json(), { match: false, meta: { sources: [{ system: SYSTEM, state: 'ok' }] } })
    } else {
      const items = await settled(() => listAll(resource, request), ({ length }) => length >= count)
      t.equal(items.length, count)
      t.equal(new Set(items.map(({ id }) => id)).size, count, 'each once')
      t.same([...new Set(items.map(({ source }) => source.system))], [SYSTEM])
      const [first] = items
      const answer = await request(addressOf(resource, first!))
      t.match(await answer.json(), { id: first?.id }, 'and each of them by its id')
    }
    for (const secret of secretTexts(standIn.settings))
      if (log().includes(secret)) t.fail('a setting stands in the log')
  })
}

/** Gives what is good, or what there is after a minute. */
export async function settled<T>(ask: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> {
  const until = performance.now() + 60_000
  for (;;) {
    const value = await ask()
    if (isGood(value) || performance.now() > until) return value
    await new Promise(resolve => {
      setTimeout(resolve, 20)
    })
  }
}

async function listAll(resource: ResourceName, request: (path: string) => Promise<Response>): Promise<Shown[]> {
  const items: Shown[] = []
  let cursor: string | null | undefined
  do {
    const answer = await request(`/v1/${resource}?limit=5${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    const list = (await answer.json()) as List
    items.push(...(list.items ?? []))
    cursor = list.next_cursor
  } while (cursor)
  return items
}

/** Tax objects and bills are asked for by their numbers, everything else by its id. */
function addressOf(resource: ResourceName, { id, source }: Shown): string {
  if (resource === 'tax-objects') return `/v1/tax-objects/${source.record_id}`
  if (resource === 'tax-bills') return `/v1/tax-bills/${source.record_id.replace('-', '/')}`
  return `/v1/${resource}/${id}`
}

/** Texts of the settings that are told to nobody: long ones that are no address. */
function secretTexts(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(secretTexts)
  return typeof value === 'string' && value.length > 8 && !value.includes(':') ? [value] : []
}
