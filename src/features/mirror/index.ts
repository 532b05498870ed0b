import { defineFeature } from '../feature.ts'
import { checkMirror } from './check-settings.ts'
import { HubMirrorSchema, SystemMirrorSchema } from './settings.ts'

/** The last known records of the systems, as everybody may see them. */
export const mirror = defineFeature({
  name: 'mirror',
  section: { hub: { mirror: HubMirrorSchema }, system: { mirror: SystemMirrorSchema }, check: checkMirror }
})
