import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Options } from './options.ts'
import { count, print, printTable, tell } from './print.ts'
import type { LoadFigures } from './snapshots/load.ts'

const RECORDS = 1_000_000
const QUICK_RECORDS = 3_000
const BARS = { seconds: 60, residentMiB: 512, lookUpMs: 5 }

const formats = [
  { format: 'export', name: 'DBF: objects joined with their owners', maker: 'make-export.ts' },
  { format: 'dbf', name: 'DBF, every hundredth deleted', maker: 'make-dbf.ts' },
  { format: 'csv', name: 'CSV', maker: 'make-csv.ts' },
  { format: 'fixed-width', name: 'fixed width', maker: 'make-fixed-width.ts' }
]

/** Files of a million records, loaded as the hub loads them, each by a process of its own. */
export async function measureSnapshots({ quick }: Pick<Options, 'quick'>): Promise<void> {
  const records = quick ? QUICK_RECORDS : RECORDS
  const rows = formats.map(({ format, name, maker }) => {
    tell(`Snapshots: ${name}`)
    const folder = mkdtempSync(join(tmpdir(), 'satu-bench-'))
    try {
      run(maker, format === 'export' ? folder : join(folder, format), String(records))
      const figures = JSON.parse(run('load.ts', format, folder)) as LoadFigures
      // A record that was left out cost less than one that was kept.
      const expected = format === 'dbf' ? records - Math.floor(records / 100) : records
      if (figures.rows !== expected || figures.quarantined > 0)
        throw new Error(`${name}: ${figures.rows} of ${expected} records were loaded, ${figures.quarantined} left out`)
      return rowOf(name, figures)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  printTable(
    `Snapshots: ${count(records, 0)} records`,
    ['', 'loaded, s', 'CPU s', 'peak resident MiB', 'longest turn ms', 'by key, p99 (worst) ms', 'page of 100, p99 ms',
      'of a district, p99 ms'],
    rows
  )
  print(
    `\nBars for ${count(RECORDS, 0)}: within ${BARS.seconds} s, ${BARS.residentMiB} MiB, by key ${BARS.lookUpMs} ms. ` +
      'A figure past its bar is marked with !.'
  )
}

function rowOf(name: string, figures: LoadFigures): string[] {
  const { seconds, cpuSeconds, residentMiB, longestTurnMs, keyed, page, ofDistrict } = figures
  const held = (value: number, bar: number, digits: number): string =>
    `${count(value, digits)}${value > bar ? '!' : ''}`
  return [
    name,
    held(seconds, BARS.seconds, 1),
    count(cpuSeconds, 1),
    held(residentMiB, BARS.residentMiB, 0),
    count(longestTurnMs, 0),
    `${count(keyed.p99, 3)} (${held(keyed.max, BARS.lookUpMs, 2)})`,
    count(page.p99, 2),
    count(ofDistrict.p99, 2)
  ]
}

/** What a script of the folder says, run to its end. */
function run(script: string, ...args: string[]): string {
  const file = new URL(`snapshots/${script}`, import.meta.url)
  const { status, stdout, error } = spawnSync(process.execPath, [fileURLToPath(file), ...args], { encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'] })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${script} ended with ${status}`)
  return stdout
}
