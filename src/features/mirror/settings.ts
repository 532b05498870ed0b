import { type Static, Type } from 'typebox'
import { type ResourceName, resourceNames } from '../../contract/resources.ts'
import { atLeast, object, oneOf, several } from '../../platform/config/schema-parts.ts'
import { HoursSchema } from '../../platform/config/week-schema.ts'

/** What can be mirrored. Of people the hub keeps nothing. */
const mirrored = resourceNames.filter(name => name !== 'residents') as readonly Exclude<ResourceName, 'residents'>[]
const Mirrored = oneOf(mirrored, 'A resource.')

/** What the hub keeps of the systems' records as everybody may see them. */
export const HubMirrorSchema = object({
  resources: several(Mirrored, 'Whose last known records the hub keeps, as everybody may see them. None unless named.',
    { default: [] }),
  on_error: atLeast(0, 86_400,
    'Seconds for which a kept record stands in for a system that cannot answer, when nothing else is known; 0 for ' +
      'never.')
}, { default: {} })

/** The same for one system. */
export const SystemMirrorSchema = object({
  resources: Type.Optional(
    several(Mirrored, 'Of those that `hub.mirror` names only these are kept of this system; none with an empty list.')
  ),
  walk: Type.Optional(object({
    every_hours: atLeast(1, 24,
      'How often all of it is read, within its limits, so that what nobody asked for is known too, and what is ' +
        'gone is forgotten.'),
    hours: Type.Optional(
      several(HoursSchema, 'Its spare hours: it is read at no other time. Whenever it may be asked when left out.', {
        minItems: 1
      })
    )
  }, {
    description:
      'Reads all of it from time to time. Without this only what is asked for is kept; what comes as files or is ' +
      'pushed is always whole.'
  }))
}, { default: {} })

declare module '../../platform/config/schema.ts' {
  interface HubConfig {
    mirror: Static<typeof HubMirrorSchema>
  }
  interface SystemConfig {
    mirror: Static<typeof SystemMirrorSchema>
  }
}
