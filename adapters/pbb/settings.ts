import { type Static, Type } from 'typebox'
import { type City, FilesSettings } from '../../src/kit/index.ts'
import { banks, type StatusCode, statusCodes, type Tables } from './tables.ts'

const statuses: readonly StatusCode[] = ['unpaid', 'paid', 'partially_paid', 'cancelled']

export const settingsSchema = Type.Object(
  {
    files: FilesSettings,
    district_codes: Type.Record(Type.String({ pattern: '^\\d{3}$' }),
      Type.String({ pattern: '^\\d{2}\\.\\d{2}\\.\\d{2}$' }), {
      default: {},
      description: 'Tax codes of districts (KD_KECAMATAN), each with the Kemendagri code.'
    }),
    codes: Type.Object(
      {
        status: Type.Record(Type.String(), Type.Unsafe<StatusCode>({ type: 'string', enum: statuses }), {
          default: {},
          description: 'Values of STATUS_PEMBAYARAN_SPPT that only this city has.'
        }),
        bank: Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 100 }), {
          default: {},
          description: 'Codes of banks (KD_BANK_PERSEPSI), each with its name.'
        })
      },
      { default: {}, additionalProperties: false }
    )
  },
  { additionalProperties: false }
)
export type PbbSettings = Static<typeof settingsSchema>

/** @throws Error when a tax code is given a district that the city does not have */
export function createTables({ district_codes, codes }: PbbSettings, { regions }: City): Tables {
  for (const code of Object.values(district_codes)) {
    if (regions.district(code, 'kemendagri').value === undefined)
      throw new Error(`the city has no district with the code ${code}`)
  }
  return {
    regency: regions.regencyCode.replace('.', ''),
    districts: district_codes,
    status: { ...statusCodes, ...codes.status },
    banks: { ...banks, ...codes.bank }
  }
}
