import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { ObjekPajak } from './wire.ts'

export function mapTaxObject(row: ObjekPajak, { read }: MapTools): Mapped<'tax-objects'> {
  const nop = needed(read.nop('nop', row.NOP), 'has no NOP of 18 digits')
  return {
    key: nop,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'tax-objects'>['record']>({
      identifiers: [],
      nop,
      owner_name: read.name('owner_name', row.NM_WP),
      location: read.location('location', { address: row.ALAMAT }),
      land_m2: read.number('land_m2', row.LUAS_BUMI),
      building_m2: read.number('building_m2', row.LUAS_BNG),
      njop_land_idr: read.rupiah('njop_land_idr', row.NJOP_BUMI)
      // what more the contract has
    })
  }
}
