import type { Row } from '../../../../../../test/suites/written-book.ts'
import type { KejadianBaru } from '../adapter/map-back.ts'

/** What the system makes of what it is sent. */
export function toRow(form: KejadianBaru, number: string): Row {
  return {
    NO_KEJ: number,
    JENIS: form.JENIS,
    STATUS: 'LAPOR',
    TINGKAT: 'RINGAN',
    URAIAN: form.URAIAN,
    LOKASI: form.LOKASI,
    LAT: form.LAT === '' ? null : Number(form.LAT),
    LNG: form.LNG === '' ? null : Number(form.LNG),
    WAKTU: form.WAKTU,
    TGL_UBAH: '2026-12-01 08:00:00'
  }
}
