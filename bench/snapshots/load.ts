// node bench/snapshots/load.ts [records]: a nightly export of a million property tax objects, loaded as the hub loads it:
// DBF files joined, mapped, held against the contract, sorted, indexed, on the disk. Then what looking things up costs.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { adapter } from '../../adapters/pbb/index.ts'
import { districts } from '../../demo/city/regions.ts'
import { taxDistricts } from '../../demo/systems/tax-tables.ts'
import { loadContract } from '../../src/contract/contract.ts'
import { createValidation } from '../../src/contract/validation.ts'
import type { City } from '../../src/kit/adapter.ts'
import { createRegions } from '../../src/kit/indonesia/regions.ts'
import { createSnapshotStore } from '../../src/store/snapshots.ts'
import { createGuard } from '../../src/systems/guard.ts'
import { createRecordMaker } from '../../src/systems/records.ts'
import { createSnapshotHolder, type SnapshotHolder } from '../../src/systems/snapshot-source.ts'
import type { AnyReader } from '../../src/systems/supply.ts'

const KEYED = 10_000
const PAGES = 1_000
const BARS = { seconds: 60, residentMiB: 512, lookUpMs: 5 }

const [first = '1000000', folder] = process.argv.slice(2)
if (folder === undefined) run(first)
else await measure(folder, Number(first))

/** The export is made by another process: peak memory is a process's. */
function run(records: string): void {
  const made = mkdtempSync(join(tmpdir(), 'satu-bench-'))
  const start = (script: string, ...args: string[]): void => {
    const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...args], { stdio: 'inherit' })
    if (status !== 0) throw new Error(`${script} failed`)
  }
  try {
    start('make-export.ts', made, records)
    start('load.ts', records, made)
  } finally {
    rmSync(made, { recursive: true })
  }
}

function createHolder(folder: string, city: City): SnapshotHolder {
  const today = (): string => '2026-11-21'
  const context = { system: { id: 'tax', name: 'PBB', prefix: 'PBBX', agencyId: undefined }, url: '', city, today }
  const settings = {
    files: { url: pathToFileURL(folder).href },
    district_codes: Object.fromEntries(Object.entries(taxDistricts).map(([code, tax]) => [tax, code])),
    codes: { status: {}, bank: {} }
  }
  const client = adapter.connect(settings, context)
  const reader = adapter.resources['tax-objects'] as unknown as AnyReader
  if (reader.snapshot === undefined) throw new Error('the adapter reads no snapshots')
  return createSnapshotHolder({
    system: 'tax',
    resource: 'tax-objects',
    client,
    source: reader.snapshot,
    config: { poll_seconds: 60, min_share: 0.7, timeout_ms: 600_000 },
    store: createSnapshotStore(join(folder, 'snapshots')),
    guard: createGuard({ system: 'tax', limits: { concurrency: 4, queue: 64, timeout_ms: 5_000, breaker: { failures: 5, cooldown_ms: 5_000 } }, onOutcome() {} }),
    maker: createRecordMaker({
      system: { id: 'tax', prefix: 'PBBX' },
      resource: 'tax-objects',
      map: (row, tools) => reader.map(row, tools, client),
      city,
      today,
      validation: createValidation(loadContract())
    }),
    onLoaded: (_rows, quarantined) => { if (quarantined > 0) process.stdout.write(`${quarantined} quarantined\n`) },
    onRefused(error) { throw error }
  })
}

async function measure(folder: string, records: number): Promise<void> {
  const city: City = {
    name: 'Kota Bandung', box: { south: -6.98, north: -6.83, west: 107.54, east: 107.74 }, phoneArea: '022', agencies: [],
    regions: createRegions({ province: { code: '32', name: '' }, regency: { code: '32.73', name: '' }, districts })
  }
  const holder = createHolder(folder, city)
  const before = process.cpuUsage()
  const started = performance.now()
  const longest = watchTurns()
  await holder.refresh('bench')
  const seconds = (performance.now() - started) / 1_000
  const { user, system } = process.cpuUsage(before)
  const snapshot = holder.current()
  if (snapshot?.info.rows !== records) throw new Error(`${snapshot?.info.rows} rows were loaded, not ${records}`)
  const resident = process.resourceUsage().maxRSS / 1_024
  say(`loaded ${records} records in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor time), at most ${Math.round(longest())} ms without a turn for others`, seconds, BARS.seconds)
  say(`peak memory ${Math.round(resident)} MiB resident`, resident, BARS.residentMiB)

  const { rows } = snapshot.list(0, records, {})
  const keys = Array.from({ length: KEYED }, (_, index) => (JSON.parse(rows[(index * 7_919) % rows.length] ?? '') as { NOP: string }).NOP)
  rows.length = 0
  const gets = times(KEYED, index => snapshot.get(keys[index] ?? ''))
  say(`keyed look-up: ${shares(gets)}`, gets.at(-1) ?? 0, BARS.lookUpMs)
  const codes = Object.keys(taxDistricts)
  const filtered = times(PAGES, index => snapshot.list((index * 37) % 20_000, 100, { district_code: [codes[index % codes.length] ?? ''] }))
  say(`page of 100 of a district, any offset to 20,000: ${shares(filtered)}`)
  const since = times(PAGES, index => snapshot.list(0, 100, { updated_since: `2026-${String(1 + (index % 12)).padStart(2, '0')}-28T12:00:00+07:00`, district_code: codes.slice(index % 20, 3 + (index % 20)) }))
  say(`page of 100 changed since, of three districts: ${shares(since)}`)
  const deep = times(PAGES, index => snapshot.list((index * 997) % records, 100, {}))
  say(`page of 100 of all, any offset: ${shares(deep)}`)
  await holder.close()
}

/** The longest time that nobody else had a turn, ms. */
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

function times(count: number, work: (index: number) => unknown): number[] {
  const taken: number[] = []
  for (let index = 0; index < count; index++) {
    const started = performance.now()
    if (work(index) === undefined) throw new Error(`nothing was found (${index})`)
    taken.push(performance.now() - started)
  }
  return taken.sort((a, b) => a - b)
}

function shares(sorted: readonly number[]): string {
  const at = (share: number): string => `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3)} ms`
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`
}

function say(text: string, value?: number, bar?: number): void {
  const verdict = value === undefined || bar === undefined ? '' : value <= bar ? ` - within ${bar}` : ` - ABOVE ${bar}`
  process.stdout.write(`${text}${verdict}\n`)
}
