import type { Row } from '../../../../../../test/suites/written-book.ts'
import type { PermintaanBaru } from '../adapter/map-back.ts'

/** What the system makes of what it is sent. */
export function toRow(form: PermintaanBaru, number: string): Row {
  return {
    NO_REG: number,
    PEMOHON: form.PEMOHON,
    RINCIAN: form.RINCIAN,
    TUJUAN: form.TUJUAN,
    STATUS: 'TERIMA',
    TGL_TERIMA: '01-12-2026',
    TGL_BATAS: '15-12-2026',
    TGL_UBAH: '2026-12-01 08:00:00'
  }
}
