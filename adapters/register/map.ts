import type { CityAgency, Mapped } from '../../src/kit/index.ts'

export interface Row {
  agency: CityAgency
  /** YYYY-MM-DD */
  asOf: string
}

export function mapAgency({ agency, asOf }: Row): Mapped<'agencies'> {
  const { id: _, code, name, short_name, kind, skpd_codes = [], aliases = [], parent_id } = agency
  return {
    key: code,
    updatedAt: `${asOf}T00:00:00+07:00`,
    record: {
      identifiers: [],
      code,
      name,
      skpd_codes,
      aliases,
      ...(short_name === undefined ? {} : { short_name }),
      ...(kind === undefined ? {} : { kind }),
      ...(parent_id === undefined ? {} : { parent_id })
    }
  }
}
