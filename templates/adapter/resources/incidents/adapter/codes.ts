import { Type } from 'typebox'
import type { Mapped } from '../../../../../src/kit/index.ts'

type Kind = Mapped<'incidents'>['record']['kind']
type Severity = Mapped<'incidents'>['record']['severity']
type Status = Mapped<'incidents'>['record']['status']['code']

/** What the codes of one deployment mean. */
export interface Codes {
  /** Values of JENIS. */
  kind: Readonly<Record<string, Kind>>
  /** Values of TINGKAT. */
  severity: Readonly<Record<string, Severity>>
  /** Values of STATUS. */
  status: Readonly<Record<string, Status>>
}

/** As the product comes. A deployment with codes of its own names them in its settings. */
export const codes: Codes = {
  kind: { BANJIR: 'flood', KEBAKARAN: 'fire', KRIMINAL: 'crime', MEDIS: 'medical', LALIN: 'traffic', CUACA: 'weather', GEMPA: 'earthquake', PADAM: 'utility' },
  severity: { BERAT: 'severe', SEDANG: 'moderate', RINGAN: 'minor' },
  status: { LAPOR: 'reported', BENAR: 'verified', BERANGKAT: 'dispatched', TIBA: 'on_scene', SELESAI: 'resolved', PALSU: 'false_alarm' }
}

const kinds: Kind[] = ['earthquake', 'flood', 'fire', 'crime', 'medical', 'traffic', 'weather', 'utility', 'panic', 'other']
const severities: Severity[] = ['extreme', 'severe', 'moderate', 'minor']
const statuses: Status[] = ['reported', 'verified', 'dispatched', 'on_scene', 'resolved', 'false_alarm', 'expired']

export const codesSchema = Type.Object(
  {
    kind: Type.Record(Type.String(), Type.Unsafe<Kind>({ type: 'string', enum: kinds }), {
      default: codes.kind,
      description: "Values of JENIS and what they mean. A table given here takes the place of the product's own."
    }),
    severity: Type.Record(Type.String(), Type.Unsafe<Severity>({ type: 'string', enum: severities }), {
      default: codes.severity,
      description: "Values of TINGKAT and what they mean. A table given here takes the place of the product's own."
    }),
    status: Type.Record(Type.String(), Type.Unsafe<Status>({ type: 'string', enum: statuses }), {
      default: codes.status,
      description: "Values of STATUS and what they mean. A table given here takes the place of the product's own."
    })
  },
  { additionalProperties: false, default: {} }
)
