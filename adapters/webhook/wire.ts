import { type Static, Type } from 'typebox'
import type { Records } from '../../src/kit/index.ts'

type Incident = Records['incidents']
type Cap = NonNullable<Incident['cap']>

const oneOf = <const T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: values })
const time = () =>
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$' })
const strict = { additionalProperties: false }

const statuses: readonly Incident['status']['code'][] = ['reported', 'verified', 'dispatched', 'on_scene', 'resolved',
  'false_alarm', 'expired']
// All of them: the compiler sees to it.
const kinds = Object.keys({
  earthquake: 0,
  flood: 0,
  fire: 0,
  crime: 0,
  medical: 0,
  traffic: 0,
  weather: 0,
  utility: 0,
  panic: 0,
  other: 0
} satisfies Record<Incident['kind'], 0>) as Incident['kind'][]
const severities: readonly Incident['severity'][] = ['extreme', 'severe', 'moderate', 'minor', 'unknown']
const urgencies: readonly NonNullable<Cap['urgency']>[] = ['immediate', 'expected', 'future', 'past', 'unknown']
const certainties: readonly NonNullable<Cap['certainty']>[] = ['observed', 'likely', 'possible', 'unlikely', 'unknown']

/**
 * A message of Standard Webhooks about an incident, in the contract's own words. Fields that are not named here are
 * refused: what nobody reads is not kept.
 */
export const messageSchema = Type.Object(
  {
    type: oneOf(['incident.reported', 'incident.updated']),
    /** When it became so. */
    timestamp: time(),
    data: Type.Object(
      {
        id: Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' }),
        status: oneOf(statuses),
        kind: oneOf(kinds),
        severity: oneOf(severities),
        headline: Type.Optional(Type.String({ maxLength: 300 })),
        description: Type.Optional(Type.String({ maxLength: 4000 })),
        occurred_at: time(),
        reported_at: Type.Optional(time()),
        location: Type.Optional(
          Type.Object(
            {
              lat: Type.Optional(Type.Number()),
              long: Type.Optional(Type.Number()),
              address: Type.Optional(Type.String({ maxLength: 500 })),
              village_code: Type.Optional(Type.String({ maxLength: 20 })),
              district_code: Type.Optional(Type.String({ maxLength: 20 }))
            },
            strict
          )
        ),
        cap: Type.Optional(
          Type.Object(
            { urgency: Type.Optional(oneOf(urgencies)), certainty: Type.Optional(oneOf(certainties)),
              expires: Type.Optional(time()) },
            strict
          )
        )
      },
      strict
    )
  },
  strict
)
export type Message = Static<typeof messageSchema>

/** A message as it is kept, under the id of its delivery. */
export interface Delivery {
  webhookId: string
  message: Message
}
