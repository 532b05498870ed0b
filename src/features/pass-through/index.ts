import { RAW_SCOPE } from '../../platform/config/scopes.ts'
import { defineFeature } from '../feature.ts'
import { PassThroughSchema } from './settings.ts'

/** The own HTTP interface of a system behind login, limits and guard. */
export const passThrough = defineFeature({
  name: 'pass-through',
  section: { system: { passthrough: PassThroughSchema } },
  routes: {
    passthrough: { rule: { public: false, scopes: [RAW_SCOPE], citizen: false },
      requests: ['GET /systems/{id}/raw/any'] }
  },
  plugin: () => import('./register.ts')
})
