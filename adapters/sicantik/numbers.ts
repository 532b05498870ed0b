import { compactNumber, type NumberForm } from '../../src/kit/index.ts'
import type { SicantikWriting as Sicantik } from './writes.ts'

/** Five digits that count, three of the kind of permit, and the day of receipt: `02089 071 03112026`. */
export const registrationNumber: NumberForm<Sicantik> = {
  name: { id: 'nomor pendaftaran izin', en: 'registration number of a permit' },
  example: '0208907103112026',
  // Years of this century: a NIK has its serial there.
  pattern: /^\d{8}(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])20\d\d$/,
  keys: ([number]) => [number]
}

/** `503/SIP-02089/BPPT/2026`; a decree that was corrected has `.R` behind its count. */
export const decreeNumber: NumberForm<Sicantik> = {
  name: { id: 'nomor surat izin', en: 'number of a permit' },
  example: '503/SIUP-00123/DPMPTSP/2026',
  pattern: /^\d{3}([A-Z]{2,10})(\d{5})R?[A-Z]{2,20}(?:19|20)\d\d$/,
  async find({ client }, [number, kind, count], call) {
    // The grid looks for a part of a cell.
    const { rows } = await client.listSk({ offset: 0, limit: 100, search: `${kind}-${count}` }, call)
    return rows.find(({ no_surat, no_surat_edit }) =>
      [no_surat, no_surat_edit].some(text => compactNumber(text) === number)
    )?.pendaftaran_id
  }
}
