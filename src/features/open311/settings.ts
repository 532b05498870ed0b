import { type Static, Type } from 'typebox'
import { object, text } from '../../platform/config/schema-parts.ts'

/** What the Open311 face says of itself. */
export const Open311Schema = object({
  jurisdiction_id: Type.Optional(
    text('Id of the city among others, as clients send it. Any other is a 404; without it none is looked at.')
  ),
  contact: Type.Optional(text('Whom developers may ask.')),
  key_service: Type.Optional(text('How they come by an API key.'))
}, { default: {}, description: 'What the Open311 face says of itself.' })

type Open311Config = Static<typeof Open311Schema>

declare module '../../platform/config/schema.ts' {
  interface ConfigFile {
    open311: Open311Config
  }
  interface Config {
    open311: Open311Config
  }
}
