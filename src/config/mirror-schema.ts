import { Type } from 'typebox'
import { resourceNames, type ResourceName } from '../contract/resources.ts'
import { object, oneOf, several } from './schema-parts.ts'

/** What can be mirrored. Of people the hub keeps nothing. */
const mirrored = resourceNames.filter(name => name !== 'residents') as readonly Exclude<ResourceName, 'residents'>[]
const Mirrored = oneOf(mirrored, 'A resource.')

/** What the hub keeps of the systems' records as everybody may see them. */
export const HubMirrorSchema = object({
  resources: several(Mirrored, 'Whose last known records the hub keeps, as everybody may see them. None unless named.', { default: [] })
}, { default: {} })

/** The same for one system. */
export const SystemMirrorSchema = object({
  resources: Type.Optional(several(Mirrored, 'Of those that `hub.mirror` names only these are kept of this system; none with an empty list.'))
}, { default: {} })
