import { alerts } from '../alerts/index.ts'
import { disagreements } from '../disagreements/index.ts'
import { drift } from '../drift/index.ts'
import { defineFeature } from '../feature.ts'
import { figures } from '../figures/index.ts'
import { readBoundaries } from './boundaries.ts'
import { checkCommandCenter } from './check-settings.ts'
import { CommandCenterSchema } from './settings.ts'

/** The live page for operators. */
export const commandCenter = defineFeature({
  name: 'command-center',
  section: { top: { command_center: CommandCenterSchema }, check: checkCommandCenter, readFiles: readBoundaries },
  uses: { figures, alerts, drift, disagreements }
})
