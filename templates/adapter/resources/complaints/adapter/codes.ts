import { Type } from 'typebox'
import type { Mapped } from '../../../../../src/kit/index.ts'

type Status = Mapped<'complaints'>['record']['status']['code']

/** What the codes of one deployment mean. */
export interface Codes {
  /** Values of STATUS. */
  status: Readonly<Record<string, Status>>
}

/** As the product comes. A deployment with codes of its own names them in its settings. */
export const codes: Codes = {
  status: { BARU: 'submitted', DISPOSISI: 'assigned', PROSES: 'in_progress', JAWAB: 'responded', SELESAI: 'closed', TOLAK: 'rejected' }
}

const statuses: Status[] = ['submitted', 'triage', 'info_needed', 'assigned', 'in_progress', 'responded', 'resolved', 'closed', 'reopened', 'rejected', 'out_of_scope', 'duplicate', 'archived']

export const codesSchema = Type.Object(
  {
    status: Type.Record(Type.String(), Type.Unsafe<Status>({ type: 'string', enum: statuses }), {
      default: codes.status,
      description: "Values of STATUS and what they mean. A table given here takes the place of the product's own."
    })
  },
  { additionalProperties: false, default: {} }
)
