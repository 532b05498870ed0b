import { type Static, Type } from 'typebox'
import { object, path, several, text } from '../../platform/config/schema-parts.ts'
import type { DistrictShape } from './boundaries.ts'

/** What the Command Center shows beside what the hub knows itself, and how its operators sign in. */
export const CommandCenterSchema = object({
  boundaries: Type.Optional(object({
    file: path(
      'GeoJSON file (RFC 7946) with one feature a district, Polygon or MultiPolygon, in WGS 84. Beside the config file.'
    ),
    property: Type.String({ minLength: 1, maxLength: 100, default: 'code',
      description:
        'The property of a feature that holds the Kemendagri code of its district; written without dots it is ' +
        'understood too.' })
  }, { description: "The districts' boundaries, in place of the schematic map." })),
  sign_in: Type.Optional(object({
    issuer: text('Id of an issuer of `identity.issuers`: its sign-in page is offered.'),
    client_id: text(
      'What the page is called there: a public client (without a secret) that may use authorization code with ' +
        'PKCE, and come back to `/command-center`. A consumer names it under `clients`.'
    ),
    scopes: several(text('A scope.'), 'What is asked for.', { minItems: 1,
      default: ['openid', 'command-center:read', 'systems:read', 'submissions:read', 'submissions:operate'] }),
    resource: Type.Optional(text('Resource indicator (RFC 8707) that the issuer wants to be told, if it does.'))
  }, { description: 'How operators sign in. Without it they paste an access token or an API key.' }))
}, { default: {} })

type CommandCenterConfig = Static<typeof CommandCenterSchema>

declare module '../../platform/config/schema.ts' {
  interface ConfigFile {
    command_center: CommandCenterConfig
  }
  interface Config {
    command_center: CommandCenterConfig
    /** What the file of `command_center.boundaries` holds. */
    boundaries?: readonly DistrictShape[]
  }
}
