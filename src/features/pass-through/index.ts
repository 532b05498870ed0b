import { defineFeature } from '../feature.ts'

/** The own HTTP interface of a system behind login, limits and guard. */
export const passThrough = defineFeature({
  name: 'pass-through'
})
