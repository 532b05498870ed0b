import type { Test } from 'tap'
import { loadContract } from '../../src/contract/contract.ts'
import type { Config } from '../../src/platform/config/schema.ts'
import { personalFields, scopes } from '../../src/platform/config/scopes.ts'
import { createConsumer } from '../suites/core/consumer.ts'
import { JWT_SECRET, startCity, type TestCity } from '../suites/demo-city.ts'
import { AUDIENCE, startIdentityProvider } from '../suites/identity-provider.ts'
import { signToken } from '../suites/token.ts'
import type { Ground } from './draft.ts'
import { CANARY_NIK } from './values.ts'

export interface FuzzCity {
  ground: Ground
  port: number
  city: TestCity
}

const operating = ['submissions:read', 'submissions:operate', 'systems:read', 'systems:operate', 'events:read']
const plenty = { requests: 100_000_000, seconds: 60 }
const agreement = { number: '470/1/PKS', expires: '2999-12-31' }

/** The demo's city, all of it and with every kind of caller, and what is known of its records. */
export async function startFuzzCity(t: Pick<Test, 'teardown'>): Promise<FuzzCity> {
  const citizens = await startIdentityProvider(t, { clients: ['portal'], scopes,
    claimsOf: () => ({ nik: '3273021305859991' }) })
  const city = await startCity({
    change: (config): Config => ({
      ...config,
      hub: {
        ...config.hub,
        rate: { anonymous: plenty, consumer: plenty },
        enumeration: { people: 1e9, misses: 1e9, seconds: 60 },
        // Half a request is let go of soon.
        times: { ...config.hub.times, headers_ms: 1_000, request_ms: 2_000 }
      },
      identity: { ...config.identity, issuers: {
        citizens: { issuer: citizens.issuer, audience: AUDIENCE, algorithms: ['RS256'], persons: 'citizen',
          claims: { client: ['client_id'], scopes: 'scope', nik: 'nik' } }
      } },
      systems: config.systems.map(
        system => (system.id === 'transport'
          ? { ...system, passthrough: { paths: ['/*'], methods: ['GET', 'POST'] } }
          : system)
      ),
      consumers: {
        app: createConsumer('app', { scopes: scopes.filter(scope => !scope.endsWith(':operate')), agreement,
          purposes: ['public_service'], fields: [...personalFields], rate: plenty }),
        masked: createConsumer('masked', {
          scopes: scopes.filter(scope => scope.endsWith(':read') || scope.endsWith(':write')),
          rate: plenty
        }),
        desk: createConsumer('desk', { scopes: operating, rate: plenty }),
        ended: createConsumer('ended', { scopes: [...scopes], agreement: { ...agreement, expires: '2024-12-31' },
          rate: plenty }),
        portal: createConsumer('portal', { scopes: [...scopes], purposes: ['public_service'],
          clients: { citizens: ['portal'] }, rate: plenty })
      }
    })
  })
  t.teardown(() => city.close())
  const exp = Math.floor(Date.now() / 1_000) + 86_400
  const as = (sub: string): { authorization: string } => ({
    authorization: `Bearer ${signToken(JWT_SECRET, { sub, scope: city.config.consumers[sub]?.scopes.join(' '), exp })}`
  })
  const citizen = await citizens.personToken('portal', 'warga', scopes.join(' '))
  const callers: Ground['callers'] = {
    application: as('app'),
    masked: as('masked'),
    operator: as('desk'),
    ended: as('ended'),
    citizen: { authorization: `Bearer ${citizen}` },
    anonymous: {},
    forged: { authorization: `${as('app').authorization}x` },
    looking: { ...as('app'), 'X-Purpose': 'public_service' }
  }
  const { paths, cursors } = await walk(city, { ...as('app') })
  return { ground: { contract: loadContract(), callers, paths, cursors }, port: Number(new URL(city.url).port), city }
}

/** Records of every kind, as their lists name them, and cursors that they gave. */
async function walk(city: TestCity, headers: Record<string, string>): Promise<Pick<Ground, 'paths' | 'cursors'>> {
  const paths = new Map<string, string[]>()
  const cursors: string[] = []
  const { operations } = loadContract()
  for (const { path, answer } of operations) {
    if (answer?.endsWith('List') !== true || path.includes('{')) continue
    const { body } = await city.get(`${path}?limit=50`, { as: null, headers })
    const { items = [], next_cursor: cursor } = body as { items?: { id: string; nop?: string; tax_year?: number }[];
      next_cursor?: string | null }
    if (typeof cursor === 'string') cursors.push(cursor)
    for (const of of operations.filter(other => other.path.startsWith(`${path}/{`))) {
      paths.set(of.path, items.map(({ id, nop, tax_year: year }) =>
        of.path.replace('{id}', id).replace('{nop}', String(nop)).replace('{year}', String(year))
      ))
    }
  }
  return { paths, cursors }
}

/** What the hub may tell nobody, found where it writes: of the log and the numbers. */
export async function repeated({ city, ground }: FuzzCity): Promise<string[]> {
  const log = city.log()
  const metrics = await (await fetch(`${city.url}/metrics`, {
    headers: { authorization: ground.callers['application']?.['authorization'] ?? '' }
  })).text()
  return [
    ...(log.includes(CANARY_NIK) ? ['a NIK in the log'] : []),
    ...(metrics.includes(CANARY_NIK) ? ['a NIK in the metrics'] : []),
    ...log.split('\n').filter(line => line.includes('"level":"error"')).slice(0, 3)
  ]
}
