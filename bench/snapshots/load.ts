// node bench/snapshots/load.ts <format> <folder>: loads what lies in the folder as the hub does: read, mapped,
// held against the contract, sorted, indexed, on the disk; then looks things up. Prints the figures as JSON. A process
// of its own for each, as peak memory is a process's.
import { join } from 'node:path'
import { districts } from '../../demo/city/regions.ts'
import { taxDistricts } from '../../demo/systems/tax-tables.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'
import { createGuard } from '../../src/gateway/systems/guard.ts'
import { createRecordMaker } from '../../src/gateway/systems/records.ts'
import { createSnapshotHolder } from '../../src/gateway/systems/snapshot-source.ts'
import type { City } from '../../src/kit/adapter.ts'
import { createRegions } from '../../src/kit/indonesia/regions.ts'
import type { Snapshot } from '../../src/platform/snapshots/snapshot.ts'
import { createSnapshotStore } from '../../src/platform/snapshots/snapshots.ts'
import { openSource } from './sources.ts'

export interface LoadFigures {
  rows: number
  quarantined: number
  seconds: number
  /** All threads, user and kernel. */
  cpuSeconds: number
  residentMiB: number
  /** The longest time that the event loop did nothing else, ms. */
  longestTurnMs: number
  /** Milliseconds, each sorted: p50, p99 and the worst. */
  keyed: Shares
  page: Shares
  ofDistrict: Shares
}
export interface Shares {
  p50: number
  p99: number
  max: number
}

const KEYED = 10_000
const PAGES = 1_000

const city: City = {
  name: 'Kota Bandung',
  box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 },
  phoneArea: '022',
  agencies: [],
  regions: createRegions({ province: { code: '32', name: '' }, regency: { code: '32.73', name: '' }, districts })
}

async function load(format: string, folder: string): Promise<LoadFigures> {
  const { client, source, map, keyOf } = openSource(format, folder, city)
  let quarantined = 0
  const holder = createSnapshotHolder({
    system: 'tax',
    resource: 'tax-objects',
    client,
    source,
    config: { poll_seconds: 60, min_share: 0.7, timeout_ms: 600_000 },
    store: createSnapshotStore(join(folder, 'snapshots')),
    guard: createGuard({ system: 'tax',
      limits: { concurrency: 4, queue: 64, timeout_ms: 5_000, breaker: { failures: 5, cooldown_ms: 5_000 } },
      onOutcome() {} }),
    maker: createRecordMaker({
      system: { id: 'tax', prefix: 'PBBX' },
      resource: 'tax-objects',
      city,
      today: () => '2026-11-21',
      map: (row, tools) => map(row, tools, client),
      validation: createValidation(loadContract())
    }),
    onLoaded: (_rows, left) => {
      quarantined = left
    },
    onRefused(error) {
      throw error
    }
  })
  const before = process.cpuUsage()
  const started = performance.now()
  const longest = watchTurns()
  await holder.refresh('bench')
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(before)
  const residentMiB = process.resourceUsage().maxRSS / 1_024
  const snapshot = holder.current()
  if (snapshot === undefined) throw new Error('nothing was loaded')
  const figures = {
    rows: snapshot.info.rows,
    quarantined,
    seconds,
    cpuSeconds: (user + system) / 1e6,
    residentMiB,
    longestTurnMs: longest(),
    ...lookUp(snapshot, keyOf)
  }
  await holder.close()
  return figures
}

function lookUp(
  snapshot: Snapshot,
  keyOf: (row: Record<string, unknown>) => string
): Pick<LoadFigures, 'keyed' | 'page' | 'ofDistrict'> {
  const { rows } = snapshot.info
  const keys = Array.from({ length: KEYED },
    (_, index) =>
      keyOf(JSON.parse(snapshot.list((index * 7_919) % rows, 1, {}).rows[0] ?? '') as Record<string, unknown>))
  const codes = Object.keys(taxDistricts)
  return {
    keyed: times(KEYED, index => snapshot.get(keys[index] ?? '')),
    page: times(PAGES, index => snapshot.list((index * 997) % rows, 100, {})),
    ofDistrict: times(PAGES,
      index =>
        snapshot.list((index * 37) % Math.ceil(rows / 50), 100, { district_code: [codes[index % codes.length] ?? ''] }))
  }
}

function watchTurns(): () => number {
  let last = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 1)
    last = now
  }, 1)
  return () => {
    clearInterval(timer)
    return longest
  }
}

function times(count: number, work: (index: number) => unknown): Shares {
  const taken = Array.from({ length: count }, (_, index) => {
    const started = performance.now()
    if (work(index) === undefined) throw new Error(`nothing was found (${index})`)
    return performance.now() - started
  }).sort((a, b) => a - b)
  const at = (share: number): number => taken[Math.min(count - 1, Math.floor(count * share))] ?? NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

const [format, folder] = process.argv.slice(2)
if (format === undefined || folder === undefined)
  throw new Error('usage: node bench/snapshots/load.ts <export|dbf|csv|fixed-width> <folder>')
process.stdout.write(`${JSON.stringify(await load(format, folder))}\n`)
