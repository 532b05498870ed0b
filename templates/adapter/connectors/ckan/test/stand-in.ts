import type { StandIn } from '../../../../../src/testing/index.ts'
import { serve, type Answered, type Asked } from '../../../../../test/suites/http-stand-in.ts'
import rows from '../../../resources/licences/adapter/fixtures/rows.json' with { type: 'json' }

const KEY = 'contoh-key-for-tests'
const TABLE = '0a1b2c3d-0000-4000-8000-000000000001'

/** A small server that answers as CKAN does, with the rows of the fixtures in one table. Keep it true to what you know. */
export async function startContoh(): Promise<StandIn> {
  const server = await serve(answer)
  return {
    ...server,
    settings: { resource_id: TABLE, api_key: KEY },
    holds: { licences: rows.length } // only: list, else: keys: { residents: rows.map(({ NO_IZIN }) => NO_IZIN) }
  }
}

function answer({ path, query, headers }: Asked): Answered {
  if (path !== '/api/3/action/datastore_search') return failure(400, 'Not Found Error')
  if (headers.authorization !== KEY) return failure(403, 'Authorization Error')
  if (query.get('resource_id') !== TABLE) return failure(404, 'Not Found Error')
  const filters = Object.entries(JSON.parse(query.get('filters') ?? '{}') as Record<string, unknown>)
  const found = rows.filter(row => filters.every(([name, value]) => row[name as keyof typeof row] === value))
  const start = Number(query.get('offset'))
  const records = found.slice(start, start + Number(query.get('limit'))).map((row, index) => ({ _id: start + index + 1, ...row }))
  const fields = Object.keys(rows[0]!).map(id => ({ id, type: 'text' }))
  return json({ help: '', success: true, result: { fields, records, total: found.length } })
}

function failure(status: number, type: string): Answered {
  return json({ help: '', success: false, error: { __type: type, message: type } }, status)
}

function json(value: unknown, status = 200): Answered {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
