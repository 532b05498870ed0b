import { type Static, Type } from 'typebox'
import { atLeast, object } from '../../platform/config/schema-parts.ts'

/** How it is watched what systems send. */
export const DriftSchema = object({
  enabled: Type.Boolean({ default: true,
    description: 'Whether it is watched what systems send: new fields, types, codes and ranges are told of.' }),
  warm_up_records: atLeast(20, 300,
    'Records of a call of a system that are looked at before anything of it is told as new.')
}, { default: {} })

declare module '../../platform/config/schema.ts' {
  interface HubConfig {
    drift: Static<typeof DriftSchema>
  }
}
