import type { Row } from '../../../../../../test/suites/written-book.ts'
import type { PermohonanBaru } from '../adapter/map-back.ts'

/** What the system makes of what it is sent. */
export function toRow(form: PermohonanBaru, number: string): Row {
  return {
    NO_DAFTAR: number,
    JENIS: form.JENIS,
    STATUS: 'BARU',
    PEMOHON: form.PEMOHON,
    TELP: form.TELP,
    ALAMAT: form.ALAMAT,
    TGL_MASUK: '2026-12-01 08:00:00',
    TGL_UBAH: '2026-12-01 08:00:00'
  }
}
