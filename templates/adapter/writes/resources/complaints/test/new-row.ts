import type { Row } from '../../../../../../test/suites/written-book.ts'
import type { PengaduanBaru } from '../adapter/map-back.ts'

/** What the system makes of what it is sent. */
export function toRow(form: PengaduanBaru, number: string): Row {
  return {
    NO_ADUAN: number,
    ISI: form.ISI,
    STATUS: 'BARU',
    ALAMAT: form.ALAMAT,
    LAT: form.LAT === '' ? null : Number(form.LAT),
    LNG: form.LNG === '' ? null : Number(form.LNG),
    TGL_MASUK: '2026-12-01 08:00:00',
    TGL_UBAH: '2026-12-01 08:00:00'
  }
}
