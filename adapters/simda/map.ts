import { compact, type Mapped, type MapTools, type Records } from '../../src/kit/index.ts'
import type { Register } from './register.ts'
import { keyOf } from './units.ts'
import type { UnitCode, UnitRow } from './wire.ts'

type Kind = NonNullable<Records['agencies']['kind']>

/** The word that a name begins with. */
const kinds: Readonly<Record<string, Kind>> = {
  'dinas': 'dinas',
  'badan': 'badan',
  'kantor': 'kantor',
  'kecamatan': 'kecamatan',
  'kec.': 'kecamatan',
  'kelurahan': 'kelurahan',
  'kel.': 'kelurahan',
  'bagian': 'bagian',
  'rumah': 'rsud'
}

/** A unit under one code. What the register tells of itself is pointed to there. */
export function mapUnit(row: UnitRow, { id, read }: MapTools, register: Register): Mapped<'agencies'> {
  const name = read.text('name', row.Nm_Sub_Unit, { maxLength: 200 })
  if (name === undefined) throw new Error('has no name')
  const agency = register.find(row.Nm_Sub_Unit)
  const idOf = (unit: UnitCode): string => register.teller(unit)?.id ?? id(keyOf(unit))
  return {
    key: keyOf(row),
    updatedAt: row.Tahun_Akhir === null
      ? `${row.Tahun_Awal}-01-01T00:00:00+07:00`
      : `${row.Tahun_Akhir}-12-31T00:00:00+07:00`,
    record: compact<Mapped<'agencies'>['record']>({
      identifiers: [{ scheme: 'simda', value: row.Kode },
        ...(agency === undefined ? [] : [{ scheme: 'agency_code', value: agency.code }])],
      code: row.Kode,
      skpd_codes: [row.Kode, ...row.Kode_Lain],
      name,
      aliases: row.Nama_Lain.flatMap((other, index) => read.text(`aliases.${index}`, other, { maxLength: 200 }) ?? []),
      kind: kinds[name.toLowerCase().split(' ')[0] ?? ''],
      parent_id: row.Induk === null ? undefined : idOf(row.Induk),
      valid_from: `${row.Tahun_Awal}-01-01`,
      valid_to: row.Tahun_Akhir === null ? null : `${row.Tahun_Akhir}-12-31`,
      // At the end of the line stands the record of the register, when it knows the agency.
      successor_id: row.Penerus === null ? agency?.id : idOf(row.Penerus)
    })
  }
}
