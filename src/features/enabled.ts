import { switchedOff, type Switches } from '../platform/config/switches.ts'
import type { Feature } from './feature.ts'

export interface EnabledFeatures {
  /** Those that are on, in the order of the table. */
  on: readonly Feature[]
  /** Those that are off, each with the name of the one whose switch did it: itself, or one that it needs. */
  off: readonly { feature: Feature; by: string }[]
}

/**
 * Tells which features are on.
 * @param features in an order in which each stands below those that it needs
 * @param switches `features` of the city's file: what is not named is on
 */
export function enabledFeatures(features: readonly Feature[], switches: Switches): EnabledFeatures {
  const parts = features.map(({ name, needs }) => ({ name, needs: Object.values(needs).map(need => need.name) }))
  const off = switchedOff(parts, switches)
  return {
    on: features.filter(({ name }) => !off.has(name)),
    off: features.flatMap(feature => {
      const by = off.get(feature.name)
      return by === undefined ? [] : [{ feature, by }]
    })
  }
}
