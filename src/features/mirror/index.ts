import { defineFeature } from '../feature.ts'
import { matching } from '../matching/index.ts'
import { checkMirror } from './check-settings.ts'
import { HubMirrorSchema, SystemMirrorSchema } from './settings.ts'

export type { Mirror, Mirrored } from './mirror.ts'
export type { AdminMirrorOptions } from './operations.ts'
export type { MirrorApi } from './register.ts'

/** The last known records of the systems, as everybody may see them. */
export const mirror = defineFeature({
  name: 'mirror',
  section: { hub: { mirror: HubMirrorSchema }, system: { mirror: SystemMirrorSchema }, check: checkMirror },
  uses: { matching },
  migrations: {
    '016 mirror': async () => (await import('./migrations.ts')).createMirror
  },
  operations: ['listMirrored', 'forgetMirrored'],
  commands: { mirror: async () => (await import('./commands.ts')).mirror },
  plugin: () => import('./register.ts')
})
