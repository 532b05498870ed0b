import { defineFeature } from '../feature.ts'
import { TrackSchema } from './settings.ts'

/** Finds cases by the numbers that residents hold. */
export const track = defineFeature({
  name: 'track',
  section: { hub: { track: TrackSchema } },
  routes: {
    // Residents have no credential; how often numbers are tried is counted beside.
    track: { rule: 'open', requests: ['GET /track', 'POST /track'] }
  },
  operations: ['trackNumber'],
  plugin: () => import('./register.ts')
})
