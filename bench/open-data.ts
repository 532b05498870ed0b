import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { changedCity, entryOf, readCity } from './city.ts'
import { authorization, type HubOptions, startHub } from './hub.ts'
import type { Options } from './options.ts'
import { count, print, printTable, tell } from './print.ts'
import type { Server } from './server.ts'

const RECORDS = 1_000_000
const QUICK_RECORDS = 3_000
const BAR_MIB = 200
const NAME = 'tax-objects'
/** Downloads at a time. */
const CROWD = 8
const LOOK_MS = 50

/** What is published of a piece of land. */
const columns = [
  { name: 'id', field: 'id', title: { id: 'Kode', en: 'Id' } },
  { name: 'district_code', field: 'location.district_code', title: { id: 'Kode kecamatan', en: 'District code' } },
  { name: 'district', field: 'location.district_code', as: 'district', title: { id: 'Kecamatan', en: 'District' } },
  { name: 'land_m2', field: 'land_m2', title: { id: 'Luas bumi', en: 'Land' }, unit: 'm²' },
  { name: 'building_m2', field: 'building_m2', title: { id: 'Luas bangunan', en: 'Building' }, unit: 'm²' },
  { name: 'njop_land_idr', field: 'njop_land_idr', title: { id: 'NJOP bumi', en: 'Value of the land' }, unit: 'IDR' },
  { name: 'njop_building_idr', field: 'njop_building_idr', title: { id: 'NJOP bangunan', en: 'Value of the building' },
    unit: 'IDR' },
  { name: 'updated_at', field: 'source.updated_at', title: { id: 'Berubah', en: 'Changed' } }
]

/** What /data says of it, as far as it matters here. */
interface Described {
  rows: number | null
  failure?: { detail: string }
  files: readonly { format: string; size: number; sha256: string }[]
}

/** What a step took, and the most memory that the hub had resident meanwhile. */
interface Step {
  name: string
  seconds: number
  bytes: number
  cpuMs: number
  peakMiB: number
}

/** A dataset of a million rows: made of a system's snapshot, and downloaded. */
export async function measureOpenData({ quick }: Pick<Options, 'quick'>): Promise<void> {
  const records = quick ? QUICK_RECORDS : RECORDS
  const folder = mkdtempSync(join(tmpdir(), 'satu-bench-'))
  const exported = join(folder, 'export')
  const at = { environment: { TAX_FILES_URL: `file://${exported}` }, dataDir: join(folder, 'hub') }
  try {
    tell('Open data: the export, and a hub that takes it in')
    makeExport(exported, records)
    await takeIn(at)
    const steps: Step[] = []
    for (const formats of [['csv'], ['csv', 'json', 'xlsx', 'parquet']]) {
      tell(`Open data: ${formats.join(', ')}`)
      steps.push(...await makeAndDownload({ ...at, configFile: cityOf(formats) }, formats, records))
    }
    printTable(
      `Open data: a dataset of ${count(records, 0)} rows`,
      ['', 's', 'rows/s', 'MiB', 'CPU s', 'peak resident MiB'],
      steps.map(({ name, seconds, bytes, cpuMs, peakMiB }) => [
        name,
        count(seconds, 1),
        count(records / seconds, 0),
        count(bytes / 2 ** 20, 0),
        count(cpuMs / 1_000, 1),
        `${count(peakMiB, 0)}${peakMiB > BAR_MIB && name.startsWith('downloaded: csv') ? '!' : ''}`
      ])
    )
    print(
      '\nThe whole hub, all threads, what it has for itself included. Downloads are held to the SHA-256 that /data ' +
        'says, and come from a hub that was started after they were made. ' +
        `Bar: ${BAR_MIB} MiB for ${count(RECORDS, 0)} rows streamed as CSV. A figure past it is marked with !.`
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function takeIn(options: HubOptions): Promise<void> {
  const hub = await startHub({ ...options, configFile: cityOf([]) })
  try {
    const list = `${hub.url}/v1/tax-objects?limit=1`
    await until(async () => (await fetch(list, { headers: authorization() })).ok)
  } finally {
    await hub.stop()
  }
}

/** One hub makes the files; another, started afterwards, sends them. */
async function makeAndDownload(options: HubOptions, formats: readonly string[], records: number): Promise<Step[]> {
  const maker = await startHub(options)
  const steps: Step[] = []
  try {
    steps.push(await measured(maker, `made: ${formats.join(', ')}`, () => untilMade(maker, formats, records)))
  } finally {
    await maker.stop()
  }
  const hub = await startHub(options)
  try {
    for (const format of formats) steps.push(await measured(hub, `downloaded: ${format}`, () => download(hub, format)))
    if (formats.length > 1) return steps
    return [
      ...steps,
      await measured(hub, 'downloaded: csv, packed', () => download(hub, 'csv', 'gzip')),
      await measured(hub, `downloaded: csv, ${CROWD} at once`, async () =>
        sum(await Promise.all(Array.from({ length: CROWD }, () => download(hub, 'csv')))))
    ]
  } finally {
    await hub.stop()
  }
}

async function measured(hub: Server, name: string, work: () => Promise<number>): Promise<Step> {
  hub.peakMiB()
  const [cpuBefore, started] = [hub.cpuMs() ?? NaN, performance.now()]
  const bytes = await work()
  return { name, bytes, seconds: (performance.now() - started) / 1_000, cpuMs: (hub.cpuMs() ?? NaN) - cpuBefore,
    peakMiB: hub.peakMiB() ?? NaN }
}

/** Waits until there is an edition with these formats. @returns how large its files are */
async function untilMade(hub: Server, formats: readonly string[], records: number): Promise<number> {
  await until(async () => {
    const { rows, failure, files } = await describe(hub)
    if (failure !== undefined) throw new Error(`${NAME}: ${failure.detail}`)
    if (rows !== null && rows !== records) throw new Error(`${NAME}: ${rows} rows of ${records}`)
    return files.length === formats.length
  })
  return sum((await describe(hub)).files.map(({ size }) => size))
}

async function describe({ url }: Server): Promise<Described> {
  return (await fetch(`${url}/data/${NAME}`)).json() as Promise<Described>
}

/** Takes a file to its end, and holds it to what the hub says of it. @returns bytes that came */
async function download(hub: Server, format: string, coding: 'identity' | 'gzip' = 'identity'): Promise<number> {
  const file = (await describe(hub)).files.find(one => one.format === format)
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get(`${hub.url}/data/${NAME}.${format}`, { agent: false, headers: { 'accept-encoding': coding } }, resolve).once(
      'error',
      reject
    )
  })
  let bytes = 0
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  const hash = createHash('sha256')
  await (coding === 'gzip' ? pipeline(answer, createGunzip(), hash) : pipeline(answer, hash))
  if (hash.digest('hex') !== file?.sha256)
    throw new Error(`${format}: ${answer.statusCode}, ${bytes} bytes came, which are not what /data says`)
  return bytes
}

/** An entry of the city's file, of the records of the tax system alone. */
function cityOf(formats: readonly string[]): string {
  const tax = entryOf(readCity(), 'tax')
  return changedCity(city => {
    city.systems = { tax }
    delete city.routes
    delete city.disagreements
    if (formats.length === 0) return
    city.datasets = {
      [NAME]: {
        title: { id: 'Objek pajak', en: 'Tax objects' },
        description: { id: 'Bumi dan bangunan.', en: 'Land and buildings.' },
        resource: 'tax-objects',
        agency: 'BAPENDA',
        steward: 'DISKOMINFO',
        licence: 'CC-BY-4.0',
        theme: 'ECON',
        columns,
        formats
      }
    }
  })
}

function makeExport(folder: string, records: number): void {
  mkdirSync(folder)
  const script = fileURLToPath(new URL('snapshots/make-export.ts', import.meta.url))
  const { status, error } = spawnSync(process.execPath, [script, folder, String(records)], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`make-export.ts ended with ${status}`)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await wait(LOOK_MS)
}
