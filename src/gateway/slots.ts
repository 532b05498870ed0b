import type { WorkingDays } from '../kit/indonesia/working-days.ts'
import type { Config } from '../platform/config/schema.ts'
import { type Clocks, noClocks } from './reads/clocks.ts'
import type { OnAnswered } from './reads/federate.ts'
import type { StandIn } from './reads/stand-in.ts'
import type { DriftWatch } from './systems/drift-watch.ts'
import type { Pair } from './systems/pair.ts'
import type { System } from './systems/system.ts'

/** Places in which one feature each may take part in what the gateway does. Filled while features are registered. */
export interface Slots {
  /** The time limits that run on records. */
  clocks(workingDays: WorkingDays): Clocks
  /** Answers in the place of a system that cannot. */
  standIn: StandIn
  /** Systems that replace others in a configuration. */
  pairs(config: Config, systems: readonly System[]): readonly Pair[]
  /** Hears how lists were answered. */
  onAnswered: OnAnswered | undefined
  /** Watches what a system of a product sends. */
  watchSystem: ((system: string, product: string) => DriftWatch) | undefined
}

/** Nobody takes part. */
export function createSlots(): Slots {
  return {
    clocks: () => noClocks,
    standIn: { record: async () => undefined, wholeAt: async () => undefined, list: async () => [] },
    pairs: () => [],
    onAnswered: undefined,
    watchSystem: undefined
  }
}
