import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Instansi } from './wire.ts'

export function mapAgency(row: Instansi, { read }: MapTools): Mapped<'agencies'> {
  const code = needed(read.text('code', row.KODE, { maxLength: 64 }), 'has no code (KODE)')
  const finance = read.text('skpd_codes.0', row.KD_SKPD)
  return {
    key: code,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'agencies'>['record']>({
      identifiers: [],
      code,
      name: needed(read.text('name', row.NAMA, { maxLength: 200 }), 'has no name (NAMA)'),
      short_name: read.text('short_name', row.SINGKATAN, { maxLength: 60 }),
      skpd_codes: finance === undefined ? undefined : [finance]
      // what more the contract has
    })
  }
}
