import { setTimeout as wait } from 'node:timers/promises'
import { until } from '../services/wait.ts'
import type { Experiment } from './experiments.ts'
import type { Installation } from './installation.ts'
import { authorizationOf, type Load, type Tally } from './load.ts'

export interface Finding extends Tally {
  name: string
  /** What the hub said while it was broken. */
  said: string
  /** From when it was mended until no read failed any more, in ms. */
  recoveryMs: number
}

/** After which all must be well again. */
const SETTLE_MS = 6_000
const MARKER = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g
const ENDED = new Set(['delivered', 'rejected', 'parked', 'abandoned'])

export async function runExperiment(place: Installation, load: Load, experiment: Experiment): Promise<Finding> {
  const end = load.count()
  await experiment.fault(place)
  await wait(experiment.holdMs)
  const said = await experiment.says(place)
  await experiment.restore(place)
  const restored = performance.now()
  await wait(SETTLE_MS)
  return { name: experiment.name, said, recoveryMs: Math.max(0, load.lastFailure() - restored), ...end() }
}

export interface Fate {
  acknowledged: number
  /** Neither in the legacy system nor ended with a reason. */
  lost: number
  /** More than once in the legacy system. */
  doubled: number
  /** Still on their way. */
  waiting: number
  /** Ended in another way than delivered. */
  parked: number
}

/** What became of everything that was acknowledged, held against what the legacy system keeps. */
export async function fateOf({ url, legacy }: Installation, load: Load): Promise<Fate> {
  const states = new Map([...load.acknowledged.values()].map(id => [id, 'unknown']))
  const open = (): string[] => [...states].flatMap(([id, state]) => (ENDED.has(state) ? [] : [id]))
  await until(async () => {
    for (const id of open()) {
      const response = await fetch(`${url}/v1/submissions/${id}`, { headers: authorizationOf('writer') })
      if (response.ok) states.set(id, ((await response.json()) as { status: { code: string } }).status.code)
    }
    return open().length === 0
  }, { what: 'the end of every write', timeoutMs: 120_000 }).catch(() => {})
  const copies = new Map<string, number>()
  for (const system of legacy) {
    for (const record of system.records()) {
      for (const [marker] of JSON.stringify(record).matchAll(MARKER)) copies.set(marker, (copies.get(marker) ?? 0) + 1)
    }
  }
  const stateOf = (marker: string): string => states.get(load.acknowledged.get(marker) ?? '') ?? 'unknown'
  const markers = [...load.acknowledged.keys()]
  return {
    acknowledged: markers.length,
    lost: markers.filter(marker => !copies.has(marker) && stateOf(marker) === 'delivered').length,
    doubled: [...copies.values()].filter(count => count > 1).length,
    waiting: open().length,
    parked: markers.filter(marker => ENDED.has(stateOf(marker)) && stateOf(marker) !== 'delivered').length
  }
}
