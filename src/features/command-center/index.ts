import { alerts } from '../alerts/index.ts'
import { disagreements } from '../disagreements/index.ts'
import { drift } from '../drift/index.ts'
import { defineFeature } from '../feature.ts'
import { figures } from '../figures/index.ts'

/** The live page for operators. */
export const commandCenter = defineFeature({
  name: 'command-center',
  uses: { figures, alerts, drift, disagreements }
})
