import { defineFeature } from '../feature.ts'
import { DriftSchema } from './settings.ts'

/** Notices when a system sends something else than it did. */
export const drift = defineFeature({
  name: 'drift',
  section: { hub: { drift: DriftSchema } },
  migrations: {
    '021 drift': async () => (await import('./migrations.ts')).createDrift
  },
  operations: ['getSystemDrift', 'acceptSystemDrift'],
  commands: { 'system drift': async () => (await import('./commands.ts')).drift },
  plugin: () => import('./register.ts')
})
