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
    answer({ method, path, query, body: text }: Asked): Answered | undefined {
      if (book.isFailing()) return json({ pesan: 'Kesalahan sistem' }, 500)
      if (method === 'POST' && path === '/pengaduan') {
        if (book.isRefusing()) return json({ pesan: 'Isian tidak lengkap', kolom: book.refused }, 422)
        return json({ data: { NO_ADUAN: book.keep(JSON.parse(text) as PengaduanBaru) } })
      }
      if (path !== '/pengaduan/cari') return undefined
      const reference = query.get('NO_REF') ?? ''
      const number = book.find(reference)
      return json({ data: number === undefined ? [] : [{ NO_ADUAN: number, NO_REF: reference }] })
    }
  }
}

function json(value: unknown, status = 200): Answered {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
