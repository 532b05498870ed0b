import { COMMAND_CENTER_SCOPE } from '../../platform/config/scopes.ts'
import { defineFeature } from '../feature.ts'
import { figures } from '../figures/index.ts'
import { readBoundaries } from './boundaries.ts'
import { checkCommandCenter } from './check-settings.ts'
import { CommandCenterSchema } from './settings.ts'

const FIGURES = { public: false, scopes: [COMMAND_CENTER_SCOPE], citizen: false } as const

/** The live page for operators. */
export const commandCenter = defineFeature({
  name: 'command-center',
  section: { top: { command_center: CommandCenterSchema }, check: checkCommandCenter, readFiles: readBoundaries },
  uses: { figures },
  routes: {
    // The page itself is empty: what it shows it asks for, as whoever looks at it.
    'command-center': { rule: 'open', requests: ['GET /command-center'] },
    'command-center-sign-in': { rule: 'open',
      requests: ['GET /command-center/sign-in', 'POST /command-center/sign-in'] },
    // Numbers, states and codes, nothing of a person.
    'command-center-map': { rule: FIGURES, requests: ['GET /command-center/map'] },
    'command-center-state': { rule: FIGURES, requests: ['GET /command-center/state'] },
    // A GET of it goes on and on.
    'command-center-stream': { rule: FIGURES, requests: ['HEAD /command-center/stream'] },
    'command-center-system': { rule: { ...FIGURES, scopes: [COMMAND_CENTER_SCOPE, 'systems:read'] },
      requests: ['GET /command-center/systems/{id}'] }
  },
  plugin: () => import('./register.ts')
})
