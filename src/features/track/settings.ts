import { type Static, Type } from 'typebox'
import { object, Rate } from '../../platform/config/schema-parts.ts'

/** How often numbers of cases may be asked for. */
export const TrackSchema = object({
  address: { ...Rate, default: { requests: 120, seconds: 600 },
    description: 'Numbers that one address without a credential may ask for, at `/v1/track` and on the page.' },
  misses: { ...Rate, default: { requests: 20, seconds: 600 },
    description: 'How many of them nobody may know: whoever tries numbers out is stopped.' },
  all: { ...Rate, default: { requests: 3_000, seconds: 60 },
    description: 'Numbers that all addresses together may ask for.' },
  legacy_cost: Type.Integer({ minimum: 1, maximum: 20, default: 1,
    description:
      'As how many a number counts that is no receipt of the hub: those of applications follow each other and ' +
      'can be guessed.' })
}, { default: {}, description: 'How often numbers of cases may be asked for.' })

declare module '../../platform/config/schema.ts' {
  interface HubConfig {
    track: Static<typeof TrackSchema>
  }
}
