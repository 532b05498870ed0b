import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Penduduk } from './wire.ts'

/** Nobody's NIK, name or birth stands in a complaint: it is shown to operators. */
export function mapResident(row: Penduduk, { read }: MapTools): Mapped<'residents'> {
  const birth = read.birthDate('birth_date', row.TGL_LHR)
  const nik = needed(read.nik('nik', row.NIK, { birthDate: birth?.date }), 'has no NIK of 16 digits')
  const name = needed(read.personName('full_name', row.NAMA_LGKP), 'has no name (NAMA_LGKP)')
  return {
    key: nik,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'residents'>['record']>({
      identifiers: [],
      nik,
      full_name: name.fullName,
      name_raw: name.raw,
      titles: name.titles.length > 0 ? name.titles : undefined,
      birth_date: birth?.date,
      birth_date_precision: birth?.precision,
      birth_place: read.text('birth_place', row.TMPT_LHR, { maxLength: 100 }),
      sex: read.sex('sex', row.JNS_KLMN)
      // what more the contract has
    })
  }
}
