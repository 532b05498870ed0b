import { Type } from 'typebox'
import type { Mapped } from '../../../../../src/kit/index.ts'

type Status = Mapped<'licence-applications'>['record']['status']['code']

/** What the codes of one deployment mean. */
export interface Codes {
  /** Values of STATUS. */
  status: Readonly<Record<string, Status>>
}

/** As the product comes. A deployment with codes of its own names them in its settings. */
export const codes: Codes = {
  status: { BARU: 'submitted', PROSES: 'under_review', KURANG: 'action_required', BAYAR: 'awaiting_payment', SETUJU: 'approved', TERBIT: 'issued', TOLAK: 'rejected', BATAL: 'withdrawn' }
}

const statuses: Status[] = ['draft', 'submitted', 'under_review', 'action_required', 'awaiting_payment', 'approved', 'issued', 'completed', 'rejected', 'withdrawn']

export const codesSchema = Type.Object(
  {
    status: Type.Record(Type.String(), Type.Unsafe<Status>({ type: 'string', enum: statuses }), {
      default: codes.status,
      description: "Values of STATUS and what they mean. A table given here takes the place of the product's own."
    })
  },
  { additionalProperties: false, default: {} }
)
