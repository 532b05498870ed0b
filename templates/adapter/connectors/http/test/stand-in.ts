import type { StandIn } from '../../../../../src/conformance/index.ts'
import { serve, type Answered, type Asked } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

const KEY = 'contoh-key-for-tests'

/** A small server that answers as the real system does, with the rows of the fixtures. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  const server = await serve(answer)
  return {
    ...server,
    settings: { api_key: KEY },
    holds: { licences: rows.length } // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) }
  }
}

function answer({ path, query, headers }: Asked): Answered { // only: list, else: function answer({ path, headers, body }: Asked): Answered {
  if (headers['x-api-key'] !== KEY) return json({ pesan: 'Kunci tidak dikenal' }, 401)
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
