import { Type } from 'typebox'
import type { Mapped } from '../../../../../src/kit/index.ts'

type Kind = NonNullable<Mapped<'proposals'>['record']['kind']>

/** What the codes of one deployment mean. */
export interface Codes {
  /** Values of JENIS. */
  kind: Readonly<Record<string, Kind>>
}

/** As the product comes. A deployment with codes of its own names them in its settings. */
export const codes: Codes = {
  kind: { MUSRENBANG: 'musrenbang', PIPPK: 'pippk', SURVEI: 'survey' }
}

const kinds: Kind[] = ['musrenbang', 'pippk', 'survey']

export const codesSchema = Type.Object(
  {
    kind: Type.Record(Type.String(), Type.Unsafe<Kind>({ type: 'string', enum: kinds }), {
      default: codes.kind,
      description: "Values of JENIS and what they mean. A table given here takes the place of the product's own."
    })
  },
  { additionalProperties: false, default: {} }
)
