import { Type } from 'typebox'
import type { Mapped } from '../../../../../src/kit/index.ts'

type Status = Mapped<'tax-bills'>['record']['status']['code']

/** What the codes of one deployment mean. */
export interface Codes {
  /** Values of STATUS. */
  status: Readonly<Record<string, Status>>
}

/** As the product comes. A deployment with codes of its own names them in its settings. */
export const codes: Codes = {
  status: { '0': 'unpaid', '1': 'paid', '2': 'partially_paid', '9': 'cancelled' }
}

const statuses: Status[] = ['unpaid', 'overdue', 'partially_paid', 'paid', 'cancelled']

export const codesSchema = Type.Object(
  {
    status: Type.Record(Type.String(), Type.Unsafe<Status>({ type: 'string', enum: statuses }), {
      default: codes.status,
      description: "Values of STATUS and what they mean. A table given here takes the place of the product's own."
    })
  },
  { additionalProperties: false, default: {} }
)
