import { fileURLToPath } from 'node:url'
import { type Figures, observe, ratiosOf, spreadOf } from './figures.ts'
import { authorization, startHub, startLegacySystems } from './hub.ts'
import { cores } from './machine.ts'
import type { Options } from './options.ts'
import { print, printTable, show, tell } from './print.ts'
import { type Server, startSpeaking } from './server.ts'

const SLOW = 1_000
const WARM_SECONDS = 2
/** Longer than the hub has patience with anybody (`hub.times`): some are dropped within it, and come again. */
const SETTLE_MS = 12_000

interface Counts {
  open: number
  head: number
  body: number
  read: number
}

/** What others notice of a thousand callers that are slow to send a head, a body, or to read. */
export async function measureSlow({ rounds, seconds, quick }: Options): Promise<void> {
  const legacy = await startLegacySystems()
  const hub = await startHub(legacy)
  const alone: Figures[] = []
  const among: Figures[] = []
  const memory = { alone: [] as number[], among: [] as number[] }
  const dropped: Counts[] = []
  try {
    const headers = authorization()
    const path = '/v1/licences?limit=20'
    await fetch(hub.url + path, { headers })
    const request = { url: hub.url + path, headers, connections: 16 }
    await observe(hub, { ...request, seconds: WARM_SECONDS })
    for (let round = 1; round <= rounds; round++) {
      tell(`Slow callers: round ${round} of ${rounds}`)
      alone.push(await observe(hub, { ...request, seconds }))
      memory.alone.push(hub.residentMiB() ?? NaN)
      const slow = await startSlow(hub, path)
      try {
        await until(async () => (await countsOf(slow)).open >= SLOW * 0.95)
        if (!quick)
          await new Promise(resolve => {
            setTimeout(resolve, SETTLE_MS)
          })
        among.push(await observe(hub, { ...request, seconds }))
        memory.among.push(hub.residentMiB() ?? NaN)
        dropped.push(await countsOf(slow))
      } finally {
        await slow.stop()
      }
    }
  } finally {
    await hub.stop()
    await legacy.stop()
  }
  const p99 = (figures: readonly Figures[]): number[] => figures.map(({ p99Ms }) => p99Ms)
  printTable(
    `${SLOW} slow callers: a cached list read by 16 others`,
    ['', 'p50 ms', 'p99 ms', 'requests/s', 'resident MiB', 'p99 of alone'],
    ([['alone', alone, memory.alone], [`among ${SLOW}`, among, memory.among]] as const).map((
      [name, figures, resident]
    ) => [
      name,
      show(spreadOf(figures.map(({ p50Ms }) => p50Ms))),
      show(spreadOf(p99(figures))),
      show(spreadOf(figures.map(({ requestsPerSecond }) => requestsPerSecond)), 0),
      show(spreadOf(resident), 0),
      show(ratiosOf(p99(figures), p99(alone)))
    ])
  )
  const last = dropped.at(-1)
  print(
    `\nA third is slow with its head, a third with its body, a third reads nothing; dropped in the last round: ${
      last?.head ?? 0
    }, ${last?.body ?? 0}, ${last?.read ?? 0}. Resident in round order: ${
      memory.among.map(value => value.toFixed(0)).join(', ')
    } MiB. Bar: p99 at most doubled, memory flat.`
  )
}

function startSlow({ url }: Server, path: string): Promise<Server> {
  const program = fileURLToPath(new URL('slow-callers.ts', import.meta.url))
  return startSpeaking({ command: [process.execPath, program, JSON.stringify({ url, path, count: SLOW })],
    core: cores.load })
}

async function countsOf({ url }: Server): Promise<Counts> {
  return (await fetch(url)).json() as Promise<Counts>
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()))
    await new Promise(resolve => {
      setTimeout(resolve, 100)
    })
}
