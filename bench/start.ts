import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { changedCity, cityFile, entryOf } from './city.ts'
import { type Figures, observe, ratiosOf, spreadOf } from './figures.ts'
import { authorization, startHub, startLegacySystems } from './hub.ts'
import type { Options } from './options.ts'
import { print, printTable, show, tell } from './print.ts'

export const MANY = 400
const WARM_SECONDS = 2

/** The city's file with its systems again and again, as many as MANY. */
export function manySystems(): string {
  return changedCity(city => {
    const ids = Object.keys(city.systems).filter(id => id !== 'register')
    for (let index = Object.keys(city.systems).length; index < MANY; index++) {
      const entry = entryOf(city, ids[index % ids.length] ?? '')
      city.systems[`system-${index}`] = { ...entry, prefix: `SYS${String(index).padStart(4, '0')}` }
    }
    // Of one system alone, so that hubs with few and with many give the same answer.
    city.routes = { licences: ['licensing-a'] }
  })
}

/** From the start of the process until it answers, and what many registered systems cost. */
export async function measureStart({ rounds, seconds }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  const few = changedCity()
  const many = manySystems()
  const cities = [
    { name: 'every system of config/bandung.yaml', configFile: cityFile },
    { name: 'its live systems', configFile: few },
    { name: `${MANY} systems`, configFile: many }
  ].map(city => ({ ...city, first: [] as number[], ready: [] as number[], resident: [] as number[],
    figures: [] as Figures[] })
  )
  try {
    for (let round = 1; round <= rounds; round++) {
      tell(`Start: round ${round} of ${rounds}`)
      for (const { configFile, first, ready, resident, figures } of cities) {
        const dataDir = mkdtempSync(join(tmpdir(), 'satu-bench-'))
        const newcomer = await startHub({ ...legacy, configFile, dataDir })
        first.push(newcomer.readyMs)
        await newcomer.stop()
        const hub = await startHub({ ...legacy, configFile, dataDir })
        try {
          ready.push(hub.readyMs)
          const headers = authorization()
          const { items: [record] } = (await (await fetch(`${hub.url}/v1/licences?limit=1`, { headers })).json()) as {
            items: { id: string }[]
          }
          const request = { url: `${hub.url}/v1/licences/${record?.id}`, headers, connections: 64 }
          await observe(hub, { ...request, seconds: WARM_SECONDS })
          figures.push(await observe(hub, { ...request, seconds }))
          resident.push(hub.residentMiB() ?? NaN)
        } finally {
          await hub.stop()
          rmSync(dataDir, { recursive: true })
        }
      }
    }
  } finally {
    await legacy.stop()
  }
  const cpu = (figures: readonly Figures[]): number[] => figures.map(({ cpuUs }) => cpuUs ?? NaN)
  const reference = cities[1]
  printTable(
    'Start and size: one record read over and over',
    ['', 'first start, ready ms', 'later start, ready ms', 'resident MiB after the load', 'CPU us/cached read',
      'of its live systems'],
    cities.map(({ name, first, ready, resident, figures }) => [
      name,
      show(spreadOf(first), 0),
      show(spreadOf(ready), 0),
      show(spreadOf(resident), 0),
      show(spreadOf(cpu(figures)), 1),
      show(ratiosOf(cpu(reference?.figures ?? []), cpu(figures)))
    ])
  )
  print(
    '\nReady: until /readyz answers 200; a later start finds what the first one compiled. Bars: 1,500 ms, with 400 ' +
      'systems 3,000 ms and 250 MiB. Its live systems: those of the file that are asked while callers wait.'
  )
}
