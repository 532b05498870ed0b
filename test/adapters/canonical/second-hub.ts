import { randomUUID } from 'node:crypto'
import type { Config, SystemConfig } from '../../../src/platform/config/schema.ts'
import { type HttpExchange, type HttpProxy, startHttpProxy } from '../../../src/testing/index.ts'
import { type Answer, startCity, type TestCity } from '../../suites/demo-city.ts'
import { operating } from '../../suites/operating.ts'

/** Which receipts another hub gave out for what was sent to it under a key of ours. */
export interface Receipts {
  onExchange(exchange: HttpExchange): void
  /** Its receipts for one of ours, as they stand in its systems. */
  of(receipt: string): string[]
}

export function rememberReceipts(): Receipts {
  const known = new Map<string, Set<string>>()
  return {
    onExchange({ request, answer }) {
      const key = request.headers['idempotency-key']
      const theirs = answer.headers['satu-receipt']
      if (request.method !== 'POST' || typeof key !== 'string' || typeof theirs !== 'string') return
      const ours = key.replaceAll('"', '').split('-')[0] ?? ''
      known.set(ours, (known.get(ours) ?? new Set()).add(theirs.replaceAll('-', '')))
    },
    of: receipt => [...(known.get(receipt) ?? [])]
  }
}

export const WRITES = ['complaints', 'licence-applications', 'information-requests', 'incidents'] as const
export const SCOPES = [...WRITES.flatMap(resource => [`${resource}:read`, `${resource}:write`, `${resource}:operate`]),
  'licences:read', 'submissions:read']

/**
 * A hub that answers for this city, one behind it that has the systems, and a way between them that can be disturbed.
 */
export interface TwoHubs {
  /** The one that is asked. */
  here: TestCity
  /** The application behind it. */
  there: TestCity
  way: HttpProxy
  /** Writes here, under a key of its own unless one is given. */
  post(path: string, body: unknown, key?: string): Promise<Answer>
  /** A submission here, by its id. */
  submission(id: string): Promise<Answer['body']>
  /** What it was sent there under the key of one of ours. */
  sentThere(submissionId: string): Promise<Answer['body'][]>
}

export async function startTwoHubs(): Promise<TwoHubs> {
  const there = await startCity({
    change: config => ({
      ...operating(config),
      hub: { ...config.hub, writes: { ...config.hub.writes, wait_ms: 500 } },
      systems: config.systems.map(system => ({ ...system,
        limits: { ...system.limits, breaker: { failures: 1_000, cooldown_ms: 50 } } })
      )
    })
  })
  const receipts = rememberReceipts()
  const way = await startHttpProxy(there.url, { onExchange: receipts.onExchange })
  const here = await startCity({
    change: config =>
      withSuccessor(operating(config), way.url, there.authorization(SCOPES).authorization.replace('Bearer ', ''))
  })
  return {
    here,
    there,
    way,
    post: (path, body, key = randomUUID()) =>
      here.post(path, body, { scopes: SCOPES, headers: { 'idempotency-key': `"${key}"` } }),
    submission: async id => (await here.get(`/v1/submissions/${id}`, { scopes: SCOPES })).body,
    sentThere: id =>
      Promise.all(
        receipts.of(id.replace('sub-', '')).map(async theirs =>
          (await there.get(`/v1/submissions/${theirs}`, { scopes: SCOPES })).body
        )
      )
  }
}

/** The city's writes, and what they are made of, go to the application alone. */
export function withSuccessor(config: Config, url: string, token: string): Config {
  const like = config.systems.find(({ id }) => id === 'transport') as SystemConfig
  const successor: SystemConfig = {
    ...like,
    id: 'successor',
    name: 'Successor',
    adapter: 'canonical',
    prefix: 'NEWAPP',
    url,
    settings: { token, probe: '/readyz' },
    freshness: {},
    resources: [...WRITES, 'licences', 'services'],
    limits: { ...like.limits, concurrency: 8, timeout_ms: 3_000, breaker: { failures: 1_000, cooldown_ms: 50 } }
  }
  return {
    ...config,
    systems: [...config.systems.filter(({ id }) => id === 'register'), successor],
    routes: {},
    writes: {}
  }
}
