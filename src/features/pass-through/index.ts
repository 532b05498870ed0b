import { defineFeature } from '../feature.ts'
import { PassThroughSchema } from './settings.ts'

/** The own HTTP interface of a system behind login, limits and guard. */
export const passThrough = defineFeature({
  name: 'pass-through',
  section: { system: { passthrough: PassThroughSchema } }
})
