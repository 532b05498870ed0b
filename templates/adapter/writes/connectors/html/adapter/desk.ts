import { readDetails, readTable, refusedFields, SystemFault, type Call, type HtmlSession } from '../../../../../../src/kit/index.ts'
import { fields, type PengaduanBaru } from '../../../resources/complaints/adapter/map-back.ts'

/** The application's forms, one method each, in its own words. */
export interface ContohDesk {
  /** Fills the form in and sends it, once. Gives the number under which the application keeps it. */
  kirim(form: PengaduanBaru, call: Call): Promise<string>
  /** The number of what was sent under this reference; undefined when the application says that it has none. */
  cari(reference: string, call: Call): Promise<string | undefined>
}

export function createContohDesk(session: HtmlSession): ContohDesk {
  return {
    async kirim(form, call) {
      const stage = 'create complaint'
      const $ = await session.submit({ path: 'pengaduan/baru', selector: 'form#baru', values: { ...form }, stage }, call)
      // What it does not take it shows in the form again, with a word beside each.
      const refused = $('form#baru .galat').toArray().map(element => $(element).attr('data-kolom'))
      if (refused.length > 0) throw new SystemFault('rejected', { stage, detail: 'does not take what was sent', fields: refusedFields(refused, fields) })
      return checked(readDetails($, '#detail', { NO_ADUAN: 'No Aduan' }, { stage }).NO_ADUAN, stage)
    },
    async cari(reference, call) {
      const stage = 'find complaint'
      // Not with `accept404`: a path that is wrong would say that nothing was written, and it would be sent again.
      const $ = await session.page({ path: 'pengaduan/cari', query: { no_ref: reference }, stage }, call)
      // Many systems look for a part of what they are asked for.
      const row = readTable($, 'table.pengaduan', { NO_ADUAN: 'No Aduan', NO_REF: 'No Ref' }, { stage }).find(({ NO_REF }) => NO_REF.text === reference)
      return row && checked(row.NO_ADUAN.text, stage)
    }
  }
}

function checked(number: string, stage: string): string {
  if (number !== '') return number
  throw new SystemFault('unreadable', { stage, detail: 'did not say under which number it keeps this' })
}
