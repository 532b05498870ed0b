import { Type } from 'typebox'
import type { Mapped } from '../../../../../src/kit/index.ts'

type Status = Mapped<'information-requests'>['record']['status']['code']

/** What the codes of one deployment mean. */
export interface Codes {
  /** Values of STATUS. */
  status: Readonly<Record<string, Status>>
}

/** As the product comes. A deployment with codes of its own names them in its settings. */
export const codes: Codes = {
  status: { TERIMA: 'received', PROSES: 'under_review', PANJANG: 'extended', KABUL: 'granted', SEBAGIAN: 'partially_granted', TOLAK: 'refused', KEBERATAN: 'objection_filed' }
}

const statuses: Status[] = ['received', 'under_review', 'clarification_needed', 'extended', 'granted', 'partially_granted', 'refused', 'transferred', 'withdrawn', 'objection_filed', 'dispute']

export const codesSchema = Type.Object(
  {
    status: Type.Record(Type.String(), Type.Unsafe<Status>({ type: 'string', enum: statuses }), {
      default: codes.status,
      description: "Values of STATUS and what they mean. A table given here takes the place of the product's own."
    })
  },
  { additionalProperties: false, default: {} }
)
