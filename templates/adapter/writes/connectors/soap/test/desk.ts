import type { StandIn } from '../../../../../../src/testing/index.ts'
import type { Answered, Asked } from '../../../../../../test/suites/http-stand-in.ts'
import { createBook, type Row } from '../../../../../../test/suites/written-book.ts'
import { fields, type PengaduanBaru } from '../../../resources/complaints/adapter/map-back.ts'
import { body } from '../../../resources/complaints/test/body.ts'
import { toRow } from '../../../resources/complaints/test/new-row.ts'

/** What is written to the stand-in, and how it answers that. Keep it true to what you know. */
export function createDesk(rows: readonly Row[]) {
  const book = createBook({ rows, columns: Object.keys(fields), toRow })
  const standIn: Pick<StandIn, 'writes' | 'written' | 'refuse' | 'fail'> = { writes: { complaints: { create: body } }, ...book.standIn }
  return {
    standIn,
    rows: book.rows,
    /** Undefined for what does not write. */
    answer({ body: text }: Asked): Answered | undefined {
      if (book.isFailing()) return fault('Server', 'Kesalahan sistem')
      const [, operation] = /<m:(\w+)[ >]/.exec(text) ?? []
      if (operation === 'TambahPengaduan') {
        if (book.isRefusing()) return fault('Client.Validasi', `Kolom tidak diterima: ${book.refused.join(', ')}`)
        return envelope(`<nomor>${book.keep(formOf(text))}</nomor>`)
      }
      if (operation !== 'CariPengaduan') return undefined
      const [, reference = ''] = /<no_ref>([^<]*)</.exec(text) ?? []
      const number = book.find(reference)
      return number === undefined ? fault('Client', 'Data tidak ditemukan') : envelope(`<baris><NO_ADUAN>${number}</NO_ADUAN><NO_REF>${reference}</NO_REF></baris>`)
    }
  }
}

function formOf(text: string): PengaduanBaru {
  const parameters = [...text.matchAll(/<([A-Z_]+)>([^<]*)<\/\1>/g)].map(([, name = '', value = '']) => [name, unescaped(value)])
  return Object.fromEntries(parameters) as PengaduanBaru
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
}

function fault(code: string, text: string): Answered {
  return envelope(`<soap:Fault><faultcode>soap:${code}</faultcode><faultstring>${text}</faultstring></soap:Fault>`)
}

function envelope(content: string): Answered {
  const body = `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${content}</soap:Body></soap:Envelope>`
  return { type: 'text/xml; charset=utf-8', body }
}
