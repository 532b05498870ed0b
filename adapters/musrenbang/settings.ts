import { type Static, Type } from 'typebox'
import { SqlSettings } from '../../src/kit/index.ts'

const kinds = ['musrenbang', 'pippk', 'survey'] as const
type Kind = (typeof kinds)[number]

// The four groups for which PIPPK, the city's programme for neighbourhoods, has money: RW, youth, families, LPM.
const kind: Readonly<Record<string, Kind>> = { MUSRENBANG: 'musrenbang', PIPPK: 'pippk', KARTA: 'pippk', PKK: 'pippk',
  LPM: 'pippk' }

const Codes = Type.Object(
  {
    kind: Type.Record(Type.String(), Type.Unsafe<Kind>({ type: 'string', enum: kinds }), {
      default: kind,
      description: 'Values of JENIS and what they mean. A table given here takes the place of the default one.'
    })
  },
  { additionalProperties: false, default: {} }
)
export type Codes = Static<typeof Codes>

export const settingsSchema = Type.Object(
  {
    database: SqlSettings,
    schema: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$', default: 'MUSRENBANG',
      description: 'Name of the schema with DAT_USULAN.' }),
    codes: Codes
  },
  { additionalProperties: false }
)
export type MusrenbangSettings = Static<typeof settingsSchema>
