import { type Static, Type } from 'typebox'
import { resourceNames } from '../../contract/resources.ts'
import { keyed, object, oneOf, several, text } from '../../platform/config/schema-parts.ts'
import type { ConfigFile } from '../../platform/config/schema.ts'

export const successionModes = ['shadow', 'ramp', 'switched'] as const

/** Resources of whose records no succession is: people are asked for one by one, and kept nowhere. */
const handedOver = resourceNames.filter(name => name !== 'residents')

const SuccessionSchema = object({
  resource: oneOf(handedOver, 'The resource that is handed over.'),
  old: text('Id of the system that had it.'),
  new: text('Id of its successor.'),
  mode: oneOf(successionModes,
    '`shadow`: the old one answers, and the new one is asked aside and compared. `ramp`: the new one answers a ' +
      'share of the questions. `switched`: the new one answers. This line, and `percent`, are all that changes on ' +
      'the way.'),
  percent: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 100,
      description:
        'Of every hundred records and lists so many are answered by the new system. With `mode: ramp` alone, and ' +
        'needed there.' })
  ),
  key: Type.String({ pattern: '^[a-z_]+(\\.[a-z_]+)*$', examples: ['number'],
    description:
      'The field by which both know a record, such as `number`; `identifiers.<scheme>` for one of its identifiers.' }),
  ids: Type.Unsafe<'key' | 'map'>({ type: 'string', enum: ['key', 'map'], default: 'key',
    description:
      '`key`: the old system calls a record by that field, so its ids are made of it. `map`: by something else; ' +
      'what was seen is remembered.' }),
  writes: Type.Optional(
    oneOf(['old', 'new'] as const,
      'Which of the two takes writes. Without it the old one until `switched`, then the new one.')
  ),
  sample: Type.Integer({ minimum: 0, maximum: 100, default: 10,
    description: 'Of every hundred questions so many are compared, while the old system answers.' }),
  ignore: several(Type.String({ pattern: '^[a-z_]+(\\.[a-z_]+)*$', examples: ['status.raw_code'] }),
    'Fields in which the two may differ.', { default: [] }),
  tolerance: Type.Unsafe<Readonly<Record<string, number>>>({
    type: 'object',
    default: {},
    propertyNames: { pattern: '^[a-z_]+(\\.[a-z_]+)*$' },
    additionalProperties: { type: 'number', minimum: 0 },
    description: 'How far numbers of a field may be apart, such as `fee_idr: 500`; of times in seconds.'
  })
})

export const SuccessionsSchema = keyed('^[a-z][a-z0-9-]{1,31}$', SuccessionSchema,
  'Systems that replace others, resource by resource, by ids of your choice: what switches a resource from an old ' +
    'system to its successor.', { default: {} })

export type SuccessionConfig = Static<typeof SuccessionSchema> & { id: string }

declare module '../../platform/config/schema.ts' {
  interface ConfigFile {
    successions: Static<typeof SuccessionsSchema>
  }
  interface Config {
    /** In the order of the file. */
    successions: readonly SuccessionConfig[]
  }
}

/** Puts the successions into a list, each with its id. */
export function resolveSuccessions({ successions }: Pick<ConfigFile, 'successions'>): {
  successions: SuccessionConfig[]
} {
  return { successions: Object.entries(successions).map(([id, succession]) => ({ id, ...succession })) }
}
