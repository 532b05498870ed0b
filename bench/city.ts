import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'

export interface SystemEntry {
  adapter: string
  prefix: string
  [key: string]: unknown
}

/** What of a config file is changed here. */
export interface CityFile {
  hub: Record<string, unknown>
  datasets?: unknown
  disagreements?: unknown
  features?: Record<string, boolean>
  routes?: Record<string, string[]>
  writes?: Record<string, { system: string }[]>
  systems: Record<string, SystemEntry>
}

export const cityFile = fileURLToPath(new URL('../config/bandung.yaml', import.meta.url))

/** Systems that are asked while callers wait. The others load files in the background, which would be measured too. */
const LIVE = ['licensing-a', 'licensing-b', 'complaints', 'population', 'transport', 'register']

/** The city's config file with its live systems alone, changed for what is measured; returns its path. */
export function changedCity(change: (city: CityFile) => void = () => {}): string {
  const city = readCity()
  city.systems = Object.fromEntries(Object.entries(city.systems).filter(([id]) => LIVE.includes(id)))
  city.routes = Object.fromEntries(
    Object.entries(city.routes ?? {}).filter(([, systems]) => systems.every(id => LIVE.includes(id)))
  )
  // Nobody writes here.
  delete city.writes
  // Nor does the hub ask by itself.
  for (const system of Object.values(city.systems)) delete system['changes']
  delete city.datasets
  // As many as a consumer of the load test has: a window of a minute would be used up in seconds.
  city.hub['rate'] = { ...city.hub['rate'] as object, anonymous: { requests: 10_000_000, seconds: 60 } }
  city.routes = Object.fromEntries(
    Object.entries(city.routes ?? {}).map(([resource, ids]) => [resource, ids.filter(id => LIVE.includes(id))] as const)
      .filter(([, ids]) => ids.length > 0)
  )
  change(city)
  const file = join(mkdtempSync(join(tmpdir(), 'satu-bench-')), 'city.yaml')
  // Written out in full, as people write it: what is said twice would become an alias otherwise.
  writeFileSync(file, stringify(city, { aliasDuplicateObjects: false }))
  return file
}

/** The city's config file as it stands. */
export function readCity(): CityFile {
  return parse(readFileSync(cityFile, 'utf8')) as CityFile
}

/** A system of the file, which must be there. */
export function entryOf({ systems }: CityFile, id: string): SystemEntry {
  const entry = systems[id]
  if (entry === undefined) throw new Error(`${cityFile} has no system ${id}`)
  return entry
}

/** Every read asks the system. */
export const NEVER_FRESH = { fresh: 0, revalidate: 0, on_error: 0 }
