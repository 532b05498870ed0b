import { deadlines } from '../deadlines/index.ts'
import { defineFeature } from '../feature.ts'
import { TrackSchema } from './settings.ts'

/** Finds cases by the numbers that residents hold. */
export const track = defineFeature({
  name: 'track',
  section: { hub: { track: TrackSchema } },
  uses: { deadlines }
})
