import { type Static, Type } from 'typebox'

const oneOf = <const T extends string>(values: readonly T[]) => Type.Unsafe<T>({ type: 'string', enum: values })
const table = <T extends string>(values: readonly T[], fallback: Readonly<Record<string, T>>, description: string) =>
  Type.Record(Type.String(), oneOf(values), { default: fallback, description })

const Step = Type.Object(
  {
    code: oneOf(['draft', 'submitted', 'under_review', 'action_required', 'awaiting_payment', 'approved', 'issued',
      'completed', 'rejected', 'withdrawn']),
    stage: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'The finer step, as in `site_inspection`.' })
    )
  },
  { additionalProperties: false }
)
/** Where an application stands. */
export type Step = Static<typeof Step>

const status: Readonly<Record<string, Step>> = {
  '1': { code: 'submitted' },
  '2': { code: 'under_review', stage: 'document_check' },
  '3': { code: 'action_required' },
  '4': { code: 'under_review', stage: 'site_inspection' },
  '5': { code: 'awaiting_payment' },
  '6': { code: 'approved' },
  '7': { code: 'issued' },
  '8': { code: 'completed' },
  '9': { code: 'rejected' },
  '10': { code: 'withdrawn' }
}

// A table given in the config takes the place of the default one: what is left out there is unknown, not guessed.
const Codes = Type.Object(
  {
    status: Type.Record(Type.String(), Step, { default: status,
      description: 'KD_STATUS of an application and what it means.' }),
    licence_status: table(
      ['active', 'suspended', 'revoked', 'expired', 'superseded'],
      { AKTIF: 'active', HABIS: 'expired', BEKU: 'suspended', CABUT: 'revoked', GANTI: 'superseded' },
      'STATUS of a permit and what it means.'
    ),
    kind: table(
      ['new', 'amendment', 'renewal', 're_registration'],
      { 'BARU': 'new', 'PERPANJANGAN': 'renewal', 'PERUBAHAN': 'amendment', 'DAFTAR ULANG': 're_registration' },
      'Words in JNS_MOHON.'
    ),
    channel: table(
      ['online', 'counter', 'branch'],
      { 'ONLINE': 'online', 'LOKET': 'counter', 'UPT LEUWIPANJANG': 'branch' },
      'Words in LOKET; branches go by their names.'
    ),
    incident_kind: table(
      ['traffic', 'flood', 'fire', 'weather', 'crime', 'medical'],
      { LAKA: 'traffic', MACET: 'traffic', MOGOK: 'traffic', TUTUP: 'traffic', APILL: 'traffic', GNGN: 'flood',
        UMUM: 'traffic' },
      'KD_KEJADIAN of the traffic log and what it means. Entries of another kind are left out.'
    ),
    incident_status: table(
      ['reported', 'verified', 'dispatched', 'on_scene', 'resolved', 'false_alarm', 'expired'],
      { BARU: 'reported', CEK: 'verified', TUGAS: 'dispatched', TANGANI: 'on_scene', SELESAI: 'resolved',
        HOAKS: 'false_alarm' },
      'STATUS of the traffic log and what it means.'
    ),
    incident_severity: table(['extreme', 'severe', 'moderate', 'minor'], { RINGAN: 'minor', SEDANG: 'moderate',
      BERAT: 'severe' }, 'Words in TINGKAT.')
  },
  { additionalProperties: false, default: {} }
)
export type Codes = Static<typeof Codes>

export const settingsSchema = Type.Object(
  {
    user: Type.String({ minLength: 1, description: 'User of the web service.' }),
    password: Type.String({ minLength: 1, writeOnly: true, description: 'Its password.' }),
    codes: Codes,
    types_as_of: Type.String({ format: 'date', default: '2024-01-01',
      description: 'Day of the last change to the kinds of permit, which the service does not tell.' })
  },
  { additionalProperties: false }
)
export type DishubSettings = Static<typeof settingsSchema>
