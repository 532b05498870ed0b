import { compactNumber, type NumberForm } from '../../src/kit/index.ts'
import type { PpidWriting as Ppid } from './writes.ts'

/**
 * `012/PPID/XI/2026`: counted anew each month. The application knows a request by the number of its row, not by this
 * one.
 */
export const registerNumber: NumberForm<Ppid> = {
  name: { id: 'nomor permohonan informasi publik', en: 'number of a request for information' },
  example: '012/PPID/XI/2026',
  pattern: /^(\d{1,4})PPID([IVX]{1,4})(20\d\d)$/,
  async find({ client }, [, count = '', month, year], call) {
    const number = `${count.padStart(3, '0')}/PPID/${month}/${year}`
    const rows = await client.cari(number, call)
    return rows.find(({ nomor }) => compactNumber(nomor) === compactNumber(number))?.id
  }
}
