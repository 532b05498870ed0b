import { compact, needed, type Mapped, type MapTools } from '../../../../../src/kit/index.ts'
import type { Codes } from './codes.ts'
import type { Tagihan } from './wire.ts'

/** What the mapping knows beside the row. */
export interface Surroundings {
  codes: Codes
}

export function mapTaxBill(row: Tagihan, { read }: MapTools, { codes }: Surroundings): Mapped<'tax-bills'> {
  const nop = needed(read.nop('nop', row.NOP), 'has no NOP of 18 digits')
  const year = needed(read.integer('tax_year', row.TAHUN, { min: 1900, max: 2200 }), 'has no year (TAHUN)')
  const status = read.text('status.raw_code', row.STATUS, { maxLength: 100 }) ?? ''
  return {
    key: `${nop}-${year}`,
    updatedAt: needed(read.dateTime('source.updated_at', row.TGL_UBAH), 'has no date of change (TGL_UBAH)'),
    record: compact<Mapped<'tax-bills'>['record']>({
      identifiers: [],
      status: { code: read.code('status', status, codes.status, { required: true }), raw_code: status },
      nop,
      tax_year: year,
      taxpayer_name: read.name('taxpayer_name', row.NM_WP),
      payable_idr: needed(read.rupiah('payable_idr', row.PBB), 'has no amount (PBB)'),
      due_on: read.date('due_on', row.JATUH_TMP)
      // what more the contract has
    })
  }
}
