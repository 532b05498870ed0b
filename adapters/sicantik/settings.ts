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

const steps = (fallback: Readonly<Record<string, Step>>, description: string) =>
  Type.Record(Type.String(), Step, { default: fallback, description })

/** trstspermohonan as the product is delivered. */
const status: Readonly<Record<string, Step>> = {
  '1': { code: 'draft' },
  '2': { code: 'submitted', stage: 'document_check' },
  '3': { code: 'under_review', stage: 'data_entry' },
  '4': { code: 'under_review', stage: 'site_inspection' },
  '5': { code: 'under_review', stage: 'recommendation' },
  '6': { code: 'under_review', stage: 'inspection_report' },
  '7': { code: 'under_review', stage: 'decision' },
  '8': { code: 'approved', stage: 'granted' },
  '9': { code: 'rejected' },
  '10': { code: 'awaiting_payment', stage: 'billed' },
  '13': { code: 'awaiting_payment', stage: 'cashier' },
  '14': { code: 'issued' },
  '17': { code: 'approved', stage: 'printing' }
}

const statusBerkas: Readonly<Record<string, Step>> = {
  'Izin Disetujui': { code: 'approved', stage: 'granted' },
  'Izin Ditolak FO': { code: 'rejected', stage: 'front_office' },
  'Dibatalkan Pemohon': { code: 'withdrawn' }
}

const permitTypes: Readonly<Record<string, string>> = {
  '005': 'IMB',
  '012': 'HO',
  '021': 'REKLAME',
  '033': 'TRAYEK',
  '041': 'IUJK',
  '047': 'TDUP',
  '055': 'SIUP',
  '056': 'TDP',
  '058': 'TDG',
  '063': 'IUI',
  '071': 'SIP',
  '072': 'SIA',
  '080': 'LKP'
}

// A table given in the config takes the place of the default one: what is left out there is unknown, not guessed.
export const settingsSchema = Type.Object(
  {
    api_key: Type.String({ minLength: 1, writeOnly: true, description: 'Key in the query of every call.' }),
    codes: Type.Object(
      {
        status: steps(status, 'Codes of trstspermohonan (`kd_status`), each with what it means in this deployment.'),
        status_berkas: steps(statusBerkas,
          'Words in `status_berkas` that win over the code; others (`proses`) do not.'),
        kind: table(
          ['new', 'amendment', 'renewal', 're_registration'],
          { 'Permohonan Baru': 'new', 'Perubahan': 'amendment', 'Perpanjangan': 'renewal',
            'Daftar Ulang': 're_registration' },
          'Words in `permohonan`.'
        ),
        licence_status: table(
          ['active', 'suspended', 'revoked', 'expired', 'superseded'],
          { '1': 'active', '2': 'revoked', '3': 'suspended', '4': 'expired' },
          'Codes in `c_status` of a decree.'
        ),
        permit_type: Type.Record(Type.String({ pattern: '^\\d{3}$' }), Type.String({ minLength: 1, maxLength: 64 }), {
          default: permitTypes,
          description: 'Short names of the kinds of permit by their three digits; others keep the digits.'
        })
      },
      { default: {}, additionalProperties: false }
    )
  },
  { additionalProperties: false }
)
export type SicantikSettings = Static<typeof settingsSchema>
export type Codes = SicantikSettings['codes']
