import type { Contract, Operation } from '../../../src/contract/contract.ts'
import { recordSchemas, type ResourceName, resourceNames } from '../../../src/contract/resources.ts'
import type { Seeded } from '../../kit/seeded.ts'
import { createLegacy, type Legacy, type Row } from './legacy.ts'

/** What no field is meant to hold, by a number: among it what JavaScript trips over. */
const oddities: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => Number.NaN,
  () => Infinity,
  () => -1,
  () => '',
  () => ' ',
  () => '\u0000',
  () => '\ud800',
  () => '😀'.repeat(300),
  () => 'x'.repeat(5_000),
  () => [],
  () => ({}),
  () => [[]],
  () => true,
  () => 0,
  () => 12n,
  () => new Date(0),
  () => Symbol('x'),
  () => () => 1,
  () => '2026-13-45T99:99:99+07:00',
  () => '__proto__',
  () => Object.create(null)
]
const oddNames = ['extra', '__proto__', 'a/b', '~', '', 'constructor']
const oddKeys = ['', 'a/b', '😀', 'x'.repeat(90), '../..', '%00', 'a b']
const oddTimes = ['', 'x', '2026-02-31T00:00:00+07:00', '0000-01-01T00:00:00+07:00', '9999-12-31T23:59:59+07:00']

export const pick = <T>(random: Seeded, list: readonly T[]): T => list[random.int(0, list.length - 1)] as T

/** The value with some of it taken out, put in, or made into something else. */
function spoil(random: Seeded, value: unknown): unknown {
  if (random.int(0, 12) === 0) return pick(random, oddities)()
  if (Array.isArray(value)) {
    const more = random.int(0, 10) === 0 ? Array.from({ length: random.int(1, 60) }, () => value[0] as unknown) : []
    return [...value, ...more].map(item => spoil(random, item))
  }
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(() => random.int(0, 15) > 0).map(([name, inner]) =>
    [name, spoil(random, inner)] as const
  )
  return Object.fromEntries(
    random.int(0, 8) === 0 ? [...kept, [pick(random, oddNames), pick(random, oddities)()]] : kept
  )
}

function rowOf(random: Seeded, contract: Contract, resource: ResourceName, number: number): Row {
  const [example = {}] = (contract.schemas[recordSchemas[resource]]?.['examples'] ?? []) as Record<string, unknown>[]
  const { id: _id, source: _source, quality: _quality, ...record } = structuredClone(example)
  const nop = `3273060001002000${10 + number}`
  const key = resource === 'tax-objects' ? nop : resource === 'tax-bills' ? `${nop}-2026` : `k${1_000 + number}`
  return {
    key: random.int(0, 12) === 0 ? pick(random, oddKeys) : key,
    updatedAt: random.int(0, 15) === 0 ? pick(random, oddTimes) : `2026-01-${10 + (number % 15)}T00:00:00+07:00`,
    record: number % 2 === 0 ? record : (spoil(random, record) as Record<string, unknown>)
  }
}

/** A system for each resource, in which every second record is spoilt and some calls fail in ways that no fault has. */
export function strangeSystems(random: Seeded, contract: Contract): Legacy[] {
  const throwables: readonly (() => unknown)[] = [() => new TypeError('x'), () => undefined, () => null, () => 'text',
    () => ({ code: 1 })]
  return resourceNames.map((resource, i) => {
    const rows = Array.from({ length: 40 }, (_, number) => rowOf(random, contract, resource, number)).toSorted((
      a,
      b
    ) => (a.updatedAt < b.updatedAt ? 1 : -1))
    const fresh = pick(random, [0, 60])
    const legacy = createLegacy({ id: `s${i}`, prefix: `SYS${i}`, resource,
      order: pick(random, ['canonical', 'updated', 'none']), rows,
      freshness: { fresh, revalidate: 0, on_error: fresh } })
    legacy.before = () => {
      if (random.int(0, 20) === 0) throw pick(random, throwables)()
    }
    return legacy
  })
}

const values = [
  '1',
  '5',
  '50',
  '0',
  '101',
  '-1',
  '',
  ',',
  'x',
  'a,b',
  '%00',
  '%',
  '%zz',
  '%ED%A0%80',
  '%F0%9F%98%80',
  '2016-02-03T00:00:00Z',
  '2016-02-03T00:00:00.999999999999%2B23:59',
  '9999-12-31T23:59:59Z',
  '32.73.02',
  'DPU',
  '107,-7,108,-6',
  '1e308,1,1e309,2',
  'NaN,1,2,3',
  'all',
  'null',
  '[]',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  '1e5',
  '0x1',
  'closed',
  'paid',
  'o1',
  'eyJ',
  '..',
  '%2e%2e%2f',
  '%3Cscript%3E',
  'jalan'
]
const names = ['limit', 'cursor', 'require', 'updated_since', 'status', 'agency', 'district_code', 'bbox', 'q', 'x',
  '__proto__', '%00', 'LIMIT', 'limit[]']
const headers: readonly (readonly string[])[] = [
  [],
  [],
  [],
  ['If-None-Match: *'],
  ['If-None-Match: W/"'],
  ['Cache-Control: no-cache'],
  ['Cache-Control: max-age=0, stale-if-error=99999999999, ,=='],
  ['X-Request-Id: \u00e9'],
  ['Accept: text/html']
]
const bodies = ['{', '[]', '{}', '"x"', 'null', '{"nik":"3273021305859991","full_name":"A","birth_date":"1985-05-13"}',
  '{"nik":{}}', '']

/** A request to the operation that is good or bad by chance. */
export function strangeRequest(
  random: Seeded,
  { method, path }: Operation
): { method: string; target: string; headers: string[]; body: string } {
  const target = path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    if (random.int(0, 2) === 0) return pick(random, values)
    if (name === 'nop') return `3273060001002000${10 + random.int(0, 45)}`
    return name === 'year'
      ? '2026'
      : pick(random, [`SYS${random.int(0, 13)}-k${1_000 + random.int(0, 45)}`, `s${random.int(0, 13)}`])
  })
  const query = Array.from({ length: pick(random, [0, 0, 0, 1, 2]) },
    () => `${pick(random, names)}=${pick(random, values)}`).join('&')
  const body = method === 'GET' ? '' : pick(random, bodies)
  const own = method === 'GET'
    ? []
    : [`Content-Type: ${pick(random, ['application/json', 'application/json', 'text/plain', 'x'])}`,
      `Content-Length: ${body.length}`, 'Idempotency-Key: "x"']
  return { method, target: query === '' ? target : `${target}?${query}`, headers: [...pick(random, headers), ...own],
    body }
}
