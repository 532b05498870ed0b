import { type Static, Type } from 'typebox'
import { coded, object, oneOf, several } from '../../platform/config/schema-parts.ts'

const httpMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What of a system's own interface is opened. */
export const PassThroughSchema = Type.Optional(object({
  paths: several(coded('^/[A-Za-z0-9/._~-]*(/\\*)?$', '/api/*', 'A path of the system, or all below it (`/api/*`).'),
    'What callers with the scope `systems:raw` may ask for.', { minItems: 1 }),
  methods: several(oneOf(httpMethods, 'A method.'), 'How they may ask.', { minItems: 1, default: ['GET'] })
}, { description: "Opens the system's own HTTP interface at `/systems/<id>/raw/`. Closed without it." }))

declare module '../../platform/config/schema.ts' {
  interface SystemConfig {
    passthrough?: Static<typeof PassThroughSchema>
  }
}
