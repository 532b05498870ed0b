import type { Hub } from '../../http/hub.ts'
import { createFacts } from './facts.ts'
import { type Figures, lateAgencies, readFigures } from './figures.ts'

/** What is counted of records. */
export interface FiguresApi {
  /** @throws SatuError store_unavailable */
  read(now: number): Promise<Figures>
  /** How many records each agency is late with, by its id. @throws SatuError store_unavailable */
  late(): Promise<ReadonlyMap<string, number>>
}

/** Counts what looks for changes see, so that no system is ever asked for a page. */
export function register(_app: unknown, { bus, store, core, registry }: Hub): FiguresApi {
  const takeFacts = createFacts({ clocks: () => core().clocks })
  bus.on('recordsSeen', 'figures',
    ({ store: fenced, system, resource, seen }) => takeFacts(fenced, system, resource, seen))
  return {
    read: now => readFigures(store, registry(), now),
    late: async () => lateAgencies(await readFigures(store, registry(), Date.now()))
  }
}
