import { type Static, Type } from 'typebox'
import { FilesSettings, type Records } from '../../src/kit/index.ts'

type Incident = Records['incidents']
type Known<Code extends string> = Exclude<Code, 'unknown'>

const table = <Code extends string>(
  codes: Readonly<Record<string, Known<Code>>>,
  allowed: readonly Known<Code>[],
  description: string
) =>
  Type.Record(Type.String(), Type.Unsafe<Known<Code>>({ type: 'string', enum: allowed }), { default: codes,
    description })

const kinds = { K: 'fire', B: 'flood', A: 'weather' } as const
const statuses = { 0: 'reported', 1: 'verified', 2: 'dispatched', 3: 'on_scene', 4: 'resolved',
  5: 'false_alarm' } as const
const severities = { 1: 'minor', 2: 'moderate', 3: 'severe' } as const

export const settingsSchema = Type.Object(
  {
    files: FilesSettings,
    not_incidents: Type.Array(Type.String({ minLength: 1 }), {
      default: ['P'],
      description: 'Kinds of turn-outs (KD_JENIS) that are no incidents, such as rescues of animals: they are left out.'
    }),
    public_objects: Type.Array(Type.String({ minLength: 1 }), {
      default: ['2', '3', '5', '6'],
      description:
        "What is nobody's home or car (KD_OBJEK). Of everything else the place is told by village and district alone."
    }),
    codes: Type.Object(
      {
        kind: table<Incident['kind']>(kinds, ['earthquake', 'flood', 'fire', 'crime', 'medical', 'traffic', 'weather',
          'panic'], 'Kinds of turn-outs (KD_JENIS).'),
        status: table<Incident['status']['code']>(statuses, ['reported', 'verified', 'dispatched', 'on_scene',
          'resolved', 'false_alarm', 'expired'], 'States (KD_STATUS).'),
        severity: table<Incident['severity']>(severities, ['extreme', 'severe', 'moderate', 'minor'],
          'Sizes (KD_SKALA).')
      },
      { default: {}, additionalProperties: false }
    )
  },
  { additionalProperties: false }
)
export type DiskarSettings = Static<typeof settingsSchema>
export type Codes = DiskarSettings['codes']
