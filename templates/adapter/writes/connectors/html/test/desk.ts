import type { StandIn } from '../../../../../../src/testing/index.ts'
import type { Answered, Asked } from '../../../../../../test/suites/http-stand-in.ts'
import { createBook, type Row } from '../../../../../../test/suites/written-book.ts'
import { fields, type PengaduanBaru } from '../../../resources/complaints/adapter/map-back.ts'
import { body } from '../../../resources/complaints/test/body.ts'
import { toRow } from '../../../resources/complaints/test/new-row.ts'

const TOKEN = 'tok0815'

/** What is written to the stand-in, and how it answers that. Keep it true to what you know. */
export function createDesk(rows: readonly Row[]) {
  const book = createBook({ rows, columns: Object.keys(fields), toRow })
  const standIn: Pick<StandIn, 'writes' | 'written' | 'refuse' | 'fail'> = { writes: { complaints: { create: body } }, ...book.standIn }
  return {
    standIn,
    rows: book.rows,
    /** Undefined for what does not write. */
    answer({ method, path, query, body: text }: Asked): Answered | undefined {
      if (book.isFailing()) return { ...page('<h1>Kesalahan sistem</h1>'), status: 500 }
      if (path === '/pengaduan/baru') {
        if (method !== 'POST') return page(form([]))
        const { _token: token, ...sent } = Object.fromEntries(new URLSearchParams(text))
        if (token !== TOKEN) return { ...page('<p>Sesi berakhir</p>'), status: 419 }
        if (book.isRefusing()) return page(form(book.refused))
        const number = book.keep(sent as unknown as PengaduanBaru)
        return { status: 302, type: 'text/html', headers: { location: `/pengaduan/detail?kunci=${encodeURIComponent(number)}` }, body: '' }
      }
      if (path !== '/pengaduan/cari') return undefined
      const reference = query.get('no_ref') ?? ''
      const number = book.find(reference)
      const found = number === undefined ? '' : `<tr><td>${number}</td><td>${reference}</td></tr>`
      return page(`<table class="pengaduan"><thead><tr><th>No Aduan</th><th>No Ref</th></tr></thead><tbody>${found}</tbody></table>`)
    }
  }
}

function form(refused: readonly string[]): string {
  const inputs = ['NO_REF', ...Object.keys(fields)].map(name => `<input name="${name}">${refused.includes(name) ? `<span class="galat" data-kolom="${name}">Periksa isian ini</span>` : ''}`)
  return `<form id="baru" action="/pengaduan/baru" method="post"><input type="hidden" name="_token" value="${TOKEN}">${inputs.join('')}<button>Simpan</button></form>`
}

function page(content: string): Answered {
  return { type: 'text/html; charset=utf-8', body: `<!DOCTYPE html><html><head><title>Contoh</title></head><body><a href="keluar">Keluar</a>${content}</body></html>` }
}
