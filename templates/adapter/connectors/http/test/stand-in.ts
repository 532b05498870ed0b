import type { StandIn } from '../../../../../src/testing/index.ts'
import { serve, type Answered, type Asked } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }
// only: not write, else: import { createDesk } from './desk.ts'

type Row = Readonly<Record<string, string | number | null>>

const KEY = 'contoh-key-for-tests'

/** A small server that answers as the real system does, with the rows of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  // only: not write, else: const desk = createDesk(rows)
  const server = await serve(asked => refusalOf(asked) ?? answer(asked, rows)) // only: not write, else: const server = await serve(asked => refusalOf(asked) ?? desk.answer(asked) ?? answer(asked, desk.rows))
  return {
    ...server,
    // only: not write, else: ...desk.standIn,
    settings: { api_key: KEY },
    holds: { licences: rows.length } // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) }
  }
}

function refusalOf({ headers }: Asked): Answered | undefined {
  return headers['x-api-key'] === KEY ? undefined : json({ pesan: 'Kunci tidak dikenal' }, 401)
}

function answer({ path, query }: Asked, rows: readonly Row[]): Answered { // only: list, else: function answer({ path, body }: Asked, rows: readonly Row[]): Answered {
  if (path === '/status') return json({ data: 'OK' })
  // begin only: list
  if (path === '/izin') {
    const start = Number(query.get('mulai'))
    return json({ data: rows.slice(start, start + Number(query.get('jumlah'))), total: rows.length })
  }
  // end only
  const key = query.get('NO_IZIN') // only: list, else: const { NO_IZIN: key } = JSON.parse(body) as { NO_IZIN?: string }
  const row = path === '/izin/detail' ? rows.find(({ NO_IZIN }) => NO_IZIN === key) : undefined
  return row === undefined ? json({ pesan: 'Tidak ditemukan' }, 404) : json({ data: row })
}

function json(value: unknown, status = 200): Answered {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
