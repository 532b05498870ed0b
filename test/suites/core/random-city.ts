import { compareKeys } from '../../../src/gateway/reads/stream.ts'
import type { FilterName, Filters } from '../../../src/kit/adapter.ts'
import type { Seeded } from '../../kit/seeded.ts'
import { complaintRow, createLegacy, fits, type Legacy, type Row } from './legacy.ts'

const statuses = ['submitted', 'in_progress', 'resolved']
const agencies = ['SKPD-DISHUB', 'SKPD-DPU']
const districts = ['32.73.01', '32.73.02', '32.73.19']
const words = ['lampu', 'jalan', 'rusak', 'banjir']
const filterNames: FilterName[] = ['updated_since', 'status', 'agency', 'district_code', 'bbox', 'q']

/** Few days and no times of day, so that many records share their date of change. */
export const day = (number: number): string =>
  new Date(Date.UTC(2026, 0, number)).toISOString().replace(/T.*/, 'T00:00:00+07:00')

export function randomRow(random: Seeded, key: string, days: readonly [number, number]): Row {
  const row = complaintRow(key, day(random.int(...days)), {
    status: { code: random.pick(statuses), raw_code: 'x' },
    agency_id: random.pick(agencies),
    description: `${random.pick(words)} ${random.pick(words)}`,
    location: { district_code: random.pick(districts), lat: -6.9 + random.int(0, 9) / 1_000,
      long: 107.6 + random.int(0, 9) / 1_000 }
  })
  return random.int(0, 9) === 0 ? { ...row, fault: new Error('does not fit') } : row
}

/** Puts rows in the order that the system promises; what it leaves open is left to chance. */
export function arrange(random: Seeded, order: Order, rows: readonly Row[]): Row[] {
  const chance = new Map(rows.map(row => [row, random.int(0, 1_000_000)]))
  const mixed = rows.toSorted((a, b) => (chance.get(a) ?? 0) - (chance.get(b) ?? 0))
  if (order === 'none') return mixed
  const byKey = (a: Row, b: Row): number => (a.key < b.key ? -1 : 1)
  return mixed.toSorted((
    a,
    b
  ) => (a.updatedAt === b.updatedAt ? (order === 'canonical' ? byKey(a, b) : 0) : a.updatedAt > b.updatedAt ? -1 : 1))
}

type Order = 'canonical' | 'updated' | 'none'

export interface RandomSystem {
  legacy: Legacy
  order: Order
}

/** One to four systems with differing abilities, some of them empty. */
export function randomSystems(random: Seeded, mostRows: number): RandomSystem[] {
  return Array.from({ length: random.int(1, 4) }, (_, i) => {
    const order = random.pick<Order>(['canonical', 'updated', 'none'])
    const count = random.int(0, 4) === 0 ? 0 : random.int(1, mostRows)
    const days: [number, number] = [1, random.int(1, 12)]
    const rows = Array.from({ length: count }, (_row, n) => randomRow(random, `${n + 1_000}`, days))
    const legacy = createLegacy({
      id: `system-${i}`,
      prefix: `SYS${i}`,
      order,
      pageSize: random.pick([1, 3, 7, 30, 100]),
      filters: filterNames.filter(() => random.int(0, 2) === 0),
      rows: arrange(random, order, rows)
    })
    return { legacy, order }
  })
}

/** None to three filters; each matches a good part of the records. */
export function randomFilters(random: Seeded): Filters {
  const all: Required<Filters> = {
    updated_since: day(random.int(1, 8)),
    status: random.int(0, 1) === 0 ? [random.pick(statuses)] : statuses.slice(1),
    agency: [random.pick(agencies)],
    district_code: districts.slice(random.int(0, 2)),
    bbox: [107.6, -6.9, 107.605, -6.893],
    q: random.pick(words)
  }
  const names = filterNames.filter(() => random.int(0, 4) === 0).slice(0, 3)
  return Object.fromEntries(names.map(name => [name, all[name]]))
}

/** The ids of all matching records in canonical order. */
export function expectedIds(systems: readonly RandomSystem[], filters: Filters): string[] {
  return systems
    .flatMap(({ legacy }) =>
      legacy.rows.filter(row => row.fault === undefined && fits(row, filters)).map(row =>
        [row.updatedAt, `${legacy.prefix}-${row.key}`] as const
      )
    )
    .sort(compareKeys)
    .map(([, id]) => id)
}
