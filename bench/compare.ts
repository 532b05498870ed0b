import { type Figures, observe, ratiosOf, spreadOf } from './figures.ts'
import type { LoadRequest } from './load.ts'
import { printTable, show, tell } from './print.ts'
import type { Server } from './server.ts'

export interface Contender {
  name: string
  /** A fresh process. */
  start(): Promise<Pick<Server, 'url' | 'cpuMs' | 'stop'>>
  /** What it is asked, in the same way in every window. */
  request(url: string): Omit<LoadRequest, 'seconds'>
}

export interface Comparison {
  title: string
  contenders: readonly Contender[]
  /** Name of the contender that the ratios are to. */
  reference: string
  rounds: number
  seconds: number
  /** Waiting is what counts, not throughput. */
  byLatency?: boolean
}

const WARM_SECONDS = 2
/**
 * Until then the compiler still works on what it has seen; a crowded machine takes more than one window for so many.
 */
const WARM_REQUESTS = 20_000
const MOST_WARM_WINDOWS = 4

/** Lets contenders run in turn, round after round, each in a fresh process, and prints their figures. */
export async function compare(comparison: Comparison): Promise<Map<string, Figures[]>> {
  const { title, contenders, rounds } = comparison
  const figures = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 1; round <= rounds; round++) {
    tell(`${title}: round ${round} of ${rounds}`)
    // Every other round backwards, so that nobody always runs on a machine that another has warmed.
    for (const contender of round % 2 === 1 ? contenders : contenders.toReversed()) {
      figures.get(contender.name)?.push(await run(contender, comparison))
    }
  }
  printComparison(comparison, figures)
  return figures
}

async function run({ start, request }: Contender, { seconds }: Comparison): Promise<Figures> {
  const server = await start()
  try {
    let warm = 0
    for (let window = 0; window < MOST_WARM_WINDOWS && warm < WARM_REQUESTS; window++) {
      warm += (await observe(server, { ...request(server.url), seconds: WARM_SECONDS })).requests
    }
    return await observe(server, { ...request(server.url), seconds })
  } finally {
    await server.stop()
  }
}

function printComparison(
  { title, contenders, reference, byLatency = false }: Comparison,
  figures: ReadonlyMap<string, Figures[]>
): void {
  const column = (name: string, of: (one: Figures) => number): number[] => (figures.get(name) ?? []).map(of)
  const cpu = ({ cpuUs }: Figures): number => cpuUs ?? NaN
  const rate = byLatency
    ? ({ p50Ms }: Figures): number => p50Ms
    : ({ requestsPerSecond }: Figures): number => requestsPerSecond
  printTable(
    title,
    ['', 'CPU us/request', 'of reference', byLatency ? 'p50 ms' : 'requests/s', 'of reference'],
    contenders.map(({ name }) => [
      name === reference ? `${name} (reference)` : name,
      show(spreadOf(column(name, cpu)), 1),
      // More work for the same time is better: the reference's time over its own.
      show(ratiosOf(column(reference, cpu), column(name, cpu))),
      show(spreadOf(column(name, rate)), byLatency ? 2 : 0),
      show(
        byLatency
          ? ratiosOf(column(reference, rate), column(name, rate))
          : ratiosOf(column(name, rate), column(reference, rate))
      )
    ])
  )
}
